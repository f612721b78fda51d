"""Shifts, breaks and weeks."""

from __future__ import annotations

import pytest

from taktwin.api.plant import Plant
from tests.kernel.plants import Data, ends, entries, history, line, model_of, row_of, run, states
from tests.kernel.rules.small import BREAK, bolts, listed, tugs


@pytest.mark.rule("So work that ends at the very instant at which a break begins has ended")
def test_work_that_ends_when_the_break_begins_has_ended():
    flow = [{"station": "m", "cycle": "60 s", "calendar": "day"}, {"station": "n", "cycle": "1 s"}]
    assert ends(run(line(flow, calendars=BREAK), 200)) == [61, 181]


@pytest.mark.rule("At the end of a shift and in breaks, work pauses and goes on afterwards")
def test_work_pauses_in_the_break():
    result = run(line([{"station": "m", "cycle": "50 s", "calendar": "day"}], calendars=BREAK), 200)
    # the second job: 50-60 and 120-160
    assert ends(result) == [50, 160]
    assert states(result, "m") == {"working": 140, "off_shift": 60}


@pytest.mark.rule("At the end of a shift and in breaks, work pauses and goes on afterwards")
def test_work_pauses_at_the_end_of_the_shift():
    shifts = [{"days": "daily", "from": "00:00", "to": "00:01"}, {"days": "daily", "from": "00:03", "to": "00:04"}]
    result = run(
        line([{"station": "m", "cycle": "50 s", "calendar": "day"}], calendars={"day": {"shifts": shifts}}), 230
    )
    assert history(result, "m") == [(0, "working"), (60, "off_shift"), (180, "working")]
    assert ends(result) == [50, 220]


@pytest.mark.rule("At the end of a shift and in breaks, work pauses and goes on afterwards")
def test_setups_trips_and_belts_pause_too(tmp_path):
    setup = {"by": "colour", "time": "40 s"}
    flow: list[Data] = [{"station": "m", "cycle": "30 s", "setup": setup, "calendar": "day"}]
    result = run({**line(flow, calendars=BREAK), **listed(tmp_path, "red", "blue")}, 200)
    # setup 30-60 and 120-130
    assert ends(result) == [30, 160]
    flow = [
        {"station": "a", "cycle": "10 s"},
        {"transport": "way", "fleet": "tugs", "distance": "30 m", "empty": "30 m"},
        {"station": "b", "cycle": "1 s"},
    ]
    result = run(line(flow, {"quantity": 1}, calendars=BREAK, **tugs(calendar="day")), 200)
    # empty 10-40, loaded 40-60 and 120-130
    assert ends(result) == [131]
    flow = [{"conveyor": "belt", "transit": "40 s", "capacity": 2, "calendar": "day"}, {"station": "b", "cycle": "1 s"}]
    result = run(line(flow, {"interval": "30 s", "quantity": 1}, calendars=BREAK), 200)
    # on the belt 30-60 and 120-130
    assert ends(result) == [131]


@pytest.mark.rule("Resources marked continuous, and resources without a calendar, work on")
def test_continuous_resources_know_no_breaks():
    data = line([{"station": "m", "cycle": "50 s"}], calendars=BREAK, shop={"calendar": "day"})
    assert ends(run(data, 200)) == [50, 160]
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["continuous"] = True
    assert ends(run(data, 200)) == [50, 100, 150, 200]
    del data["shops"]["shop"]["lines"]["main"]["flow"][0]["continuous"], data["shops"]["shop"]["calendar"]
    assert ends(run(data, 200)) == [50, 100, 150, 200]


@pytest.mark.rule("Calendars repeat every week from Monday 00:00")
def test_calendars_repeat_every_week():
    calendar = {"day": {"shifts": [{"days": "Tue", "from": "06:00", "to": "07:00"}]}}
    data = line([{"station": "m", "cycle": "60 s", "calendar": "day"}], calendars=calendar)
    result = run(data, 16 * 86400.0)
    begin, week = 86400.0 + 6 * 3600.0, 7 * 86400.0
    assert history(result, "m") == [
        (begin + i * week + passed, state)
        for i in range(3)
        for passed, state in ((0.0, "working"), (3600.0, "off_shift"))
    ]


@pytest.mark.rule("start says where in the week time 0 lies")
def test_the_start_within_the_week():
    calendar = {"day": {"shifts": [{"days": "Tue", "from": "06:00", "to": "07:00"}]}}
    data = line([{"station": "m", "cycle": "60 s", "calendar": "day"}], calendars=calendar)
    data["start"] = "2026-01-06 06:50"  # a Tuesday
    assert history(run(data, 7 * 86400.0), "m") == [(0, "working"), (600, "off_shift"), (7 * 86400 - 3000, "working")]
    data["start"] = "2026-01-06 05:50"
    assert history(run(data, 86400.0), "m") == [(600, "working"), (4200, "off_shift")]


