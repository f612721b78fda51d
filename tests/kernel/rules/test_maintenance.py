"""Planned maintenance and minor stops: when they begin, and that they are no failures."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.kernel.base import state as k
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, ends, history, line, program_of, row_of, run, states
from tests.kernel.rules.small import BREAK, bolts, listed, tugs


def kept(*modes: Data, cycle: str = "10 s", orders: Data | None = None, **more: object) -> Data:
    """A line of one station with these modes, planned ones unless they say otherwise."""
    own = [{"planned": True, **mode} if "minor" not in mode and "planned" not in mode else mode for mode in modes]
    return line([{"station": "m", "cycle": cycle, "failures": own, **more}], orders)


def counts(result, name: str = "m") -> tuple[int, int, int]:
    """Failures, minor stops and maintenances."""
    row = row_of(result.resources, "resource", name)
    return row["failures"], row["minor_stops"], row["maintenances"]


@pytest.mark.rule(
    "A mode that is minor is a minor stop, and one that is planned is maintenance",
    "Stations of all sorts, stores and make cells begin it as soon as it is due and nothing is worked on",
    "it is due at offset, offset + every, ..., whatever came before",
)
def test_it_begins_between_two_jobs():
    result = run(kept({"every": "25 s", "repair": "5 s"}), 100)
    # due at 25, 50, 75; the jobs that are worked on then end at 30, 55 and 80
    assert ends(result) == [10, 20, 30, 45, 55, 70, 80, 95]
    assert history(result, "m") == [(0, "working"), (30, "maintenance"), (35, "working"), (55, "maintenance"),
                                    (60, "working"), (80, "maintenance"), (85, "working")]  # fmt: skip
    assert counts(result) == (0, 0, 3)
    assert states(result, "m") == {"working": 85, "maintenance": 15}


@pytest.mark.rule("Stations of all sorts, stores and make cells begin it as soon as it is due and nothing is worked on")
@pytest.mark.rule("maintenance: planned maintenance is under way")
def test_an_idle_station_begins_at_once():
    result = run(kept({"every": "25 s", "repair": "5 s"}, orders={"interval": "40 s"}), 60)
    assert history(result, "m") == [(25, "maintenance"), (30, "starved"), (40, "working"), (50, "maintenance"),
                                    (55, "starved")]  # fmt: skip


@pytest.mark.rule("it is due at offset, offset + every, ..., whatever came before")
def test_the_first_date_can_be_another():
    result = run(kept({"every": "100 s", "offset": "0 s", "repair": "5 s"}), 130)
    # at 0 the first job goes in before; the second time at 100, when the job from 95 on has ended
    assert [time for time, state in history(result, "m") if state == "maintenance"] == [10, 105]


@pytest.mark.rule("the dates up to its end are over")
def test_dates_that_pass_meanwhile_are_left_out():
    result = run(kept({"every": "8 s", "repair": "5 s"}, cycle="20 s"), 60)
    # due at 8, begun at 20, done at 25; 16 and 24 are over; due at 32
    assert history(result, "m") == [(0, "working"), (20, "maintenance"), (25, "working"), (45, "maintenance"),
                                    (50, "working")]  # fmt: skip
    result = run(kept({"every": "15 s", "repair": "10 s"}, cycle="20 s"), 80)
    # due at 15, done at 30: the date at 30 is over as well
    assert history(result, "m")[1:4] == [(20, "maintenance"), (30, "working"), (50, "maintenance")]


@pytest.mark.rule(
    "Stations of all sorts, stores and make cells begin it as soon as it is due and nothing is worked on",
    "or where work pauses or waits for operators",
)
def test_a_break_is_used():
    result = run(
        {
            **kept({"every": "100 s", "offset": "30 s", "repair": "50 s"}, cycle="100 s", calendar="day"),
            "calendars": BREAK,
        },
        180,
    )
    # the work begun at 0 pauses at 60; maintenance until 110; the work ends at 160, when 130 is past
    assert history(result, "m") == [(0, "working"), (60, "off_shift"), (120, "working"), (160, "maintenance")]
    result = run({**kept({"every": "90 s", "offset": "30 s", "repair": "80 s"}, cycle="70 s", calendar="day"),
                  "calendars": BREAK}, 160)  # fmt: skip
    assert history(result, "m") == [(0, "working"), (60, "off_shift"), (120, "maintenance"), (140, "working")]


@pytest.mark.rule("or where work pauses or waits for operators")
def test_a_job_that_waits_for_operators_waits_for_maintenance_too():
    data = kept(
        {"every": "500 s", "offset": "5 s", "repair": "20 s"}, load="10 s", operators={"need": "men", "for": ["work"]}
    )
    data["calendars"] = {"late": {"shifts": [{"days": "daily", "from": "00:01", "to": "23:00"}]}}
    result = run({**data, "operators": {"men": {"count": 1, "calendar": "late"}}}, 80)
    assert history(result, "m")[:4] == [(0, "working"), (10, "maintenance"), (30, "waiting_operator"), (60, "working")]


@pytest.mark.rule("Stations of all sorts, stores and make cells begin it as soon as it is due and nothing is worked on")
def test_setup_and_work_are_not_parted(tmp_path):
    setup = {"by": "colour", "time": "20 s"}
    data = kept({"every": "15 s", "repair": "5 s"}, setup=setup)
    result = run({**data, **listed(tmp_path, "red", "blue")}, 55)
    # due at 15, in the setup
    assert history(result, "m") == [(0, "working"), (10, "setup"), (30, "working"), (40, "maintenance"),
                                    (45, "starved")]  # fmt: skip


@pytest.mark.rule("Planned work goes by the clocks of the others, or by the calendar")
def test_it_can_go_by_work_or_jobs():
    result = run(kept({"clock": "operation", "up": "25 s", "repair": "5 s"}, orders={"interval": "20 s"}), 100)
    assert history(result, "m")[4:7] == [(60, "working"), (70, "maintenance"), (75, "starved")]
    result = run(kept({"jobs": 2, "repair": "5 s"}), 60)
    assert ends(result) == [10, 20, 35, 45, 60]
    assert counts(result) == (0, 0, 2)
    result = run(kept({"up": "12 s", "repair": "5 s"}), 60)  # from the end of the last on
    assert [time for time, state in history(result, "m") if state == "maintenance"] == [20, 45]


@pytest.mark.rule(
    "A mode that is minor is a minor stop, and one that is planned is maintenance",
    "each has a state and a count of its own, and is no failure",
)
@pytest.mark.rule("minor stop: a minor stop is being dealt with")
def test_a_minor_stop_is_a_failure_in_all_but_name():
    mode = {"clock": "operation", "up": "25 s", "repair": "5 s"}
    stops, fails = run(kept(mode | {"minor": True}), 100), run(kept(mode | {"planned": False}), 100)
    assert [(time, state.replace("minor_stop", "down")) for time, state in history(stops, "m")] == history(fails, "m")
    assert counts(stops) == (0, 3, 0)
    assert counts(fails) == (3, 0, 0)
    assert states(stops, "m") == {"working": 85, "minor_stop": 15}


@pytest.mark.rule("all others begin it at once")
def test_belts_lines_and_vehicles_begin_at_once():
    mode = {"planned": True, "every": "25 s", "repair": "5 s"}
    belt = run(line([{"conveyor": "c", "transit": "40 s", "capacity": 4, "failures": [mode]}]), 60)
    assert history(belt, "c")[:3] == [(0, "working"), (25, "maintenance"), (30, "working")]
    zoned = run(line([{"moving_line": "z", "zones": 2, "takt": "20 s", "cycle": "15 s", "failures": [mode]}]), 60)
    assert ("maintenance", 25) in [(state, time) for time, state in history(zoned, "z")]
    cart = {"transport": "t", "fleet": "tugs", "distance": "40 m", "capacity": 1}
    fleet = run({**line([{"station": "m", "cycle": "1 s"}, cart]), **tugs(failures=[mode])}, 40)
    assert history(fleet, "tugs.1")[:3] == [(1, "working"), (25, "maintenance"), (30, "working")]


def test_a_cell_begins_between_two_hits():
    make = {"part": "bolt", "hit": "10 s", "lot": 5, "reorder": 9}
    cell = {"makes": {"bolts": make}, "failures": [{"planned": True, "every": "15 s", "repair": "5 s"}]}
    flow = [{"station": "m", "cycle": "100 s", "uses": {"bolt": 1}}]
    data = line(flow, shop={"cells": {"press": cell}}, **{key: bolts()[key] for key in ("parts", "stocks")})
    result = run(data, 60)
    assert history(result, "press")[:4] == [(0, "working"), (20, "maintenance"), (25, "working"), (35, "maintenance")]


@pytest.mark.rule("A repair whose mode names a crew needs one of its members")
def test_maintenance_can_wait_for_a_crew():
    modes = [{"up": "18 s", "repair": "30 s", "crew": "fitters", "planned": False},
             {"every": "20 s", "repair": "5 s", "crew": "fitters"}]  # fmt: skip
    flow = [{"station": name, "cycle": "10 s", "failures": [mode | {"planned": "every" in mode}]}
            for name, mode in zip("ab", modes, strict=True)]  # fmt: skip
    result = run(line(flow, crews={"fitters": {"size": 1}}), 60)
    assert history(result, "b") == [(10, "working"), (20, "waiting_crew"), (48, "maintenance"), (53, "working")]


@pytest.mark.rule(
    "A failure that falls due while the resource is down for another mode strikes at the end of that repair"
)
def test_a_repair_comes_before_work_that_is_planned():
    modes = [
        {"clock": "operation", "up": "12 s", "repair": "30 s", "planned": False},
        {"every": "30 s", "repair": "5 s"},
    ]
    result = run(kept(*modes), 70)
    # it fails at 12; maintenance is due at 30; the job of 10 to 20 goes on at 42 and ends at 50
    assert history(result, "m")[:4] == [(0, "working"), (12, "down"), (42, "working"), (50, "maintenance")]


@pytest.mark.rule("for the least n whose date is later than now")
def test_a_state_goes_on_by_the_calendar():
    """Due and waiting for the work, under way, or still to come: the run from the state is the run."""
    plant = taktwin.load(PLANT)
    whole = plant.simulate(days=0.005, warmup=0).result
    for at in (17.0, 27.0, 32.0, 41.0):
        state = plant.state(plant.snapshot(at / 86400))
        later = plant.simulate(days=0.005, warmup=0, start=state).result
        wanted = [one - at for one in whole.jobs["ended"].to_list() if one is not None and one > at]
        found = [one for one in later.jobs["ended"].to_list() if one is not None]
        assert found[:20] == pytest.approx(wanted[:20], abs=1e-9)
        known = {} if "m" not in state.machines else state.machines["m"].next_failure
        assert ("1" in known) == (at == 27.0)


PLANT = """
name: kept
orders: {jobs: {}}
shops: {s: {lines: {l: {orders: jobs, flow: [
  {station: m, cycle: 10 s, failures: [{planned: true, every: 25 s, repair: 5 s}]}]}}}}
"""


@pytest.mark.parametrize("word", ["planned", "minor"])
def test_a_plain_line_is_no_serial_line_then(word):
    """The fast path of serial lines knows failures alone."""
    mode = {word: True, "up": "exp(50 s)", "repair": "exp(5 s)"}
    program = program_of(kept(mode))
    assert program.arrays["steps"].size == 0
    assert program_of(kept({"up": "exp(50 s)", "repair": "exp(5 s)", "planned": False})).arrays["steps"].size > 0
    simulation = Simulation(program)
    simulation.advance_to(5000.0)
    record = simulation.arrays["resource_states"][program.resource_names.index("m")]
    assert record["failures"] == 0
    assert (record["maintenances"] if word == "planned" else record["minor_stops"]) > 50
    assert k.STATES[k.MAINTENANCE] == "maintenance"
