"""The hours of a calendar in which electricity is cheap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from taktwin.model.nouns.calendar import DAYS, WEEK_S, Calendar, parse_days
from taktwin.planning.dispatch.prices import time_of_use

MINUTES = 1440
ALWAYS = Calendar.model_validate({"shifts": [{"days": "daily", "from": "00:00", "to": "24:00"}]})
"""Of machines that have no calendar."""


def prices_by_minute(bands: Mapping[str, float]) -> np.ndarray:
    """The price of a kWh in each minute of the day, shape (1440,).

    Raises:
        DispatchError: the bands do not cover the day once.
    """
    return np.asarray(time_of_use(bands, datetime(2026, 1, 5), 1 / 60, MINUTES))


@dataclass(frozen=True)
class CheapHours:
    """The hours of a calendar at or below a price.

    Attributes:
        most: the price.
        calendar: these hours, as an entry of `calendars`.
        hours: of them in a week.
        longest_rest: hours of the old calendar in the longest time that is left out at one go.
    """

    most: float
    calendar: dict[str, object]
    hours: float
    longest_rest: float

    @property
    def told(self) -> str:
        """The hours for a reader: `06:00-10:30, 11:00-17:00`; those of other days than all with their days."""
        shifts: Sequence[Mapping[str, str]] = self.calendar["shifts"]  # type: ignore[assignment]
        return ", ".join(
            f"{one['from']}-{one['to']}" + ("" if one["days"] == "daily" else f" {one['days']}") for one in shifts
        )


def cheap_hours(calendar: Calendar, prices: np.ndarray, most: float) -> CheapHours | None:
    """The hours of a calendar in which the price is at most ``most``; None where these are all hours, or none.

    Args:
        calendar: of today.
        prices: of each minute of the day.
        most: highest price (money/kWh).

    >>> day = Calendar.model_validate({"shifts": [{"days": "daily", "from": "06:00", "to": "22:00"}]})
    >>> prices = prices_by_minute({"00:00-12:00": 0.5, "12:00-18:00": 1.0, "18:00-24:00": 0.5})
    >>> found = cheap_hours(day, prices, 0.5)
    >>> found.told, found.hours, found.longest_rest
    ('06:00-12:00, 18:00-22:00', 70.0, 6.0)
    """
    cheap = np.asarray(prices) <= most + 1e-12
    shifts: list[dict[str, str]] = []
    for shift in calendar.shifts:
        days = parse_days(shift.days)
        for begin, end in shift.windows():
            shifts += [_shift(days, a, b) for a, b in _cheap_within(begin // 60, end // 60, cheap)]
    if not shifts:
        return None
    entry: dict[str, object] = {"shifts": _in_order(shifts)}
    if calendar.finish:
        entry["finish"] = True
    new = Calendar.model_validate(entry)
    if new.hours_per_week() >= calendar.hours_per_week() - 1e-9:
        return None
    return CheapHours(most, entry, new.hours_per_week(), _longest_rest(calendar, new))


def _cheap_within(begin: int, end: int, cheap: np.ndarray) -> list[tuple[int, int]]:
    """Runs of cheap minutes from ``begin`` to ``end``, minutes after the midnight before."""
    on = np.concatenate([[False], cheap[np.arange(begin, end) % MINUTES], [False]])
    edges = np.flatnonzero(on[1:] != on[:-1]) + begin
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _shift(days: tuple[int, ...], begin: int, end: int) -> dict[str, str]:
    if begin >= MINUTES:  # after midnight: of the day after
        begin, end, days = begin - MINUTES, end - MINUTES, tuple((day + 1) % 7 for day in days)
    named = "daily" if len(days) == len(DAYS) else ",".join(DAYS[day] for day in sorted(days))
    until = end if end <= MINUTES else end - MINUTES
    return {"days": named, "from": f"{begin // 60:02d}:{begin % 60:02d}", "to": f"{until // 60:02d}:{until % 60:02d}"}


def _in_order(shifts: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(shifts, key=lambda one: (one["days"] != "daily", one["days"], one["from"]))


def _longest_rest(old: Calendar, new: Calendar) -> float:
    """Hours of ``old`` in the longest time without any of ``new``, over the end of the week."""
    on = _minutes(new)
    worked = np.concatenate([[0], np.cumsum(_minutes(old))])
    starts = np.flatnonzero(on & ~np.roll(on, 1))  # where the new hours begin
    ends = np.flatnonzero(on & ~np.roll(on, -1)) + 1  # and end
    if not starts.size:
        return 0.0
    following = starts[np.searchsorted(starts, ends) % starts.size]
    return (
        max(int(worked[begin] - worked[end]) % int(worked[-1]) for end, begin in zip(ends, following, strict=True)) / 60
    )


def _minutes(calendar: Calendar) -> np.ndarray:
    on = np.zeros(WEEK_S // 60, dtype=bool)
    for begin, end in calendar.windows():
        on[int(begin) // 60 : int(end) // 60] = True
    return on
