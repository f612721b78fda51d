"""How much of the shifts planned maintenance and failures take, by hand."""

from __future__ import annotations

from typing import Any

import pytest

import taktwin

PLANT = """
name: kept
{start}
orders: {{jobs: {{}}}}
calendars: {{day: {{shifts: [{{days: Mon-Fri, from: "06:00", to: "14:00"}}]}}}}
shops: {{s: {{{calendar} lines: {{l: {{orders: jobs, flow: [
  {{station: m, cycle: 60 s, failures: [{mode}]}}]}}}}}}}}
"""


def rate(mode: str, calendar: str = "calendar: day,", start: str = "") -> float:
    """Jobs an hour at the full pace of the station."""
    (load,) = taktwin.load(PLANT.format(mode=mode, calendar=calendar, start=start)).loads
    return load.per_hour


ALL = 60.0 * 40 / 168  # of five shifts of 8 h a week


@pytest.mark.parametrize(
    ("mode", "hours"),
    [
        ("{planned: true, every: 1 week, offset: 6 h, repair: 2 h}", 2),  # Monday 06:00
        ("{planned: true, every: 1 week, offset: 5 h, repair: 2 h}", 1),  # begins before the shift
        ("{planned: true, every: 1 week, offset: 13 h, repair: 2 h}", 1),
        ("{planned: true, every: 1 week, offset: 14 h, repair: 15 h}", 0),
        ("{planned: true, every: 1 week, offset: 120 h, repair: 20 h}", 0),  # Saturday
        ("{planned: true, every: 1 week, offset: 165 h, repair: 10 h}", 1),  # over the end of the week, to Monday 07:00
        ("{planned: true, every: 24 h, offset: 12 h, repair: 1 h}", 5),
        ("{planned: true, every: 24 h, repair: 7 h}", 5),  # from midnight to 07:00
        ("{planned: true, every: 336 h, offset: 6 h, repair: 2 h}", 1),  # every other week
    ],
)
def test_planned_by_the_calendar_it_takes_what_falls_into_the_shifts(mode: str, hours: float) -> None:
    assert rate(mode) == pytest.approx(ALL * (1 - hours / 40), rel=1e-12)


def test_the_week_begins_where_the_plant_starts() -> None:
    """On a Wednesday at 10:00, 20 h later it is Thursday 06:00."""
    mode = "{planned: true, every: 1 week, offset: 20 h, repair: 2 h}"
    assert rate(mode, start='start: "2026-01-07 10:00"') == pytest.approx(ALL * (1 - 2 / 40), rel=1e-12)


@pytest.mark.parametrize(
    ("mode", "share"),
    [
        ("{planned: true, every: 10 h, repair: 1 h}", 0.9),
        ("{planned: true, up: 9 h, repair: 1 h}", 0.9),
        ("{planned: true, clock: operation, up: 9 h, repair: 1 h}", 0.9),
        ("{planned: true, jobs: 9, repair: 60 s}", 0.9),
        ("{minor: true, up: exp(9 min), repair: 1 min}", 0.9),
    ],
)
def test_round_the_clock(mode: str, share: float) -> None:
    assert rate(mode, calendar="") == pytest.approx(60.0 * share, rel=1e-12)


def test_dates_that_never_come_back_take_their_share() -> None:
    """Every 11 h the date wanders through the week: after 168 dates it has been everywhere."""
    assert rate("{planned: true, every: 11 h, repair: 1 h}") == pytest.approx(ALL * (1 - 1 / 11), rel=1e-12)


def test_a_run_keeps_what_the_load_says() -> None:
    mode: Any = "{planned: true, every: 24 h, offset: 12 h, repair: 1 h}"
    run = taktwin.load(PLANT.format(mode=mode, calendar="calendar: day,", start="")).simulate(days=28, warmup=0)
    assert run.kpis["throughput_per_hour"].value == pytest.approx(
        rate(mode) * 168 / 40, rel=2e-3
    )  # of a scheduled hour
