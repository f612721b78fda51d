"""How much of a place's time a job takes: work, set-ups and failures against what the place has."""

from __future__ import annotations

import math

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.jobflow import Traffic
from taktwin.model.checks.ways.ways import Ways
from taktwin.model.checks.ways.worktime import lengthened, work_time
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.feed import Feed
from taktwin.model.nouns.fleets.fleet import Fleet
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.movingline import IndexedLine, MovingLine, ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.server import Server
from taktwin.model.nouns.station import Station, WorkPlace
from taktwin.model.nouns.store import Store
from taktwin.model.text.zones import zones_of


def time_taken(one: Traffic, node: Node) -> float:
    """Share of a place that one job a second takes: its load is that times the flow. 0 where it takes no time.

    Shares are of the scheduled time. Of failures that run on the wall clock the place lacks repair / (up + repair) of
    its time; those that run while it works add repair / up to each second of work (both in the mean; a wait for the
    crew is not counted). Set-ups are those of jobs in random order. Batches are full.
    """
    ways, shop = one.ways, node[0]
    model = ways.model
    element = one.ways.elements[node]
    copies = one.copies.get(shop, 1.0)
    if isinstance(element, Station | SplitStation):
        return 1.0 / (copies * rate) if (rate := _works_a_second(one, node, element)) > 0 else math.inf
    if isinstance(element, ZonedLine):
        failures = [*element.failures, *(mode for zone in zones_of(element) for mode in zone.failures)]
        time = work_time(ways, shop, element.calendar, element.continuous, failures)
        return per(lengthened(model, failures, pitch_time(one, node, element)), copies * time)
    if isinstance(element, Batching):
        time = work_time(ways, shop, element.calendar, element.continuous, element.failures)
        each = batch_time(one, node, element) + setup_taken(one, node, element) + element.back_mean
        return per(each, element.most.value * element.servers.value * copies * time)
    if isinstance(element, Conveyor):
        time = work_time(ways, shop, element.calendar, element.continuous, element.failures)
        each = max(element.entry_spacing, element.transit.value / element.capacity.value)
        return per(lengthened(model, element.failures, each), copies * time)
    if isinstance(element, Store):
        each = lengthened(model, element.failures, element.cycle.mean)
        time = work_time(ways, shop, element.calendar, element.continuous, element.failures)
        return per(each, element.cranes.value * copies * time)
    if isinstance(element, Lift):
        each = lengthened(model, element.failures, ride_time(one, node, element))
        return per(each, copies * work_time(ways, shop, element.calendar, element.continuous, element.failures))
    if isinstance(element, Transport):
        room = element.capacity.value * copies * fleet_time(ways, model.fleets[element.fleet])
        return per(trip_time(model, element), room)
    return 0.0


def _works_a_second(one: Traffic, node: Node, station: Station | SplitStation) -> float:
    """Jobs a second that the servers of a station can work, each in its own time, shifts and failures."""
    model, setup = one.ways.model, setup_taken(one, node, station)
    rate = 0.0
    for own in station.server_list or [Server() for _ in range(station.server_count)]:
        failures = own.failures if own.failures is not None else station.failures
        calendar = own.calendar if own.calendar is not None else station.calendar
        continuous = own.continuous if own.continuous is not None else station.continuous
        work = one.mean_time(node, own.cycle or station.cycle) + handling_time(station)
        each = lengthened(model, failures, work) + setup
        time = work_time(one.ways, node[0], calendar, continuous, failures)
        rate += time / each if each > 0 else math.inf
    return rate


def handling_time(station: WorkPlace) -> float:
    """Mean time of loading, inspection and unloading for a job (of a batch station: for a batch), s."""
    times = (station.load, station.unload)
    inspection = station.inspect.mean / station.inspect_every.value if station.inspect is not None else 0.0
    return sum((time.mean for time in times if time is not None), inspection)


