"""Demand of a part over a time: Poisson, Poisson batches, a distribution by period, or normal.

All policies with random demand take one of these and ask it for its distribution over a lead time.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taktwin.analysis.supply.checks import MOST_WHOLE, number, numbers
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

Numbers = NDArray[np.float64]

_TAIL = 1e-18  # probabilities below this are left out at both ends
_LARGEST_BATCH = 10_000
_LARGEST_START = 500.0  # batches for which exp(-batches) is far from the smallest number
_MOST = 2_000_000  # points of a distribution


@dataclass(frozen=True, eq=False)
class Distribution:
    """Probabilities of equally spaced amounts: (low + k) x step has probability p[k]."""

    low: int
    p: Numbers
    step: float = 1.0

    @property
    def high(self) -> int:
        """Largest amount, in steps."""
        return self.low + self.p.size - 1

    @property
    def mean(self) -> float:
        """Mean amount, in steps."""
        return float(self.p @ np.arange(self.low, self.high + 1))

    @cached_property
    def at_most(self) -> Numbers:
        """P(D <= low + k) for each k."""
        return np.cumsum(self.p)

    @cached_property
    def _left(self) -> Numbers:
        """E[(low + k - D)+] for k = 0, 1, ...: the sum of P(D <= low + j) for j < k."""
        return np.append(0.0, np.cumsum(self.at_most))

    @cached_property
    def _missing(self) -> Numbers:
        """E[(D - low - k)+] for k = 0, 1, ...: the sum of P(D > low + j) for j >= k, from the small ones on."""
        more = np.append(np.cumsum(self.p[::-1])[::-1][1:], 0.0)
        return np.append(np.cumsum(more[::-1])[::-1], 0.0)

    def on_hand(self, level: ArrayLike) -> Numbers:
        """E[(y - D)+] for each level y, in steps: what is left of a stock of y."""
        y = np.asarray(level, np.int64) - self.low
        return self._left[np.clip(y, 0, self.p.size)] + np.maximum(y - self.p.size, 0)  # beyond: 1 a step

    def backorders(self, level: ArrayLike) -> Numbers:
        """E[(D - y)+] for each level y, in steps: what a stock of y cannot serve."""
        y = np.asarray(level, np.int64) - self.low
        return self._missing[np.clip(y, 0, self.p.size)] + np.maximum(-y, 0)

    def not_above(self, level: ArrayLike) -> Numbers:
        """P(D <= y) for each level y, in steps."""
        y = np.asarray(level, np.int64) - self.low
        return np.append(0.0, self.at_most)[np.clip(y + 1, 0, self.p.size)]

    def quantile(self, share: float) -> int:
        """Smallest amount y with P(D <= y) >= share, in steps (a share is met that differs by rounding only)."""
        return self.low + min(int(np.searchsorted(self.at_most, share - 1e-13)), self.p.size - 1)


class Demand(ABC):
    """Demand as a stationary process with independent increments."""

    @property
    @abstractmethod
    def rate(self) -> float:
        """Mean demand in a unit of time."""

    @abstractmethod
    def over(self, time: float) -> Distribution:
        """Distribution of the demand over a time.

        Raises:
            OptionError: the time is below 0, or not whole where only whole periods can be meant.
        """


@dataclass(frozen=True)
class Poisson(Demand):
    """Unit demands as a Poisson process."""

    mean: float
    """Units in a unit of time, above 0."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: the mean is not above 0.
        """
        number("mean", self.mean, above=0.0)

    @property
    def rate(self) -> float:
        """Units in a unit of time."""
        return float(self.mean)

    def over(self, time: float) -> Distribution:
        """Poisson with mean x time."""
        return poisson(self.mean * number("time", time, least=0.0))


@dataclass(frozen=True)
class PoissonBatches(Demand):
    """Batches as a Poisson process, of random size: compound Poisson demand."""

    batches: float
    """Batches in a unit of time, above 0."""
    sizes: tuple[float, ...]
    """Probabilities of the sizes 1, 2, 3, ...; they sum to 1."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: a rate or probability is out of range, or they do not sum to 1.
        """
        number("batches", self.batches, above=0.0)
        probabilities("sizes", self.sizes)

    @staticmethod
    def geometric(batches: float, q: float) -> PoissonBatches:
        """Sizes with P(k) = (1 - q) q^(k - 1), mean 1 / (1 - q).

        Args:
            batches: in a unit of time, above 0.
            q: probability that a batch has one more unit, 0 to below 1; 0 is unit demand.

        Raises:
            OptionError: a number out of range.
        """
        number("q", q, least=0.0, below=1.0)
        most = 1 if q == 0.0 else math.ceil(math.log(_TAIL) / math.log(q)) + 1
        if most > _LARGEST_BATCH:
            raise OptionError(
                Phrase("q: batches of up to {most:,} units are too many to count", most=most),
                Phrase("count larger units"),
                "q",
            )
        sizes = (1.0 - q) * q ** np.arange(most)
        return PoissonBatches(batches, tuple((sizes / sizes.sum()).tolist()))

    @property
    def mean_size(self) -> float:
        """Mean units in a batch."""
        return float(np.dot(self.sizes, np.arange(1, len(self.sizes) + 1)))

    @property
    def rate(self) -> float:
        """Units in a unit of time."""
        return self.batches * self.mean_size

    def over(self, time: float) -> Distribution:
        """The sum of the batches (Panjer, Recursive evaluation of a family of compound distributions, 1981)."""
        mean = self.batches * number("time", time, least=0.0)
        if mean * len(self.sizes) > _MOST:
            raise _too_much(mean * self.mean_size)
        halvings = max(0, math.ceil(math.log2(mean / _LARGEST_START))) if mean > 0.0 else 0
        found = Distribution(0, self._panjer(mean / 2**halvings))
        for _ in range(halvings):
            found = _sum_of(found, found)
        return found

    def _panjer(self, mean: float) -> Numbers:
        size = np.asarray(self.sizes, np.float64)
        weight = size * np.arange(1, size.size + 1)
        expected = mean * float(weight.sum())
        found = [math.exp(-mean)]
        while True:
            k = len(found)
            last = np.asarray(found[-size.size :])[::-1]
            found.append(mean / k * float(weight[: last.size] @ last))
            if k > expected and max(found[-size.size :]) < _TAIL:
                return np.asarray(found)


@dataclass(frozen=True)
class Discrete(Demand):
    """Demand of each period by its distribution; periods are independent."""

    probability: tuple[float, ...]
    """Probabilities of 0, 1, 2, ... units in a period; they sum to 1."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: a probability is out of range, they do not sum to 1, or the demand is always 0.
        """
        probabilities("probability", self.probability)
        if not self.rate > 0.0:
            raise OptionError(
                Phrase("probability: the demand is always 0"), Phrase("give some demand a probability"), "probability"
            )

    @property
    def rate(self) -> float:
        """Mean units in a period."""
        return float(np.dot(self.probability, np.arange(len(self.probability))))

    def over(self, time: float) -> Distribution:
        """The sum over whole periods."""
        periods = number("time", time, least=0.0)
        if periods != math.floor(periods):
            raise OptionError(
                Phrase("a demand by period has none for {periods:g} periods", periods=periods),
                Phrase("give whole periods"),
                "time",
            )
        if periods * len(self.probability) > _MOST / 10:  # convolved step by step
            raise _too_much(periods * self.rate)
        one = Distribution(0, np.asarray(self.probability, np.float64))
        found = Distribution(0, np.ones(1))
        for digit in bin(int(periods))[2:]:  # by doubling
            found = _sum_of(found, found)
            if digit == "1":
                found = _sum_of(found, one)
        return found


@dataclass(frozen=True)
class Normal(Demand):
    """Normal demand: over a time t with mean t x mean and standard deviation sqrt(t) x sd. For serial systems only."""

    mean: float
    """Mean in a unit of time, above 0."""
    sd: float
    """Standard deviation over a unit of time, above 0."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: one is not above 0.
        """
        number("mean", self.mean, above=0.0)
        number("sd", self.sd, above=0.0)

    @property
    def rate(self) -> float:
        """Mean in a unit of time."""
        return float(self.mean)

    def over(self, time: float, step: float | None = None) -> Distribution:
        """On a grid of `step` (default: a hundredth of the standard deviation of a unit of time), 9 sd to each side."""
        from scipy.special import ndtr

        lasts = number("time", time, least=0.0)
        step = self.sd / 100.0 if step is None else number("step", step, above=0.0)
        middle, sd = self.mean * lasts / step, self.sd * math.sqrt(lasts) / step
        if middle + 9.0 * sd > MOST_WHOLE / 1000.0:  # beyond, a grid would have no digits left for its shares
            raise _too_much(self.mean * lasts)
        low, high = math.floor(middle - 9.0 * sd), math.ceil(middle + 9.0 * sd)
        if high - low > _MOST:
            raise _too_much(self.mean * lasts)
        if sd == 0.0:
            return Distribution(low, np.ones(1), step)
        z = (np.arange(low, high + 2) - 0.5 - middle) / sd
        p = np.where(z[1:] <= 0.0, np.diff(ndtr(z)), -np.diff(ndtr(-z)))
        return Distribution(low, p / p.sum(), step)


def poisson(mean: float) -> Distribution:
    """The Poisson distribution, 10 standard deviations to each side.

    Args:
        mean: 0 or more.

    Raises:
        OptionError: it is too large to count in units.
    """
    from scipy.special import gammaln, xlogy

    spread = 10.0 * math.sqrt(mean)
    low, high = max(0, math.floor(mean - spread)), math.ceil(mean + spread + 40.0)
    if high - low > _MOST:
        raise _too_much(mean)
    k = np.arange(low, high + 1)
    p = np.exp(xlogy(k, mean) - mean - gammaln(k + 1.0))
    return Distribution(low, p / p.sum())


def check_demand(demand: Demand) -> None:
    """Refuse what is no demand.

    Raises:
        OptionError: it is none of the kinds of this file.
    """
    if not isinstance(demand, Demand):
        raise OptionError(
            Phrase("demand must be one of the kinds of demand, got {demand}", demand=repr(demand)),
            Phrase("give Poisson(5)"),
            "demand",
        )


def probabilities(name: str, values: ArrayLike) -> Numbers:
    """The values as an array of probabilities.

    Raises:
        OptionError: one is below 0, or they do not sum to 1 (to 1e-9).
    """
    found = numbers(name, values, least=0.0, smallest=0.0)
    if abs(float(found.sum()) - 1.0) > 1e-9:
        raise OptionError(Phrase("{name} must sum to 1, got {found:.10g}", name=name, found=found.sum()), "", name)
    return found


def _too_much(mean: float) -> OptionError:
    many = f"{mean:,.0f}" if mean < MOST_WHOLE else f"{mean:g}"
    return OptionError(
        Phrase("demand: {many} units on average are too many to count", many=many),
        Phrase("count larger units"),
        "demand",
    )


def _sum_of(one: Distribution, other: Distribution) -> Distribution:
    p = np.convolve(one.p, other.p)
    kept = np.flatnonzero(p > _TAIL)
    return Distribution(one.low + other.low + int(kept[0]), p[kept[0] : kept[-1] + 1])
