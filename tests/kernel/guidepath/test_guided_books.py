"""The invariants of every plant, for random plants whose fleet runs on a guide path."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import result_of
from tests.kernel.accounts import tasks_of_vehicles
from tests.kernel.layouts import faults, ways
from tests.kernel.models import plants
from tests.kernel.plants import Data, program_of
from tests.kernel.test_invariants import (
    check_books,
    check_jobs,
    check_parts,
    check_places,
    check_resume,
    close,
    examples,
)
from tests.runs.start.test_state import restarted


@st.composite
def guided_plants(draw: Any) -> Data:
    """A random plant whose transports and feeds run on a random guide path, with batteries in some."""
    data: Data = draw(plants().filter(lambda plant: "fleets" in plant))
    random = Random(draw(st.integers(0, 10_000)))
    pieces, points = ways(random)
    stations = random.sample(points, min(len(points), 4))
    fleet = data["fleets"]["tugs"]
    fleet |= {"count": draw(st.integers(1, 6)), "paths": "way", "length": "1 m", "speed": "1 m/s"}
    fleet["dispatch"] = draw(st.sampled_from(["oldest", "nearest", "least_loaded", "priority"]))
    path: Data = {"ways": pieces, "stations": {}, "parking": {random.choice(points): 6}}
    if draw(st.booleans()):
        fleet["acceleration"] = "1 m/s2"
    if draw(st.booleans()):
        fleet.pop("power", None)
        path["chargers"] = {random.choice(points): draw(st.integers(1, 2))}
        fleet["battery"] = {
            "capacity": "20 Wh", "driving": "600 W", "handling": "100 W", "idle": "20 W", "charge": "2 kW",
            "efficiency": "90 %", "low": "40 %",
            "policy": draw(st.sampled_from(["threshold", "interim", "opportunity"])),
        }  # fmt: skip
        if fleet["battery"]["policy"] != "threshold" and data.get("calendars") and draw(st.booleans()):
            fleet["battery"]["hours"] = draw(st.sampled_from(sorted(data["calendars"])))
    elements = [e for shop in data["shops"].values() for one in shop["lines"].values() for e in one["flow"]]
    trips = [e for e in elements if "transport" in e] + list(data.get("feeds", {}).values())
    for trip in trips:
        trip["from_point"], trip["to_point"] = random.sample(stations, 2)
        trip["priority"] = random.randint(0, 2)
        path["stations"] |= {trip["from_point"]: 1, trip["to_point"]: random.randint(1, 2)}
    path["stations"] = path["stations"] or {stations[0]: 1}
    return data | {"paths": {"way": path}}


@examples(120)
@given(guided_plants(), st.integers(0, 3), st.sampled_from([0.0, 600.0]))
def test_the_books_close_on_guide_paths(data: Data, seed: int, warmup: float) -> None:
    check_books(data, seed, warmup)


@examples(80)
@given(guided_plants(), st.integers(0, 3), st.floats(0.0, 1.0))
def test_a_resumed_run_on_a_guide_path_is_the_same_run(data: Data, seed: int, share: float) -> None:
    check_resume(data, seed, share)


@examples(80)
@given(guided_plants(), st.integers(0, 3))
def test_vehicles_are_where_they_are_counted_and_batteries_balance(data: Data, seed: int) -> None:
    simulation = Simulation(program_of(data), seed)
    battery = data["fleets"]["tugs"].get("battery")
    for until in (100.0, 700.0, 3000.0):
        simulation.advance_to(until)
        assert faults(simulation) == []
    result = result_of(simulation)
    shares = result.vehicles.select("empty", "loaded", "handling", "charging", "blocked", "idle", "away")
    assert close(shares.sum_horizontal().to_numpy(), 1.0)
    if battery is None:
        return
    for row in result.vehicles.iter_rows(named=True):
        assert close(0.020 - row["used_kwh"] + row["charged_kwh"], row["level_kwh"], 0.020)
        drawn = float(result.energy.filter(result.energy["resource"] == row["vehicle"])["amount"].sum())
        assert close(drawn * 0.9, row["charged_kwh"], 0.020)


@examples(60)
@given(guided_plants(), st.integers(0, 3), st.floats(0.0, 1.0))
def test_a_start_state_keeps_tasks_and_loads(data: Data, seed: int, share: float) -> None:
    """Vehicles begin at their parking places, with the tasks and the loads that they had.

    Their batteries are full, so one that had to charge takes a request that waited for it at once.
    """
    begun = Simulation(program_of(data), seed)
    begun.advance_to(share * 5400.0)
    simulation = restarted(begun, seed + 1)
    check_jobs(simulation)
    check_places(simulation)
    had, has = Counter(tasks_of_vehicles(begun)), Counter(tasks_of_vehicles(simulation))
    assert had <= has
    assert not any(loaded for _, loaded in has - had)
    if "battery" not in data["fleets"]["tugs"]:
        assert has == had
    simulation.advance_to(share * 5400.0 + 3600.0)
    check_jobs(simulation)
    check_places(simulation)
    check_parts(simulation, result_of(simulation))
    assert faults(simulation) == []
