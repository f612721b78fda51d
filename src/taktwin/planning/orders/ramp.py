"""Ramps: how the capacity of a plant or a supplier grows from its start.

Times are in weeks from the start of the ramp, rates in units a week; any other unit of time does as well, where it is
the same in all arguments. Before its start a ramp gives nothing.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taktwin.model.phrase import Phrase
from taktwin.planning.orders.errors import OrderBookError, check_number

Numbers = NDArray[np.float64]


class Ramp(ABC):
    """A capacity that grows from time 0 on to `full`."""

    full: float
    """Units a week at last, or at most."""

    def rate(self, t: ArrayLike) -> Any:
        """Units a week at time t; an array where t is one."""
        time = np.asarray(t, float)
        return _like(t, np.where(time < 0, 0.0, self._rate(np.maximum(time, 0.0))))

    def cumulative(self, t: ArrayLike) -> Any:
        """Units made from time 0 to t; an array where t is one."""
        return _like(t, self._cumulative(np.maximum(np.asarray(t, float), 0.0)))

    def lost(self, t: float) -> float:
        """Units that full capacity from time 0 on would have made more by time t."""
        return self.full * max(t, 0.0) - float(self.cumulative(t))

    def time_to(self, share: float) -> float:
        """Time at which the rate reaches a share of `full`, 0 where it has it from the start; inf where it never does.

        Raises:
            OrderBookError: the share is not between 0 and 1.
        """
        check_number("share of the full rate", share, 0.0, 1.0)
        if share == 0 or float(self._rate(np.asarray(0.0))) >= share * self.full:
            return 0.0
        return self._time_to(share)

    @abstractmethod
    def _rate(self, t: Numbers) -> Numbers: ...

    @abstractmethod
    def _cumulative(self, t: Numbers) -> Numbers: ...

    @abstractmethod
    def _time_to(self, share: float) -> float: ...


@dataclass(frozen=True)
class ConstantRamp(Ramp):
    """No ramp: `full` from the start."""

    full: float

    def __post_init__(self) -> None:
        check_number("full rate", self.full)

    def _rate(self, t: Numbers) -> Numbers:
        return np.full_like(t, self.full)

    def _cumulative(self, t: Numbers) -> Numbers:
        return self.full * t

    def _time_to(self, share: float) -> float:  # noqa: ARG002 - it has every share from the start
        return 0.0


@dataclass(frozen=True)
class ExponentialRamp(Ramp):
    """Rate = full (1 - (1 - begin) e^(-t/tau)): each week a fixed share of what is missing is won.

    Attributes:
        full: units a week at last.
        tau: time constant; after it 63 % of what was missing is there.
        begin: share of `full` at time 0.

    Example:
        >>> round(ExponentialRamp(1200, 4).time_to(0.9), 2)
        9.21
    """

    full: float
    tau: float
    begin: float = 0.0

    def __post_init__(self) -> None:
        check_number("full rate", self.full)
        check_number("time constant", self.tau, above=True)
        check_number("share at the begin", self.begin, 0.0, 1.0)

    def _rate(self, t: Numbers) -> Numbers:
        return self.full * (1.0 - (1.0 - self.begin) * np.exp(-t / self.tau))

    def _cumulative(self, t: Numbers) -> Numbers:
        return self.full * (t + (1.0 - self.begin) * self.tau * np.expm1(-t / self.tau))

    def _time_to(self, share: float) -> float:
        return math.inf if share == 1 else self.tau * math.log((1.0 - self.begin) / (1.0 - share))


@dataclass(frozen=True)
class LogisticRamp(Ramp):
    """Rate = full / (1 + e^(-steepness (t - midpoint))): slow, fast, slow.

    Attributes:
        full: units a week at last.
        midpoint: time at which half of it is reached.
        steepness: 1/week; from 10 % to 90 % it takes 2 ln 9 / steepness.
    """

    full: float
    midpoint: float
    steepness: float

    def __post_init__(self) -> None:
        check_number("full rate", self.full)
        check_number("midpoint", self.midpoint, -math.inf)
        check_number("steepness", self.steepness, above=True)

    @property
    def time_10_to_90(self) -> float:
        """Time from 10 % to 90 % of the full rate."""
        return 2.0 * math.log(9.0) / self.steepness

    def _rate(self, t: Numbers) -> Numbers:
        return self.full * 0.5 * (1.0 + np.tanh(0.5 * self.steepness * (t - self.midpoint)))

    def _cumulative(self, t: Numbers) -> Numbers:
        k = self.steepness
        return self.full / k * (np.logaddexp(0.0, k * (t - self.midpoint)) - np.logaddexp(0.0, -k * self.midpoint))

    def _time_to(self, share: float) -> float:
        return math.inf if share == 1 else self.midpoint + math.log(share / (1.0 - share)) / self.steepness


@dataclass(frozen=True)
class LearningRamp(Ramp):
    """Learning by cumulative volume (Wright 1936, doi:10.2514/8.155).

    Each doubling of what was made takes the time of a unit times `retained`, so that the rate is first (n / made)^b
    with b = -log2(retained), until it reaches `full`. With n(0) = made this gives
    n^(1-b) = made^(1-b) + (1-b) first made^(-b) t.

    Attributes:
        full: units a week at most.
        first: units a week at time 0.
        retained: share of the time of a unit that is left after a doubling, 0.8 as a rule.
        made: units made before: the experience at time 0.
    """

    full: float
    first: float
    retained: float = 0.8
    made: float = 1.0

    def __post_init__(self) -> None:
        check_number("full rate", self.full)
        check_number("first rate", self.first, 0.0, self.full, above=True)
        check_number("share retained", self.retained, 0.5, 1.0, above=True)
        check_number("units made before", self.made, above=True)

    @property
    def _b(self) -> float:
        return -math.log2(self.retained)

    @property
    def _full_at(self) -> float:
        """Time at which the full rate is reached."""
        if self.full <= self.first:
            return 0.0
        b = self._b
        if b == 0:
            return math.inf
        growth = (1.0 - b) / b * math.log(self.full / self.first)  # of n^(1-b), as a logarithm
        if growth > 600:
            return math.inf
        return self.made * math.expm1(growth) / ((1.0 - b) * self.first)

    def _volume(self, t: Numbers) -> Numbers:
        """Units made by t beyond those before, as if there were no limit."""
        b = self._b
        return self.made * np.expm1(np.log1p((1.0 - b) * self.first * t / self.made) / (1.0 - b))

    def _rate(self, t: Numbers) -> Numbers:
        until = np.minimum(t, self._full_at)
        free = self.first * ((self.made + self._volume(until)) / self.made) ** self._b
        return np.where(t >= self._full_at, self.full, np.minimum(free, self.full))

    def _cumulative(self, t: Numbers) -> Numbers:
        until = np.minimum(t, self._full_at)
        return self._volume(until) + self.full * (t - until)

    def _time_to(self, share: float) -> float:
        return LearningRamp(max(share * self.full, self.first), self.first, self.retained, self.made)._full_at


@dataclass(frozen=True, eq=False)
class PlannedRamp(Ramp):
    """A plan: rates at given times, straight lines between them, the first before and the last after them."""

    times: tuple[float, ...]
    rates: tuple[float, ...]
    full: float

    def __init__(self, times: Sequence[float], rates: Sequence[float]) -> None:
        if len(times) != len(rates) or not times:
            raise OrderBookError(
                Phrase("a plan needs as many rates as times, and one at least"), Phrase("give a rate for each time")
            )
        for one in rates:
            check_number("rate of a plan", one)
        for one in times:
            check_number("time of a plan", one, -math.inf)
        if any(late <= early for early, late in pairwise(times)):
            raise OrderBookError(Phrase("the times of a plan do not rise"), Phrase("sort them, each once"))
        object.__setattr__(self, "times", tuple(map(float, times)))
        object.__setattr__(self, "rates", tuple(map(float, rates)))
        object.__setattr__(self, "full", max(self.rates))

    def _rate(self, t: Numbers) -> Numbers:
        return np.interp(t, self.times, self.rates)

    def _cumulative(self, t: Numbers) -> Numbers:
        knots = np.unique(np.append([0.0], [one for one in self.times if one > 0]))
        at = self._rate(knots)
        done = np.append(0.0, np.cumsum(np.diff(knots) * (at[:-1] + at[1:]) / 2))
        last = np.clip(np.searchsorted(knots, t, side="right") - 1, 0, None)
        return done[last] + (t - knots[last]) * (at[last] + self._rate(t)) / 2

    def _time_to(self, share: float) -> float:
        wanted = share * self.full
        for (t0, r0), (t1, r1) in pairwise(zip(self.times, self.rates, strict=True)):
            if r1 >= wanted > r0 and t1 > 0:
                return max(0.0, t0 + (t1 - t0) * (wanted - r0) / (r1 - r0))
        return math.inf


def _like(t: ArrayLike, found: Numbers) -> Any:
    return found if np.ndim(t) else float(found)
