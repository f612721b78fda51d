"""Routes: what is said of full ways and of the shortest queue must have a meaning."""

from __future__ import annotations

from collections.abc import Sequence

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import FlowGraph, Node
from taktwin.model.checks.references import worked_of
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.routing.route import WAIT, Route
from taktwin.model.nouns.station import Station, Worked
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.text.names import SCRAP, Target
from taktwin.model.text.tree import Path_


def check_routes(found: Findings, graph: FlowGraph) -> None:
    """Check the routes of all stations."""
    for node, element in graph.elements.items():
        path: Path_ = ("shops", node[0], "lines", node[1], "flow", node[2])
        for inner, worked in worked_of(path, element):
            if not isinstance(worked, Worked):
                continue
            if worked.route_by == "shortest_queue":
                targets = [found.names.target(route.to, node[0]) for route in worked.routes]
                _by_queue(found, inner, worked.routes, sum(_copied(found, one) for one in targets))
            for place, route in enumerate(worked.routes):
                if route.full != WAIT:
                    _full(found, graph, (*inner, "routes", place), route, node)


def _copied(found: Findings, target: Target | None) -> bool:
    """Whether a target is in a line with copies."""
    return (
        target is not None
        and target.kind != "scrap"
        and found.model.shops[target.shop].lines[target.line].copies.value > 1
    )


def _by_queue(found: Findings, path: Path_, routes: Sequence[Route], lines: int) -> None:
    """There must be ways to choose among, and shares say nothing; ``lines``: some routes lead to lines with copies."""
    if len(routes) < 2 and not lines:
        message = (
            Phrase("`shortest_queue` chooses among routes, but there are none")
            if not routes
            else Phrase("there is one route only")
        )
        found.error((*path, "route_by"), message, Phrase("name two ways at least in `routes`, or drop `route_by`"))
    for place, route in enumerate(routes):
        inner: Path_ = (*path, "routes", place)
        if "share" in route.model_fields_set:
            message = Phrase("with `route_by: shortest_queue` the queues decide, and no share")
            found.error((*inner, "share"), message, Phrase("leave `share` out, or drop `route_by`"))
        if route.to == SCRAP:
            message = Phrase("nobody queues for scrap, so all jobs would go there")
            found.error((*inner, "to"), message, Phrase("write `scrap: SHARE` at the station"))


def _full(found: Findings, graph: FlowGraph, path: Path_, route: Route, node: Node) -> None:
    """What `full` speaks of has so many places, and where jobs then go is another place."""
    shop = node[0]
    target = found.names.target(route.to, shop)
    if target is None:
        return
    inner: Path_ = (*path, "full")
    if target.kind == "scrap":
        found.error(inner, Phrase("scrap is never full"), Phrase("drop `full`"))
        return
    element = graph.elements[target.shop, target.line, target.place]
    if (target.shop, target.line, target.place) == node:
        message = Phrase('"{name}" is full of the job itself, which asks whether it can come again', name=element.name)
        found.error(inner, message, Phrase("lead the route to a buffer before it, and give that a `capacity`"))
    elif not has_places(element):
        what = (
            Phrase("a buffer without a place") if isinstance(element, Buffer) else f"a {element.kind.replace('_', ' ')}"
        )
        message = Phrase('"{name}" is {what}, of which `full` does not know when it is', name=element.name, what=what)
        found.error(inner, message, Phrase("lead the route to a buffer before it, and give that a `capacity`"))
    elif not graph.finite((target.shop, target.line, target.place)):
        message = Phrase('"{name}" is unlimited, so it is never full', name=element.name)
        found.warn(inner, message, Phrase("give it a `capacity`, or drop `full`"))
    elsewhere = found.names.target(route.elsewhere, shop) if route.elsewhere is not None else None
    if elsewhere is not None and elsewhere == target:
        found.error(
            inner,
            Phrase('"{elsewhere}" is the way that is full', elsewhere=route.elsewhere),
            Phrase("name another one, `go_on` or `scrap`"),
        )


def has_places(element: AnyElement) -> bool:
    """Whether an element holds so many jobs, and takes one as long as it holds fewer."""
    if isinstance(element, Buffer):
        return element.capacity.value > 0
    return isinstance(element, Store | Conveyor | Station)
