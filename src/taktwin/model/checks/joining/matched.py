"""Joins of jobs that were called for one job alone: somebody calls them, and they wait in a buffer."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.joining.joins import joins_of
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.station import Join
from taktwin.model.phrase import Phrase
from taktwin.model.text.names import SCRAP
from taktwin.model.text.tree import Path_
from taktwin.model.values.amountby import most_of


def check_matched(found: Findings, graph: FlowGraph) -> None:
    """Check the joins of a plant that are `matched`; ``graph`` is its flow."""
    kinds: dict[tuple[str, tuple[str, str]], bool] = {}
    for where, join, node, (owner, line) in joins_of(found):
        path = (*where, "matched")
        if kinds.setdefault((owner.model.name, line), join.matched) != join.matched:
            message = Phrase('another join takes jobs of "{line}" that were called for any job', line=join.line)
            found.error(path, message, Phrase("say the same `matched` in all joins of the line"))
        elif join.matched:
            _check_line(found, graph, path, join, (owner, line), node)


def _check_line(
    found: Findings, graph: FlowGraph, path: Path_, join: Join, of: tuple[Findings, tuple[str, str]], station: Node
) -> None:
    """``of``: the line that is joined, with the findings of its plant."""
    owner, line = of
    sub = owner.model.shops[line[0]].lines[line[1]]
    if sub.call is None:
        message = Phrase('nobody calls the jobs of "{line}", so none of them belongs to a job here', line=join.line)
        found.error(path, message, Phrase("give that line a `call: {at: ELEMENT}`, or drop `matched`"))
        return
    if not isinstance(sub.flow[-1], Buffer) or sub.flow[-1].capacity.value < 1:
        message = Phrase(
            '"{name}" at the end of "{line}" is no buffer in which each job can wait for its own',
            name=sub.flow[-1].name,
            line=join.line,
        )
        found.error(path, message, Phrase("end that line with a buffer of one place or more"))
    _check_amount(found, path, join, sub)
    _check_company(found, path, join, of)
    _warn_of_scrap(owner, line)
    caller = owner.element(sub.call.at)
    if caller is None:
        return
    at, node = caller
    for shop, name, other in at.model.all_lines():
        if other.endless and node in at.graph.reach([(shop, name, 0)]):
            message = Phrase(
                'jobs of the endless line "{name}" have no order numbers, and they call at "{at}"',
                name=name,
                at=sub.call.at,
            )
            found.error(path, message, Phrase("drop `matched`, or start that line with `orders`"))
    if len(found.plants) > 1 and not orders_at(found, station) & orders_at(at, node):
        message = Phrase(
            '"{line}" is called at "{at}" for jobs of other orders than those that come here',
            line=join.line,
            at=sub.call.at,
        )
        found.error(path, message, Phrase("call it where the jobs pass that join it, or drop `matched`"))
    _check_contents(found, graph, of, station, sub.call.at, node if at is found else None)


def _check_contents(
    found: Findings,
    graph: FlowGraph,
    of: tuple[Findings, tuple[str, str]],
    station: Node,
    called_at: str,
    caller: Node | None,
) -> None:
    """Jobs that are there at the start have called nothing, and nobody has called them."""
    owner, line = of
    waits = f'"{graph.elements[station].name}"'
    for node, element in owner.graph.elements.items():
        if node[:2] == line and isinstance(element, Buffer) and element.contents:
            where = ("shops", node[0], "lines", node[1], "flow", node[2], "contents")
            message = Phrase("nobody has called these jobs, so {waits} never takes them", waits=waits)
            owner.error(where, message, Phrase("drop `contents`, or begin with a start state"))
    if caller is None:  # the jobs that call are of another plant than the station
        return
    for node, element in graph.elements.items():
        own = owner is found and node[:2] == line
        if not own and isinstance(element, Buffer) and element.contents and _reaches(graph, node, caller, station):
            where = ("shops", node[0], "lines", node[1], "flow", node[2], "contents")
            message = Phrase(
                'these jobs are beyond "{called_at}" and have called nothing: they would wait at {waits} for ever',
                called_at=called_at,
                waits=waits,
            )
            found.error(
                where,
                message,
                Phrase('put them before "{called_at}", or begin with a start state', called_at=called_at),
            )


def orders_at(
    found: Findings, node: Node, seen: frozenset[tuple[str, Node]] = frozenset()
) -> set[tuple[str, str | None]]:
    """The order streams, by plant, whose jobs can come to a place, those that were called for them included.

    None for jobs of endless lines.
    """
    streams: set[tuple[str, str | None]] = set()
    if (found.model.name, node) in seen:
        return streams
    seen |= {(found.model.name, node)}
    for shop, name, line in found.model.all_lines():
        if line.start_kind is None or node not in found.graph.reach([(shop, name, 0)]):
            continue
        caller = found.element(line.call.at) if line.call is not None else None
        if caller is not None:
            streams |= orders_at(*caller, seen)
        elif line.call is None:
            streams.add((found.model.name, line.orders))
    return streams


def _check_amount(found: Findings, path: Path_, join: Join, sub: Line) -> None:
    """A job cannot take more than it has called."""
    assert sub.call is not None
    called, wanted = most_of(sub.call.quantity), most_of(join.quantity)
    if wanted > called:
        message = Phrase(
            '{wanted:g} jobs of "{line}" are joined, but a job calls {called:g} of them: it would wait for ever',
            wanted=wanted,
            line=join.line,
            called=called,
        )
        found.error(
            (*path[:-1], "quantity"),
            message,
            Phrase("call as many (`call: {{quantity: {wanted:g}}}`), or join fewer", wanted=wanted),
        )


def _check_company(found: Findings, path: Path_, join: Join, of: tuple[Findings, tuple[str, str]]) -> None:
    """Only jobs that were called come into the buffer from which they are taken."""
    owner, line = of
    buffer: Node = (*line, len(owner.model.shops[line[0]].lines[line[1]].flow) - 1)
    for shop, name, other in owner.model.all_lines():
        if other.call is None and other.start_kind is not None and buffer in owner.graph.reach_itself((shop, name, 0)):
            message = Phrase(
                'jobs of "{name}", which nobody has called, come to the end of "{line}" too', name=name, line=join.line
            )
            found.error(path, message, Phrase("lead them elsewhere, or drop `matched`"))
    for node, parts in owner.graph.parts.items():
        if buffer in owner.graph.reach(list(parts)):
            name = owner.graph.elements[node].name
            message = Phrase(
                'what comes out at "{name}" comes to the end of "{line}", and nobody has called it',
                name=name,
                line=join.line,
            )
            found.error(path, message, Phrase("lead it elsewhere, or drop `matched`"))


def _warn_of_scrap(found: Findings, line: tuple[str, str]) -> None:
    """A job that is scrapped on its way is called once only."""
    for place, element in enumerate(found.model.shops[line[0]].lines[line[1]].flow):
        scraps = getattr(element, "scrap", None)
        routes = [one for one in getattr(element, "routes", ()) if one.to == SCRAP and one.share.value > 0.0]
        if (scraps is not None and scraps.value > 0.0) or routes:
            where = ("shops", line[0], "lines", line[1], "flow", place)
            message = Phrase(
                "a job that is scrapped here is not called again: the one that waits for it waits for ever"
            )
            remedy = Phrase("send it back to be made again, as in `routes: [{to: ELEMENT, share: 2 %}]`")
            found.warn(where, message, remedy)


def _reaches(graph: FlowGraph, start: Node, caller: Node, station: Node) -> bool:
    """Whether a job that stands at ``start`` can come to the station without a call."""
    seen, stack = {start}, [start]
    while stack:
        node = stack.pop()
        if node == station:
            return True
        for other in graph.onward(node):
            if other != caller and other not in seen:
                seen.add(other)
                stack.append(other)
    return False
