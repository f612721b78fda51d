"""Shifts and breaks."""

from __future__ import annotations

import polars as pl

from tests.kernel.plants import Data, ends, history, line, row_of, run, simulated, states

BREAK = {"day": {"shifts": [{"days": "daily", "from": "00:00", "to": "01:00", "breaks": ["00:01-00:03"]}]}}


def with_break(cycle: str, **more: object) -> Data:
    return line([{"station": "m", "cycle": cycle, "calendar": "day", **more}], calendars=BREAK)


def test_a_break_pauses_work():
    result = run(with_break("50 s"), 300)
    assert ends(result) == [50, 220, 270]
    assert history(result, "m") == [(0, "working"), (60, "off_shift"), (180, "working")]
    assert states(result, "m") == {"working": 180, "off_shift": 120}


def test_a_continuous_station_knows_no_breaks():
    data = with_break("50 s", continuous=True)
    del data["shops"]["shop"]["lines"]["main"]["flow"][0]["calendar"]
    data["shops"]["shop"]["calendar"] = "day"
    assert ends(run(data, 300)) == [50, 100, 150, 200, 250, 300]
    del data["shops"]["shop"]["lines"]["main"]["flow"][0]["continuous"]
    assert ends(run(data, 300)) == [50, 220, 270]


def test_work_that_ends_when_the_break_begins_is_done():
    """Ends of work come first: the job is not kept until after the break."""
    assert ends(run(with_break("60 s"), 300)) == [60, 240, 300]
    flow = [{"station": "m", "cycle": "60 s", "calendar": "day"}, {"station": "n", "cycle": "5 s"}]
    assert ends(run(line(flow, calendars=BREAK), 250)) == [65, 245]


def test_repairs_go_on_in_the_break():
    short = [{"up": "50 s", "repair": "30 s"}]
    result = run(with_break("1000 s", failures=short), 240)
    # down 50-80, on the wall clock again 130-160 in the break, then 210-240
    assert history(result, "m") == [(0, "working"), (50, "down"), (60, "off_shift"), (180, "working"), (210, "down"),
                                    (240, "working")]  # fmt: skip
    long = [{"up": "50 s", "repair": "200 s"}]
    result = run(with_break("1000 s", failures=long), 300)
    assert history(result, "m") == [(0, "working"), (50, "down"), (60, "off_shift"), (180, "down"), (250, "working"),
                                    (300, "down")]  # fmt: skip


def test_the_operating_clock_stands_in_the_break():
    mode = [{"clock": "operation", "up": "100 s", "repair": "10 s"}]
    result = run(with_break("1000 s", failures=mode), 300)
    assert history(result, "m") == [
        (0, "working"),
        (60, "off_shift"),
        (180, "working"),
        (220, "down"),
        (230, "working"),
    ]


def test_a_station_off_shift_takes_no_job_but_gives_its_finished_one():
    flow = [
        {"station": "a", "cycle": "50 s", "calendar": "day"},
        {"station": "b", "cycle": "55 s"},
        {"station": "c", "cycle": "5 s", "calendar": "day"},
    ]
    result = run(line(flow, calendars=BREAK), 240)
    # a: 0-50, 50-60|180-220. b: 50-105, its job waits for c until 180; a's second is taken at 220
    assert history(result, "b") == [(50, "working"), (105, "blocked"), (180, "starved"), (220, "working")]
    flow[0]["cycle"] = "25 s"
    result = run(line(flow, calendars=BREAK), 240)
    # a: 25, 50 and blocked; b takes the second at 180, when c takes the first; a starts its third at 180
    assert history(result, "a") == [(0, "working"), (50, "blocked"), (60, "off_shift"), (180, "working"),
                                    (205, "blocked"), (235, "working")]  # fmt: skip


def test_weeks_and_the_start_within_a_week():
    calendar = {"two": {"shifts": [{"days": "Mon-Fri", "from": "06:00", "to": "14:00", "breaks": ["09:00-09:15"]}]}}
    data = line(
        [{"station": "m", "cycle": "60 s"}], calendars=calendar, shop={"calendar": "two"}, start="2026-01-07 08:00"
    )
    two_weeks = 14 * 86400.0
    result = run(data, two_weeks, trace=False)
    assert states(result, "m") == {"working": 10 * 7.75 * 3600.0, "off_shift": two_weeks - 10 * 7.75 * 3600.0}
    assert row_of(result.shops, "shop", "shop")["scheduled_s"] == 10 * 7.75 * 3600.0
    first = history(run(data, 7 * 3600.0), "m")  # from 08:00: an hour of work, a break, then to 14:00
    assert first == [(0, "working"), (3600, "off_shift"), (4500, "working"), (21600, "off_shift")]


def test_a_night_shift_over_the_end_of_the_week():
    calendar = {"night": {"shifts": [{"days": "Sun", "from": "22:00", "to": "04:00"}]}}
    data = line([{"station": "m", "cycle": "60 s"}], calendars=calendar, shop={"calendar": "night"})
    result = run(data, 7 * 86400.0 + 5 * 3600.0)
    assert history(result, "m") == [(0, "working"), (14400, "off_shift"), (6 * 86400 + 79200, "working"),
                                    (7 * 86400 + 14400, "off_shift")]  # fmt: skip


def test_the_loads_of_a_shop_work_on_shift():
    data = with_break("50 s")
    data["shops"]["shop"]["loads"] = {"light": {"power": "light", "calendar": "day"}, "server": {"power": "light"}}
    data["power"] = {"light": {"electricity": {"working": "36 kW", "off": "3.6 kW"}}}
    result = run(data, 360)
    assert states(result, "shop light") == {"working": 240, "off_shift": 120}
    amounts = dict(result.energy.select("resource", "amount").iter_rows())
    assert abs(amounts["shop light"] - (2.4 + 0.12)) < 1e-12
    assert abs(amounts["shop server"] - 3.6) < 1e-12


def test_a_belt_stands_in_the_break():
    flow: list[Data] = [{"conveyor": "belt", "transit": "50 s", "capacity": 5, "calendar": "day"}]
    flow.append({"station": "m", "cycle": "1 s"})
    result = run(line(flow, {"interval": "30 s", "quantity": 2}, calendars=BREAK), 400)
    assert ends(result) == [201, 231]  # in at 30 and 60 + 120 s of break; hence at the end at 200 and 230
    assert simulated(line(flow, {"interval": "30 s"}, calendars=BREAK), 100).world["wip"][0] == 1
    flow[0] |= {"continuous": True}
    del flow[0]["calendar"]
    result = run(line(flow, {"interval": "30 s", "quantity": 2}, calendars=BREAK, shop={"calendar": "day"}), 400)
    assert result.resources.filter(pl.col("resource") == "belt")["off_shift"].item() == 0.0
