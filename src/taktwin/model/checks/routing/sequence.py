"""Elements that keep the sequence: somebody can overtake before them, and those who must go first find a way."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.text.zones import works_of

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
                    message = Phrase("stations in a row have one way in")
                    found.error((*path, "except", str(number), _FIELD), message, Phrase("give it to the entry itself"))
        if not element.in_sequence:
            continue
        inner: Path_ = (*path, _FIELD)
        line = found.model.shops[node[0]].lines[node[1]]
        if isinstance(element, Transport | Batching | Lift):
            message = Phrase("a {value} does not choose among the jobs before it", value=element.kind.replace("_", " "))
            found.error(inner, message, Phrase("give it to a buffer before or a station behind it"))
        elif isinstance(element, Buffer) and element.capacity.value == 0:
            found.error(
                inner, Phrase("a buffer of capacity 0 is only passed"), Phrase("give it to the element behind it")
            )
        elif node[2] == 0 and line.start_kind is not None:
            message = Phrase("jobs begin here in the order in which they are released")
            found.error(inner, message, Phrase("give it to an element further on, or put a buffer before it"))
        elif node not in reached:
            found.error(
                inner, Phrase("no jobs of an order stream come here"), Phrase("only they have a sequence: drop it")
            )
        else:
            _lock_ups(found, graph, before, node, inner)


def _lock_ups(found: Findings, graph: FlowGraph, before: dict[Node, list[Node]], node: Node, path: Path_) -> None:
    """Warn where those who wait for their turn can fill the room through which those come who go first."""
    for giver in before.get(node, []):
        if isinstance(store := graph.elements[giver], Store) and not _ordered(found, graph, before, giver, set()):
            message = Phrase(
                'this can lock up: a crane of "{name}" that has fetched a job which has overtaken waits for those that '
                "go first, and cannot fetch them",
                name=store.name,
            )
            found.warn(path, message, Phrase("put a buffer that is `unlimited` between the store and this element"))
            return
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
        if not graph.finite(giver) and not _ordered(found, graph, before, giver, set()):
            _parts_in_the_way(found, graph, node, path)


def _parts_in_the_way(found: Findings, graph: FlowGraph, node: Node, path: Path_) -> None:
    """Warn where parts that came out of those who wait fill the line through which the parts of others must go."""
    behind = graph.reach_itself(node)
    for split, element in graph.elements.items():
        if not isinstance(element, SplitStation) or split == node or node not in graph.reach_itself(split):
            continue
        for part in element.into:
            line = found.names.line(part.line, split[0])
            if line is None or not any(line == one for at in behind for one in _joined_at(found, graph, at)):
                continue
            places = [(*line, at) for at in range(len(found.model.shops[line[0]].lines[line[1]].flow))]
            if all(graph.finite(place) for place in places):
                message = Phrase(
                    'this can lock up: parts of jobs that have overtaken fill line "{line}" until they are joined '
                    'behind this element, and "{name}" finds no room for those of jobs that go first',
                    line=part.line,
                    name=element.name,
                )
                remedy = Phrase('keep the sequence before "{name}", or give the line unlimited room', name=element.name)
                found.warn(path, message, remedy)
                return


def _joined_at(found: Findings, graph: FlowGraph, node: Node) -> list[tuple[str, str]]:
    """The lines whose jobs are joined at a place."""
    joins = [join for worked in works_of(graph.elements[node]) for join in worked.joins]
    return [line for join in joins if (line := found.names.line(join.line, node[0])) is not None]


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
