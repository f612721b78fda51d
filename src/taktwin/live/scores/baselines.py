"""Forecasts that anybody can make, against which a twin has to be better: how many more jobs until some time.

Time is working time: breaks and off shift are left out on both sides.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from taktwin.live.scores.shapes import Floats, numbers, same_length
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

HALF_LIFE_S = 3600.0
CLIMATOLOGY_DAYS = 20


def planned_rate(left_s: float, takt_s: float, oee: float = 1.0) -> float:
    """Jobs in the working time that is left, at the planned takt (s a job) and OEE.

    Raises:
        OptionError: time or takt cannot be meant, or the OEE is no share.

    Example:
        >>> planned_rate(7200.0, takt_s=120.0, oee=0.8)
        48.0
    """
    if not (math.isfinite(takt_s) and takt_s > 0):
        raise OptionError(Phrase("a takt of {takt_s:g} s", takt_s=takt_s), Phrase("give one above 0"), "takt_s")
    if not 0 <= oee <= 1:
        raise OptionError(Phrase("an OEE of {oee:g}", oee=oee), Phrase("give a share from 0 to 1"), "oee")
    return _left(left_s) / takt_s * oee


def persistence(left_s: float, times_s: npt.ArrayLike, now_s: float, last_s: float = 3600.0) -> float:
    """Jobs in the time that is left if they go on coming as in the last hour.

    Args:
        left_s: working time that is left (s).
        times_s: when jobs came, in working time (s).
        now_s: the present (s).
        last_s: the time that is looked back on (s); less where less has passed since 0.

    Raises:
        OptionError: a time cannot be meant, or nothing has passed yet.
    """
    back = min(last_s, now_s)
    if not (math.isfinite(now_s) and back > 0):
        raise OptionError(
            Phrase("{now_s:g} s have passed, of which {last_s:g} s count", now_s=now_s, last_s=last_s),
            Phrase("wait until some have"),
            "now_s",
        )
    came = np.asarray(times_s, dtype=np.float64)
    return float(((came > now_s - back) & (came <= now_s)).sum()) / back * _left(left_s)


def ewma_rate(left_s: float, counts: npt.ArrayLike, each_s: float, half_life_s: float = HALF_LIFE_S) -> float:
    """Jobs in the time that is left at a rate that forgets by half in each half life.

    Args:
        left_s: working time that is left (s).
        counts: jobs in equal intervals of the past, the newest last.
        each_s: length of an interval (s).
        half_life_s: of the weights (s).

    Raises:
        OptionError: a time cannot be meant, or there is no interval.
    """
    if not (each_s > 0 and half_life_s > 0):
        raise OptionError(
            Phrase(
                "intervals of {each_s:g} s, a half life of {half_life_s:g} s", each_s=each_s, half_life_s=half_life_s
            ),
            Phrase("give times above 0"),
            "each_s",
        )
    found = numbers(counts, "counts")
    weights = 0.5 ** (np.arange(found.size)[::-1] * each_s / half_life_s)
    return float(found @ weights / weights.sum() / each_s) * _left(left_s)


def climatology(past: npt.ArrayLike, days: int = CLIMATOLOGY_DAYS) -> Floats:
    """The sample of what came in the same part of the same shift on the last days, the newest last.

    Raises:
        OptionError: there is none.
    """
    if days < 1:
        raise OptionError(f"{days} days", Phrase("give one or more"), "days")
    return numbers(past, "past")[-days:]


def same_hours(times_s: npt.ArrayLike, begins_s: npt.ArrayLike, ends_s: npt.ArrayLike) -> Floats:
    """Jobs between a begin and an end of each past day, for `climatology` (days).

    Args:
        times_s: when jobs came (s).
        begins_s: the begin of the part of the shift on each day (s).
        ends_s: its end (s).

    Raises:
        OptionError: begins and ends do not fit each other.
    """
    first, last = numbers(begins_s, "begins_s"), numbers(ends_s, "ends_s")
    same_length(begins_s=first, ends_s=last)
    came = np.sort(np.asarray(times_s, dtype=np.float64))
    found = np.searchsorted(came, last, side="right") - np.searchsorted(came, first, side="right")
    return found.astype(np.float64)


def _left(left_s: float) -> float:
    if not (math.isfinite(left_s) and left_s >= 0):
        raise OptionError(Phrase("{left_s:g} s are left", left_s=left_s), Phrase("give 0 or more"), "left_s")
    return left_s
