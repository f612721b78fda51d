"""Joins of jobs that were called for one job alone: somebody calls them, and they wait in a buffer."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.references import worked_of
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.station import Join
from taktwin.model.phrase import Phrase
from taktwin.model.text.names import SCRAP
from taktwin.model.text.tree import Path_
from taktwin.model.values.amountby import most_of


def check_matched(found: Findings, graph: FlowGraph) -> None:
    """Check the joins that are `matched`."""
    kinds: dict[tuple[str, str], bool] = {}
    for shop, name, place, element in found.model.all_elements():
        for inner, worked in worked_of(("shops", shop, "lines", name, "flow", place), element):
            for number, join in enumerate(worked.joins):
                line, path = found.names.line(join.line, shop), (*inner, "joins", number, "matched")
                if line is None:
                    continue
                if kinds.setdefault(line, join.matched) != join.matched:
                    message = f'another join takes jobs of "{join.line}" that were called for any job'
                    found.error(path, message, "say the same `matched` in all joins of the line")
                elif join.matched:
                    _check_line(found, graph, path, join, line, (shop, name, place))


def _check_line(
    found: Findings, graph: FlowGraph, path: Path_, join: Join, line: tuple[str, str], station: Node
) -> None:
    sub = found.model.shops[line[0]].lines[line[1]]
    if sub.call is None:
        message = f'nobody calls the jobs of "{join.line}", so none of them belongs to a job here'
        found.error(path, message, "give that line a `call: {at: ELEMENT}`, or drop `matched`")
        return
    if not isinstance(sub.flow[-1], Buffer) or sub.flow[-1].capacity.value < 1:
        message = (
            f'"{sub.flow[-1].name}" at the end of "{join.line}" is no buffer in which each job can wait for its own'
        )
        found.error(path, message, "end that line with a buffer of one place or more")
    _check_amount(found, path, join, sub)
    _check_company(found, graph, path, join, line)
    _warn_of_scrap(found, line)
    caller = found.names.elements.get(sub.call.at)
    if caller is None:
        return
    for shop, name, other in found.model.all_lines():
        if other.endless and caller in graph.reach([(shop, name, 0)]):
            message = f'jobs of the endless line "{name}" have no order numbers, and they call at "{sub.call.at}"'
            found.error(path, message, "drop `matched`, or start that line with `orders`")
    for node, element in graph.elements.items():
        if node[:2] == line and isinstance(element, Buffer) and element.contents:
            where = ("shops", node[0], "lines", node[1], "flow", node[2], "contents")
            message = f'nobody has called these jobs, so "{graph.elements[station].name}" never takes them'
            found.error(where, message, "drop `contents`, or begin with a start state")
        elif isinstance(element, Buffer) and element.contents and _reaches(graph, node, caller, station):
            where = ("shops", node[0], "lines", node[1], "flow", node[2], "contents")
            message = f'these jobs are beyond "{sub.call.at}" and have called nothing: they would wait at '
            message += f'"{graph.elements[station].name}" for ever'
            found.error(where, message, f'put them before "{sub.call.at}", or begin with a start state')


def _check_amount(found: Findings, path: Path_, join: Join, sub: Line) -> None:
    """A job cannot take more than it has called."""
    assert sub.call is not None
    called, wanted = most_of(sub.call.quantity), most_of(join.quantity)
    if wanted > called:
        message = (
            f'{wanted:g} jobs of "{join.line}" are joined, but a job calls {called:g} of them: it would wait for ever'
        )
        found.error(
            (*path[:-1], "quantity"), message, f"call as many (`call: {{quantity: {wanted:g}}}`), or join fewer"
        )


def _check_company(found: Findings, graph: FlowGraph, path: Path_, join: Join, line: tuple[str, str]) -> None:
    """Only jobs that were called come into the buffer from which they are taken."""
    buffer: Node = (*line, len(found.model.shops[line[0]].lines[line[1]].flow) - 1)
    for shop, name, other in found.model.all_lines():
        if other.call is None and other.start_kind is not None and buffer in graph.reach_itself((shop, name, 0)):
            message = f'jobs of "{name}", which nobody has called, come to the end of "{join.line}" too'
            found.error(path, message, "lead them elsewhere, or drop `matched`")
    for node, parts in graph.parts.items():
        if buffer in graph.reach(list(parts)):
            name = graph.elements[node].name
            message = f'what comes out at "{name}" comes to the end of "{join.line}", and nobody has called it'
            found.error(path, message, "lead it elsewhere, or drop `matched`")


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
