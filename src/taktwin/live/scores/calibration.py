"""Whether forecasts mean what they say: how often the value lies in the interval, and where in the sample it lies."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from taktwin.live.scores.shapes import Floats, numbers, same_length, samples, shares
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How often values lay within their intervals, ends included; `low` and `high` are its 95 % interval (Wilson).

    Forecasts of one shift depend on each other, so that it is wider than it says where several are counted.
    """

    share: float
    low: float
    high: float
    forecasts: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def coverage(low: npt.ArrayLike, high: npt.ArrayLike, values: npt.ArrayLike) -> Coverage:
    """The coverage of intervals (forecasts). Raises OptionError: the lists do not fit each other.

    Example:
        >>> coverage([0, 0], [2, 2], [1, 3]).share
        0.5
    """
    first, last, came = numbers(low, "low"), numbers(high, "high"), numbers(values, "values")
    same_length(low=first, high=last, values=came)
    n = came.size
    share = float(((came >= first) & (came <= last)).mean())
    z = 1.959963984540054  # 97.5 % point of the normal distribution
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Coverage(share=share, low=max(middle - half, 0.0), high=min(middle + half, 1.0), forecasts=n)


def randomised_pit(members: npt.ArrayLike, values: npt.ArrayLike, seed: int = 0) -> Floats:
    """Probability integral transform of counts: P(X < y) + U P(X = y), U even in 0 to 1 (forecasts).

    It is even in 0 to 1 where the forecasts are right and the samples are large (Czado, Gneiting, Held, *Predictive
    model assessment for count data*, Biometrics 65, 2009); for small ones take `rank_pit`. Raises OptionError: no fit.
    """
    below, equal, n = _places(members, values)
    return (below + np.random.default_rng(seed).random(below.size) * equal) / n


def rank_pit(members: npt.ArrayLike, values: npt.ArrayLike, seed: int = 0) -> Floats:
    """The same for samples of any size: the rank of the value among members and itself, ties and all drawn evenly.

    (below + U (equal + 1)) / (n + 1) is even in 0 to 1 whatever n, where the value is as any of the members.
    Raises OptionError: they do not fit each other.
    """
    below, equal, n = _places(members, values)
    return (below + np.random.default_rng(seed).random(below.size) * (equal + 1)) / (n + 1)


def _places(members: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Floats, Floats, int]:
    found, came = samples(members, values)
    below = (found < came[:, None]).sum(axis=1).astype(np.float64)
    equal = (found == came[:, None]).sum(axis=1).astype(np.float64)
    return below, equal, found.shape[1]


@dataclass(frozen=True, kw_only=True)
class Uniformity:
    """Whether numbers are even in 0 to 1: counts in equal bins, Pearson's chi-square, its p and degrees of freedom.

    ``enough`` is whether five are expected in each bin, below which p means little.
    """

    counts: list[int]
    chi_square: float
    p: float
    degrees: int
    enough: bool

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def uniformity(pit: npt.ArrayLike, bins: int = 10) -> Uniformity:
    """Test whether transforms are even. Raises OptionError: one lies outside 0 to 1, or there is one bin.

    Example:
        >>> uniformity([0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95]).chi_square
        0.0
    """
    from scipy.stats import chi2

    found = shares(pit, "pit")
    if bins < 2:
        raise OptionError(f"{bins} bins", Phrase("give two or more"), "bins")
    counts = np.histogram(found, bins=bins, range=(0, 1))[0]
    expected = found.size / bins
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    return Uniformity(
        counts=counts.tolist(),
        chi_square=chi_square,
        p=float(chi2.sf(chi_square, bins - 1)),
        degrees=bins - 1,
        enough=expected >= 5,
    )
