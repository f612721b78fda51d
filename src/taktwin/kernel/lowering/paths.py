"""Lowering of guide paths: zones, clusters, stops, routes, and the vehicles that stand at their parking places."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.routes import Route, Ways, clusters
from taktwin.model.nouns.feed import Feed
from taktwin.model.nouns.fleets.battery import Battery
from taktwin.model.nouns.fleets.fleet import Fleet
from taktwin.model.nouns.fleets.guidepath import Edge, GuidePath
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.machines.power import MediumPower, PowerProfile
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.values.quantity import Quantity

_KINDS = {"station": k.STATION, "charger": k.CHARGER, "parking": k.PARKING, "waiting": k.WAITING}


@dataclass
class _Network:
    """A guide path while it is being lowered."""

    index: int
    path: GuidePath
    edges: list[Edge]
    points: dict[str, int]
    stops: dict[tuple[str, str], int]  # (kind, point) -> index in the table of stops
    fleets: dict[str, Fleet]
    trips: list[Transport | Feed]
    zone0: int


def travel_seconds(length: float, speed: float, up: float, down: float, from_rest: bool, to_rest: bool) -> float:
    """Time for ``length`` m at ``speed`` m/s with acceleration ``up`` and braking ``down`` (m/s2, inf: at once).

    A trapezoid of speed over time, or a triangle where the length is too short for full speed. A vehicle that does not
    stop leaves at full speed if it can reach it, and enters at full speed if it does not begin at rest.
    """
    gained = speed * speed / (2.0 * up) if from_rest else 0.0
    lost = speed * speed / (2.0 * down) if to_rest else 0.0
    if gained + lost <= length:
        time = (length - gained - lost) / speed
        return time + (speed / up if from_rest else 0.0) + (speed / down if to_rest else 0.0)
    if from_rest and to_rest:
        pull = 1.0 / up + 1.0 / down
        return math.sqrt(2.0 * length / pull) * pull
    return math.sqrt(2.0 * length / up) if from_rest else 2.0 * length / speed


def charger_profile(battery: Battery) -> PowerProfile:
    """What a vehicle with a battery draws from the plant: electricity, while it charges (state setup)."""
    zero = Quantity(0.0, "0", dimension="power")
    watt = Quantity(battery.charge.value / battery.efficiency.value, "", dimension="power")
    return PowerProfile(electricity=MediumPower(working=zero, setup=watt))


def lower_paths(builder: Builder, model: PlantModel, flow: FlowLowering) -> None:
    """The tables of all guide paths on which a fleet runs; called when fleets, transports and feeds have nodes."""
    for name, path in model.paths.items():
        fleets = {key: fleet for key, fleet in model.fleets.items() if fleet.paths == name}
        if fleets:
            net = _begin(builder, model, path, fleets)
            _zones(builder, net)
            routes = _routes(builder, net)
            _clusters(builder, net, routes)
            _vehicles(builder, net, flow, routes)
            _trips(builder, model, net, flow)


def _begin(builder: Builder, model: PlantModel, path: GuidePath, fleets: dict[str, Fleet]) -> _Network:
    index = len(builder.networks)
    points = {name: i for i, name in enumerate(path.names())}
    trips: list[Transport | Feed] = [feed for feed in model.feeds.values() if feed.fleet in fleets]
    trips += [e for *_, e in model.all_elements() if isinstance(e, Transport) and e.fleet in fleets]
    stop0 = len(builder.stops)
    stops: dict[tuple[str, str], int] = {}
    for kind, point, places in path.stops():
        stops[kind, point] = len(builder.stops)
        builder.stops.append(
            {"kind": _KINDS[kind], "point": points[point], "cap": places, "head": -1, "tail": -1, "network": index}
        )
    node = builder.node("paths", next(iter(fleets)) + " paths", row=index)
    builder.networks.append(
        {
            "node": node, "points": len(points), "dirty": -1, "last_dirty": -1, "stop0": stop0, "stops": len(stops),
            "clear0": builder.numbers([0.0] * len(points)), "guided0": len(builder.guided),
            "vehicles": sum(int(fleet.count.value) for fleet in fleets.values()),
        }
    )  # fmt: skip
    return _Network(index, path, path.edges(), points, stops, fleets, trips, len(builder.zones))


def _zones(builder: Builder, net: _Network) -> None:
    """One zone for each edge: as many vehicles as fit behind each other, on a two-way edge one."""
    vehicle = max(fleet.length.value for fleet in net.fleets.values())
    for edge in net.edges:
        room = 1 if edge.two_way else int(edge.length / vehicle + 1e-9)
        builder.zones.append({"cap": room, "head": -1, "tail": -1, "length": edge.length})


def _pairs(net: _Network) -> list[tuple[str, str]]:
    """Pairs of points between which a vehicle may drive: on a trip, to a trip, to charge, to park or wait, and back."""
    loads = {one.from_point or "" for one in net.trips}
    unloads = {one.to_point or "" for one in net.trips}
    charge, park, wait = set(net.path.chargers), set(net.path.parking), set(net.path.waiting)
    wanted = {(one.from_point or "", one.to_point or "") for one in net.trips}
    wanted |= {(a, b) for a in unloads | charge | park for b in loads | charge | park}
    wanted |= {(a, b) for a in loads for b in park} | {(a, b) for a in park for b in unloads}
    wanted |= {(a, b) for a in loads for b in wait} | {(a, b) for a in wait for b in unloads}
    order = net.points
    return sorted(wanted, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _routes(builder: Builder, net: _Network) -> dict[tuple[int, int], list[Route]]:
    """The ways for each pair of points, and their place in the integers of the kernel."""
    fastest = max(fleet.speed.value for fleet in net.fleets.values())
    ways = Ways(net.edges, net.points, [edge.length / min(fastest, edge.speed) for edge in net.edges])
    found = {(a, b): ways.routes(a, b) for a, b in ((net.points[a], net.points[b]) for a, b in _pairs(net))}
    count = len(net.points)
    table = [-1] * (count * count)
    for (a, b), routes in found.items():
        at: list[int] = []
        for route in routes:
            steps = [number for zone, point in route for number in (net.zone0 + zone, point)]
            at.append(builder.ints([len(route), *steps]))
        table[a * count + b] = builder.ints([len(at), *at])
    builder.networks[net.index]["pair0"] = builder.ints(table)
    return found


def _clusters(builder: Builder, net: _Network, routes: dict[tuple[int, int], list[Route]]) -> None:
    """Which zones may wait for each other in a circle, and what is asked before a vehicle enters one of them."""
    cluster, ring = clusters(len(net.edges), [route for some in routes.values() for route in some])
    first = len(builder.clusters)
    members: list[list[int]] = [[] for _ in ring]
    for zone, c in enumerate(cluster):
        members[c].append(net.zone0 + zone)
        builder.zones[net.zone0 + zone]["cluster"] = first + c
    for c, zones in enumerate(members):
        rule = k.ROOM if len(zones) == 1 else k.RING if ring[c] else k.WAY_OUT
        cap = sum(builder.zones[zone]["cap"] for zone in zones)
        builder.clusters.append(
            {
                "rule": rule, "cap": cap, "zone0": builder.ints(zones), "zones": len(zones), "head": -1, "tail": -1,
                "next_dirty": -1, "network": net.index,
            }
        )  # fmt: skip


def _vehicles(builder: Builder, net: _Network, flow: FlowLowering, routes: dict[tuple[int, int], list[Route]]) -> None:
    """The vehicles stand at the parking places, filled in the order of the file."""
    places = [net.stops["parking", point] for point, n in net.path.parking.items() for _ in range(int(n.value))]
    for name, fleet in net.fleets.items():
        node = builder.nodes[flow.fleet_nodes[name]]
        node["row"] = net.index
        node["rule"] = k.DISPATCH.index(fleet.dispatch)
        shared = {"network": net.index, **_motion(builder, net, fleet, routes), **_battery(fleet.battery)}
        for i in range(node["res"]):
            stop = places.pop(0)
            builder.stops[stop]["count"] = builder.stops[stop].get("count", 0) + 1
            builder.resources[node["res0"] + i].update(row=len(builder.guided), task=-1)
            builder.guided.append(
                {
                    "resource": node["res0"] + i, "at": stop, "goal": -1, "wish": -1, "then": -1, "later": -1,
                    "zone": -1, "behind": -1, "next": -1, "next_place": -1, "asked": -1.0, "stands": 1,
                    "hours": -1, **shared,
                }
            )  # fmt: skip


def _motion(
    builder: Builder, net: _Network, fleet: Fleet, routes: dict[tuple[int, int], list[Route]]
) -> dict[str, Any]:
    """Times of a fleet's vehicles by zone (passing or stopping, from rest or not) and between points."""
    up = fleet.acceleration.value if fleet.acceleration is not None else math.inf
    down = fleet.deceleration.value if fleet.deceleration is not None else up
    speed, length = fleet.speed.value, fleet.length.value
    times: list[float] = []
    for edge in net.edges:
        v = min(speed, edge.speed)
        times += [travel_seconds(edge.length, v, up, down, a, b) for a in (False, True) for b in (False, True)]
    count = len(net.points)
    between = [math.inf] * (count * count)
    for (a, b), some in routes.items():
        between[a * count + b] = sum(times[4 * zone] for zone, _ in some[0])
    return {
        # the kernel looks zones up by their number in the whole plant
        "times0": builder.numbers(times) - 4 * net.zone0,
        "pairs0": builder.numbers(between),
        "cross": length / speed,
        "move_up": travel_seconds(length, speed, up, down, True, False),
    }


def _battery(battery: Battery | None) -> dict[str, Any]:
    if battery is None:
        return {"capacity": 0.0}
    whole = battery.capacity.value
    return {
        "capacity": whole, "low": battery.low.value * whole, "high": battery.high.value * whole,
        "level": battery.initial.value * whole, "least": battery.initial.value * whole,
        "charge": battery.charge.value, "driving": battery.driving.value, "handling": battery.handling.value,
        "idle": battery.idle.value, "draw": battery.idle.value, "policy": k.POLICIES.index(battery.policy),
    }  # fmt: skip


def _trips(builder: Builder, model: PlantModel, net: _Network, flow: FlowLowering) -> None:
    """Tell transports and feeds where their vehicles load and unload."""
    feeds = {id(feed): flow.feed_nodes[name] for name, feed in model.feeds.items()}
    for trip in net.trips:
        node = flow.flow.first[trip.name] if isinstance(trip, Transport) else feeds[id(trip)]
        builder.nodes[node].update(
            load=net.stops["station", trip.from_point or ""],
            unload=net.stops["station", trip.to_point or ""],
            priority=int(trip.priority.value),
        )
