"""Joins of jobs that were called for one job alone: somebody calls them, and they wait in a buffer."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.references import worked_of
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.station import Join
from taktwin.model.text.tree import Path_


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
    caller = found.names.elements.get(sub.call.at)
    if caller is None:
        return
    for shop, name, other in found.model.all_lines():
        if other.endless and caller in graph.reach([(shop, name, 0)]):
            message = f'jobs of the endless line "{name}" have no order numbers, and they call at "{sub.call.at}"'
            found.error(path, message, "drop `matched`, or start that line with `orders`")
    for node, element in graph.elements.items():
        if isinstance(element, Buffer) and element.contents and _reaches(graph, node, caller, station):
            where = ("shops", node[0], "lines", node[1], "flow", node[2], "contents")
            message = f'these jobs are beyond "{sub.call.at}" and have called nothing: they would wait at '
            message += f'"{graph.elements[station].name}" for ever'
            found.error(where, message, f'put them before "{sub.call.at}", or begin with a start state')


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
