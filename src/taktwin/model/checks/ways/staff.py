"""How much of its time each pool of operators is needed for what comes to its stations, zones and make cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.capacity import handling_time, per, setup_taken
from taktwin.model.checks.ways.jobflow import Traffic
from taktwin.model.checks.ways.partflow import PartFlow
from taktwin.model.checks.ways.worktime import modes_of
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.people.operators import OperatorNeed, pools_for
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import WorkPlace
from taktwin.model.text.zones import zones_of

#: Purpose -> how often a second, and for how long each time (s).
Tasks = dict[str, tuple[float, float]]


def staff_loads(one: Traffic, parts: PartFlow) -> Iterator[tuple[str, float, float]]:
    """Each pool that is needed, its load, and how often an hour its operators are needed; ways are not counted.

    A need that several pools can fill is shared between them by their numbers: the load of their pools together.
    """
    model = one.ways.model
    people = {name: _people(model, name) for name in model.operators}
    needed: dict[str, tuple[float, float]] = {}
    for needs, tasks in _places(one, parts):
        for need in needs:
            pools = pools_for(model.operators, need.need)
            together = sum(people[name] for name in pools)
            for purpose in set(need.for_):
                rate, seconds = tasks.get(purpose, (0.0, 0.0))
                for name in pools:
                    share = people[name] / together if together > 0 else 1.0 / len(pools)
                    load, calls = needed.get(name, (0.0, 0.0))
                    needed[name] = load + share * rate * seconds * need.count.value, calls + share * rate
    for name, (load, calls) in needed.items():
        if load > 0:
            yield name, per(load, people[name]), calls * 3600.0


def _people(model: PlantModel, name: str) -> float:
    """Operators of a pool that are there in the mean of all time."""
    pool = model.operators[name]
    own = pool.calendar or (model.shops[pool.shop].calendar if pool.shop is not None else None)
    return pool.mean_number(model.calendars[own] if own is not None else None)


def _places(one: Traffic, parts: PartFlow) -> Iterable[tuple[list[OperatorNeed], Tasks]]:
    for node, element in one.ways.elements.items():
        if isinstance(element, WorkPlace) and element.operators:
            yield element.operators, _of_station(one, node, element)
        elif isinstance(element, ZonedLine):
            for zone in zones_of(element):
                if zone.operators:
                    yield zone.operators, {"work": (one.flow(node), one.mean_time(node, zone.cycle))}
    for shop, name, cell in one.ways.model.all_cells():
        rates = [parts.hits.get((shop, name, recipe)) for recipe in cell.makes]
        if cell.operators and all(rate is not None for rate in rates):
            yield cell.operators, _of_cell(one.ways.model, cell, [rate or 0.0 for rate in rates])


def _of_station(one: Traffic, node: Node, station: WorkPlace) -> Tasks:
    rate = one.flow(node)  # works a second: jobs, or full batches
    if isinstance(station, Batching):
        rate /= station.most.value
    work = one.mean_time(node, station.cycle)
    copies = one.copies.get(node[0], 1.0)
    working = min(rate * (work + handling_time(station)), station.server_count * copies)
    tasks: Tasks = {"work": (rate, work), "setup": (rate, setup_taken(one, node, station))}
    for word in ("load", "unload"):
        time = getattr(station, word)
        tasks[word] = (rate, time.mean if time is not None else 0.0)
    if station.inspect is not None:
        tasks["inspect"] = (rate / station.inspect_every.value, station.inspect.mean)
    repairs = busy = 0.0
    for mode in modes_of(one.ways.model, station.failures):
        if mode.crew is None:
            if mode.up is None:
                often = rate / mode.jobs.value if mode.jobs is not None else 0.0
            elif mode.clock == "time":
                often = station.server_count * copies / (mode.up.mean + mode.repair.mean)
            else:
                often = working / mode.up.mean
            repairs, busy = repairs + often, busy + often * mode.repair.mean
    return tasks | {"repair": (repairs, busy / repairs if repairs > 0 else 0.0)}


def _of_cell(model: PlantModel, cell: MakeCell, rates: list[float]) -> Tasks:
    hits = sum(rates)
    busy = sum(rate * make.hit.mean for rate, make in zip(rates, cell.makes.values(), strict=True))
    each = {name: rate / make.lot.value for rate, (name, make) in zip(rates, cell.makes.items(), strict=True)}
    lots = sum(each.values())
    changing = sum(often * cell.mean_change(name, each) for name, often in each.items())
    change = (lots, changing / lots) if len(cell.makes) > 1 and lots > 0 else (0.0, 0.0)
    timed = [m for m in modes_of(model, cell.failures) if m.crew is None and m.up is not None and m.clock == "time"]
    often = [1.0 / (mode.up.mean + mode.repair.mean) for mode in timed if mode.up is not None]
    down = sum(rate * mode.repair.mean for rate, mode in zip(often, timed, strict=True))
    repair = (sum(often), down / sum(often)) if often else (0.0, 0.0)
    return {"work": (hits, busy / hits if hits > 0 else 0.0), "setup": change, "repair": repair}
