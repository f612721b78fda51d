"""Operators: the needs of stations, cells and zones, the desks that give out operators, and how long these walk."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from taktwin.kernel.base import state as k
from taktwin.model.nouns.calendar import through_sunday
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.people.operators import Operators, Walk, pools_for
from taktwin.model.nouns.station import Station, WorkPlace

if TYPE_CHECKING:
    from taktwin.kernel.lowering.flow import FlowLowering

_PURPOSES = {
    "setup": k.FOR_SETUP,
    "load": k.FOR_LOAD,
    "work": k.FOR_WORK,
    "inspect": k.FOR_INSPECT,
    "unload": k.FOR_UNLOAD,
    "repair": k.FOR_REPAIR,
}


def lower_handling(low: FlowLowering, element: WorkPlace) -> dict[str, int]:
    """The fields of a station of any sort of the times of loading, inspection and unloading."""
    times = {name: low.b.distribution(getattr(element, name)) for name in ("load", "inspect", "unload")}
    return {**times, "every": int(element.inspect_every.value)} if max(times.values()) >= 0 else {}


def lower_needs(low: FlowLowering, node: int, element: WorkPlace | MakeCell) -> None:
    """The operators that the servers of a place need."""
    rows = []
    for need in element.operators:
        pools = [low.pools[name] for name in pools_for(low.model.operators, need.need)]
        rows.append(
            {
                "need0": low.b.ints(pools),
                "needs": len(pools),
                "amount": need.count.value,
                "lot": sum(_PURPOSES[purpose] for purpose in set(need.for_)),
            }
        )
        low.needing.setdefault(node, set()).update(pools)
    if not rows:
        return
    low.flow.needs[node] = [need.need for need in element.operators]
    first, count = low.b.row_list(rows)
    low.b.nodes[node].update(hand0=first, hands=count, priority=int(element.priority.value))
    for server in range(low.b.nodes[node]["res0"], low.b.nodes[node]["res0"] + low.b.nodes[node].get("res", 0)):
        low.b.resources[server]["head"] = -1  # no operator is there


def lower_operators(low: FlowLowering, name: str, pool: Operators) -> None:
    """A resource for each operator of a pool."""
    own = pool.calendar or (low.model.shops[pool.shop].calendar if pool.shop is not None else None)
    calendar = low.model.calendars[own] if own is not None else None
    first = len(low.b.resources)
    for number in range(1, pool.most + 1):
        when = low.working.calendar(pool.calendar, pool.shop)
        if calendar is not None:
            windows = pool.presence(calendar, number)
            if windows is not None:
                through = through_sunday(windows)
                when = low.working.presence(f"{name} from {number} on", through) if through else {"calendar": -1}
        index = low.b.resource(
            "operator",
            f"{name}.{number}",
            node=low.pools[name],
            giver=-1,
            **when,
            **low.working.failures([]),
            **low.working.power(None),
        )
        low.flow.failures[index] = []
        low.tell_resource(index, "operator", name, pool.shop, server=number)
    low.b.nodes[low.pools[name]].update(res0=first, res=pool.most)


def lower_desks(low: FlowLowering) -> None:
    """A desk for all pools that some place may need together, directly or through others; and the walking times."""
    groups: list[set[int]] = [{pool} for pool in low.pools.values()]
    for pools in low.needing.values():
        together = [group for group in groups if group & pools]
        groups = [group for group in groups if not group & pools] + [set().union(*together)]
    names = {node: name for name, node in low.pools.items()}
    for group in sorted(groups, key=min):
        desk = low.b.node("desk", f"desk of {', '.join(names[pool] for pool in sorted(group))}")
        places = [node for node, pools in low.needing.items() if pools <= group]
        for node in group:
            low.b.nodes[node]["desk"] = desk
        for spot, node in enumerate(places, start=1):
            low.b.nodes[node].update(desk=desk, spot=spot)
        for node in group:
            walk = low.model.operators[names[node]].walk
            if walk is not None:
                low.b.nodes[node].update(_walks(low, walk, places))


def _walks(low: FlowLowering, walk: Walk, places: list[int]) -> dict[str, Any]:
    """The fields of a pool of its walking times: one for all ways, or a table between spots, of which 0 is nowhere."""
    if not walk.ways and not walk.places:
        return {"transit": walk.time.value}
    named = [_named(low, node) for node in places]
    size = len(places) + 1
    table = [[walk.time.value] * size for _ in range(size)]
    for i, one in enumerate(named, start=1):
        for j, other in enumerate(named, start=1):
            table[i][j] = 0.0 if i == j else _time_between(walk, one, other)
    return {"row": low.b.numbers([seconds for line in table for seconds in line]), "rows": size}


def _named(low: FlowLowering, node: int) -> tuple[str, str]:
    """The name of a place, and that in the model file; of a zone the file tells that of its line."""
    where = low.flow.node_where[node]
    if all(row["node"] != node for row in low.b.line_zones):
        return where.element, where.model_element
    line, dash, number = where.element.rpartition("-")
    whole = where.model_element == where.element or low.flow.first.get(line) is None
    return where.element, where.model_element if whole else where.model_element + dash + number


def _time_between(walk: Walk, one: tuple[str, str], other: tuple[str, str]) -> float:
    """Walking time between two stations, each given by its name and that in the model file."""
    for way in walk.ways:
        a, b = way.stations
        if (a in one and b in other) or (b in one and a in other):
            return way.time.value
    here = next((walk.places[name] for name in one if name in walk.places), None)
    there = next((walk.places[name] for name in other if name in walk.places), None)
    if here is None or there is None or walk.speed is None:
        return walk.time.value
    return math.dist(here, there) / walk.speed.value


# --- zones of moving and indexed lines


def lower_team(low: FlowLowering, node: int, shop: str, row: int, zone: Station) -> int:
    """The resource of a zone, whose row is ``row``, that asks for its operators; -1 where it needs none."""
    if not zone.operators:
        return -1
    where = low.flow.node_where[node]
    index = low.b.resource(
        "zone_team",
        zone.name,
        node=node,
        row=row,
        head=-1,  # no operator is there
        calendar=-1,  # it is on shift when its line is
        **low.working.failures([]),
        **low.working.power(None),
        **low.working.group(shop, where.plant),
    )
    low.flow.failures[index] = []
    low.flow.resource_where[index] = where
    low.teams[index] = low.b.nodes[node]["res0"]
    lower_needs(low, node, zone)
    return index


def teams_of(low: FlowLowering, first: int, zones: int, rule: int) -> dict[str, Any]:
    """The fields of a line of the operators in its zones, whose rows begin at ``first``."""
    if all(zone["team"] < 0 for zone in low.b.line_zones[first : first + zones]):
        return {"teams": 0, "ends0": -1}
    ends = low.b.numbers([0.0] * zones * zones) if rule == k.FINISH else -1
    return {"teams": 1, "ends0": ends}