@pytest.mark.rule("A station that is down or off shift takes no job and starts no work")
def test_a_station_off_shift_takes_no_job_but_gives_its_own():
    flow = [
        {"station": "a", "cycle": "30 s"},
        {"station": "b", "cycle": "50 s", "calendar": "day"},
        {"station": "c", "cycle": "35 s"},
    ]
    result = run(line(flow, calendars=BREAK), 140)
    # b: 30-60 and 120-140. a: its second job is done at 60 and waits until b takes it
    assert entries(result, "b") == [(30, 0), (140, 1)]
    assert history(result, "a") == [(0, "working"), (60, "blocked"), (140, "working")]
    flow[1]["cycle"] = "15 s"
    flow[2]["cycle"] = "55 s"
    result = run(line(flow, calendars=BREAK), 140)
    # b: 30-45; the second comes at 60, when the break begins: too late, at 120. c: 45-100, then starved
    assert entries(result, "b") == [(30, 0), (120, 1)]
    flow[0]["cycle"] = "20 s"
    result = run(line(flow, calendars=BREAK), 140)
    # b: 20-35 and 40-55, blocked until c takes the second job at 90, in the break
    assert entries(result, "b") == [(20, 0), (40, 1), (120, 2)]
    assert entries(result, "c") == [(35, 0), (90, 1)]


@pytest.mark.rule("A station that is down or off shift takes no job and starts no work")
def test_a_part_that_comes_in_the_break_is_drawn_after_it():
    flow = [{"station": "m", "cycle": "10 s", "uses": {"bolt": 1}, "calendar": "day"}]
    data = line(flow, calendars=BREAK, **bolts(offset="90 s"))
    assert [row_of(run(data, time).stocks, "stock", "rack")["drawn"] for time in (119, 120)] == [0, 1]
    assert history(run(data, 140), "m") == [(0, "waiting_parts"), (60, "off_shift"), (120, "working"),
                                            (130, "waiting_parts")]  # fmt: skip
    mode = {"up": "50 s", "repair": "70 s"}
    data = line([{**flow[0], "calendar": None, "failures": [mode]}], **bolts(offset="90 s"))
    assert [row_of(run(data, time).stocks, "stock", "rack")["drawn"] for time in (119, 120)] == [0, 1]


CLOSING = {"day": {"finish": True, **BREAK["day"]}}


@pytest.mark.rule(
    "Where the calendar says finish, stations of all sorts, stores and make cells end the job", "and begin no other"
)
def test_begun_work_is_finished():
    result = run(line([{"station": "m", "cycle": "50 s", "calendar": "day"}], calendars=CLOSING), 230)
    # the second job is begun at 50 and ends in the break, at 100
    assert ends(result) == [50, 100, 170, 220]
    assert history(result, "m") == [(0, "working"), (100, "off_shift"), (120, "working")]


@pytest.mark.rule(
    "Where the calendar says finish, stations of all sorts, stores and make cells end the job", "its setup included"
)
def test_the_setup_and_the_work_of_a_job_are_finished(tmp_path):
    setup = {"by": "colour", "time": "40 s"}
    flow = [{"station": "m", "cycle": "10 s", "setup": setup, "calendar": "day"}]
    result = run({**line(flow, calendars=CLOSING), **listed(tmp_path, "red", "red", "blue", "blue")}, 200)
    # set up from 20 to 60, when the break begins: first the setup ends, then the work on the third job
    assert ends(result) == [10, 20, 70, 130]
    assert history(result, "m")[-4:] == [(60, "working"), (70, "off_shift"), (120, "working"), (130, "starved")]


@pytest.mark.rule(
    "Where the calendar says finish, stations of all sorts, stores and make cells end the job", "and begin no other"
)
def test_a_job_that_waits_for_parts_is_not_begun():
    flow = [{"station": "m", "cycle": "50 s", "uses": {"bolt": 1}, "calendar": "day"}]
    result = run({**line(flow, calendars=CLOSING), **bolts(every="1000 s", offset="65 s", quantity=5)}, 200)
    assert ends(result) == [170]


@pytest.mark.rule("Where the calendar says finish, stations of all sorts, stores and make cells end the job")
def test_a_cell_finishes_its_hit_or_die_change():
    makes = {p: {"part": p, "hit": "50 s", "lot": 1, "reorder": 9} for p in ("bolt", "nut")}
    parts = {p: {"family": "f", "unit": "piece"} for p in ("bolt", "nut")}
    stocks = {p: {"part": p, "initial": 0} for p in parts}
    cell = {"makes": makes, "change": "30 s", "calendar": "day"}
    flow = [{"station": "m", "cycle": "1000 s", "uses": {"bolt": 1, "nut": 1}}]
    data = line(flow, shop={"cells": {"press": cell}}, parts=parts, stocks=stocks, calendars=CLOSING)
    # a bolt until 50; the die is changed until 80, in the break; the nut is not begun before 120
    assert history(run(data, 180), "press")[:5] == [(0, "working"), (50, "setup"), (80, "off_shift"), (120, "working"),
                                                    (170, "setup")]  # fmt: skip


