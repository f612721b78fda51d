"""When a press works and when its parts are drawn: a body shop that goes on at night empties the store meanwhile.

Two clocks of a week: hours of shift of the press, and hours of demand, which pass with the parts that are drawn. Where
both run alike a lot plan needs one of them only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Hours = npt.NDArray[np.float64]
Windows = Sequence[tuple[float, float]]
"""Sorted intervals (begin, end) of a week."""

_SOON = 1e-9  # h: past the end of a shift by rounding is past it


@dataclass(frozen=True)
class Rhythm:
    """Both clocks at some moments of a week; it repeats."""

    shift: Hours
    """Hours of shift of the press until then."""
    drawn: Hours
    """Hours of mean demand drawn until then: in the week as many as of shift."""

    @property
    def off_share(self) -> float:
        """Share of the parts that are drawn while the press is off shift."""
        return float(np.diff(self.drawn)[np.diff(self.shift) == 0.0].sum() / self.drawn[-1])

    @property
    def least_pace(self) -> float:
        """Least demand while the press works, as a share of the mean."""
        worked = np.diff(self.shift)
        return float((np.diff(self.drawn)[worked > 0.0] / worked[worked > 0.0]).min())

    def shift_at(self, drawn: Hours) -> Hours:
        """Hours of shift when so many hours of demand are drawn."""
        week, within = np.divmod(drawn, self.drawn[-1])
        return week * self.shift[-1] + np.interp(within, self.drawn, self.shift)

    def drawn_at(self, shift: Hours) -> Hours:
        """Hours of demand drawn after so many hours of shift; at the end of a shift those of the time off as well."""
        week, within = np.divmod(shift + _SOON, self.shift[-1])
        at = np.searchsorted(self.shift, within, side="right") - 1
        pace = np.diff(self.drawn) / np.where(np.diff(self.shift) > 0.0, np.diff(self.shift), 1.0)
        return week * self.drawn[-1] + self.drawn[at] + (within - self.shift[at]) * pace[at]


def rhythm_of(works: Windows, draws: Sequence[Windows], week: float) -> Rhythm | None:
    """The rhythm of a press in a week of so many hours; None if its parts are drawn just while it works.

    Args:
        works: when the press is on shift (h).
        draws: for each part when it is drawn (h), steadily within.
        week: hours after which all repeats.
    """
    edges = np.unique([0.0, week, *(edge for windows in (works, *draws) for window in windows for edge in window)])
    length, middle = np.diff(edges), (edges[:-1] + edges[1:]) / 2.0
    worked = length * _inside(works, middle)
    drawn = np.zeros(length.size)
    for windows in draws:
        part = length * _inside(windows, middle)
        drawn += part / part.sum() * worked.sum() / len(draws)
    if np.allclose(worked, drawn, atol=1e-6):
        return None
    clock = [np.concatenate([[0.0], np.cumsum(hours)]) for hours in (worked, drawn)]
    clock[1] *= clock[0][-1] / clock[1][-1]
    return Rhythm(clock[0], clock[1])


def _inside(windows: Windows, moments: Hours) -> npt.NDArray[np.bool_]:
    inside = np.zeros(moments.size, bool)
    for begin, end in windows:
        inside |= (begin < moments) & (moments < end)
    return inside
