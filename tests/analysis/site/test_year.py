"""A week of a run, spread over a year."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from taktwin.energy import site_ledger
from tests.analysis.site.plant import always, bright, run

CLOSED = {dt.date(2026, 1, 1), *(dt.date(2026, 10, day) for day in range(1, 8))}


def working_days() -> int:
    days = (dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365))
    return sum(day.weekday() < 5 and day not in CLOSED for day in days)


@pytest.fixture(scope="module")
def ledger():
    return site_ledger(run().model, run().results, bright(), whole_year=True)


def test_a_year_has_its_working_days(ledger) -> None:
    """186 cars a day, and all quarters of an hour of 2026."""
    assert ledger.times.steps == 365 * 96
    assert ledger.times.start == dt.datetime(2026, 1, 1)
    assert ledger.cars == pytest.approx(working_days() * run().result.jobs.height / 5, rel=0.02)
    cars = np.asarray(ledger.machines.finished).reshape(365, 96).sum(axis=1)
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    assert all((made > 0) == (day.weekday() < 5 and day not in CLOSED) for day, made in zip(days, cars, strict=True))


def test_on_a_closed_day_machines_are_off(ledger) -> None:
    """1 October is a Thursday: weld draws 2 kW, spray 5 kW; booth, fans and oxidiser nothing."""
    day = slice(273 * 96, 274 * 96)
    of = {(one.use, one.shop, one.medium, one.via): float(one.amounts[day].sum()) for one in ledger.entries}
    assert of["machines", "body", "electricity", None] == pytest.approx(2.0 * 24)
    assert of["machines", "paint", "electricity", None] == pytest.approx(5.0 * 24)
    assert of["booth air", "paint", "electricity", None] == 0.0
    assert of["oxidiser", "paint", "gas", None] == 0.0
    assert of["lighting", "body", "electricity", None] == pytest.approx(4.0 * 24)
    assert of["leakage", "body", "electricity", "compressors"] == 0.0


def test_a_working_day_is_that_of_the_run(ledger) -> None:
    """Every Tuesday is the Tuesday of the run."""
    tuesday = ledger.machines.drawn["paint", "gas"][5 * 96 : 6 * 96]  # 6 January
    assert np.allclose(tuesday, run_gas()[96 : 2 * 96])


def run_gas() -> np.ndarray:
    return site_ledger(run().model, run().results, bright()).machines.drawn["paint", "gas"]


def test_weather_that_is_always_the_same_makes_the_week_of_the_run() -> None:
    """A car of a year without closed days takes what one of the run does, but for the leap of the weekdays."""
    open_all = run(7.0, 7.0, ('year: {days: Mon-Fri, closed: ["01-01", "10-01 to 10-07"]}', "year: {days: daily}"))
    week = site_ledger(open_all.model, open_all.results, always(10.0))
    year = site_ledger(open_all.model, open_all.results, always(10.0), whole_year=True)
    assert year.kwh_per_car == pytest.approx(week.kwh_per_car, rel=2e-3)


def test_two_weeks_make_the_mean() -> None:
    two = site_ledger(run(14.0).model, run(14.0).results, bright(), whole_year=True)
    one = site_ledger(run().model, run().results, bright(), whole_year=True)
    assert two.cars == pytest.approx(one.cars, rel=0.01)


def test_a_leap_year_has_a_day_more() -> None:
    leap = run(7.0, 7.0, ("start: 2026-01-05", "start: 2024-01-01"))
    ledger = site_ledger(leap.model, leap.results, bright(), whole_year=True)
    assert ledger.times.steps == 366 * 96
