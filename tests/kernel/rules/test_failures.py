"""Failure modes, their clocks, repairs and crews."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, ends, history, line, row_of, run, states
from tests.kernel.rules.small import BREAK, bolts, changes_at, listed, tugs


def failing(*modes: Data, cycle: str = "10 s", orders: Data | None = None, **more: object) -> Data:
    """A line of one station with these failure modes."""
    return line([{"station": "m", "cycle": cycle, "failures": list(modes), **more}], orders)


@pytest.mark.rule("A failure mode has a clock", "its up time runs on the wall clock, off shift and idle time included")
def test_the_wall_clock_runs_while_the_station_is_idle():
    result = run(failing({"clock": "time", "up": "25 s", "repair": "3 s"}, orders={"interval": "40 s"}), 60)
    assert history(result, "m") == [(25, "down"), (28, "starved"), (40, "working"), (50, "starved"), (53, "down"),
                                    (56, "starved")]  # fmt: skip


@pytest.mark.rule("its up time runs on the wall clock, off shift and idle time included")
def test_the_wall_clock_runs_off_shift():
    mode = {"clock": "time", "up": "80 s", "repair": "50 s"}
    result = run({**failing(mode, cycle="500 s", calendar="day"), "calendars": BREAK}, 140)
    # it fails at 80, in the break; the repair goes on to 130
    assert history(result, "m") == [(0, "working"), (60, "off_shift"), (120, "down"), (130, "working")]


@pytest.mark.rule("A failure mode has a clock", "it runs only while the resource works (not during setup)")
def test_the_operating_clock_runs_while_the_station_works():
    result = run(failing({"clock": "operation", "up": "25 s", "repair": "3 s"}, orders={"interval": "20 s"}), 100)
    # 10 s of work from 20, 40, 60: the failure comes at 65
    assert history(result, "m") == [(20, "working"), (30, "starved"), (40, "working"), (50, "starved"),
                                    (60, "working"), (65, "down"), (68, "working"), (73, "starved"),
                                    (80, "working"), (90, "starved"), (100, "working")]  # fmt: skip


@pytest.mark.rule("it runs only while the resource works (not during setup)")
def test_the_operating_clock_stands_during_setup(tmp_path):
    setup = {"by": "colour", "time": "100 s"}
    data = failing({"clock": "operation", "up": "25 s", "repair": "3 s"}, setup=setup)
    result = run({**data, **listed(tmp_path, "red", "blue", "blue")}, 200)
    # work 0-10, setup 10-110, work 110-125: 25 s of work
    assert history(result, "m") == [(0, "working"), (10, "setup"), (110, "working"), (125, "down"), (128, "working"),
                                    (133, "starved")]  # fmt: skip


@pytest.mark.rule("it runs only while the resource works (not during setup)")
def test_the_operating_clock_stands_while_blocked_and_while_waiting_for_parts():
    mode = {"clock": "operation", "up": "15 s", "repair": "3 s"}
    flow = [{"station": "m", "cycle": "10 s", "failures": [mode]}, {"station": "n", "cycle": "50 s"}]
    result = run(line(flow), 100)
    # work 0-10 and 10-15
    assert history(result, "m")[:4] == [(0, "working"), (15, "down"), (18, "working"), (23, "blocked")]
    assert history(result, "m")[4:] == [(60, "working"), (70, "blocked")]
    data = {**failing(mode, uses={"bolt": 1}), **bolts(every="40 s", offset="0 s")}
    result = run(data, 100)
    assert history(result, "m") == [(0, "working"), (10, "waiting_parts"), (40, "working"), (45, "down"),
                                    (48, "working"), (53, "waiting_parts"), (80, "working"),
                                    (90, "waiting_parts")]  # fmt: skip


@pytest.mark.rule("The clock starts anew at the end of the repair")
@pytest.mark.parametrize("clock", ["time", "operation"])
def test_the_clock_starts_anew_at_the_end_of_the_repair(clock):
    result = run(failing({"clock": clock, "up": "20 s", "repair": "7 s"}, cycle="500 s"), 100)
    assert history(result, "m") == [(0, "working"), (20, "down"), (27, "working"), (47, "down"), (54, "working"),
                                    (74, "down"), (81, "working")]  # fmt: skip


@pytest.mark.rule("When a failure strikes, work stops; after the repair it goes on where it stopped")
def test_work_goes_on_where_it_stopped():
    result = run(failing({"up": "7 s", "repair": "5 s"}), 31)
    # work 0-7, 12-19, 24-31
    assert ends(result) == [15, 30]
    assert states(result, "m") == {"working": 7 + 7 + 7, "down": 10}


@pytest.mark.rule("When a failure strikes, work stops; after the repair it goes on where it stopped")
def test_setups_die_changes_and_trips_go_on_too(tmp_path):
    mode = {"up": "15 s", "repair": "5 s"}
    setup = {"by": "colour", "time": "10 s"}
    result = run({**failing(mode, setup=setup), **listed(tmp_path, "red", "blue")}, 60)
    # work 0-10, setup 10-15 and 20-25, work 25-35
    assert ends(result) == [10, 35]
    flow = [
        {"station": "a", "cycle": "10 s"},
        {"transport": "way", "fleet": "tugs", "distance": "20 m", "empty": "10 m"},
        {"station": "b", "cycle": "1 s"},
    ]
    result = run(line(flow, {"quantity": 1}, **tugs(failures=[{"up": "15 s", "repair": "5 s"}])), 100)
    # off at 10; 5 s, repair 15-20, 5 s: loaded at 25; 10 s, repair 35-40, 10 s: there at 50
    assert ends(result) == [51]


@pytest.mark.rule("A failure that falls due while the resource is down for another mode strikes at the end of")
def test_a_second_mode_strikes_at_the_end_of_the_repair_of_the_first():
    modes = [{"up": "10 s", "repair": "20 s"}, {"up": "15 s", "repair": "3 s"}]
    result = run(failing(*modes, cycle="500 s"), 39)
    # first 10-30; second (due at 15) 30-33; first again 10 s after 30: at 40
    assert changes_at(result, 30) == [("m", "working"), ("m", "down")]
    assert history(result, "m") == [(0, "working"), (10, "down"), (33, "working")]
    assert row_of(result.resources, "resource", "m")["failures"] == 2


@pytest.mark.rule("A failure that falls due while the resource is down for another mode strikes at the end of")
def test_an_operating_clock_stands_while_down_for_another_mode():
    modes = [{"up": "10 s", "repair": "20 s"}, {"clock": "operation", "up": "15 s", "repair": "3 s"}]
    result = run(failing(*modes, cycle="500 s"), 39)
    # 10 s of work before and 5 s after the first repair
    assert history(result, "m") == [(0, "working"), (10, "down"), (30, "working"), (35, "down"), (38, "working")]


def crewed(size: int, *ups: str) -> Data:
    """Stations a, b, ... in lines of their own, with one crew for all; each repair takes 20 s."""
    names = "abcd"[: len(ups)]
    lines = {
        f"line {name}": {
            "orders": "jobs",
            "flow": [
                {"station": name, "cycle": "500 s", "failures": [{"up": up, "repair": "20 s", "crew": "fitters"}]}
            ],
        }
        for name, up in zip(names, ups, strict=True)
    }
    return {"orders": {"jobs": {}}, "crews": {"fitters": {"size": size}}, "shops": {"shop": {"lines": lines}}}


@pytest.mark.rule("A repair whose mode names a crew needs one of its members")
def test_each_repair_needs_one_of_the_crew():
    result = run(crewed(2, "10 s", "11 s", "12 s"), 35)
    assert history(result, "a") == [(0, "working"), (10, "down"), (30, "working")]
    assert history(result, "b") == [(0, "working"), (11, "down"), (31, "working")]
    assert history(result, "c") == [(0, "working"), (12, "waiting_crew"), (30, "down")]


@pytest.mark.rule("waiting resources are served in the order of their failures")
def test_the_crew_goes_to_the_one_that_failed_first():
    result = run(crewed(1, "10 s", "13 s", "12 s", "11 s"), 95)
    begins = {name: next(t for t, state in history(result, name) if state == "down") for name in "abcd"}
    assert begins == {"a": 10, "d": 30, "c": 50, "b": 70}
    # a works again from 30 and fails at 40: it is the last in the row
    assert history(result, "a") == [(0, "working"), (10, "down"), (30, "working"), (40, "waiting_crew"), (90, "down")]


@pytest.mark.rule("Repairs go on off shift")
def test_repairs_go_on_off_shift():
    mode = {"up": "50 s", "repair": "50 s"}
    result = run({**failing(mode, cycle="80 s", calendar="day"), "calendars": BREAK}, 149)
    # repaired at 100, before the break ends; works 30 s more from 120
    assert history(result, "m") == [(0, "working"), (50, "down"), (60, "off_shift"), (120, "working")]
    assert row_of(result.resources, "resource", "m")["failures"] == 1
    assert ends(run({**failing(mode, cycle="80 s", calendar="day"), "calendars": BREAK}, 160)) == [150]
    mode["repair"] = "100 s"
    assert ends(run({**failing(mode, cycle="80 s", calendar="day"), "calendars": BREAK}, 190)) == [180]
    crew = crewed(1, "50 s", "51 s")
    crew["shops"]["shop"]["calendar"] = "day"
    crew["calendars"] = BREAK
    result = run(crew, 130)
    # a: 50-70, b: 70-90 (both in the break), a again: fails at 120, b at 141
    assert history(result, "b") == [(0, "working"), (51, "waiting_crew"), (60, "off_shift"), (120, "working")]


def test_of_two_modes_due_at_the_same_instant_the_first_in_the_list_strikes_first():
    modes = [{"up": "20 s", "repair": "3 s"}, {"up": "20 s", "repair": "7 s"}]
    result = run(failing(*modes, cycle="500 s"), 45)
    # the first 20-23, the second 23-30; the first again at 43
    assert history(result, "m") == [(0, "working"), (20, "down"), (30, "working"), (43, "down")]


def test_a_period_of_activity_includes_setups_and_repairs():
    mode = {"clock": "operation", "up": "25 s", "repair": "3 s"}
    result = run(failing(mode, orders={"interval": "20 s"}), 95)
    # 20-30, 40-50, 60-65 with the repair to 68 and on to 73, 80-90
    assert row_of(result.resources, "resource", "m")["active_periods"] == 4
