"""Loads: how much of its time each resource needs for what comes to it, before anything is run."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.between import traffic_of_plants
from taktwin.model.checks.ways.capacity import (
    fleet_taken,
    fleets_of,
    per,
    pitch_time,
    ride_time,
    setup_taken,
    time_taken,
)
from taktwin.model.checks.ways.carriers import carriers_needed
from taktwin.model.checks.ways.jobflow import Traffic
from taktwin.model.checks.ways.partflow import PartFlow, part_flow
from taktwin.model.checks.ways.staff import staff_loads
from taktwin.model.checks.ways.worktime import Failures, lengthened, modes_of, shift_share, work_time
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.station import Worked, WorkPlace
from taktwin.model.nouns.store import Store
from taktwin.model.spelt.views import plants_of

#: Loads up to this are not called above 100 % (rounding of shares).
FULL = 1.0 + 1e-6


@dataclass(frozen=True)
class Load:
    """The load of a resource.

    Attributes:
        kind: station, batch_station, split_station, lift, conveyor, store, transport, cell, fleet, crew, operators (a
            pool of them) or carriers.
        name: of the element, cell, fleet, crew or pool; of a single station of an entry with `count`, NAME-k.
        entry: the same by its name in the model file.
        plant: whose it is; None where the model has one plant.
        shop: where it stands, by its name in the model; None for a fleet, crew or pool.
        load: time that it needs / time that it has: work, set-ups and failures against its scheduled time.
        per_hour: what comes to it in an hour: jobs, hits, trips, repairs, or calls of operators.
        setup_s: mean set-up of a job in it, s, as of jobs in random order.
        pace: name of the place that sets the pace where jobs start whenever there is room; None where an interval does.
    """

    kind: str
    name: str
    entry: str
    plant: str | None
    shop: str | None
    load: float
    per_hour: float
    pace: str | None = None
    setup_s: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """For JSON; a load without end (of a resource that is never on shift) is null."""
        return {**asdict(self), "load": self.load if math.isfinite(self.load) else None}


def loads(model: PlantModel) -> list[Load]:
    """The load of every resource of a model without errors, the highest first; of several periods the highest.

    Empty where it does not follow from the model alone (see `traffic`). Of several plants each is looked
    at by itself, with what others call there.
    """
    views = plants_of(model, alone=True)
    return of_plants({name: loads_of(one) for name, one in traffic_of_plants(views).items()}, bool(model.plants))


def of_plants(loads: Mapping[str, list[Load]], several: bool) -> list[Load]:
    """The loads of all plants by their names, the highest first; each says whose it is where there are several."""
    found = [replace(one, plant=name) if several else one for name, own in loads.items() for one in own]
    return sorted(found, key=lambda one: -one.load)


def highest(found: list[Load], most: int) -> list[tuple[Load, int]]:
    """The first of some loads, equal stations of one entry together: each with the number of these."""
    groups: dict[tuple[str, str, str | None, str | None, str], list[Load]] = {}
    for one in found:
        groups.setdefault((one.kind, one.entry, one.plant, one.shop, f"{one.load:.6g}"), []).append(one)
    return [(group[0], len(group)) for group in groups.values()][:most]


def loads_of(periods: list[Traffic]) -> list[Load]:
    """The loads of a plant, each in the period in which it is highest."""
    highest: dict[tuple[str, str, str | None], Load] = {}
    for one in periods:
        for load in _in_one(one):
            key = load.kind, load.name, load.shop
            if key not in highest or load.load > highest[key].load:
                highest[key] = replace(load, pace=one.limit)
    return sorted(highest.values(), key=lambda one: -one.load)


def _in_one(one: Traffic) -> Iterable[Load]:
    parts = part_flow(one)
    fleets: dict[str, tuple[float, float]] = {}
    for node, element in one.ways.elements.items():
        rate, taken = one.flow(node), time_taken(one, node)
        if rate > 0 and taken > 0:
            yield Load(
                element.kind,
                element.name,
                one.ways.entries.get(element.name, element.name),
                None,
                node[0],
                rate * taken,
                rate * 3600.0,
                setup_s=_setup_of_job(one, node, element),
            )
        for fleet, time in fleets_of(one, node):
            before = fleets.get(fleet, (0.0, 0.0))
            fleets[fleet] = before[0] + rate * time, before[1] + rate
    for feed in one.ways.model.feeds.values():
        trips = parts.drawn.get(feed.to, 0.0) / feed.lot.value if feed.to in parts.alone else 0.0
        before = fleets.get(feed.fleet, (0.0, 0.0))
        fleets[feed.fleet] = before[0] + trips * fleet_taken(one.ways, feed), before[1] + trips
    for fleet, (load, trips) in fleets.items():
        if load > 0:
            yield Load("fleet", fleet, fleet, None, None, load, trips * 3600.0)
    for shop, name, cell in one.ways.model.all_cells():
        found = _of_cell(one, parts, shop, name, cell)
        if found is not None:
            yield found
    for name, pool in one.ways.model.carriers.items():
        need = carriers_needed(one, pool)
        if need is not None and need.carriers > 0:
            yield Load("carriers", name, name, None, None, need.carriers / pool.count.value, need.rate * 3600.0)
    yield from _of_crews(one, {fleet: load for fleet, (load, _) in fleets.items()})
    for pool, load, calls in staff_loads(one, parts):
        yield Load("operators", pool, pool, None, None, load, calls)


def _setup_of_job(one: Traffic, node: Node, element: AnyElement) -> float:
    """Mean set-up time for a job at an element; the jobs of a full batch share one."""
    if not isinstance(element, WorkPlace):
        return 0.0
    return setup_taken(one, node, element) / (element.most.value if isinstance(element, Batching) else 1.0)


def _of_cell(one: Traffic, parts: PartFlow, shop: str, name: str, cell: MakeCell) -> Load | None:
    """Hits, and a die change for each lot where there are several recipes."""
    rates = [parts.hits.get((shop, name, recipe)) for recipe in cell.makes]
    if any(rate is None for rate in rates) or not sum(rate or 0.0 for rate in rates):
        return None
    model = one.ways.model
    lots = {name: (rate or 0.0) / make.lot.value for rate, (name, make) in zip(rates, cell.makes.items(), strict=True)}
    work = sum(
        (rate or 0.0) * lengthened(model, cell.failures, make.hit.mean) + lots[name] * cell.mean_change(name, lots)
        for rate, (name, make) in zip(rates, cell.makes.items(), strict=True)
    )
    time = work_time(one.ways, shop, cell.calendar, cell.continuous, cell.failures)
    hits = sum(rate or 0.0 for rate in rates)
    return Load("cell", name, name, None, shop, per(work, one.copies.get(shop, 1.0) * time), hits * 3600.0)


def _of_crews(one: Traffic, fleets: dict[str, float]) -> Iterable[Load]:
    """Repairs that come to each crew against its size; a crew is there all the time."""
    model = one.ways.model
    crews: dict[str, tuple[float, float]] = {}

    def book(failures: Failures, count: float, working: float, works: float = 0.0) -> None:
        """Repairs of ``count`` equal machines, of which ``working`` work in the mean, with so many works a second."""
        for mode in modes_of(model, failures):
            if mode.crew is not None:
                if mode.up is None:
                    rate = works / mode.jobs.value if mode.jobs is not None else 0.0
                elif mode.clock == "time":
                    rate = count / (mode.up.mean + mode.repair.mean)
                else:
                    rate = working / mode.up.mean
                busy, repairs = crews.get(mode.crew, (0.0, 0.0))
                crews[mode.crew] = busy + rate * mode.repair.mean, repairs + rate

    for node, element in one.ways.elements.items():
        machines = _machines(element) * one.copies.get(node[0], 1.0)
        if machines:
            failures = [*getattr(element, "failures", [])]
            if isinstance(element, ZonedLine):
                failures += [mode for zone in element.exceptions.values() for mode in zone.failures]
            book(failures, machines, _working(one, node, machines), one.flow(node))
    for name, fleet in model.fleets.items():
        share = shift_share(one.ways, fleet.shop, fleet.calendar, False)
        book(fleet.failures, fleet.count.value, min(fleets.get(name, 0.0), 1.0) * fleet.count.value * share)
    for shop, _, cell in model.all_cells():
        book(cell.failures, one.copies.get(shop, 1.0), 0.0)
    for crew, (busy, repairs) in crews.items():
        if busy > 0:
            yield Load("crew", crew, crew, None, None, busy / model.crews[crew].size.value, repairs * 3600.0)


def _machines(element: Any) -> float:
    """How many machines fail and are repaired one by one at an element."""
    if isinstance(element, WorkPlace):
        return float(element.server_count)
    if isinstance(element, Store):
        return element.cranes.value
    return 1.0 if isinstance(element, Conveyor | ZonedLine | Lift) else 0.0


def _working(one: Traffic, node: Node, machines: float) -> float:
    """How many machines of an element work in the mean."""
    element = one.ways.elements[node]
    if isinstance(element, Worked):
        return min(one.flow(node) * one.mean_time(node, element.cycle), machines)
    if isinstance(element, Store):
        return min(one.flow(node) * element.cycle.mean, machines)
    if isinstance(element, Batching):
        each = one.mean_time(node, element.cycle) + element.back_mean
        return min(one.flow(node) * each / element.most.value, machines)
    if isinstance(element, ZonedLine):
        return min(one.flow(node) * pitch_time(one, node, element), machines)
    if isinstance(element, Lift):
        return min(one.flow(node) * ride_time(one, node, element), machines)
    if isinstance(element, Conveyor):
        return machines * shift_share(one.ways, node[0], element.calendar, element.continuous)
    return 0.0 if isinstance(element, Transport) else machines