@pytest.mark.rule("Where the calendar says finish, stations of all sorts, stores and make cells end the job")
def test_it_fails_and_is_repaired_before_it_leaves():
    mode = {"clock": "operation", "up": "70 s", "repair": "15 s"}
    flow = [{"station": "m", "cycle": "50 s", "calendar": "day", "failures": [mode]}]
    result = run(line(flow, calendars=CLOSING), 130)
    assert history(result, "m") == [(0, "working"), (70, "down"), (85, "working"), (115, "off_shift"), (120, "working")]
    scrap = {**mode, "work": "scrap"}
    flow = [{"station": "m", "cycle": "50 s", "calendar": "day", "failures": [scrap]}]
    result = run(line(flow, calendars=CLOSING), 130)
    assert history(result, "m") == [(0, "working"), (70, "off_shift"), (120, "working")]


def test_a_shift_that_begins_meanwhile_changes_nothing():
    """Work of 80 s that is begun at 50 goes through the break from 60 to 120, and the next begins at once."""
    result = run(line([{"station": "m", "cycle": "80 s", "calendar": "day"}], calendars=CLOSING), 250)
    assert ends(result) == [80, 200]
    assert history(result, "m") == [(0, "working"), (80, "off_shift"), (120, "working")]


@pytest.mark.rule("Where shifts overlap, it is on shift while any of them is")
def test_shifts_overlap():
    shifts = [{"days": "daily", "from": "00:00", "to": "00:03", "breaks": ["00:01-00:02"]},
              {"days": "daily", "from": "00:01", "to": "00:04", "breaks": ["00:03-00:04"]},
              {"days": "daily", "from": "23:59", "to": "00:01"}]  # fmt: skip
    result = run(
        line([{"station": "m", "cycle": "50 s", "calendar": "day"}], calendars={"day": {"shifts": shifts}}), 240
    )
    assert history(result, "m") == [(0, "working"), (180, "off_shift")]


@pytest.mark.rule(
    "The interval of an order stream with a calendar runs in its shifts alone",
    "The time to a release in shifts is reduced by each shift that passes, in turn",
)
def test_intervals_run_in_the_shifts():
    orders = {"interval": "25 s", "calendar": "day"}
    result = run(line([{"station": "m", "cycle": "1 s"}], orders, calendars=BREAK), 260)
    # on shift to 60 and from 120 on: 25, 50, then 10 s before the break and 15 s behind it
    assert result.jobs["born"].to_list()[:6] == [25, 50, 135, 160, 185, 210]
    late = {"day": {"shifts": [{"days": "daily", "from": "00:01", "to": "00:02"}]}}
    result = run(
        line([{"station": "m", "cycle": "1 s"}], {"interval": "30 s", "calendar": "day"}, calendars=late), 87000
    )
    # at the end of a shift a job is released; the next one comes a day later
    assert result.jobs["born"].to_list() == [90, 120, 86490, 86520]


def test_releases_in_shifts_over_the_end_of_the_week_and_from_a_state():
    night = {"day": {"shifts": [{"days": "Sun", "from": "23:59", "to": "00:01"}]}}
    orders = {"interval": "50 s", "calendar": "day"}
    data = {**line([{"station": "m", "cycle": "1 s"}], orders, calendars=night), "start": "2026-01-04 23:58"}
    assert run(data, 400).jobs["born"].to_list() == [110, 160]
    plant = Plant(model_of(data))
    state = plant.state(plant.snapshot(120 / 86400))
    left = state.orders["jobs"].next_in
    assert left is not None
    assert left.value == pytest.approx(40)
    later = plant.simulate(days=0.004, warmup=0, start=state).result
    assert later.jobs["born"].to_list() == pytest.approx([40.0])


def test_a_state_off_shift_has_begun_work_finished():
    data = line([{"station": "m", "cycle": "50 s", "calendar": "day"}], calendars=CLOSING)
    plant = Plant(model_of(data))
    state = plant.state(plant.snapshot(70 / 86400))
    later = plant.simulate(days=0.002, warmup=0, start=state).result
    assert [one for one in later.jobs["ended"].to_list() if one is not None] == pytest.approx([30, 100, 150])
    snapshot = plant.snapshot(70 / 86400)
    assert plant.simulate(days=0.002, warmup=0, start=snapshot).result.jobs["ended"].to_list()[0] == pytest.approx(30)
