"""Outlets of lifts: what leads to one place is at one level."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.tree import Path_


def check_outlets(found: Findings, graph: FlowGraph) -> None:
    """Check the levels of the outlets of all lifts."""
    for (shop, line, place), element in graph.elements.items():
        if not isinstance(element, Lift):
            continue
        path: Path_ = ("shops", shop, "lines", line, "flow", place, "routes")
        along = _along(found, graph, (shop, line, place))
        levels = {along: element.outlet} if along is not None else {}
        for number, route in enumerate(element.routes):
            target = found.names.target(route.to, shop)
            if target is None or target.kind == "scrap":
                continue  # told elsewhere
            at = _entered(found, graph, (target.shop, target.line, target.place))
            level = levels.setdefault(at, route.at) if at is not None else route.at
            if at is not None and level.value != route.at.value:
                message = Phrase(
                    '"{name}" is reached at {text} here, and at {text2} otherwise',
                    name=graph.elements[at].name,
                    text=route.at.text,
                    text2=level.text,
                )
                remedy = Phrase("give both outlets one level, or put a buffer of its own behind one of them")
                found.error((*path, number, "at"), message, remedy)


def _along(found: Findings, graph: FlowGraph, node: Node) -> Node | None:
    """Where jobs come that go on along the line of a node, past buffers without a place; None where they end."""
    shop, name, place = node
    line = found.model.shops[shop].lines[name]
    if place + 1 < len(line.flow):
        return _entered(found, graph, (shop, name, place + 1))
    target = found.names.target(line.to, shop) if line.to is not None else None
    if target is None or target.kind == "scrap":
        return None
    return _entered(found, graph, (target.shop, target.line, target.place))


def _entered(found: Findings, graph: FlowGraph, node: Node) -> Node | None:
    """The node itself, or that behind it where it is only passed; of a line that ends so nothing may be asked."""
    shop, name, place = node
    if not only_passed(graph.elements[node]):
        return node
    behind = place + 1 < len(found.model.shops[shop].lines[name].flow)
    return _entered(found, graph, (shop, name, place + 1)) if behind else None
