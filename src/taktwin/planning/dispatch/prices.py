"""Series of a tariff out of its table: prices by time of use, and the number of the month of each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.dispatch.check import number
from taktwin.planning.dispatch.errors import DispatchError

Bands = Mapping[str, float]
"""`HH:MM-HH:MM` -> money/kWh; a band may run over midnight, 24:00 is the end of the day."""


def time_of_use(bands: Bands, start: dt.datetime, step: float, steps: int) -> Any:
    """The price of each step of a tariff by the time of the day, which covers the whole day once.

    A step that lies in two bands has the mean of its minutes.

    Args:
        bands: price of each time of the day.
        start: begin of the first step, local time without changes of summer time.
        step: length of one (h).
        steps: how many.

    Raises:
        DispatchError: a time that is none, a minute without a price or with two of them, or a price that is no number.

    >>> import datetime as dt
    >>> from taktwin.energy import time_of_use
    >>> time_of_use({"08:00-22:00": 0.7, "22:00-08:00": 0.3}, dt.datetime(2026, 1, 1, 6), 1, 4).tolist()
    [0.3, 0.3, 0.7, 0.7]
    """
    day = np.full(1440, np.nan)
    for text, price in bands.items():
        minutes = _minutes(text)
        if np.any(np.isfinite(day[minutes])):
            raise DispatchError(
                Phrase("time of use: {text} overlaps another band", text=text),
                Phrase("let each begin where another ends"),
            )
        day[minutes] = number("time of use", text, price, "money/kWh", least=-np.inf, most=1e9)
    gap = np.flatnonzero(np.isnan(day))
    if gap.size:
        message = Phrase("time of use: there is no price at {gap:02d}:{gap2:02d}", gap=gap[0] // 60, gap2=gap[0] % 60)
        raise DispatchError(message, Phrase("give bands for the whole day"))
    length = number("time of use", "step", step, "h", least=1 / 60, most=8784) * 60
    before = np.concatenate([[0.0], np.cumsum(day)])  # price x minutes since midnight

    def until(minute: Any) -> Any:
        whole, rest = np.divmod(minute, 1440)
        first = np.minimum(rest.astype(np.int64), 1439)
        return whole * before[-1] + before[first] + (rest - first) * day[first]

    begin = start.hour * 60 + start.minute + start.second / 60 + length * np.arange(steps)
    begin = np.round(begin, 9)
    return np.round((until(np.round(begin + length, 9)) - until(begin)) / length, 12)


def _minutes(text: str) -> Any:
    """Minutes of the day of a band."""
    try:
        ends = [_minute(one) for one in text.split("-")]
        if len(ends) != 2 or ends[0] == ends[1]:
            raise ValueError
    except (ValueError, AttributeError):
        raise DispatchError(
            Phrase("time of use: {text} is no time of the day", text=repr(text)), Phrase('write it as in "08:00-22:00"')
        ) from None
    first, last = ends
    return np.arange(first, last) if first < last else np.concatenate([np.arange(first, 1440), np.arange(last)])


def _minute(text: str) -> int:
    hour, minute = (int(part) for part in text.strip().split(":"))
    if not (0 <= hour < 24 and 0 <= minute < 60) and (hour, minute) != (24, 0):
        raise ValueError(text)
    return hour * 60 + minute


def billing_months(start: dt.datetime, step: float, steps: int) -> Sequence[int]:
    """The number of the month of each step from 0, for demand charges by the month of the calendar.

    A step belongs to the month in which it begins.

    Args:
        start: begin of the first step.
        step: length of one (h).
        steps: how many.

    Raises:
        DispatchError: a length out of range.

    >>> import datetime as dt
    >>> from taktwin.energy import billing_months
    >>> billing_months(dt.datetime(2026, 1, 31, 22), 1, 4).tolist()
    [0, 0, 1, 1]
    """
    number("billing months", "step", step, "h", least=1 / 3600, most=8784)
    seconds = np.round(np.arange(steps) * step * 3600).astype("timedelta64[s]")
    months = (np.datetime64(start.replace(tzinfo=None), "s") + seconds).astype("datetime64[M]").astype(np.int64)
    return np.unique(months, return_inverse=True)[1]  # type: ignore[return-value]
