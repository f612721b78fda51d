"""Issued forecasts: kept once and for good, counted when their hour has come, compared with what anybody could say."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import taktwin
from taktwin.live.forecast import ForecastOptions
from taktwin.live.issued import Issued, IssuedError, IssuedForecast, Outcome, WorkingClock, study
from taktwin.live.issued.simple import simple_forecasts
from taktwin.model.errors import OptionError

HOUR, DAY = 3600.0, 86400.0


@pytest.fixture(scope="module")
def plant() -> taktwin.Plant:
    return taktwin.load("line20")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "line.forecasts"


def issue(plant: taktwin.Plant, file: Path, days: float = 0.1, seed: int = 1, **more: float) -> tuple[int, bool]:
    now = plant.state(plant.snapshot(days, 5))
    at = days * DAY
    found = plant.forecast(now, ForecastOptions(until=at + 2 * HOUR, replications=20, seed=seed, target=80))
    with Issued(file) as kept:
        return kept.keep(plant.starter, now, found, **more)


def test_a_forecast_is_kept_once_and_for_good(plant: taktwin.Plant, file: Path) -> None:
    assert issue(plant, file) == (1, True)
    assert issue(plant, file, seed=2) == (1, False)  # nobody issues another one for the same hour
    assert issue(plant, file, days=0.2) == (2, True)
    with Issued(file, to_write=False) as kept:
        one, other = kept.forecasts()
    assert (one.seed, one.target, one.sample.size) == (1, 80, 20)
    assert (one.at, one.until, one.lead_h) == (0.1 * DAY, 0.1 * DAY + 2 * HOUR, 2.0)
    assert one.state != other.state
    assert one.model == other.model
    assert one.outcome is None
    connection = sqlite3.connect(file)
    for change in ("UPDATE forecast SET p50 = 1", "DELETE FROM forecast"):
        with pytest.raises(sqlite3.IntegrityError, match="forecast"):
            connection.execute(change)
    connection.close()


def test_what_came_is_counted_when_its_hour_has_come(plant: taktwin.Plant, file: Path) -> None:
    issue(plant, file)
    issue(plant, file, days=0.2)
    left = np.arange(0.0, DAY, 90.0)  # the first of them at the very begin
    with Issued(file) as kept:
        assert kept.settle(left, 0.0, 0.1 * DAY + HOUR) == (0, 0)
        assert kept.settle(left, 0.1 * DAY + 1.0, 0.2 * DAY) == (0, 0)  # not all of its time is told
        assert kept.settle(left, 0.0, 0.25 * DAY) == (1, 0)
        found = kept.forecasts()[0].outcome
        assert found is not None
        assert found.value == 2 * HOUR / 90.0  # (at, until]
        assert kept.settle(left[::2], 0.0, 0.25 * DAY) == (0, 1)  # another count changes nothing, and is told
        assert kept.forecasts()[0].outcome == found
        assert kept.forecasts()[1].outcome is None


def test_what_is_no_file_of_forecasts(plant: taktwin.Plant, file: Path) -> None:
    with pytest.raises(IssuedError, match="no such file"):
        Issued(file, to_write=False)
    file.write_text("no database at all, but long enough to be read as one" * 40)
    with pytest.raises(IssuedError, match="no file of forecasts"):
        Issued(file)
    file.unlink()
    issue(plant, file)
    connection = sqlite3.connect(file)
    connection.executescript("DROP TRIGGER forecast_stays; UPDATE forecast SET sample = x'00'")
    connection.close()
    with Issued(file, to_write=False) as kept, pytest.raises(IssuedError, match="forecast 1 is damaged"):
        kept.forecasts()
    with pytest.raises(OptionError, match="takt"):
        issue(plant, file, days=0.3, takt=0.0)


WRITER = """
import sys, datetime, numpy as np, taktwin
from taktwin.live.forecast import Forecast
from taktwin.live.issued import Issued
plant = taktwin.load("mm1")
state = plant.state(plant.snapshot(0.01, 1))
NONE = ({}, {}, {}, {}, None)
with Issued(sys.argv[1]) as kept:
    for n in range(100000):
        done = np.array([[0, n % 7], [0, n % 5]])
        found = Forecast("mm1", plant.model.start, float(n), n + 60.0, np.array([n, n + 60.0]), done, *NONE, 1)
        print(kept.keep(plant.starter, state, found).number, flush=True)
