"""Scores of a forecast that is a sample: the smaller the better, and best on average for who says what is believed.

All are proper (Gneiting, Raftery, *Strictly proper scoring rules, prediction, and estimation*, J. Am. Stat. Assoc. 102,
2007). Averages weigh forecasts with a large spread more, so tell them for each lead time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from taktwin.live.scores.shapes import Floats, numbers, same_length, samples
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


def crps(members: npt.ArrayLike, values: npt.ArrayLike, fair: bool = False) -> Floats:
    """Continuous ranked probability score of samples, in the unit of the values (forecasts).

    mean |x_i - y| - sum_ij |x_i - x_j| / (2 n^2). The fair one divides by 2 n (n - 1) instead and so does not blame a
    sample for being small: its mean is that of a sample without end (Ferro, *Fair scores for ensemble forecasts*, Q. J.
    R. Meteorol. Soc. 140, 2014). Of one member it is the absolute error.

    Args:
        members: samples (forecasts, members), or one sample for one value.
        values: what came (forecasts).
        fair: the fair one; needs two members.

    Raises:
        OptionError: they do not fit each other.

    Example:
        >>> float(crps([1.0, 3.0], [2.0])[0])
        0.5
    """
    found, came = samples(members, values)
    n = found.shape[1]
    if fair and n < 2:
        raise OptionError(Phrase("a fair score of one member"), Phrase("give two or more, or leave `fair` out"), "fair")
    error = np.abs(found - came[:, None]).mean(axis=1)
    weights = 2 * np.arange(1, n + 1) - n - 1  # of the sorted members: sum_ij |x_i - x_j| / 2
    spread = found @ weights
    return error - spread / (n * (n - 1) if fair else n * n)


def pinball(level: float, forecast: npt.ArrayLike, values: npt.ArrayLike) -> Floats:
    """Score of a forecast of a quantile: level (y - q) where more came, (1 - level) (q - y) where less (forecasts).

    Twice its mean over all levels is the CRPS.

    Raises:
        OptionError: the level is not between 0 and 1, or the lists do not fit.
    """
    if not 0 < level < 1:
        raise OptionError(
            Phrase("a quantile of order {level:g}", level=level), Phrase("give an order between 0 and 1"), "level"
        )
    told, came = numbers(forecast, "forecast"), numbers(values, "values")
    same_length(forecast=told, values=came)
    return np.maximum(level * (came - told), (level - 1) * (came - told))


def interval(members: npt.ArrayLike, level: float = 0.9) -> tuple[Floats, Floats]:
    """The central interval of each sample: low and high ends (forecasts), quantiles by linear interpolation.

    Raises:
        OptionError: the level is not between 0 and 1.
    """
    _check_level(level)
    found = np.atleast_2d(np.asarray(members, dtype=np.float64))
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2], axis=1)
    return low, high


def interval_score(low: npt.ArrayLike, high: npt.ArrayLike, values: npt.ArrayLike, level: float = 0.9) -> Floats:
    """Width of the interval, and 2 / (1 - level) for each unit by which the value lies beyond it (forecasts).

    Raises:
        OptionError: the level is not between 0 and 1, an end is beyond the other, or the lists do not fit.
    """
    _check_level(level)
    first, last, came = numbers(low, "low"), numbers(high, "high"), numbers(values, "values")
    same_length(low=first, high=last, values=came)
    if (first > last).any():
        raise OptionError(Phrase("an interval ends before it begins"), Phrase("swap its ends"), "low")
    missed = np.maximum(first - came, 0) + np.maximum(came - last, 0)
    return last - first + 2 / (1 - level) * missed


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise OptionError(
            Phrase("an interval of {level:g}", level=level), Phrase("give a level between 0 and 1"), "level"
        )
