"""Starting from a state that was written by hand: what must happen next, worked out."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.kernel.base import state as k
from taktwin.model.errors import ModelError
from taktwin.model.start.file import load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, ends, entries, history, line, program_of, row_of
from tests.kernel.rules.addresses import key_of, unit
from tests.kernel.test_invariants import (
    check_jobs,
    check_places,
)
from tests.runs.start.plant import PLANT
from tests.runs.start.test_state import check_same_run, restarted, rounded_text


def started(data: Data, state: Data, seed: int = 1, trace: bool = True) -> Simulation:
    """A run of plain data from a state."""
    return Starter(program_of(data)).prepare(state).simulation(seed, trace=trace)


FLOW = [
    {"station": "a", "cycle": "10 s", "failures": [{"up": "1000 s", "repair": "30 s"}]},
    {"buffer": "b", "capacity": 3},
    {"station": "c", "cycle": "12 s"},
]


def test_work_goes_on_where_it_was() -> None:
    state = {
        "at": "100 s",
        "places": {
            "a": [{"order": 9, "left": "4 s"}],
            "b": [{"order": 8}],
            "c": [{"order": 7, "spent": "5 s", "age": "25 s"}],
        },
        "machines": {"a": {"next_failure": {"1": "8 s"}}},
    }
    simulation = started(line(FLOW), state)
    simulation.advance_to(200.0)
    result = result_of(simulation)
    # c: 7 s are left; job 8 takes its 12 s after that; a fails 8 s after the start, 4 s into the work on order 10
    assert entries(result, "a")[:2] == [(4.0, 10), (44.0, 11)]
    assert entries(result, "c")[:2] == [(7.0, 8), (19.0, 9)]
    assert ends(result)[:2] == [7.0, 19.0]
    jobs = {job: (born, ended) for job, born, ended in result.jobs.select("job", "born", "ended").iter_rows()}
    assert jobs[7] == (-25.0, 7.0)
    assert (result.started_days, result.elapsed_s) == (100.0 / 86400.0, 100.0)


@pytest.mark.rule("all due events of that instant have happened; the run begins with moves and starts")
def test_the_run_begins_with_moves_and_starts() -> None:
    simulation = started(line(FLOW), {"at": "100 s", "places": {"a": [{"order": 3, "finished": True}]}})
    simulation.advance_to(101.0)
    result = result_of(simulation)
    assert entries(result, "c") == [(0.0, 3)]
    assert entries(result, "a") == [(0.0, 4)]


@pytest.mark.rule("A time to a failure that is not given is drawn as after a repair", "Draws are numbered from 0")
def test_a_failure_that_is_not_planned_is_drawn() -> None:
    mode = {"up": "uniform(0 s, 100 s)", "repair": "uniform(100 s, 200 s)"}
    data = line([{"station": "m", "cycle": "uniform(400 s, 500 s)", "failures": [mode]}])
    simulation = started(data, {"at": "1000 s"})
    simulation.advance_to(2000.0)
    work, up, repair = (unit(key_of("m"), purpose, 0) for purpose in (k.P_WORK, k.P_UP, k.P_REPAIR))
    found = [time for time, _ in history(result_of(simulation), "m")][:3]
    assert found == pytest.approx([0.0, 100 * up, 100 * up + 100 + 100 * repair], abs=1e-9)
    assert simulation.arrays["resource_states"]["left"][1] <= 400 + 100 * work


def test_in_is_out_and_in_process() -> None:
    simulation = started(line(FLOW), {"places": {"a": 1, "b": 3, "c": 1}})
    assert simulation.world["created"][0] == 5
    simulation.advance_to(1000.0)
    check_jobs(simulation)
    result = result_of(simulation)
    assert result.jobs.height == simulation.world["created"][0]
    assert result.jobs["job"].to_list()[:5] == [0, 1, 2, 3, 4]
    assert entries(result, "c")[0] == (12.0, 1)  # the jobs ahead have the lower numbers


@pytest.mark.rule("Shifts, releases from a list, and orders of lanes go on by the clock")
def test_a_state_at_a_time_of_day_has_the_shifts_of_that_time() -> None:
    calendar = {"day": {"shifts": [{"days": "Mon-Fri", "from": "06:00", "to": "14:00", "breaks": ["09:00-09:15"]}]}}
    data = line([{"station": "m", "cycle": "10 min"}], calendars=calendar, shop={"calendar": "day"})
    for at, end in {
        "2026-01-09 08:54": 300.0,
        "2026-01-09 08:57": 900.0 + 300.0,  # the break begins 3 minutes later
        "2026-01-09 09:00": 900.0 + 300.0,
        "2026-01-09 14:00": (2 * 24 + 16) * 3600.0 + 300.0,  # a weekend lies between
        "2026-01-20 05:00": 3600.0 + 300.0,
    }.items():
        simulation = started(data, {"at": at, "places": {"m": [{"left": "5 min"}]}})
        simulation.advance_to(simulation.now + 3 * 86400.0)
        assert ends(result_of(simulation))[0] == end


def test_down_machines_come_back_and_the_crew_goes_to_the_next() -> None:
    mode = {"up": "1000 h", "repair": "60 s", "crew": "fitters"}
    flow = [{"station": name, "cycle": "10 s", "failures": [mode]} for name in ("x", "y", "z")]
    state = {
        "machines": {
            "y": {"down": {"since": "20 s"}},
            "z": {"down": {"waiting": True}},
            "x": {"down": {"waiting": True}},
        }
    }
    simulation = started(line(flow, crews={"fitters": {"size": 1}}), state)
    simulation.advance_to(300.0)
    result = result_of(simulation)
    assert history(result, "y")[:2] == [(0.0, "down"), (40.0, "starved")]
    assert history(result, "z")[:3] == [(0.0, "waiting_crew"), (40.0, "down"), (100.0, "starved")]
    assert history(result, "x")[:3] == [(0.0, "waiting_crew"), (100.0, "down"), (160.0, "working")]


@pytest.mark.rule("Shifts, releases from a list, and orders of lanes go on by the clock")
def test_supplies_on_the_way_arrive() -> None:
    state = {
        "at": "2026-01-05 06:30",
        "stocks": {"far-doors": 20, "doors": {"level": 40, "dock": 2}},
        "lanes": {"doors-in": {"trucks": [{"in": "50 s", "amount": 7}, {"in": "90 s", "amount": 5}]}},
        "fleets": {"tugs": {"vehicles": {"2": {"task": "door-feed", "run": "loaded", "left": "25 s"}}}},
        "cells": {"caster": {"making": "bar", "hits": 2, "left": "3 s"}},
    }
    simulation = started(PLANT, state)
    levels = []
    for time in (2.0, 3.0, 9.0, 25.0, 50.0, 90.0):
        simulation.advance_to(1800.0 + time)
        stocks = simulation.arrays["stock_states"]
        levels.append((float(stocks["level"][1]), float(stocks["dock"][0])))
    # the cell makes one part a hit, the tug brings 10 to a stock that is full, the trucks bring 7 and 5
    assert levels == [(20.0, 2.0), (21.0, 2.0), (22.0, 2.0), (22.0, 12.0), (29.0, 12.0), (34.0, 12.0)]
    assert simulation.arrays["stock_states"]["on_way"][1] == 0.0
    simulation.advance_to(3600.0 + 1799.0)
    assert simulation.arrays["stock_states"]["level"][1] == 34.0
    simulation.advance_to(3600.0 + 1800.0)  # ordered on the hour, half an hour ago
    assert simulation.arrays["stock_states"]["level"][1] == 44.0


def test_vehicles_go_on_with_their_trips() -> None:
    state = {
        "places": {"check": [{"order": 5, "finished": True}]},
        "fleets": {
            "tugs": {
                "vehicles": {
                    "1": {"task": "t1", "run": "loaded", "left": "12 s", "job": {"order": 4}},
                    "2": {"task": "t1", "run": "empty", "left": "20 s"},
                }
            }
        },
    }
    simulation = started(PLANT, state)
    simulation.advance_to(100.0)
    result = result_of(simulation)
    assert (12.0, "starved") in history(result, "tugs.1")
    assert (20.0, 5) in entries(result, "t1")
    assert entries(result, "fit")[0] == (12.0, 4)


def test_requests_are_served_in_their_order() -> None:
    trip = {"task": "door-feed", "run": "empty", "left": "10 s"}
    state = {
        "stocks": {"doors": 0},
        "places": {"check": [{"finished": True}]},
        "fleets": {"tugs": {"vehicles": {"1": trip, "2": {**trip, "left": "90 s"}}, "requests": ["door-feed", "t1"]}},
    }
    data = {**PLANT, "feeds": {"door-feed": {**PLANT["feeds"]["door-feed"], "reorder": 30}}}
    simulation = started(data, state)
    nodes, index = simulation.arrays["node_states"], Starter(simulation.program).index
    assert nodes["queued"][[index.tasks["door-feed"], index.tasks["t1"]]].tolist() == [1, 1]
    simulation.advance_to(71.0)  # the first tug has brought its lot and takes the feed's second one
    assert nodes["queued"][[index.tasks["door-feed"], index.tasks["t1"]]].tolist() == [0, 1]
    check_jobs(simulation)
    check_places(simulation)


def test_what_is_not_known_differs_between_replications_and_what_is_known_does_not() -> None:
    data = line([{"station": "m", "cycle": "exp(100 s)"}], options={"colour": {"red": "50 %", "blue": "50 %"}})
    prepared = Starter(program_of(data)).prepare({"places": {"m": [{"order": 3, "spent": "50 s"}]}})
    runs = [prepared.simulation(1, replication) for replication in range(40)]
    lefts = [float(run.arrays["resource_states"]["left"][run.program.resource_names.index("m")]) for run in runs]
    assert len(set(lefts)) == 40
    assert {int(run.arrays["values"][0, 1]) for run in runs} == {0, 1}
    again = prepared.simulation(1, 7)
    assert float(again.arrays["resource_states"]["left"][again.program.resource_names.index("m")]) == lefts[7]
    known = Starter(program_of(data)).prepare(
        {"places": {"m": [{"order": 3, "left": "50 s", "options": {"colour": "blue"}}]}}
    )
    for replication in range(3):
        simulation = known.simulation(2, replication)
        simulation.advance_to(60.0)
        result = result_of(simulation)
        assert result.jobs.select("job", "colour", "ended").row(0) == (3, "blue", 50.0)


@pytest.mark.rule("Draws are numbered from 0, orders from the number released")
def test_orders_go_on_behind_those_in_the_plant() -> None:
    """With the same seed the cars to come are those of the unbroken run: options belong to order numbers."""
    data = line([{"station": "m", "cycle": "10 s"}], options={"colour": {"red": "50 %", "blue": "50 %"}})
    program = program_of(data)
    whole = Simulation(program, 5)
    whole.advance_to(395.0)
    simulation = restarted(whole, 5)
    whole.advance_to(1000.0)
    simulation.advance_to(1000.0)
    before, after = result_of(whole).jobs, result_of(simulation).jobs
    assert after["job"].to_list() == list(range(39, 101))
    assert after["colour"].to_list() == before["colour"].to_list()[39:]


def test_orders_released_at_intervals_wait_before_their_line() -> None:
    data = line([{"station": "m", "cycle": "30 s"}], {"interval": "60 s"})
    state = {"places": {"m": [{"left": "10 s"}], "main": 2}, "orders": {"jobs": {"released": 12, "next_in": "25 s"}}}
    simulation = started(data, state)
    simulation.advance_to(130.0)
    check_jobs(simulation)
    assert entries(result_of(simulation), "m") == [(10.0, 10), (40.0, 11), (70.0, 12), (100.0, 13)]


@pytest.mark.rule("Shifts, releases from a list, and orders of lanes go on by the clock")
def test_a_list_of_orders_with_times_goes_on_at_the_time(tmp_path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("product,release\ncar,0\ncar,100\ncar,200\n", encoding="utf-8")
    data = line([{"station": "m", "cycle": "30 s"}], {"file": str(path)}, products={"car": {}})
    simulation = started(data, {"at": "150 s"})
    simulation.advance_to(400.0)
    assert entries(result_of(simulation), "m") == [(50.0, 2)]


def test_a_conveyor_holds_its_jobs_where_they_are() -> None:
    flow = [{"station": "a", "cycle": "1 s"}, {"conveyor": "belt", "transit": "30 s", "capacity": 9, "spacing": "6 s"}]
    state = {
        "places": {"belt": [{"order": 3, "left": "5 s"}, {"order": 4, "left": "11 s"}, {"order": 5, "spent": "2 s"}]}
    }
    simulation = started(line(flow), state)
    simulation.advance_to(60.0)
    result = result_of(simulation)
    assert ends(result)[:4] == [5.0, 11.0, 28.0, 34.0]
    assert entries(result, "belt")[0] == (4.0, 6)  # the last job is 2 s on, 4 s lack to the spacing


def test_a_station_is_set_up_for_the_job_it_works_on() -> None:
    flow = [{"station": "m", "cycle": "10 s", "setup": {"by": "colour", "time": "7 s"}}]
    data = line(flow, options={"colour": {"red": "0 %", "blue": "100 %"}})
    red = {"order": 0, "left": "3 s", "options": {"colour": "red"}}
    simulation = started(data, {"places": {"m": [red]}})
    simulation.advance_to(100.0)
    result = result_of(simulation)
    assert history(result, "m")[:3] == [(0.0, "working"), (3.0, "setup"), (10.0, "working")]
    assert row_of(result.resources, "resource", "m")["setups"] == 1


def test_a_plain_line_goes_on() -> None:
    """Serial lines have a path of their own when they are not traced: the same holds there."""
    flow: list[Data] = []
    for i in range(1, 7):
        flow += [{"station": f"s{i}", "cycle": f"{9 + i % 3} s"}, {"buffer": f"b{i}", "capacity": i % 3 + 1}]
    data = line(flow[:-1])
    check_same_run(data, 1, 777)
    whole = Simulation(program_of(data), 1)
    assert whole.arrays["steps"].size
    whole.advance_to(777.0)
    simulation = restarted(whole, 1)
    assert simulation.entries is whole.entries
    for time in (778.0, 1000.0, 5000.0):
        whole.advance_to(time)
        simulation.advance_to(time)
        assert rounded_text(simulation) == rounded_text(whole)
    jobs = result_of(simulation).jobs.select("job", "ended", "outcome")
    inside = result_of(whole).jobs.select("job", pl.col("ended") - 777.0, "outcome")
    assert jobs.equals(inside.join(jobs, on="job", how="semi", maintain_order="left"))


def test_states_of_one_plant_are_prepared_without_lowering_it_again(monkeypatch) -> None:
    from taktwin.runs import replications

    plant = taktwin.load("mm1")
    prepared = [plant.starter.prepare({"places": {"queue": n}}) for n in (0, 40)]
    monkeypatch.setattr(replications, "lower", None)
    empty, full = (plant.simulate(days=0.05, seed=4, replications=3, start=one) for one in prepared)
    assert full.kpis["wip"].value > empty.kpis["wip"].value + 10.0
    with pytest.raises(ValueError, match="another plant"):
        taktwin.load("mm1").simulate(days=1, start=prepared[0])


FULL = """\
state: 1
plant: test
at: "2026-01-05 08:30:00"
places:
  weld:
    - {product: car, options: {colour: red}, order: 30, server: 1, left: 70.0 s, age: 5.0 s}
    - {product: car, options: {colour: blue}, order: 29, server: 2, finished: true, waited: 6.0 s, age: 90.0 s}
  paint:
    - {product: car, options: {colour: blue}, order: 28, left: 9.0 s, setup: true, age: 100.0 s}
  belt:
    jobs:
      - {product: car, options: {colour: blue}, order: 26, finished: true, waited: 2.0 s, age: 200.0 s}
      - {product: car, options: {colour: red}, order: 27, left: 8.0 s, age: 199.0 s}
    clear_in: 1.5 s
  wall:
    jobs:
      - {product: car, options: {colour: red}, order: 21, server: 1, left: 4.0 s, age: 300.0 s}
      - {product: car, options: {colour: red}, order: 24, waited: 8.0 s, age: 280.0 s}
      - {product: car, options: {colour: blue}, order: 23, waited: 4.0 s, age: 290.0 s}
    last_taken: red
  check:
    - {product: car, options: {colour: red}, order: 20, finished: true, to: b3, waited: 30.0 s, age: 400.0 s}
  t1:
    - {product: car, options: {colour: blue}, order: 19, waited: 3.0 s, age: 500.0 s}
  b2:
    - {product: van, options: {colour: red}, order: 4, waited: 1.0 s, age: 1.0 s}
  b3:
    - {product: car, options: {colour: red}, order: 18, waited: 7.0 s, age: 600.0 s}
  cockpits:
    - {product: car, options: {colour: blue}, order: 29, stream: jobs, waited: 5.0 s}
