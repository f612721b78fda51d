"""Deliveries: times by hand, chains from call to line side whose times are known, states there and back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import taktwin
from taktwin.model.checks.ways.loads import loads
from taktwin.model.start.file import StartStateError
from tests.kernel.plants import Data, entries, history, line, model_of, run
from tests.kernel.test_invariants import check_books, check_resume
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.runs.start.test_state import check_books_after_restart, check_same_run


def trucks(every: str = "10 s", room: Any = "unlimited", **delivery: Any) -> Data:
    """A job every so often; trucks that need 100 s there and 50 s back; a buffer behind them."""
    truck = {"delivery": "truck", "drive": "100 s", "back": "50 s", **delivery}
    side = [{"buffer": "side", "capacity": room}, {"station": "fit", "cycle": "1 s"}]
    return line([{"station": "below", "cycle": every}, {"buffer": "racks", "capacity": 99}, truck, *side])


# --- by hand


@pytest.mark.rule("**Deliveries** are batch stations whose servers are trucks", "the truck is on its way back")
def test_a_truck_drives_with_a_rack_and_comes_back() -> None:
    """Jobs at 10, 20, ...: away at 20, there at 120, back at 170, when the next rack has long been there."""
    found = run(trucks(rack=2), 330.0)
    assert entries(found, "side") == [(120, 0), (120, 1), (270, 2), (270, 3)]
    assert history(found, "truck") == [(20, "working")]  # the way back is working time


@pytest.mark.rule("takes whole racks only, and one is enough")
def test_whole_racks_go() -> None:
    """At 190 it is back: the jobs of 120, 160 are a rack, that of 200 is not there yet; at 340 two racks of five."""
    found = run(trucks("40 s", rack=2, racks=2), 500.0)
    trips = [(80, [0, 1]), (230, [2, 3]), (380, [4, 5, 6, 7])]
    assert entries(found, "truck") == [(time, job) for time, jobs in trips for job in jobs]


@pytest.mark.rule("has waited for `wait` it takes what is there")
def test_a_rack_that_is_not_full_goes_when_one_has_waited() -> None:
    """The job of 40 has waited until 65."""
    found = run(trucks("40 s", rack=3, wait="25 s"), 200.0)
    assert entries(found, "truck") == [(65, 0)]


@pytest.mark.rule("The jobs of a rack are those that would be taken one after the other", "With `reverse`")
def test_racks_leave_in_reverse_order() -> None:
    """The second trip has the jobs 2 to 5 in two racks: the later rack is let out first."""
    found = run(trucks(rack=2, racks=2, reverse=True), 300.0)
    assert [job for _, job in entries(found, "side")] == [0, 1, 4, 5, 2, 3]
    once = run(trucks(rack=2, racks=3, reverse=True, wait="1000 s"), 600.0)
    assert [job for _, job in entries(once, "side")][2:8] == [6, 7, 4, 5, 2, 3]


@pytest.mark.rule("When the last job has left it")
def test_it_stays_until_the_last_job_has_left_it() -> None:
    """One place at the line, and 30 s for a job there: the second leaves at 121, the third at 151."""
    data = trucks(rack=3, room=1)
    data["shops"]["shop"]["lines"]["main"]["flow"][-1]["cycle"] = "30 s"
    found = run(data, 400.0)
    assert entries(found, "side") == [(130, 0), (130, 1), (160, 2), (310, 3), (310, 4), (340, 5)]
    assert history(found, "truck")[:5] == [
        (30, "working"), (130, "blocked"), (160, "working"), (310, "blocked"), (340, "working")
    ]  # fmt: skip


@pytest.mark.rule("The way back is working time and wears", "A trip is one work, from the loading to the return")
def test_a_trip_is_one_work() -> None:
    """Away 20 to 120, back until 170: planned work that is due meanwhile begins then, as does what counts works."""
    planned = {"planned": True, "every": "1000 s", "repair": "20 s"}
    for offset in ("60 s", "140 s"):
        found = run(trucks(rack=2, failures=[{**planned, "offset": offset}]), 250.0)
        assert history(found, "truck")[:3] == [(20, "working"), (170, "maintenance"), (190, "working")]
    counted = run(trucks(rack=2, failures=[{"jobs": 1, "repair": "20 s"}]), 250.0)
    assert history(counted, "truck")[:3] == [(20, "working"), (170, "down"), (190, "working")]
    worn = run(trucks(rack=2, failures=[{"clock": "operation", "up": "130 s", "repair": "20 s"}]), 250.0)
    assert history(worn, "truck")[:3] == [(20, "working"), (150, "down"), (170, "working")]


@pytest.mark.rule("begin it as soon as it is", "waits for the end of the work, such as planned maintenance")
def test_what_waits_for_a_truck_begins_when_it_is_emptied_off_shift() -> None:
    """With three jobs there at 130; the last is let out at 190, in a break from 180 to 300: its way back pauses.

    Maintenance that is due at 140 begins at 190, is over at 210, and does not hold up the way back from 300 to 350.
    """
    service = {"planned": True, "every": "1000 s", "offset": "140 s", "repair": "20 s"}
    data = trucks(rack=3, room=1, failures=[service], calendar="day")
    data["shops"]["shop"]["lines"]["main"]["flow"][-1]["cycle"] = "60 s"
    shift = {"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:03-00:05"]}
    data["calendars"] = {"day": {"shifts": [shift]}}
    found = run(data, 400.0)
    assert history(found, "truck") == [(30, "working"), (130, "blocked"), (180, "off_shift"), (300, "working")]
    assert run(data, 209.0).resources.filter(pl.col("resource") == "truck")["maintenances"].item() == 1
    assert compare(checked({"name": "test", **data}), 1, 400.0).differences == []


def test_the_door_of_a_dock_is_needed_to_unload() -> None:
    """Two trucks come at 120, and there is one door: it is a pool of one, needed for the unloading."""
    data = trucks("5 s", rack=2, trucks=2, unload="30 s", operators=[{"need": "door", "for": ["unload"]}])
    found = run({**data, "operators": {"door": {"count": 1}}}, 200.0)
    assert [time for time, _ in entries(found, "side")] == [140, 140, 170, 170]
    assert history(found, "truck.2")[:3] == [(20, "working"), (120, "waiting_operator"), (140, "working")]


# --- chains with known times


def chain(case: dict[str, Any], folder: Path) -> str:
    """A car every takt calls a part, which is made, put into a rack, driven to the line and fitted.

    The last rack is filled up with parts that take no time, so that it is closed when its last real part is ready.
    """
    jobs, takt, rack = case["jobs"], case["takt_s"], case["rack_size"]
    rows = ["release,part,delayed"]
    for number in range(jobs + -jobs % rack):
        part = "stock" if number in case["from_stock"] else "made"
        part += "_again" if number in case["rejected"] else ""
        late = "late" if number // rack == case["delayed_rack"] else "in_time"
        rows.append(f"{min(number, jobs - 1) * takt} s,{part if number < jobs else 'none'},{late}")
    (folder / "orders.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    make, pick, drive = case["make_s"], case["pick_s"], case["travel_s"]
    times = {"made": make, "made_again": 2 * make, "stock": pick, "stock_again": pick + make, "none": 0}
    late = {"by": "delayed", "in_time": f"{drive} s", "late": f"{drive + case['delay_s']} s"}
    truck = {"delivery": "truck", "trucks": case["trucks"], "rack": rack, "back": f"{drive} s", "drive": late}
    seats = [
        {"buffer": "calls", "capacity": "unlimited"},
        {"station": "make", "cycle": {"by": "part", **{part: f"{time} s" for part, time in times.items()}}},
        {"buffer": "racks", "capacity": "unlimited"},
        {**truck, "load": f"{case['load_s']} s", "unload": f"{case['unload_s']} s"},
        {"buffer": "side", "capacity": "unlimited"},
    ]
    way = {"conveyor": "way", "capacity": 10000, "transit": f"{case['call_to_fit_s']} s", "spacing": "0 s"}
    fit = {"station": "fit", "cycle": f"{takt} s", "joins": [{"line": "seats", "matched": True}]}
    lines = {
        "seats": {"call": {"at": "way"}, "flow": seats},
        "main": {"orders": "cars", "flow": [way, {"buffer": "due", "capacity": "unlimited"}, fit]},
    }
    model = {"taktwin": 1, "name": "chain", "orders": {"cars": {"file": str(folder / "orders.csv")}}}
    model["options"] = {
        "part": dict.fromkeys(times, "20 %"), "delayed": {"in_time": "50 %", "late": "50 %"}
    }  # fmt: skip
    return json.dumps({**model, "shops": {"plant": {"lines": lines}}})


def test_call_make_rack_truck_and_line_side_have_the_known_times(shared: Path, tmp_path: Path) -> None:
    """Every reference case: when each rack arrives, when each part is fitted, how long the line stands."""
    cases = json.loads((shared / "data" / "supply_reference" / "jis_timeline.json").read_text(encoding="utf-8"))[
        "cases"
    ]
    assert len(cases) >= 10
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = taktwin.load(chain(case, folder)).simulate(days=2, warmup=0, trace=True)
        assert found.result.trace is not None
        side = found.result.trace.filter((pl.col("event") == "enter") & (pl.col("name") == "side"))
        arrived = dict(zip(side["job"].to_list(), side["time"].to_list(), strict=True))
        jobs, rack, takt = case["jobs"], case["rack_size"], case["takt_s"]
        assert [arrived[job] for job in range(0, jobs, rack)] == pytest.approx(case["rack_arrival_s"], abs=1e-6)
        ended = dict(found.result.jobs.select("order_number", "ended").iter_rows())
        fitted = [ended[job] - takt for job in range(jobs)]
        due = [case["call_to_fit_s"] + job * takt for job in range(jobs)]
        shifts = [0.0, *(at - when for at, when in zip(fitted, due, strict=True))]
        stops = [[job, shifts[job + 1] - shifts[job]] for job in range(jobs) if shifts[job + 1] - shifts[job] > 1e-6]
        assert [job for job, _ in stops] == [job for job, _ in case["stops"]]
        assert [stop for _, stop in stops] == pytest.approx([stop for _, stop in case["stops"]], abs=1e-6)
        assert fitted[-1] == pytest.approx(case["last_fitted_s"], abs=1e-6)
        waits = [fitted[job] - arrived[job] for job in range(jobs)]
        assert sum(waits) / jobs == pytest.approx(case["mean_lineside_wait_s"], abs=1e-6)


# --- everything that people look at


def fleet(number: int, doors: bool = True) -> Data:
    """Trucks with breaks, failures, a crew, doors and a short line side, in front of a station that is joined to."""
    day = {"shifts": [{"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:05-00:07", "00:11-00:12"]}]}
    mode = {
        "clock": "operation" if number % 2 else "time",
        "up": "exp(150 s)",
        "repair": "exp(20 s)",
        "crew": "fitters",
    }
    truck = {
        "delivery": "truck", "trucks": 1 + number % 3, "rack": 1 + number % 4, "racks": 1 + number % 2,
        "drive": "exp(20 s)", "load": "exp(3 s)", "unload": "exp(5 s)", "failures": [mode], "reverse": number % 2 == 0,
        "operators": [{"need": "doors", "for": ["load", "unload"]}] if doors else [], "calendar": "day",
    }  # fmt: skip
    if number % 5:
        truck["wait"] = "30 s"
    seats = [
        {"station": "make", "cycle": "exp(6 s)", "servers": 2, "scrap": "2 %" if number % 7 == 0 else "0 %"},
        {"buffer": "racks", "capacity": 9},
        truck,
        {"buffer": "side", "capacity": 6},
    ]
    fit = {"station": "fit", "cycle": "exp(7 s)", "joins": [{"line": "seats", "matched": number % 3 > 0}]}
    main = [{"station": "call", "cycle": "exp(7 s)"}, {"buffer": "between", "capacity": 30}, fit]
    lines = {
        "seats": {"call": {"at": "call"}, "flow": [{"buffer": "calls", "capacity": "unlimited"}, *seats]},
        "main": {"orders": "jobs", "flow": main},
    }
    return {
        "orders": {"jobs": {"interval": "exp(9 s)"}},
        "operators": {"doors": {"count": 1}} if doors else {},
        "crews": {"fitters": {"size": 1}},
        "calendars": {"day": day},
        "shops": {"plant": {"calendar": "day", "lines": lines}},
    }


@pytest.mark.parametrize("seed", range(30))
def test_the_oracle_agrees(seed: int) -> None:
    """Event by event: jobs, states, levels and sums."""
    found = compare(checked({"name": "park", **fleet(seed)}), seed, 900.0)
    assert found.differences == []
    assert found.events > 150


@pytest.mark.parametrize("seed", range(8))
def test_books_snapshots_and_states(seed: int) -> None:
    """Jobs are conserved, states sum; stopped and resumed it is the same run; a state says it all."""
    check_books(fleet(seed, doors=False), seed, 600.0)  # waits for parts alone
    check_resume(fleet(seed), seed, 0.11 * seed)
    check_books_after_restart(fleet(seed, doors=False), seed, 0.11 * seed)
    check_same_run(fleet(seed), seed, 700 + 60 * seed)


PLANT = """
taktwin: 1
name: trucks
orders: {jobs: {quantity: 4}}
shops:
  park:
    lines:
      main:
        orders: jobs
        flow:
          - {station: make, cycle: 10 s}
          - {buffer: racks, capacity: 4}
          - {delivery: truck, rack: 2, drive: 100 s, back: 50 s}
          - {station: fit, cycle: 5 s}
