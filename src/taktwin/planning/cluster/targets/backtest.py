"""Whether a rule of growth, fitted to the past, held what then came: bands of the years that were not shown to it.

Two rules, each as simple as it can be:

- steady: log growths are normal with the mean and standard deviation of the past;
- fading: each log growth is the last one times a constant share, which is fitted to the past without an intercept; the
  scatter is that of what the share leaves unexplained.

With few years of the past the band is that of Student's t with as many degrees of freedom as are left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.errors import ClusterError

Rule = Literal["steady", "fading"]
RULES: tuple[Rule, ...] = ("steady", "fading")


@dataclass(frozen=True)
class Band:
    """A year that was not shown to the rule.

    Attributes:
        year: which.
        low: of the band.
        median: of the rule.
        high: of the band.
        printed: what came.
        holds: whether the band holds it.
        off: how far it is outside, as a share of the border that it passed; below 0 where it is below; 0 inside.
    """

    year: int
    low: float
    median: float
    high: float
    printed: float
    holds: bool
    off: float


@dataclass(frozen=True)
class BackTest:
    """One rule, what it was fitted to, and the bands of the years behind."""

    rule: Rule
    until: int
    growth: float
    """Mean log growth of the past (steady), or the share of the last growth that is kept (fading)."""
    sd: float
    freedom: int
    """Degrees of freedom of the band."""
    bands: tuple[Band, ...]

    @property
    def holds(self) -> bool:
        """Whether all bands hold what came."""
        return all(band.holds for band in self.bands)


def back_test(history: Mapping[int, float], until: int, rule: Rule = "steady", level: float = 0.8) -> BackTest:
    """Fit a rule to the years up to ``until``, and hold the later ones against its bands.

    Args:
        history: year -> volume, years in a row.
        until: the last year that the rule sees.
        rule: `steady` or `fading`.
        level: share of futures that a band holds.

    Raises:
        ClusterError: the years have a gap, or too few are left to fit.
    """
    from scipy.special import stdtrit

    years = sorted(history)
    if not 0.0 < level < 1.0:
        raise ClusterError(
            Phrase("level: expected between 0 and 1, got {level:g}", level=level), Phrase("give a share such as 0.8")
        )
    if years != list(range(years[0], years[-1] + 1)) or any(history[year] <= 0 for year in years):
        raise ClusterError(
            Phrase("history: years are missing between others, or a volume is 0"), Phrase("give each year its volume")
        )
    past = [year for year in years if year <= until]
    later = [year for year in years if year > until]
    growth = np.diff(np.log([history[year] for year in past]))
    if len(growth) < 3 or not later:
        raise ClusterError(
            Phrase("history: {until} leaves too few years to fit, or none to test", until=until),
            Phrase("name another year"),
        )
    if rule == "steady":
        centre, freedom = float(growth.mean()), len(growth) - 1
        sd = float(growth.std(ddof=1))
        medians = centre * np.arange(1, len(later) + 1)
        n = np.arange(1, len(later) + 1)
        spread = sd * np.sqrt(n + n**2 / len(growth))  # of the growths themselves, and of their mean
    else:
        before, after = growth[:-1], growth[1:]
        centre, freedom = float(before @ after / (before @ before)), len(after) - 1
        sd = math.sqrt(float(((after - centre * before) ** 2).sum()) / freedom)
        steps = np.array([centre**k for k in range(1, len(later) + 1)])
        medians = float(growth[-1]) * np.cumsum(steps)
        weights = np.cumsum(np.concatenate([[1.0], steps[:-1]]))  # what a scatter of a year moves in the sum so far
        spread = sd * np.sqrt(np.cumsum(weights**2))
    quantile = float(stdtrit(freedom, 0.5 + level / 2.0))
    start = history[until]
    bands = []
    for year, middle, wide in zip(later, medians, spread, strict=True):
        low, median, high = (start * math.exp(float(middle + k * quantile * wide)) for k in (-1, 0, 1))
        printed = history[year]
        off = printed / high - 1.0 if printed > high else printed / low - 1.0 if printed < low else 0.0
        bands.append(Band(year, low, median, high, printed, off == 0.0, off))
    return BackTest(rule, until, centre, sd, freedom, tuple(bands))