"""


def test_killed_at_any_moment_nothing_that_was_confirmed_is_lost(file: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(25)]
    os.kill(writer.pid, signal.SIGKILL)
    confirmed = int((lines + writer.stdout.readlines())[-1])
    writer.wait()
    with Issued(file) as kept:
        found = kept.forecasts()
    assert len(found) >= confirmed >= 25
    assert [one.number for one in found] == list(range(1, len(found) + 1))


# --- simple forecasts


def test_working_time_leaves_breaks_out() -> None:
    clock = WorkingClock.of(taktwin.load("phoenix").starter.index)
    begin = 6 * HOUR  # its day begins at midnight
    assert clock.between(begin, begin + 10.5 * HOUR) == 10 * HOUR
    assert clock.between(0.0, 14 * DAY) == 14 * 20 * HOUR
    assert WorkingClock().between(5.0, 65.0) == 60.0


def forecast(at: float, until: float, **more: object) -> IssuedForecast:
    about = {
        "number": 1, "plant": "p", "model": "m", "state": "s", "begin": dt.datetime(2026, 1, 5), "sample": np.arange(9),
        "target": None, "seed": 1, "issued": 0, "takt": None, "oee": 1.0, "clock": WorkingClock(),
    }  # fmt: skip
    return IssuedForecast(at=at, until=until, **{**about, **more})  # type: ignore[arg-type]


def test_simple_forecasts_by_hand() -> None:
    """A job each two minutes for two days, each minute in the last hour before."""
    at = 2 * DAY + 8 * HOUR
    left = np.concatenate(
        [np.arange(120.0, at - HOUR + 1, 120.0), np.arange(at - HOUR + 60.0, at + 1, 60.0), at + np.arange(1.0, 99.0)]
    )
    found = simple_forecasts(forecast(at, at + 2 * HOUR, takt=100.0, oee=0.5), left, 0.0)
    assert found["plan"] == 36.0
    assert found["last_hour"] == 120.0
    assert found["climatology"] == [60.0, 60.0]
    weights = 0.5 ** (np.arange(32) / 4.0)  # of quarters of an hour, the newest first
    an_hour = (60.0 * weights[:4].sum() + 30.0 * weights[4:].sum()) / weights.sum()
    assert found["smoothed"] == pytest.approx(2 * an_hour, rel=0.01)
    assert set(simple_forecasts(forecast(at, at + 2 * HOUR), left, at - 60.0)) == set()  # too little is known


def test_days_that_worked_less_are_no_climatology() -> None:
    shifts = WorkingClock(tuple((d * DAY + 6 * HOUR, d * DAY + 14 * HOUR) for d in range(5)))  # from a Monday on
    left = np.arange(0.0, 10 * DAY, 600.0)
    monday = 7 * DAY + 8 * HOUR
    found = simple_forecasts(forecast(monday, monday + 2 * HOUR, clock=shifts), left, 0.0)
    assert len(found["climatology"]) == 5  # type: ignore[arg-type]


# --- the study


def issued(random: np.random.Generator, days: int, bias: float = 0.0, width: float = 1.0) -> Iterator[IssuedForecast]:
    """Two forecasts a day of a normal number, the two alike."""
    for day in range(days):
        middle = random.normal(100.0, 10.0)
        value = round(random.normal(middle, 5.0))
        for which, at in enumerate((6 * HOUR, 6.1 * HOUR)):
            sample = np.sort(np.rint(random.normal(middle + bias, 5.0 * width, 50)).astype(np.int64))
            yield forecast(
                day * DAY + at, day * DAY + at + 8 * HOUR, sample=sample, number=2 * day + which, target=100,
                outcome=Outcome(float(value), 1e9, {"plan": 100.0, "climatology": [90.0, 110.0]}),
            )  # fmt: skip


@pytest.mark.parametrize(
    ("made", "width", "level"),
    [
        ({}, "right", "right"),
        ({"width": 0.4}, "too narrow", "right"),
        ({"width": 3.0}, "too wide", "right"),
        ({"bias": 4.0}, "right", "too high"),
    ],
)
def test_it_is_said_in_words(made: dict[str, float], width: str, level: str) -> None:
    (lead,) = study(list(issued(np.random.default_rng(3), 60, **made))).leads
    assert (lead.lead_h, lead.forecasts, lead.days) == (8.0, 120, 60)
    assert lead.level == level
    if level == "right":
        assert lead.width == width
    assert lead.cover[1] <= lead.cover[0] <= lead.cover[2]
    assert lead.skill["plan"].days == 60
    assert lead.brier is not None


def test_words_are_wrong_as_seldom_as_their_intervals_say() -> None:
    """Good forecasts, two alike a day: at most some 5 % of the studies say otherwise of either."""
    random = np.random.default_rng(11)
    found = [study(list(issued(random, 30))).leads[0] for _ in range(100)]
    assert sum(one.width != "right" for one in found) <= 11
    assert sum(one.level != "right" for one in found) <= 11


def test_few_days_say_nothing() -> None:
    (lead,) = study(list(issued(np.random.default_rng(3), 5, width=0.1))).leads
    assert (lead.width, lead.level) == ("too few", "too few")
    said = study(list(issued(np.random.default_rng(3), 1))).as_dict()
    assert said["leads"][0]["bias"]["low"] is None
    with pytest.raises(OptionError, match="no forecast is kept"):
        study([])
