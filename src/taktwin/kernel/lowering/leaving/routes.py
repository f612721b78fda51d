"""Lowering of routes: where each leads, where jobs go that find it full, and which places make up its queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.builder import Builder
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.lifts.lift import Outlet
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.routing.route import WAIT, Route
from taktwin.model.nouns.station import Branching, Station
from taktwin.model.nouns.store import Store
from taktwin.model.text.names import Names
from taktwin.model.values.noun import Condition


def lower_routes(
    builder: Builder,
    model: PlantModel,
    names: Names,
    shop: str,
    station: Branching,
    places: Mapping[str, list[int]],
    condition: Callable[[Condition], dict[str, int]],
    coming_out: list[dict[str, Any]],
) -> dict[str, int]:
    """The fields of a node that say where its jobs go; ``places`` are the nodes of each element.

    ``coming_out`` are the rows of what comes out of jobs there, which stand behind those of the routes.
    """
    by_queue = getattr(station, "route_by", "share") == "shortest_queue"
    rows: list[dict[str, Any]] = []
    if station.scrap.value > 0.0:
        rows.append({"target": k.TO_SCRAP, "share": station.scrap.value})
    for route in station.routes:
        row = {
            "target": _node(model, names, route.to, shop, places),
            "share": route.share.value,
            **condition(route.when),
        }
        if route.full != WAIT:
            full = route.elsewhere
            row["full"] = k.ALONG if full is None else _node(model, names, full, shop, places)
        if isinstance(route, Outlet):
            row["loaded_s"] = route.at.value
        if by_queue:
            row |= _queue(builder, model, names, shop, route, places)
        rows.append(row)
    first, count = builder.row_list(rows + coming_out)
    fields = {"route0": first, "routes": count, "scraps": int(station.scrap.value > 0.0)}
    return fields | ({"own_route": k.BY_QUEUE} if by_queue else {})


def _node(model: PlantModel, names: Names, to: str, shop: str, places: Mapping[str, list[int]]) -> int:
    """The node (or TO_SCRAP) that a name means, seen from a shop."""
    target = names.target(to, shop)
    if target is None:
        raise KeyError(f"{to}, seen from {shop}")  # the checks of the model let no such name pass
    if target.kind == "scrap":
        return k.TO_SCRAP
    return places[model.shops[target.shop].lines[target.line].flow[target.place].name][0]


def _queue(
    builder: Builder, model: PlantModel, names: Names, shop: str, route: Route, places: Mapping[str, list[int]]
) -> dict[str, int]:
    """The places whose jobs make up the queue of a way: from where it leads to, to the end of that line."""
    target = names.target(route.to, shop)
    assert target is not None
    flow = model.shops[target.shop].lines[target.line].flow[target.place :]
    nodes = [node for element in flow for node in places[element.name]]
    limited = isinstance(flow[0], Buffer | Store | Conveyor | Station)
    return {"need0": builder.ints(nodes), "needs": len(nodes), "lot": int(limited)}


def ways_of(builder: Builder, node: int) -> list[int]:
    """The nodes to which the routes of a node lead, those for jobs that find one full included."""
    record = builder.nodes[node]
    if not record.get("routes"):
        return []
    rows = builder.rows[record["route0"] : record["route0"] + record["routes"]]
    found = dict.fromkeys(to for row in rows for to in (row["target"], row["full"]))
    return [to for to in found if to >= 0]
