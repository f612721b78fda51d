"""A volume that grows by chance: each year's log growth is normal, independent of the others.

    volume after n years = start x exp(sum of growths)
    P(volume >= target)  = Phi((n mean - ln(target / start)) / (sd sqrt(n)))

The mean growth is an assumption, so the probability is told as a curve over it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.check import number, whole
from taktwin.planning.cluster.errors import ClusterError

PURPOSE = 20_27  # address of these draws, beside the seed


@dataclass(frozen=True)
class GrowthTarget:
    """A volume now, and the volume that is wanted ``years`` later."""

    start: float
    target: float
    years: int

    def __post_init__(self) -> None:
        """Check the numbers. Raises ClusterError."""
        for name in ("start", "target"):
            if number(name, getattr(self, name)) <= 0:
                raise ClusterError(
                    Phrase("{name}: expected above 0, got {value:g}", name=name, value=getattr(self, name)),
                    Phrase("give a volume"),
                )
        whole("years", self.years, 1, 1000)

    @property
    def needed(self) -> float:
        """Growth a year with which it is just met, as a share: 0.24 for 24 %."""
        return (self.target / self.start) ** (1.0 / self.years) - 1.0

    def probability(self, mean: Any, sd: float) -> Any:
        """Probability that it is met, for mean log growths a year (a number or an array).

        >>> round(float(GrowthTarget(1_296_000, 2e6, 2).probability(0.15, 0.15)), 4)
        0.264
        """
        from scipy.special import ndtr

        lack = self.years * np.asarray(mean, np.float64) - math.log(self.target / self.start)
        if number("sd", sd) == 0.0:
            return (lack >= 0).astype(float)
        return ndtr(lack / (sd * math.sqrt(self.years)))

    def median(self, mean: float) -> float:
        """The volume that is reached with probability one half."""
        return self.start * math.exp(self.years * mean)

    def mean_for(self, probability: float, sd: float) -> float:
        """The mean log growth a year that gives a probability: what has to be true."""
        from scipy.special import ndtri

        if not 0.0 < probability < 1.0:
            raise ClusterError(
                Phrase("probability: expected between 0 and 1, got {probability:g}", probability=probability),
                Phrase("give a share such as 0.8"),
            )
        quantile = float(ndtri(probability))
        return (math.log(self.target / self.start) + quantile * number("sd", sd) * math.sqrt(self.years)) / self.years


def paths(start: float, years: int, mean: Any, sd: float, draws: int, seed: int) -> Any:
    """Volumes of each year in many futures, shape [draw, year]; ``mean`` is a number or one for each year.

    The n-th number of a seed is the same however many are drawn.
    """
    generator = np.random.Generator(np.random.Philox(key=[seed, PURPOSE]))
    growth = np.broadcast_to(np.asarray(mean, np.float64), (years,)) + sd * generator.standard_normal((draws, years))
    return start * np.exp(np.cumsum(growth, axis=1))


@dataclass(frozen=True)
class Estimate:
    """A probability out of draws, with its 99 % interval (Wilson's)."""

    probability: float
    low: float
    high: float
    draws: int


def share_of(hits: Any) -> Estimate:
    """The share of draws that hit, with the 99 % interval of Wilson (JASA 22 (1927) 209-212)."""
    n, z = int(np.size(hits)), 2.5758293035489004
    p = float(np.mean(hits))
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Estimate(p, max(0.0, middle - half), min(1.0, middle + half), n)


def simulated(target: GrowthTarget, mean: float, sd: float, draws: int = 200_000, seed: int = 1) -> Estimate:
    """The same probability by Monte Carlo. With the default its interval is below 0.3 points to each side."""
    found = paths(target.start, target.years, mean, sd, whole("draws", draws, 2, 1 << 26), seed)
    return share_of(found[:, -1] >= target.target)
