"""Moments on the command line: dates, times since the start, and times of day."""

from __future__ import annotations

import datetime as dt

import pytest
import typer

from taktwin.cli.moment import next_moment, past_moment

START = dt.datetime(2026, 1, 5, 6)
HOUR = 3600.0


@pytest.mark.parametrize(
    ("given", "now", "past", "coming"),
    [
        ("14:00", 9 * HOUR, 8 * HOUR, 32 * HOUR),
        ("16:00", 9 * HOUR, None, 10 * HOUR),
        ("05:30:15", 24 * HOUR, 23.5 * HOUR + 15, 47.5 * HOUR + 15),
        ("14:00", 8 * HOUR, 8 * HOUR, 32 * HOUR),
        ("36 h", 9 * HOUR, 36 * HOUR, 36 * HOUR),
        ("2026-01-05 10:00", 9 * HOUR, 4 * HOUR, 4 * HOUR),
    ],
)
def test_moments(given: str, now: float, past: float | None, coming: float) -> None:
    assert next_moment(START, given, "--until", lambda: now) == coming
    if past is not None:
        assert past_moment(START, given, "--at", lambda: now) == past
    else:
        with pytest.raises(typer.BadParameter, match="the plant starts at"):
            past_moment(START, given, "--at", lambda: now)


@pytest.mark.parametrize("given", ["25:00", "10:61", "noon"])
def test_no_moment(given: str) -> None:
    for asked in (next_moment, past_moment):
        with pytest.raises(typer.BadParameter, match="expected a date and time"):
            asked(START, given, "--until", lambda: 0.0)
