"""The working time of a plant's ends: what simple forecasts count with, breaks and off shift left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from taktwin.live.forecast.shiftend import exit_calendars
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.runs.start.index import Index


@dataclass(frozen=True)
class WorkingClock:
    """Working time since the start of the plant, s.

    Attributes:
        windows: on-shift intervals (begin, end) within a week, s from Monday 00:00; none: day and night.
        offset: the start of the plant in its week, s.

    Example:
        >>> clock = WorkingClock(((6 * 3600.0, 14 * 3600.0),), offset=0.0)
        >>> float(clock.worked(10 * 3600.0))
        14400.0
    """

    windows: tuple[tuple[float, float], ...] = ()
    offset: float = 0.0

    @classmethod
    def of(cls, index: Index) -> WorkingClock:
        """That of the shops which jobs leave the plant from; of several calendars, while any is on shift."""
        model = index.program.model
        names = exit_calendars(index)
        pieces = sorted(window for name in names for window in model.calendars[name].windows())
        joined: list[tuple[float, float]] = []
        for begin, end in pieces:
            if joined and begin <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((begin, end))
        return cls(tuple(joined), float(model.week_offset))

    @classmethod
    def told(cls, windows: Sequence[Sequence[float]], offset: float) -> WorkingClock:
        """The clock of what `windows` and `offset` say."""
        return cls(tuple((float(begin), float(end)) for begin, end in windows), float(offset))

    def worked(self, at: npt.ArrayLike) -> np.ndarray:
        """Working time from the start of the plant to instants (s from there), of their shape."""
        times = np.asarray(at, dtype=np.float64)
        if not self.windows:
            return times
        return self._since_monday(times + self.offset) - self._since_monday(np.array(self.offset))

    def between(self, begin: float, end: float) -> float:
        """Working time between two instants, s."""
        found = self.worked([begin, end])
        return float(found[1] - found[0])

    def _since_monday(self, times: np.ndarray) -> np.ndarray:
        weeks, rest = np.divmod(times, float(WEEK_S))
        found = weeks * sum(end - begin for begin, end in self.windows)
        for begin, end in self.windows:
            found = found + np.clip(rest, begin, end) - begin
        return found
