"""Load arithmetic of a model: how busy each resource is at a given rate of jobs, worked out without a simulation.

An independent check of the shipped models: mean times, shares and quantities only. A failure mode stretches a work
by repair / up time. Setups count as if the options came in random order, half of them behind a buffer that sorts.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from taktwin.model import PlantModel
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.feed import Feed
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import MovingLine, ZonedLine
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.values.amountby import quantity_of
from taktwin.model.values.timeby import TimeBy

Place = tuple[str, int]  # line, place in its flow


@dataclass
class Loads:
    """What `loads_of` found: shares of capacity, from 0 (idle) to 1 (full)."""

    resources: dict[str, float] = field(default_factory=dict)  # stations, conveyors, cranes, cells, fleets, crews
    lanes: dict[str, float] = field(default_factory=dict)  # stock point: demand over longest lead and interval / level
    demand: dict[str, float] = field(default_factory=dict)  # units an hour drawn from each stock point


def loads_of(model: PlantModel, per_hour: float) -> Loads:
    """Loads at a rate of released jobs an hour (all streams together)."""
    found = Loads()
    copies = int(model.streams.count.value) if model.streams else 1
    visits = _visits(model)
    stock_demand: dict[str, float] = defaultdict(float)
    fleet_hours: dict[str, float] = defaultdict(float)
    repair_hours: dict[str, float] = defaultdict(float)
    for shop_name, line_name, place, element in model.all_elements():
        copied = model.streams is not None and shop_name in model.streams.shops
        share = 1 / copies if copied else 1.0
        rate = per_hour * visits[line_name, place] * share / 3600
        times = copies if copied else 1
        if isinstance(element, MovingLine):
            busy = rate * element.takt.value
            found.resources[element.name] = busy * _stretch(model, element.failures, repair_hours, busy * times)
        if isinstance(element, Station | ZonedLine):
            for number in range(1, int(element.count.value) + 1):
                name = element.name if element.count.value == 1 else f"{element.name}-{number}"
                station = _with_exception(element, number)
                busy = rate * _work(model, station, _sorted_before(model, line_name, place))
                if isinstance(station, Station):  # what fails of a moving line is the line
                    busy *= _stretch(model, station.failures, repair_hours, busy * times)
                found.resources[name] = busy / station.server_count
                for use in station.uses:
                    stock = use.from_ or _only_stock(model, use.part)
                    stock_demand[stock] += rate * times * 3600 * quantity_of(use) * _share(model, use.when)
        elif isinstance(element, Conveyor):
            busy = rate * element.entry_spacing
            found.resources[element.name] = busy * _stretch(model, element.failures, repair_hours, busy * times)
        elif isinstance(element, Store):
            busy = rate * element.cycle.mean
            found.resources[element.name] = (
                busy * _stretch(model, element.failures, repair_hours, busy) / element.cranes.value
            )
        elif isinstance(element, Transport):
            fleet_hours[element.fleet] += rate * times * _trip(model, element)
    _feeds(model, stock_demand, fleet_hours)
    _cells(model, stock_demand, found, repair_hours)
    for name, fleet in model.fleets.items():
        busy = fleet_hours[name]
        found.resources[name] = busy * _stretch(model, fleet.failures, repair_hours, busy) / fleet.count.value
    for name, crew in model.crews.items():
        found.resources[name] = repair_hours[name] / crew.size.value
    for lane in model.lanes.values():
        longest = lane.lead.params[-1] if lane.lead.kind in ("tri", "uniform") else lane.lead.mean
        assert lane.every is not None
        for load in lane.all_loads:
            per_second = stock_demand[load.to] / 3600
            if load.up_to is not None:
                found.lanes[load.to] = per_second * (longest + lane.every.value) / load.up_to.value
            elif load.quantity is not None:
                found.lanes[load.to] = per_second * lane.every.value / load.quantity.value
    found.demand = dict(stock_demand)
    return found


def _with_exception(station: Station | ZonedLine, number: int) -> Station | ZonedLine:
    changed = station.exceptions.get(number)
    if changed is None:
        return station
    return station.model_copy(update={key: getattr(changed, key) for key in changed.model_fields_set})


def _sorted_before(model: PlantModel, line_name: str, place: int) -> bool:
    line = next(line for _, name, line in model.all_lines() if name == line_name)
    return place > 0 and getattr(getattr(line.flow[place - 1], "rule", None), "kind", "") == "same"


def _work(model: PlantModel, station: Station | ZonedLine, sorted_before: bool) -> float:
    """Mean time for a job, setup included, in s."""
    cycle = station.cycle
    if isinstance(cycle, TimeBy):
        times = {value: cycle.values.get(value, cycle.default) for value in _values(model, cycle.by)}
        mean = sum(share * time.mean for value, share in _values(model, cycle.by).items() if (time := times[value]))
    else:
        mean = cycle.mean
    if station.setup is not None:
        changes = 1 - sum(share**2 for share in _values(model, station.setup.by).values())
        mean += (station.setup.time.mean if station.setup.time else 0.0) * changes * (0.5 if sorted_before else 1.0)
    return mean


def _stretch(model: PlantModel, entries: list[Any], repair_hours: dict[str, float], busy: float) -> float:
    """1 + repair / up over the failure modes; books the repairs of ``busy`` resources to their crews."""
    total = 1.0
    for entry in entries:
        mode: FailureMode = model.failures[entry] if isinstance(entry, str) else entry
        assert mode.up is not None
        share = mode.repair.mean / mode.up.mean
        total += share
        if mode.crew is not None:
            repair_hours[mode.crew] += busy * share
    return total


def _trip(model: PlantModel, trip: Transport | Feed) -> float:
    """Seconds of a trip; on a guide path once round the loop, with two starts and two stops."""
    fleet = model.fleets[trip.fleet]
    seconds = fleet.load.mean + fleet.unload.mean
    if fleet.paths is None:
        assert trip.distance is not None
        return seconds + (trip.distance.value + (trip.empty or trip.distance).value) / fleet.speed.value
    loop = sum(edge.length for edge in model.paths[fleet.paths].edges())
    stops = 2 * fleet.speed.value / fleet.acceleration.value if fleet.acceleration is not None else 0.0
    return seconds + loop / fleet.speed.value + stops


def _feeds(model: PlantModel, stock_demand: dict[str, float], fleet_hours: dict[str, float]) -> None:
    for feed in model.feeds.values():
        stock_demand[feed.from_] += stock_demand[feed.to]
        trips = stock_demand[feed.to] / feed.lot.value / 3600
        fleet_hours[feed.fleet] += trips * _trip(model, feed)


def _cells(model: PlantModel, stock_demand: dict[str, float], found: Loads, repair_hours: dict[str, float]) -> None:
    cells: dict[str, MakeCell] = {name: cell for _, name, cell in model.all_cells()}
    into = [make.into or _only_stock(model, make.part) for cell in cells.values() for make in cell.makes.values()]
    for name, cell in cells.items():
        busy = 0.0
        for make in cell.makes.values():
            stock = make.into or _only_stock(model, make.part)
            hits = stock_demand[stock] / into.count(stock) / make.per_hit.value / (1 - make.scrap.value) / 3600
            change = cell.change.mean if len(cell.makes) > 1 else 0.0
            busy += hits * (make.hit.mean + change / make.lot.value)
            for use in make.uses:
                stock_demand[use.from_ or _only_stock(model, use.part)] += hits * 3600 * quantity_of(use)
        found.resources[name] = busy * _stretch(model, cell.failures, repair_hours, busy)


def _only_stock(model: PlantModel, part: str) -> str:
    (stock,) = [name for name, point in model.stocks.items() if point.part == part]
    return stock


def _variants(model: PlantModel, names: Collection[str]) -> list[tuple[dict[str, str], float]]:
    """Every combination of product and the named options with its share (the mix of the first period)."""
    stream = next(iter(model.orders.values()))
    mix = {name: share.value for name, share in stream.mix[0].shares.items()} if stream.mix else {"": 1.0}
    found = []
    for product, share in mix.items():
        known = {**model.options, **(model.products[product].options if product else {})}
        options = {name: known[name] for name in names if name != "product"}
        for values in itertools.product(*(choice.items() for choice in options.values())):
            weight = share
            for _, quantity in values:
                weight *= quantity.value
            found.append(
                ({"product": product, **dict(zip(options, (value for value, _ in values), strict=True))}, weight)
            )
    return found


def _share(model: PlantModel, when: dict[str, list[str]]) -> float:
    if not when:
        return 1.0
    return sum(
        w for variant, w in _variants(model, when) if all(variant[key] in values for key, values in when.items())
    )


def _values(model: PlantModel, option: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for variant, weight in _variants(model, [option]):
        found[variant[option]] += weight
    return found


def _visits(model: PlantModel) -> dict[Place, float]:
    """Visits to each element for one released job, as the fixed point of the flows between them."""
    lines = {name: line for _, name, line in model.all_lines()}
    first: dict[str, Place] = {name: (name, 0) for name in lines}
    for name, line in lines.items():
        for place, element in enumerate(line.flow):
            first[element.name] = (name, place)
            if isinstance(element, Station | ZonedLine) and element.count.value > 1:
                first.update({f"{element.name}-{k}": (name, place) for k in range(1, int(element.count.value) + 1)})
    visits: dict[Place, float] = defaultdict(float)
    for _ in range(200):
        new: dict[Place, float] = defaultdict(float)
        for name, line in lines.items():
            if line.orders is not None:
                new[name, 0] += 1.0
            elif line.call is not None:
                new[name, 0] += visits[first[line.call.at]] * quantity_of(line.call) * _share(model, line.call.when)
            for place, element in enumerate(line.flow):
                on = visits[name, place]
                if isinstance(element, Station | ZonedLine):
                    for number in range(1, int(element.count.value) + 1):
                        station = _with_exception(element, number)
                        for join in station.joins:
                            if lines[join.line].endless:
                                new[join.line, 0] += visits[name, place] * quantity_of(join) * _share(model, join.when)
                        for route in station.routes:
                            away = on * route.share.value * _share(model, route.when)
                            on -= away
                            if route.to != "scrap":
                                new[first[route.to]] += away
                        on *= 1 - station.scrap.value
                if place + 1 < len(line.flow):
                    new[name, place + 1] += on
                elif line.to is not None:
                    new[first[line.to]] += on
        visits = new
    return visits
