"""Days and moments of a file of footprints."""

from __future__ import annotations

import datetime as dt
from typing import Any

from taktwin.analysis.carbon.errors import CarbonError


def day_of(given: Any) -> dt.date:
    """A day. Raises `CarbonError` where it is none."""
    try:
        if isinstance(given, dt.datetime):
            raise TypeError
        return given if isinstance(given, dt.date) else dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        raise CarbonError(f'expected a day, got "{given}"', "write it as in 2024-12-31") from None


def moment_of(given: Any) -> dt.datetime:
    """A moment with a time zone; a day is its begin in UTC. Raises `CarbonError` where it is none."""
    try:
        if isinstance(given, dt.datetime):
            found = given
        elif isinstance(given, dt.date):
            found = dt.datetime(given.year, given.month, given.day, tzinfo=dt.UTC)
        else:
            found = dt.datetime.fromisoformat(given)
    except (TypeError, ValueError):
        raise CarbonError(
            f'expected date and time, got "{given}"', "write it as in 2025-03-01T08:00:00+08:00"
        ) from None
    return found if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)
