"""Failure modes, their clocks, repairs and crews."""

from __future__ import annotations

import pytest

from taktwin.runs.tables import Result
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


@pytest.mark.rule("With `jobs` it strikes when so many works (of a cell: hits) have ended since the last repair")
def test_a_tool_is_changed_after_so_many_works():
    result = run(failing({"jobs": 3, "repair": "7 s"}), 80)
    # 3 works to 30, changed until 37, 3 works to 67; the finished job goes on at once
    assert history(result, "m") == [(0, "working"), (30, "down"), (37, "working"), (67, "down"), (74, "working")]
    assert ends(result) == [10, 20, 30, 47, 57, 67]


@pytest.mark.rule("With `jobs` it strikes when so many works (of a cell: hits) have ended since the last repair")
def test_works_are_counted_from_the_repair_and_by_server():
    """Another mode's repair leaves the count; a server that works seldom fails seldom."""
    other = {"up": "25 s", "repair": "100 s"}
    result = run(failing({"jobs": 3, "repair": "7 s"}, other), 200)
    # fails at 25 with 2 works done, goes on at 125: the third ends at 130
    assert history(result, "m")[:4] == [(0, "working"), (25, "down"), (125, "working"), (130, "down")]
    result = run(failing({"jobs": 2, "repair": "7 s"}, orders={"interval": "15 s"}, servers=2), 100)
    assert [row for row in history(result, "m.1") if row[1] == "down"] == [(40, "down"), (85, "down")]
    # it takes a job while the first is down, at 45 and at 90
    assert [time for time, state in history(result, "m.2") if state == "down"] == [100]


@pytest.mark.rule("With `jobs` it strikes when so many works (of a cell: hits) have ended since the last repair")
def test_a_die_is_changed_after_so_many_hits():
    data = line([{"station": "m", "cycle": "1 s", "uses": {"panel": 1}}], {"interval": "1000 h"})
    data["parts"] = {"panel": {"family": "panels"}}
    data["stocks"] = {"rack": {"part": "panel"}}
    makes = {"p": {"part": "panel", "hit": "4 s", "lot": 50, "reorder": 0}}
    data["shops"]["shop"]["cells"] = {"press": {"makes": makes, "failures": [{"jobs": 5, "repair": "9 s"}]}}
    result = run(data, 60)
    assert history(result, "press") == [(0, "working"), (20, "down"), (29, "working"), (49, "down"), (58, "working")]


@pytest.mark.rule("With `work: restart` it begins anew and takes its whole time again, the same as before")
def test_work_begins_anew():
    result = run(failing({"up": "17 s", "repair": "5 s", "work": "restart"}, cycle="10 s"), 60)
    # 0-10, 10-17 lost, 22-32, 32-39 lost, 44-54
    assert history(result, "m") == [(0, "working"), (17, "down"), (22, "working"), (39, "down"), (44, "working")]
    assert ends(result) == [10, 32, 54]


@pytest.mark.rule("With `work: restart` it begins anew and takes its whole time again, the same as before")
def test_the_time_of_work_that_begins_anew_is_not_drawn_again():
    mode = {"up": "discrete(5 s = 50 %, 1000 s = 50 %)", "repair": "1 s", "work": "restart"}
    once = run(failing(cycle="uniform(10 s, 20 s)"), 21)
    again = run(failing(mode, cycle="uniform(10 s, 20 s)"), 200)
    downs = [time for time, state in history(again, "m") if state == "down" and time < ends(again)[0]]
    assert ends(again)[0] == pytest.approx(6.0 * len(downs) + ends(once)[0], abs=1e-9)


def scrapped_at(result: Result) -> list[float]:
    """When jobs were scrapped."""
    return result.jobs.filter(result.jobs["outcome"] == "scrapped")["ended"].to_list()


@pytest.mark.rule("With `work: scrap` its job is scrapped when the failure strikes, and is counted as worked")
def test_the_job_is_scrapped():
    result = run(failing({"up": "17 s", "repair": "5 s", "work": "scrap"}, cycle="10 s"), 60)
    # 0-10, 10-17 scrapped, 22-32, 32-39 scrapped, 44-54
    assert ends(result) == [10, 32, 54]
    assert scrapped_at(result) == [17, 39]
    row = row_of(result.resources, "resource", "m")
    assert (row["jobs"], row["scrapped"]) == (5, 2)


@pytest.mark.rule("With `work: scrap` its job is scrapped when the failure strikes, and is counted as worked")
def test_a_finished_job_and_one_that_waits_are_kept():
    flow = [
        {"station": "m", "cycle": "10 s", "failures": [{"up": "15 s", "repair": "3 s", "work": "scrap"}]},
        {"station": "n", "cycle": "30 s"},
    ]
    # the second job is worked on from 10: scrapped at 15. The third is done at 28 and waits until 40; fails at 33
    result = run(line(flow), 71)
    assert (ends(result), scrapped_at(result)[0]) == ([40, 70], 15)
    data = {
        **failing({"up": "15 s", "repair": "3 s", "work": "scrap"}, uses={"bolt": 1}),
        **bolts(every="2000 s", offset="992 s"),
    }
    assert ends(run(data, 1004)) == [1002]  # it has failed many a time while it waited, the last time until 990


@pytest.mark.rule("a cell loses the hit, and the lot goes on with the next one")
@pytest.mark.parametrize(("work", "received"), [("scrap", 7), ("restart", 7), ("resume", 9)])
def test_a_hit_is_lost_or_made_again(work, received):
    data = line([{"station": "m", "cycle": "1 s", "uses": {"panel": 1}}], {"interval": "1000 h"})
    data["parts"] = {"panel": {"family": "panels"}}
    data["stocks"] = {"rack": {"part": "panel"}}
    makes = {"p": {"part": "panel", "hit": "4 s", "lot": 50, "reorder": 0}}
    mode = {"up": "10 s", "repair": "2 s", "work": work}
    data["shops"]["shop"]["cells"] = {"press": {"makes": makes, "failures": [mode]}}
    result = run(data, 43.5)
    # up 0-10, 12-22, 24-34, 36-43.5: two hits in each of the first three and one in the last; or 37.5 s of hits
    assert row_of(result.stocks, "stock", "rack")["received"] == received
    assert row_of(result.resources, "resource", "press")["scrapped"] == (3 if work == "scrap" else 0)


@pytest.mark.rule("A setup goes on where it stopped in any case")
@pytest.mark.parametrize("work", ["restart", "scrap"])
def test_a_setup_goes_on(work, tmp_path):
    setup = {"by": "colour", "time": "20 s"}
    data = failing({"up": "15 s", "repair": "3 s", "work": work}, cycle="2 s", setup=setup)
    result = run({**data, **listed(tmp_path, "red", "blue")}, 60)
    # work 0-2, setup 2-15 and 18-25, work 25-27
    assert history(result, "m")[:5] == [(0, "working"), (2, "setup"), (15, "down"), (18, "setup"), (25, "working")]
    assert ends(result) == [2, 27]


def test_tool_change_by_count_is_exact_by_renewal():
    """n works and a change make a cycle: n / (n t + c) an hour, with drawn times as well."""
    for cycle, repair in (("30 s", "5 min"), ("exp(30 s)", "uniform(4 min, 6 min)")):
        result = run(failing({"jobs": 20, "repair": repair}, cycle=cycle), 3_600_000, trace=False)
        rate = row_of(result.resources, "resource", "m")["jobs"] / 3_600_000
        assert rate == pytest.approx(20 / (20 * 30 + 300), rel=1e-3 if cycle == "30 s" else 1e-2)