"""


def test_a_state_says_where_the_truck_is() -> None:
    """On its way there with a rack, and on its way back without; each is started from."""
    plant = taktwin.load(PLANT)
    told = {at: plant.state(plant.snapshot(at / 86400)) for at in (15, 50, 150)}
    assert [job.left.value for job in told[50].places["truck"].jobs if job.left] == pytest.approx([70.0, 70.0])
    assert {number: left.value for number, left in told[150].places["truck"].returning.items()} == {
        1: pytest.approx(25.0)
    }
    for at, state in told.items():
        ended = plant.simulate(days=0.01, start=state).result.jobs["ended"].to_list()
        assert ended == pytest.approx([time - at for time in (125.0, 130.0, 280.0, 285.0) if time > at])


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"returning": {2: "10 s"}}, "there is no truck 2"),
        ({"returning": {1: "10 s"}, "jobs": [{"left": "9 s"}]}, "this truck has jobs, so it is not on its way back"),
        ({"returning": {1: "-1 s"}}, "-1 s"),
        (3, "a server of truck holds 2 jobs at most, got 3"),
    ],
)
def test_a_state_that_cannot_be_is_refused(place: Any, words: str) -> None:
    """With the words of the kind."""
    with pytest.raises(StartStateError, match=re.escape(words)):
        taktwin.load(PLANT).simulate(days=0.01, start={"places": {"truck": place}})


def test_only_a_delivery_has_trucks_that_return() -> None:
    """Other places have no such word."""
    with pytest.raises(StartStateError, match="make has no `returning`"):
        taktwin.load(PLANT).simulate(days=0.01, start={"places": {"make": {"returning": {1: "10 s"}}}})


def test_the_load_counts_the_way_back() -> None:
    """30 jobs an hour in racks of two: 15 trips of 150 s are 62.5 %."""
    data = trucks("60 s", rack=2)
    data["orders"]["jobs"]["interval"] = "120 s"
    found = {load.name: load.load for load in loads(model_of(data))}
    assert found["truck"] == pytest.approx(15 * 150 / 3600)


def test_the_report(tmp_path: Path) -> None:
    """The truck is named, and drawn."""
    run = taktwin.load(PLANT).simulate(days=0.01, warmup=0)
    assert run.stations.filter(pl.col("resource") == "truck")["kind"].item() == "delivery"
    assert "truck" in run.report(tmp_path / "report.html").read_text(encoding="utf-8")
