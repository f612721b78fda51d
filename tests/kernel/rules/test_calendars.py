"""Shifts, breaks and weeks."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, ends, entries, history, line, row_of, run, states
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