machines:
  press: {set_up_for: left}
  caster: {set_up_for: bar}
  weld.1: {next_failure: {jam: 60.0 s, wear: 3600.0 s}}
  weld.2: {down: {mode: jam, left: 30.0 s}, next_failure: {wear: 90.0 s}}
  paint: {down: {waiting: true}, set_up_for: blue, same: 2}
cells:
  press: {making: left, hits: 20, changing: true, left: 50.0 s}
  caster: {making: bar, hits: 3, left: 2.0 s}
fleets:
  tugs:
    vehicles:
      1: {task: t1, run: loaded, left: 9.0 s, job: {product: car, options: {colour: red}, order: 17, age: 700.0 s}}
      2: {task: door-feed, run: empty, left: 3.0 s}
    requests: [door-feed, t1]
stocks:
  doors: {level: 40, dock: 3}
  far-doors: 25.5
lanes:
  doors-in:
    trucks:
      - {in: 60.0 s, amount: 10}
      - {in: 90.0 s, amount: 2.5}
    next_order: 1800.0 s
orders:
  jobs: {released: 31}
  others: {released: 5, next_in: 200.0 s}
"""


def test_all_that_a_state_says_is_in_the_plant() -> None:
    """Placed, and written again before anything has moved: the same text."""
    simulation = Starter(program_of(PLANT)).prepare(load_state(FULL)).simulation(3)
    assert state_text(state_of(simulation)) == FULL
    assert np.count_nonzero(simulation.arrays["node_states"]["claimed"]) == 0
    check_jobs(simulation)
    check_places(simulation)
    simulation.advance_to(simulation.now + 3600.0)
    check_jobs(simulation)
    check_places(simulation)


def test_a_setup_from_a_matrix() -> None:
    """What is left of it is given; else the job before must leave no doubt how long the whole of it is."""
    data = {"options": {"colour": {"red": "40 %", "blue": "30 %", "green": "30 %"}}}
    matrix = {"red": {"blue": "7 s"}, "green": {"blue": "9 s", "red": "4 s"}}
    setup = {"by": "colour", "matrix": matrix, "time": "4 s"}
    plant = {**line([{"station": "m", "cycle": "10 s", "setup": setup}]), **data}
    job = {"order": 3, "options": {"colour": "blue"}, "setup": True}
    simulation = started(plant, {"places": {"m": [job | {"left": "6 s"}]}})
    simulation.advance_to(20.0)
    assert history(result_of(simulation), "m")[:2] == [(0.0, "setup"), (6.0, "working")]
    red = job | {"options": {"colour": "red"}}  # 4 s from wherever
    simulation = started(plant, {"places": {"m": [red | {"spent": "3 s"}]}})
    simulation.advance_to(20.0)
    assert history(result_of(simulation), "m")[:2] == [(0.0, "setup"), (1.0, "working")]
    for state, message in (
        (job, "how long this setup takes depends on the job before"),
        (job | {"spent": "2 s"}, "how long the setup takes depends"),
        (job | {"left": "10 s"}, "the setup takes 9 s at most"),
    ):
        with pytest.raises(ModelError, match=message):
            started(plant, {"places": {"m": [state]}})
