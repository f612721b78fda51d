"""The sums at the end of a run, by name: those of the kernel and those of the oracle."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables.places import rests_of
from tests.oracle.elements.hand import HandCell, HandServer
from tests.oracle.elements.makecell import MakeCell
from tests.oracle.elements.source import Source
from tests.oracle.elements.station import Station
from tests.oracle.elements.stock import NEVER_RUNS_OUT
from tests.oracle.elements.zone import Zone
from tests.oracle.elements.zonedline import ZonedLine
from tests.oracle.paths.guided import GuidedVehicle
from tests.oracle.place import Place
from tests.oracle.plant import Plant
from tests.oracle.staff import Need

Accounts = dict[tuple[str, str], float]

_PLACES = KINDS.codes("level")
_STATIONS = KINDS.codes("holds", "servers")
_ZONES = KINDS.codes("name", "zone")
#: Word of the oracle -> field of the kernel.
_ZONE_WORDS = {
    "given": "assigned", "overload": "overload", "helped": "helped", "stopped": "stopped", "works": "works",
    "overloads": "overloads", "stops": "stops", "failures": "failures",
}  # fmt: skip
_COUNTS = ("jobs", "scrapped", "rerouted", "setups", "failures", "minor_stops", "maintenances")


def kernel_accounts(simulation: Simulation) -> Accounts:
    """Accounts of a settled simulation."""
    found: Accounts = {}
    arrays, program = simulation.arrays, simulation.program
    states = arrays["resource_states"]
    seconds = arrays["seconds"].tolist()
    counts = [states[name].tolist() for name in _COUNTS]
    for i, machine in enumerate(arrays["resources"]["machine"].tolist()):
        if machine:
            name = program.resource_names[i]
            found.update({(name, state): value for state, value in zip(k.STATES, seconds[i], strict=True) if value})
            found.update({(name, word): values[i] for word, values in zip(_COUNTS, counts, strict=True) if values[i]})
    entries = arrays["entries"]["seconds"].tolist()
    made = arrays["entries"]["made"].tolist()
    for name, node, state in zip(program.node_names, arrays["nodes"], arrays["node_states"], strict=True):
        _kernel_node(found, name, node, state, arrays["entries"], entries, made)
    for n, rest in rests_of(simulation).items():  # type: ignore[arg-type]  (it asks for arrays and times alone)
        words = ("rest seconds", "rest area", "rest full", "rest empty")
        found.update(zip(((program.node_names[n], word) for word in words), rest.values(), strict=True))
    for name, i in program.stocks.items():
        record = arrays["stock_states"][i]
        words = ("level", "reserved", "on_way", "dock", "received", "drawn", "least", "most", "empty")
        found.update({(name, word): float(record[word]) for word in words})
        if record["level"] < NEVER_RUNS_OUT / 2:
            found[name, "area"] = float(record["area"])
    for name, dock, state in zip(program.model.docks, arrays["docks"], arrays["dock_states"], strict=True):
        doors = arrays["floats"][dock["door0"] : dock["door0"] + dock["doors"]]
        found.update({(name, f"dock {word}"): float(state[word]) for word in ("trucks", "most")})
        found[name, "dock unloading"] = float(state["unloading"] - np.maximum(doors - simulation.now, 0.0).sum())
        waits = arrays["floats"][dock["room0"] + (state["head"] + np.arange(state["count"])) % dock["capacity"]]
        found[name, "dock waited"] = float(state["waited"] - np.maximum(waits - simulation.now, 0.0).sum())
    for name, n in program.flow.pools.items():
        nodes = arrays["node_states"]
        found |= _of_pool(name, nodes[n], nodes[int(arrays["nodes"]["dest"][n])])
    for zone, state in zip(arrays["line_zones"], arrays["line_zone_states"], strict=True):
        if zone["node"] >= 0:
            name = program.node_names[zone["node"]]
            found.update({(name, word): float(state[field]) for word, field in _ZONE_WORDS.items()})
    for record in arrays["guided"]:
        _kernel_vehicle(found, program.resource_names[record["resource"]], record, simulation.now)
    world = simulation.world[0]
    found.update({("plant", word): float(world[word]) for word in ("finished", "scrapped", "joined")})
    return found


def _of_pool(name: str, there: np.void, away: np.void) -> Accounts:
    """Of a pool of carriers."""
    words = {"there": there["count"], "away": away["count"], "area": there["area"], "area away": away["area"]}
    words |= {"none": there["empty"], "least": there["least"], "taken": there["entered"]}
    return {(name, f"carriers {word}"): float(value) for word, value in words.items()}


def _kernel_vehicle(found: Accounts, name: str, record: np.void, now: float) -> None:
    for word in ("empty_m", "loaded_m", "empty_s", "loaded_s", "handling_s", "waited_s"):
        found[name, word] = float(record[word])
    for word in ("zone", "at", "goal", "wish"):
        found[name, f"is: {word}"] = float(record[word])
    if record["capacity"] > 0.0:
        drawn = float(record["draw"]) * (now - float(record["drawn_at"]))
        level = float(record["level"]) - drawn
        found[name, "battery"], found[name, "least"] = level, min(level, float(record["least"]))
        found[name, "used"] = float(record["used"]) + max(drawn, 0.0)
        found[name, "charged"] = float(record["charged"]) + max(-drawn, 0.0)


def _oracle_vehicle(found: Accounts, vehicle: GuidedVehicle) -> None:
    name = vehicle.name
    found[name, "empty_m"], found[name, "loaded_m"] = vehicle.metres[False], vehicle.metres[True]
    found[name, "empty_s"], found[name, "loaded_s"] = vehicle.driven[False], vehicle.driven[True]
    found[name, "handling_s"], found[name, "waited_s"] = vehicle.handled, vehicle.waited
    places = {"zone": vehicle.zone, "at": vehicle.at, "goal": vehicle.goal, "wish": vehicle.wish}
    found.update({(name, f"is: {word}"): float(one.number) if one else -1.0 for word, one in places.items()})
    if vehicle.battery is not None:
        for word, field in (("battery", "level"), ("least", "least"), ("used", "used"), ("charged", "charged")):
            found[name, word] = getattr(vehicle.battery, field)


def _kernel_node(
    found: Accounts,
    name: str,
    node: np.void,
    state: np.void,
    rows: np.ndarray,
    seconds: list[float],
    made: list[float],
) -> None:
    kind = node["kind"]
    if kind in _PLACES:
        for word, field in (("jobs", "count"), ("least", "least"), ("most", "most"), ("area", "area")):
            found[name, f"place {word}"] = float(state[field])
        found[name, "place full"], found[name, "place empty"] = float(state["full"]), float(state["empty"])
    if kind in (*_PLACES, *_STATIONS, *_ZONES, *KINDS.codes("exit")):
        found[name, "entered"] = float(state["entered"])
    owners = [node]
    if KINDS.all[kind].makes:
        owners = list(rows[node["row"] : node["row"] + node["rows"]])
        for i in range(node["rows"]):
            found[name, f"good hits {i}"] = made[node["row"] + i]
    elif kind in (*_STATIONS, *_ZONES):
        for i in range(node["joins"]):
            found[name, f"waited for jobs {i}"] = seconds[node["join0"] + i]
    else:
        return
    for i in range(node["hands"]):
        found[name, f"waited for operators {i}"] = seconds[node["hand0"] + i]
    for number, owner in enumerate(owners):
        for i in range(owner["needs"]):
            found[name, f"waited for parts {number} {i}"] = seconds[owner["need0"] + i]


def oracle_accounts(plant: Plant) -> Accounts:
    """Accounts of a plant that has run."""
    found: Accounts = {}
    for resource in plant.resources:
        found.update({(resource.name, state): value for state, value in resource.seconds.items() if value})
        counts = {word: getattr(resource, word) for word in _COUNTS}
        found.update({(resource.name, word): value for word, value in counts.items() if value})
        if isinstance(resource, GuidedVehicle):
            _oracle_vehicle(found, resource)
        if isinstance(resource, HandCell):
            found.update(_waits(resource.name, [resource.needs]))
        if isinstance(resource, MakeCell):
            for number, recipe in enumerate(resource.recipes):
                found[resource.name, f"good hits {number}"] = recipe.good
                for i, need in enumerate(recipe.needs):
                    found[resource.name, f"waited for parts {number} {i}"] = need.seconds
    for place in plant.places:
        _oracle_place(found, place)
        if isinstance(place, ZonedLine):
            for zone in place.zones:
                _oracle_zone(found, zone)
    for place, rest in plant.rests.items():
        words = ("rest seconds", "rest area", "rest full", "rest empty")
        found.update(zip(((place.name, word) for word in words), rest.sums, strict=True))
    for name, stock in plant.stocks.items():
        level = stock.level
        found.update(
            {
                (name, "level"): level.value,
                (name, "reserved"): stock.reserved,
                (name, "on_way"): stock.on_way,
                (name, "dock"): stock.dock,
                (name, "received"): stock.received,
                (name, "drawn"): stock.drawn,
                (name, "least"): level.least,
                (name, "most"): level.most,
                (name, "empty"): level.at_zero,
            }
        )
        if level.value < NEVER_RUNS_OUT / 2:
            found[name, "area"] = level.area
    for name, dock in plant.docks.items():
        found[name, "dock trucks"], found[name, "dock most"] = float(dock.trucks), float(dock.most)
        found[name, "dock unloading"] = dock.unloading - dock.left
        found[name, "dock waited"] = dock.waited + sum(plant.clock.time - truck.came for truck in dock.yard)
    for name, pool in plant.pools.items():
        level, away = pool.level, pool.level_away
        words = {"there": level.value, "away": away.value, "area": level.area, "area away": away.area}
        words |= {"none": level.at_zero, "least": level.least, "taken": float(pool.taken)}
        found.update({(name, f"carriers {word}"): value for word, value in words.items()})
    found.update({("plant", word): count for word, count in plant.outcomes.items()})
    return found


def _waits(name: str, servers: list[list[Need]]) -> Accounts:
    """Waits for operators, all servers of a place together."""
    each = list(zip(*servers, strict=True))
    return {(name, f"waited for operators {i}"): sum(need.seconds for need in one) for i, one in enumerate(each)}


def _oracle_zone(found: Accounts, zone: Zone) -> None:
    found[zone.name, "entered"] = zone.entered
    found.update({(zone.name, word): float(getattr(zone, word)) for word in _ZONE_WORDS})
    for i, join in enumerate(zone.joins):
        found[zone.name, f"waited for jobs {i}"] = join.seconds
    for i, need in enumerate(zone.needs):
        found[zone.name, f"waited for parts 0 {i}"] = need.seconds
    found.update(_waits(zone.name, [zone.team.needs] if zone.team is not None else []))


def _oracle_place(found: Accounts, place: Place) -> None:
    if isinstance(place, Source):
        return
    found[place.name, "entered"] = place.entered
    if isinstance(place, Station):
        for i, join in enumerate(place.work.joins):
            found[place.name, f"waited for jobs {i}"] = join.seconds
        for i, need in enumerate(place.work.needs):
            found[place.name, f"waited for parts 0 {i}"] = need.seconds
        found.update(_waits(place.name, [one.needs for one in place.servers if isinstance(one, HandServer)]))
    if place.holds_jobs:
        level = place.level
        found[place.name, "place jobs"] = level.value
        found[place.name, "place least"], found[place.name, "place most"] = level.least, level.most
        found[place.name, "place area"] = level.area
        found[place.name, "place full"], found[place.name, "place empty"] = level.at_capacity, level.at_zero
