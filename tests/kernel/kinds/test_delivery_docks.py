"""Deliveries to a dock: times by hand, who goes first, states, and everything that people look at."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.model.errors import ModelError
from taktwin.model.start.file import StartStateError, load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from taktwin.runs.tables import result_of
from tests.kernel.kinds.test_delivery import fleet, trucks
from tests.kernel.plants import Data, entries, history, model_of, program_of, row_of, run
from tests.kernel.test_invariants import check_books, check_resume
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.runs.start.test_state import check_books_after_restart, check_same_run


def docked(doors: int = 1, **delivery: Any) -> Data:
    """Two trucks for racks of two, there at 110 and 120, to be unloaded for 30 s at a dock."""
    data = trucks("5 s", **{"rack": 2, "trucks": 2, "unload": "30 s", "dock": "gate", **delivery})
    return {**data, "docks": {"gate": {"doors": doors}}}


def with_breaks(number: int) -> Data:
    """Random trucks with breaks, failures and a crew, and a lane whose trucks come to the same dock."""
    data = fleet(number, doors=False)
    truck = data["shops"]["plant"]["lines"]["seats"]["flow"][3]
    truck["dock"] = "north"
    if number % 4 == 0:
        del truck["unload"]
    if number % 6 == 1:
        truck["scrap"] = "20 %"
    van = {"supplier": "mill", "to": "bolts", "quantity": 1, "every": "40 s", "dock": "north", "unload": "exp(12 s)"}
    return data | {
        "docks": {"north": {"doors": 1 + number % 2}},
        "suppliers": {"mill": {}},
        "parts": {"bolt": {}},
        "stocks": {"bolts": {"part": "bolt"}},
        "lanes": {"van": van | {"lead": "exp(20 s)"}},
    }


# --- by hand


@pytest.mark.rule(
    "With a `dock` the drive ends at its gate",
    "first come, first served over all lanes and deliveries",
    "In the yard the truck is blocked, at its door it works",
)
def test_the_second_truck_waits_for_the_door() -> None:
    """At 110 the first is at the door, until 140; the second is in the yard from 120, and at the door until 170."""
    found = run(docked(), 200.0)
    assert entries(found, "side") == [(140, 0), (140, 1), (170, 2), (170, 3)]
    assert history(found, "truck.2") == [(20, "working"), (120, "blocked"), (140, "working")]
    dock = row_of(found.docks, "dock", "gate")
    assert (dock["trucks"], dock["wait_max_s"], dock["most_waiting"], dock["busy_share"]) == (2, 20.0, 1, 60 / 200)
    assert entries(run(docked(2), 200.0), "side") == [(140, 0), (140, 1), (150, 2), (150, 3)]


def test_the_trace_tells_where_trucks_are() -> None:
    """At the gate, at a door, unloaded."""
    trace = run(docked(), 200.0).trace
    assert trace is not None
    told = trace.filter(pl.col("event") == "dock").select("time", "name", "state", "job", "kind").rows()
    assert told == [
        (110, "truck.1", "gate", 0, "delivery"),
        (110, "truck.1", "door", 0, "delivery"),
        (120, "truck.2", "gate", 2, "delivery"),
        (140, "truck.1", "unloaded", 0, "delivery"),
        (140, "truck.2", "door", 2, "delivery"),
        (170, "truck.2", "unloaded", 2, "delivery"),
    ]


def with_van(lead: str) -> Data:
    """A truck of a lane that comes to the same door, once."""
    van = {"supplier": "mill", "to": "bolts", "quantity": 1, "every": "999 s", "lead": lead}
    return docked(trucks=1) | {
        "suppliers": {"mill": {}},
        "parts": {"bolt": {}},
        "stocks": {"bolts": {"part": "bolt"}},
        "lanes": {"van": {**van, "dock": "gate", "unload": "7 s"}},
    }


@pytest.mark.rule("then deliveries in plant order")
def test_at_one_instant_trucks_of_lanes_come_first() -> None:
    """The van comes at 110, too: it is unloaded until 117, the delivery until 147; a moment later it waits."""
    assert entries(run(with_van("110 s"), 150.0), "side") == [(147, 0), (147, 1)]
    late = run(with_van("111 s"), 150.0)
    assert entries(late, "side") == [(140, 0), (140, 1)]
    assert row_of(late.docks, "dock", "gate")["wait_max_s"] == 29.0


@pytest.mark.rule("Its unloading goes on by the clock", "all jobs that it has are ready")
def test_unloading_goes_on_through_breaks_and_failures() -> None:
    """It is unloaded from 110 to 140 in a break from 120 on; the way back begins after the break, at 180."""
    shift = {"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:02-00:03"]}
    data = docked(trucks=1, calendar="day") | {"calendars": {"day": {"shifts": [shift]}}}
    found = run(data, 300.0)
    assert entries(found, "side")[:2] == [(140, 0), (140, 1)]
    assert history(found, "truck") == [(10, "working"), (120, "off_shift"), (180, "working")]
    assert entries(found, "truck")[2:3] == [(230, 2)]
    fails = run(docked(trucks=1, failures=[{"up": "125 s", "repair": "40 s"}]), 250.0)
    assert entries(fails, "side")[:2] == [(140, 0), (140, 1)]
    assert history(fails, "truck")[:3] == [(10, "working"), (125, "down"), (165, "working")]


@pytest.mark.rule("but neither wears it")
def test_a_dock_does_not_wear_the_truck() -> None:
    """100 s there and 50 s back in 150 s of work: it fails when it is back, at 190, whatever the dock took."""
    worn = {"clock": "operation", "up": "150 s", "repair": "20 s"}
    found = run(docked(trucks=1, failures=[worn]), 215.0)
    assert history(found, "truck")[:3] == [(10, "working"), (190, "down"), (210, "working")]


@pytest.mark.rule("there the jobs take their routes")
def test_what_is_lost_on_the_way_is_lost_at_the_gate() -> None:
    """Without any job the truck goes back at once, and takes no door."""
    found = run(docked(trucks=1, scrap="99.9999 %"), 250.0)
    assert entries(found, "side") == []
    assert row_of(found.docks, "dock", "gate")["trucks"] == 0
    assert entries(found, "truck")[2:3] == [(160, 2)]


def test_without_a_time_the_door_is_taken_for_no_time() -> None:
    """It is as if there were no dock."""
    data = docked(trucks=1)
    del data["shops"]["shop"]["lines"]["main"]["flow"][2]["unload"]
    assert entries(run(data, 150.0), "side") == [(110, 0), (110, 1)]


def test_a_truck_with_a_full_buffer_behind_it_leaves_its_door() -> None:
    """Its unloading is over at 140; one place, and 30 s for a job: the truck stands, and the door is free."""
    data = docked(room=1)
    data["shops"]["shop"]["lines"]["main"]["flow"][-1]["cycle"] = "30 s"
    found = run(data, 300.0)
    assert row_of(found.docks, "dock", "gate")["wait_max_s"] == 20.0
    assert entries(found, "side")[:4] == [(140, 0), (140, 1), (170, 2), (200, 3)]


# --- everything that people look at


@pytest.mark.parametrize("seed", range(12))
def test_the_oracle_agrees(seed: int) -> None:
    """Event by event, beside a lane at the same doors."""
    found = compare(checked({"name": "park", **with_breaks(seed)}), seed, 900.0)
    assert found.differences == []
    assert "truck of a delivery at a dock" in found.seen


@pytest.mark.parametrize("seed", range(3))
def test_books_snapshots_and_states(seed: int) -> None:
    """Jobs are conserved, states sum; stopped and resumed it is the same run; a state says it all."""
    check_books(with_breaks(seed), seed, 600.0)
    check_resume(with_breaks(seed), seed, 0.15 * seed)
    check_books_after_restart(with_breaks(seed), seed, 0.11 * seed)
    check_same_run(with_breaks(seed), seed, 700 + 60 * seed)


@pytest.mark.parametrize("at", [110.0, 115.0, 130.0, 140.0, 165.0])
def test_a_run_from_its_own_state_is_the_same_run(at: float) -> None:
    """Also with a truck at the door, and one in the yard."""
    whole = Simulation(program_of(docked()))
    whole.advance_to(at)
    text = state_text(state_of(whole))
    again = Starter(whole.program).prepare(load_state(text)).simulation()
    assert state_text(state_of(again)) == text
    for until in np.arange(at, at + 120.0, 7.0):
        whole.advance_to(until)
        again.advance_to(until)
        assert again.arrays["node_states"]["count"].tolist() == whole.arrays["node_states"]["count"].tolist()


def test_a_state_by_hand() -> None:
    """One truck at the door for 20 s, one in the yard for so long, then at the door for 8 s."""
    jobs = [{"server": 1, "unloads_in": "0 s", "left": "20 s"}, {"server": 2, "unloads_in": "20 s", "left": "28 s"}]
    simulation = Starter(program_of(docked())).prepare({"places": {"truck": jobs, "racks": 0}}).simulation(trace=True)
    simulation.advance_to(60.0)
    found = result_of(simulation)
    assert [time for time, _ in entries(found, "side")] == [20, 28]
    assert history(found, "truck.2")[:2] == [(0, "blocked"), (20, "working")]


CASES = [
    ([{"server": 1, "unloads_in": "0 s"}], "when is it unloaded?"),
    ([{"server": 1, "unloads_in": "9 s", "left": "5 s"}], "after it has ended, in 5 s"),
    ([{"server": 1, "unloads_in": "0 s", "left": "5 s", "finished": True}], "has no `finished`"),
    ([{"server": 1, "unloads_in": "3 s", "left": "5 s"}], "a door of gate is free in 0 s"),
    ([{"server": 1, "unloads_in": "0 s", "left": "5 s"}, {"server": 2, "unloads_in": "0 s", "left": "5 s"}], "1 doors"),
    ([{"server": 1, "unloads_in": "0 s", "left": "5 s"}, {"server": 1, "left": "5 s"}], "not as far as the first"),
]


@pytest.mark.parametrize(("jobs", "words"), CASES, ids=[words for _, words in CASES])
def test_a_state_that_cannot_be_is_refused(jobs: Data, words: str) -> None:
    """With what is wrong."""
    with pytest.raises(StartStateError, match=re.escape(words)):
        Starter(program_of(docked())).prepare({"places": {"truck": jobs}})


def test_only_a_truck_with_a_dock_is_at_one() -> None:
    """Else there is no such word, or no dock."""
    with pytest.raises(StartStateError, match="this delivery has no dock"):
        Starter(program_of(trucks())).prepare({"places": {"truck": [{"unloads_in": "0 s", "left": "5 s"}]}})
    with pytest.raises(StartStateError, match="unloads_in"):
        Starter(program_of(docked())).prepare({"places": {"below": [{"unloads_in": "0 s", "left": "5 s"}]}})


# --- models


def wrong(**delivery: Any) -> str:
    """Why a delivery is refused."""
    with pytest.raises((ModelError, ValueError)) as caught:
        model_of(docked(**delivery))
    return str(caught.value)


def test_what_cannot_be_meant_is_refused() -> None:
    """A dock that is not there; doors and operators for the same unloading."""
    assert "did you mean `gate`?" in wrong(dock="gates")
    data = trucks(dock="gate")
    with pytest.raises((ModelError, ValueError), match=re.escape("docks: {gate: {doors: 1}}")):
        model_of(data)
    with pytest.raises(ModelError, match="a pool of operators can stand for its doors"):
        taktwin.load(PAIR.replace("unload: 30 s", "unload: 30 s, operators: {need: men, for: [unload]}"))


PAIR = """
taktwin: 1
name: pair
plants:
  seats:
    shops:
      maker:
        lines:
          seats:
            call: {at: cars.paint}
            flow:
              - {buffer: racks, capacity: unlimited}
              - {delivery: truck, rack: 2, drive: 100 s, back: 50 s, dock: cars.gate, unload: 30 s}
              - {buffer: side, capacity: unlimited}
  cars:
    orders: {cars: {interval: 10 s, quantity: 20}}
    docks: {gate: {doors: 1}}
    shops:
      trim:
        lines:
          main:
            orders: cars
            flow:
              - {station: paint, cycle: 5 s}
              - {buffer: way, capacity: unlimited}
              - {station: fit, cycle: 5 s, joins: [{line: seats.seats, matched: true}]}
"""


def test_a_dock_of_another_plant() -> None:
    """The trucks of the supplier come to the dock of the plant; alone the supplier has none."""
    plant = taktwin.load(PAIR)
    found = plant.simulate(days=0.01, warmup=0, trace=True)
    dock = row_of(found.result.docks, "plant", "cars")
    assert (dock["dock"], dock["trucks"]) == ("cars.gate", 5)
    side = entries(found.result, "seats.side")
    assert side[0][0] == 20.0 + 100.0 + 30.0
    alone = plant.of("seats").simulate(days=0.01, warmup=0)
    assert alone.result.docks.is_empty()
    with pytest.raises(ModelError, match=re.escape("did you mean `cars.gate`?")):
        taktwin.load(PAIR.replace("dock: cars.gate", "dock: cars.gates"))
    with pytest.raises(ModelError, match="no dock"):
        taktwin.load(PAIR.replace("dock: cars.gate", "dock: gate"))
