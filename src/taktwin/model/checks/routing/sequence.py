"""Elements that keep the sequence: somebody can overtake before them, and those who must go first find a way."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.nouns.batches.batchstation import BatchStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.station import Station
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_

_FIELD = "in_sequence"


def check_sequence_kept(found: Findings, graph: FlowGraph) -> None:
    """Check all elements that are `in_sequence`."""
    before: dict[Node, list[Node]] = {}
    for node, onward in graph.next.items():
        for other in dict.fromkeys(onward):
            before.setdefault(other, []).append(node)
    orders = [(shop, name, 0) for shop, name, line in found.model.all_lines() if line.orders is not None]
    reached = graph.reach(orders)
    for node, element in graph.elements.items():
        path: Path_ = ("shops", node[0], "lines", node[1], "flow", node[2])
        if isinstance(element, Station):
            for number, other in element.exceptions.items():
                if _FIELD in other.model_fields_set:
                    message = "stations in a row have one way in"
                    found.error((*path, "except", str(number), _FIELD), message, "give it to the entry itself")
        if not element.in_sequence:
            continue
        inner: Path_ = (*path, _FIELD)
        line = found.model.shops[node[0]].lines[node[1]]
        if isinstance(element, Transport | BatchStation):
            message = f"a {element.kind.replace('_', ' ')} does not choose among the jobs before it"
            found.error(inner, message, "give it to a buffer before or a station behind it")
        elif isinstance(element, Buffer) and element.capacity.value == 0:
            found.error(inner, "a buffer of capacity 0 is only passed", "give it to the element behind it")
        elif node[2] == 0 and line.start_kind is not None:
            message = "jobs begin here in the order in which they are released"
            found.error(inner, message, "give it to an element further on, or put a buffer before it")
        elif node not in reached:
            found.error(inner, "no jobs of an order stream come here", "only they have a sequence: drop it")
        else:
            _lock_ups(found, graph, before, node, inner)


def _lock_ups(found: Findings, graph: FlowGraph, before: dict[Node, list[Node]], node: Node, path: Path_) -> None:
    """Warn where those who wait for their turn can fill the room through which those come who go first."""
    for giver in before.get(node, []):
        if graph.finite(giver) and not _ordered(found, graph, before, giver, set()):
            name = graph.elements[giver].name
            message = Phrase(
                'this can lock up: jobs that have overtaken wait at "{name}" for those that go first, and these may '
                "find no room there",
                name=name,
            )
            remedy = Phrase(
                "lead jobs that come late straight to the element that keeps the sequence, or put a buffer before it "
                "that is `unlimited`"
            )
            found.warn(path, message, remedy)
            return


def _ordered(found: Findings, graph: FlowGraph, before: dict[Node, list[Node]], node: Node, seen: set[Node]) -> bool:
    """Whether the jobs of each order stream come out of a node in the order in which they were released."""
    element = graph.elements[node]
    if node in seen:
        return False
    if not _keeps_order(element):
        return False
    line = found.model.shops[node[0]].lines[node[1]]
    begins = node[2] == 0 and line.start_kind is not None
    givers = before.get(node, [])
    if element.in_sequence:
        return True
    if begins:
        return not givers
    return len(givers) == 1 and _ordered(found, graph, before, givers[0], {*seen, node})


def _keeps_order(element: object) -> bool:
    """Whether no job overtakes another in an element."""
    if isinstance(element, Station):
        return element.server_count == 1
    if isinstance(element, Buffer):
        return element.rule.kind in ("fifo", "sequence")
    return isinstance(element, Conveyor | ZonedLine)
