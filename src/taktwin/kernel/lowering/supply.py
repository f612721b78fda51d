"""Lowering of stock points, make cells, lanes, feeds and fleets."""

from __future__ import annotations

import math

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.flow import FlowLowering, trip_seconds
from taktwin.kernel.lowering.paths import charger_profile
from taktwin.kernel.lowering.working import Working
from taktwin.model.nouns.plant import PlantModel

ENDLESS_STOCK = 1e12  # level of a stock that never runs out; whole numbers stay exact in float64


def lower_stocks(builder: Builder, model: PlantModel) -> dict[str, int]:
    """Index of each stock point."""
    for point in model.stocks.values():
        level = min(point.initial.value, ENDLESS_STOCK)
        cap = max(min(point.capacity.value, 2 * ENDLESS_STOCK), level)
        builder.stocks.append({"level": level, "cap": cap, "least": level, "most": level})
    return {name: i for i, name in enumerate(model.stocks)}


def lower_fleets(builder: Builder, model: PlantModel, working: Working, flow: FlowLowering) -> None:
    """A node for each fleet and a resource for each vehicle."""
    for name, fleet in model.fleets.items():
        node = flow.fleet_nodes[name]
        first = len(builder.resources)
        count = int(fleet.count.value)
        for i in range(count):
            index = builder.resource(
                k.VEHICLE,
                f"{name}.{i + 1}",
                node=node,
                **working.failures(fleet.failures),
                **working.calendar(fleet.calendar, fleet.shop),
                **working.power(charger_profile(fleet.battery) if fleet.battery is not None else fleet.power),
                **working.group(fleet.shop),
            )
            flow.flow.resource_where[index] = flow.identities.of("vehicle", name, fleet.shop, server=i + 1)
        builder.nodes[node].update(res0=first, res=count)


def fleet_nodes(builder: Builder, model: PlantModel) -> dict[str, int]:
    """Nodes of the fleets, made before the transports that refer to them."""
    return {
        name: builder.node(k.N_FLEET, name, load=builder.distribution(f.load), unload=builder.distribution(f.unload))
        for name, f in model.fleets.items()
    }


def lower_cells(builder: Builder, model: PlantModel, working: Working, flow: FlowLowering, shop: str) -> None:
    """Node and resource of each make cell of a shop."""
    for name, cell in model.shops[shop].cells.items():
        rows = []
        for make in cell.makes.values():
            into = make.into or next(s for s, point in model.stocks.items() if point.part == make.part)
            need0, needs = builder.row_list(flow.needs(make.uses))
            rows.append(
                {
                    "target": flow.stocks[into],
                    "dist": builder.distribution(make.hit),
                    "amount": make.per_hit.value,
                    "lot": int(make.lot.value),
                    "reorder": make.reorder.value,
                    "share": make.scrap.value,
                    "need0": need0,
                    "needs": needs,
                }
            )
        first, count = builder.row_list(rows)
        node = builder.node(k.N_CELL, name, row=first, rows=count, setup_dist=builder.distribution(cell.change))
        index = builder.resource(
            k.CELL,
            name,
            node=node,
            **working.failures(cell.failures),
            **working.calendar(cell.calendar, shop, cell.continuous),
            **working.power(cell.power, cell.energy_per_hit),
            **working.group(shop),
        )
        builder.nodes[node].update(res0=index, res=1)
        where = flow.identities.of("cell", name, shop)
        flow.flow.node_where[node] = where
        flow.flow.resource_where[index] = where


def lower_loads(builder: Builder, model: PlantModel, working: Working, flow: FlowLowering, shop: str) -> None:
    """Loads of the shop itself: resources without work."""
    for name, load in model.shops[shop].loads.items():
        index = builder.resource(
            k.LOAD,
            f"{shop} {name}",
            state=k.WORKING,
            **working.calendar(load.calendar, shop, load.continuous),
            **working.power(load.power),
            **working.group(shop),
        )
        flow.flow.resource_where[index] = flow.identities.of("load", name, shop)


def lower_lanes(builder: Builder, model: PlantModel, stocks: dict[str, int]) -> None:
    """A resource for each lane, with room for the trucks that can be on the way at once (40 times the mean, and 64)."""
    for name, lane in model.lanes.items():
        trucks = 64 + 40 * math.ceil(lane.lead.mean / lane.every.value)
        builder.resource(
            k.LANE,
            name,
            stock=stocks[lane.to],
            dist=builder.distribution(lane.lead),
            amount=lane.quantity.value if lane.quantity else 0.0,
            up_to=lane.up_to.value if lane.up_to else -1.0,
            container=lane.container.value,
            period=lane.every.value,
            base=lane.offset.value,
            work_end=lane.offset.value,
            list0=builder.numbers([0.0] * (2 * trucks)),
            capacity=trucks,
        )


def lower_feeds(builder: Builder, model: PlantModel, flow: FlowLowering) -> None:
    """A node for each feed."""
    for name, feed in model.feeds.items():
        row, _ = builder.row_list(
            [
                {
                    "source": flow.stocks[feed.from_],
                    "target": flow.stocks[feed.to],
                    "amount": feed.lot.value,
                    "reorder": feed.reorder.value,
                    **trip_seconds(feed, model.fleets[feed.fleet].speed.value),
                }
            ]
        )
        node = builder.node(k.N_FEED, name, row=row, fleet=flow.fleet_nodes[feed.fleet])
        flow.feed_nodes[name] = node
        flow.flow.node_where[node] = flow.identities.of("feed", name)


def link_stocks(builder: Builder) -> None:
    """Tell each stock whom to wake: users when something comes in, makers (cells, feeds) when something is drawn."""
    users: dict[int, set[int]] = {}
    makers: dict[int, set[int]] = {}
    for i, node in enumerate(builder.nodes):
        rows = builder.rows[node["row"] : node["row"] + max(1, node.get("rows", 0))] if node["row"] >= 0 else []
        needs = [node]
        if node["kind"] == k.N_CELL:
            needs = rows
            for row in rows:
                makers.setdefault(row["target"], set()).add(i)
        elif node["kind"] == k.N_FEED:
            makers.setdefault(rows[0]["target"], set()).add(i)
            users.setdefault(rows[0]["source"], set()).add(i)
        for owner in needs:
            first = owner.get("need0", 0)
            for row in builder.rows[first : first + owner.get("needs", 0)]:
                users.setdefault(row["target"], set()).add(i)
    for i, stock in enumerate(builder.stocks):
        stock["user0"] = builder.ints(sorted(users.get(i, ())))
        stock["users"] = len(users.get(i, ()))
        stock["maker0"] = builder.ints(sorted(makers.get(i, ())))
        stock["makers"] = len(makers.get(i, ()))
