"""The hours of a calendar in which electricity is cheap, and hours that begin earlier to warm up at its price."""

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
        most: the price; 0 of hours that no price bounds.
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


def early_hours(calendar: Calendar, wake_s: float, costs: Mapping[str, np.ndarray]) -> CheapHours | None:
    """The hours of a calendar, each begun when waking ahead of it, and staying warm from then on, costs least.

    Hours begin as before where nothing is cheaper, or where the time before them is too short to wake.

    Args:
        calendar: in whose hours a machine is awake.
        wake_s: how long it wakes (s).
        costs: of the states `waking`, `idle` and `asleep` in each minute of the day (money/h, shape (1440,)).

    Returns:
        The new hours; None where no begin changes.

    >>> day = Calendar.model_validate({"shifts": [{"days": "daily", "from": "08:10", "to": "22:00"}]})
    >>> prices = prices_by_minute({"00:00-08:00": 0.3, "08:00-24:00": 1.0})
    >>> found = early_hours(day, 1800.0, {"waking": 900 * prices, "idle": 300 * prices, "asleep": 20 * prices})
    >>> found.told, found.hours
    ('08:00-22:00', 98.0)
    """
    wake = int(np.ceil(wake_s / 60.0))
    windows = [(int(begin) // 60, int(end) // 60) for begin, end in _joined(calendar)]
    begins = [
        _cheapest_begin(windows[at - 1][1] - (WEEK_S // 60 if at == 0 else 0), begin, wake, costs)
        for at, (begin, _) in enumerate(windows)
    ]
    if begins == [begin for begin, _ in windows]:
        return None
    entries: dict[tuple[str, str], set[int]] = {}
    for begin, (_, end) in zip(begins, windows, strict=True):
        while begin < end:  # a shift for each day
            day = begin // MINUTES
            until = min(end, (day + 1) * MINUTES)
            one = _shift((0,), begin - day * MINUTES, until - day * MINUTES)
            entries.setdefault((one["from"], one["to"]), set()).add(day % 7)
            begin = until
    shifts = [{"days": _named(tuple(days)), "from": begin, "to": end} for (begin, end), days in entries.items()]
    entry: dict[str, object] = {"shifts": _in_order(shifts)}
    return CheapHours(0.0, entry, Calendar.model_validate(entry).hours_per_week(), 0.0)


def _cheapest_begin(free: int, begin: int, wake: int, costs: Mapping[str, np.ndarray]) -> int:
    """From when on to be awake: asleep from ``free`` on, then waking, idle until ``begin`` (minutes of the week)."""
    if begin - free <= wake or wake == 0:
        return begin
    minutes = np.arange(free, begin) % MINUTES
    spent = {state: np.concatenate([[0.0], np.cumsum(cost[minutes])]) for state, cost in costs.items()}
    awake = np.arange(wake, begin - free + 1)  # minutes after `free`
    total = spent["asleep"][awake - wake] + spent["waking"][awake] - spent["waking"][awake - wake]
    total += spent["idle"][-1] - spent["idle"][awake]
    cheapest = np.flatnonzero(total <= total.min() + 1e-9 * abs(total.min()))
    return free + int(awake[cheapest[-1]])  # the latest of the cheapest


def _joined(calendar: Calendar) -> list[tuple[float, float]]:
    """The hours of the week, in one piece through Sunday midnight."""
    windows = calendar.windows()
    if len(windows) > 1 and windows[0][0] == 0.0 and windows[-1][1] == WEEK_S:
        return [*windows[1:-1], (windows[-1][0], WEEK_S + windows[0][1])]
    return windows


def _named(days: tuple[int, ...]) -> str:
    return "daily" if len(days) == len(DAYS) else ",".join(DAYS[day] for day in sorted(days))


def _cheap_within(begin: int, end: int, cheap: np.ndarray) -> list[tuple[int, int]]:
    """Runs of cheap minutes from ``begin`` to ``end``, minutes after the midnight before."""
    on = np.concatenate([[False], cheap[np.arange(begin, end) % MINUTES], [False]])
    edges = np.flatnonzero(on[1:] != on[:-1]) + begin
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _shift(days: tuple[int, ...], begin: int, end: int) -> dict[str, str]:
    if begin >= MINUTES:  # after midnight: of the day after
        begin, end, days = begin - MINUTES, end - MINUTES, tuple((day + 1) % 7 for day in days)
    until = end if end <= MINUTES else end - MINUTES
    return {
        "days": _named(days),
        "from": f"{begin // 60:02d}:{begin % 60:02d}",
        "to": f"{until // 60:02d}:{until % 60:02d}",
    }


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
