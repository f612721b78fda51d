"""The time of a ledger, cut into pieces in which shift, hour of weather and step of the ledger stay the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taktwin.analysis.ledger.errors import LedgerError
from taktwin.model.nouns.calendar import DAY_S, DAYS, WEEK_S, Calendar, parse_clock, parse_days
from taktwin.model.nouns.site.factors import WorkingDays, closed_days

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from taktwin.analysis.weather.year import WeatherYear

    Numbers = NDArray[np.float64]

HOUR_S = 3600.0
_CLOSE = 1e-6
"""Instants (s) that are one but for rounding."""


@dataclass(frozen=True, eq=False)
class Times:
    """Equal steps from a local instant on, cut into pieces.

    Within a piece every load is constant, so that energies are exact sums of power x time.

    Attributes:
        start: begin of the first step, local time.
        step_s: length of a step (s).
        steps: how many.
        edges: of the pieces, s from the start, shape (pieces + 1,).
        step: number of the step of each piece.
        open: whether the plant works on the day of each piece.
    """

    start: dt.datetime
    step_s: float
    steps: int
    edges: Numbers
    step: NDArray[np.int64]
    open: NDArray[np.bool_]

    @property
    def seconds(self) -> float:
        """All of the time."""
        return self.step_s * self.steps

    @property
    def lengths_h(self) -> Numbers:
        """Length of each piece, h."""
        return np.diff(self.edges) / HOUR_S

    @property
    def middles(self) -> Numbers:
        """Middle of each piece, s from the start."""
        return (self.edges[:-1] + self.edges[1:]) / 2

    def on(self, calendar: Calendar | None) -> Numbers:
        """1 in the pieces on shift, 0 in all others; a calendar of None is always on. Closed days are off."""
        found = np.ones(len(self.step)) if calendar is None else self._within(calendar)
        return found * self.open

    def _within(self, calendar: Calendar) -> Numbers:
        at = (self.middles + _second_of_week(self.start)) % WEEK_S
        windows = np.array(calendar.windows()).reshape(-1, 2)
        if not len(windows):
            return np.zeros(len(at))
        place = np.searchsorted(windows[:, 0], at, side="right") - 1
        return ((place >= 0) & (at < windows[place, 1])).astype(np.float64)

    def by_step(self, per_hour: Numbers) -> Numbers:
        """Amount of each step of what flows at a constant rate (an hour) in each piece: kW give kWh."""
        found = np.bincount(self.step, weights=per_hour * self.lengths_h, minlength=self.steps)
        return found.astype(np.float64)

    def open_share(self) -> Numbers:
        """Share of each step that lies in a day on which the plant works."""
        return self.by_step(self.open.astype(np.float64)) * HOUR_S / self.step_s

    def hours_of(self, weather: WeatherYear) -> NDArray[np.int64]:
        """The hour of the weather in which each piece lies; of a leap day that it lacks, the one before.

        Raises:
            LedgerError: the weather has no such hour: it is no whole year.
        """
        place = np.full((13, 32, 24), -1, np.int64)
        labels = weather.labels
        place[labels[:, 1], labels[:, 2], labels[:, 3] - 1] = np.arange(len(labels))
        if place[2, 29, 0] < 0:
            place[2, 29] = place[2, 28]
        moments = np.datetime64(self.start, "s") + self.middles.astype("timedelta64[s]")
        days = moments.astype("datetime64[D]")
        months = days.astype("datetime64[M]")
        month = months.astype(np.int64) % 12 + 1
        day = (days - months).astype(np.int64) + 1
        hour = (moments - days).astype("timedelta64[h]").astype(np.int64)
        found = place[month, day, hour]
        missing = np.flatnonzero(found < 0)
        if missing.size:
            at = missing[0]
            message = f"{weather.name}: there is no weather of {month[at]}/{day[at]} {hour[at]}:00"
            raise LedgerError(message, "the ledger needs a whole year of weather: fetch the file again")
        return found


def times_of(
    start: dt.datetime,
    step_s: float,
    steps: int,
    calendars: Iterable[Calendar] = (),
    working: WorkingDays | None = None,
) -> Times:
    """The pieces of some steps.

    Args:
        start: begin of the first step, local time.
        step_s: length of a step (s).
        steps: how many, at least one.
        calendars: at whose shifts the time is cut.
        working: days on which the plant works; None for all.

    Raises:
        LedgerError: there is no step.

    >>> import datetime as dt
    >>> found = times_of(dt.datetime(2026, 1, 5, 6), 900.0, 8)
    >>> len(found.step), float(found.by_step(found.on(None)).sum())
    (8, 2.0)
    """
    if steps < 1 or not step_s > 0:
        raise LedgerError("ledger: there is no step of time", "measure at least one interval of the model's `bucket`")
    end = step_s * steps
    cuts = [np.arange(steps + 1) * step_s, _regular(_second_of_week(start), HOUR_S, end)]
    week = _second_of_week(start)
    for calendar in calendars:
        instants = {at for window in calendar.windows() for at in window}
        cuts += [_regular(week - instant, float(WEEK_S), end) for instant in instants]
    begin = parse_clock(working.begin) if working is not None else 0
    cuts.append(_regular(week - begin, float(DAY_S), end))
    edges = np.unique(np.concatenate(cuts))
    edges = edges[(edges > -_CLOSE) & (edges < end + _CLOSE)]
    edges = edges[np.append(True, np.diff(edges) > _CLOSE)]
    middles = (edges[:-1] + edges[1:]) / 2
    step = np.minimum((middles // step_s).astype(np.int64), steps - 1)
    return Times(start, step_s, steps, edges, step, _open(start, middles, working))


def _regular(passed: float, every: float, end: float) -> Numbers:
    """Instants every so many seconds up to the end, of which the last was so many seconds before the start."""
    return np.arange(-(passed % every), end + every, every)


def _second_of_week(at: dt.datetime) -> float:
    return at.weekday() * 86400.0 + at.hour * 3600.0 + at.minute * 60.0 + at.second + at.microsecond / 1e6


def _open(start: dt.datetime, middles: Numbers, working: WorkingDays | None) -> NDArray[np.bool_]:
    """Whether the plant works on the day of each instant."""
    if working is None:
        return np.ones(len(middles), bool)
    moved = np.datetime64(start, "s") + (middles - parse_clock(working.begin)).astype("timedelta64[s]")
    days = moved.astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    closed = np.zeros((13, 32), bool)
    for entry in working.closed:
        for month, day in closed_days(entry):
            closed[month, day] = True
    weekday = (days.astype(np.int64) + 3) % len(DAYS)  # 1970-01-01 was a Thursday
    shut = closed[months.astype(np.int64) % 12 + 1, (days - months).astype(np.int64) + 1]
    return np.isin(weekday, parse_days(working.days)) & ~shut