def pitch_time(one: Traffic, node: Node, line: ZonedLine) -> float:
    """The least mean time between two jobs of a line whose jobs move together, s.

    A moving line takes its takt, or the work of its longest zone where it stops for that; an indexed line the work of
    its longest zone and the transfer. Chance makes it longer: the line stands for the longest of all works.
    """
    longest = max(one.mean_time(node, zone.cycle) for zone in zones_of(line))
    if isinstance(line, IndexedLine):
        return longest + line.transfer.value
    assert isinstance(line, MovingLine)
    return line.takt.value if line.overload == "utility" else max(line.takt.value, longest)


def ride_time(one: Traffic, node: Node, lift: Lift) -> float:
    """Mean time of a lift for a job, s, where jobs come in random order: the empty way to it, and the way with it."""
    into = one.entering_from(node)
    total = math.fsum(into.values())
    levels: dict[float, float] = {}
    for giver, rate in into.items():
        level = lift.level_from(one.ways.elements[giver].name, giver[1], giver[0])
        levels[level] = levels.get(level, 0.0) + rate / total
    out: dict[float, float] = {lift.outlet.value: 1.0}
    for route in lift.routes:
        share = min(route.share.value * one.share(node, route.when), out[lift.outlet.value])
        out[lift.outlet.value] -= share
        out[route.at.value] = out.get(route.at.value, 0.0) + share
    way = math.fsum(a * b * abs(x - y) for x, a in levels.items() for y, b in out.items())
    times = (lift.load, lift.unload)
    return 2.0 * way / lift.speed.value + sum((time.mean for time in times if time is not None), 0.0)


def batch_time(one: Traffic, node: Node, station: Batching) -> float:
    """Mean time of a batch, s, with the repairs that fall into it."""
    work = one.mean_time(node, station.cycle) + handling_time(station)
    return lengthened(one.ways.model, station.failures, work)


def setup_taken(one: Traffic, node: Node, station: WorkPlace) -> float:
    """Mean set-up time for a job where jobs come in random order, s; 0 where an order is kept, which is not known.

    Of a batch station: for a batch.

    See `Setup.mean_change`.
    """
    if station.setup is None or _sorted_by(one, station.setup.by):
        return 0.0
    return station.setup.mean_change(one.values(node, station.setup.by))


def _sorted_by(one: Traffic, option: str) -> bool:
    """Whether some place or stream brings jobs into another order than a random one."""
    model = one.ways.model
    rules = (element.rule.option for element in one.ways.elements.values() if isinstance(element, Buffer | Store))
    streams = model.orders.values()
    return option in rules or any(s.file is not None or s.sequence is not None or s._given is not None for s in streams)


def fleets_of(one: Traffic, node: Node) -> list[tuple[str, float]]:
    """The fleet that carries jobs to a place, and the share of it that one job a second takes."""
    element = one.ways.elements[node]
    return [(element.fleet, fleet_taken(one.ways, element))] if isinstance(element, Transport) else []


def fleet_taken(ways: Ways, trip: Transport | Feed) -> float:
    """Share of a fleet that one trip a second takes."""
    fleet = ways.model.fleets[trip.fleet]
    return per(trip_time(ways.model, trip), fleet.count.value * fleet_time(ways, fleet))


def trip_time(model: PlantModel, trip: Transport | Feed) -> float:
    """Mean time of a trip, the empty run included, s; 0 on a guide path, where it depends on the others."""
    fleet = model.fleets[trip.fleet]
    if fleet.paths is not None or trip.distance is None:
        return 0.0
    way = (trip.empty or trip.distance).value + trip.distance.value
    return lengthened(model, fleet.failures, way / fleet.speed.value + fleet.load.mean + fleet.unload.mean)


def fleet_time(ways: Ways, fleet: Fleet) -> float:
    """Share of all time in which a vehicle of a fleet is on shift and able to work."""
    return work_time(ways, fleet.shop, fleet.calendar, False, fleet.failures)


def per(time: float, room: float) -> float:
    """The share of a room that a time takes; endless where there is no room."""
    return time / room if room > 0 else math.inf
