"""Demand of a model: the burst at its launch, the base after it, the dip before a renewal, holidays, price, trend.

Times are in weeks from the start of the order book (those before it are negative), rates in orders a week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taktwin.model.phrase import Phrase
from taktwin.planning.orders.bass import Bass
from taktwin.planning.orders.chance import factors, poisson, uniforms
from taktwin.planning.orders.errors import OrderBookError, check_number

DAYS = 7
WEEKS_A_YEAR = 365.25 / DAYS


@dataclass(frozen=True)
class Burst:
    """The orders of a launch: from `at` on orders / decay e^(-(t - at) / decay) a week.

    Attributes:
        at: week of the launch.
        orders: how many in all.
        decay: time constant in weeks; 0.5 to 2 as a rule.
    """

    at: float
    orders: float
    decay: float

    def __post_init__(self) -> None:
        check_number("orders of a burst", self.orders)
        check_number("decay of a burst", self.decay, above=True)

    def until(self, t: ArrayLike) -> Any:
        """Orders of the burst until t."""
        return self.orders * -np.expm1(-np.maximum(np.asarray(t, float) - self.at, 0.0) / self.decay)


@dataclass(frozen=True)
class Renewal:
    """Buyers who wait for a renewed model: from `before` weeks ahead of `at` the demand is multiplied by `factor`."""

    at: float
    before: float
    factor: float

    def __post_init__(self) -> None:
        check_number("weeks before a renewal", self.before)
        check_number("factor before a renewal", self.factor)


@dataclass(frozen=True)
class Holidays:
    """Months in which less is ordered.

    Attributes:
        start: the day on which week 0 of the book begins.
        factors: month, from 1 to 12 -> factor of the demand; January and February have 0.4 to 0.7 as a rule.
    """

    start: dt.date
    factors: Mapping[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for month, factor in self.factors.items():
            if month not in range(1, 13):
                raise OrderBookError(
                    Phrase("there is no month {month}", month=month), Phrase("give months from 1 to 12")
                )
            check_number(f"factor of month {month}", factor)

    def of_days(self, days: ArrayLike) -> NDArray[np.float64]:
        """The factor of each day, by its number from the start."""
        by_month = np.array([self.factors.get(month, 1.0) for month in range(1, 13)])
        dates = np.datetime64(self.start, "D") + np.asarray(days, np.int64)
        return by_month[dates.astype("datetime64[M]").astype(np.int64) % 12]


@dataclass(frozen=True)
class Price:
    """A price against one at which the demand is known: factor (now / reference)^-elasticity."""

    now: float
    reference: float
    elasticity: float

    def __post_init__(self) -> None:
        check_number("price", self.now, above=True)
        check_number("reference price", self.reference, above=True)
        check_number("elasticity", self.elasticity)

    @property
    def factor(self) -> float:
        """Of the demand."""
        return (self.now / self.reference) ** -self.elasticity


@dataclass(frozen=True)
class Demand:
    """Orders of one model by time.

    Attributes:
        base: orders a week besides all else, from `base_from` on.
        base_from: week in which the base begins; the launch, as a rule.
        bursts: launches.
        renewals: dips before renewals; they bear on base and trend.
        trend: buyers by Bass, its periods in years from `trend_from` on; None for none.
        trend_from: week in which the trend begins.
        price: None where it changes nothing.
        level_cv: coefficient of variation of how far all of it is off (one factor for a future).
        weekly_cv: the same of each week, beside the chance of single orders.

    Example:
        >>> demand = Demand(base=5500, bursts=(Burst(0, 36_000, 1.9),))
        >>> round(float(demand.in_days(Holidays(dt.date(2023, 9, 12)), 30).sum()), -2)
        55800.0
    """

    base: float = 0.0
    base_from: float = -np.inf
    bursts: Sequence[Burst] = ()
    renewals: Sequence[Renewal] = ()
    trend: Bass | None = None
    trend_from: float = 0.0
    price: Price | None = None
    level_cv: float = 0.0
    weekly_cv: float = 0.0

    def __post_init__(self) -> None:
        check_number("base demand", self.base)
        check_number("scatter of the level", self.level_cv, 0.0, 5.0)
        check_number("scatter of the weeks", self.weekly_cv, 0.0, 5.0)

    def in_days(self, holidays: Holidays, days: int, first: int = 0) -> NDArray[np.float64]:
        """Orders expected on each of `days` days, from day `first` of the book on."""
        edges = (first + np.arange(days + 1)) / DAYS
        waiting = np.ones(days)
        for one in self.renewals:
            share = np.clip(edges, one.at - one.before, one.at)  # a day may lie in the dip with a part of it
            waiting *= np.maximum(1.0 - (1.0 - one.factor) * np.diff(share) * DAYS, 0.0)
        steady = self.base * np.diff(np.maximum(edges, self.base_from))
        if self.trend is not None:
            steady = steady + np.diff(self.trend.cumulative((edges - self.trend_from) / WEEKS_A_YEAR))
        found = waiting * steady
        for burst in self.bursts:
            found = found + np.diff(burst.until(edges))
        found = found * holidays.of_days(first + np.arange(days))
        return found if self.price is None else found * self.price.factor

    def drawn(self, expected: NDArray[np.float64], name: str, seed: int, future: int) -> NDArray[np.int64]:
        """Orders of each day from day 0 on in one future: Poisson, with the factors of level and week.

        Args:
            expected: of `in_days`.
            name: of the model: the address of what is drawn.
            seed: of the study.
            future: its number.
        """
        days = np.arange(expected.size)
        level = factors(seed, future, f"{name}/level", np.zeros(1), self.level_cv)
        weeks = factors(seed, future, f"{name}/week", days // DAYS, self.weekly_cv)
        return poisson(uniforms(seed, future, f"{name}/orders", days), expected * level * weeks)


@dataclass(frozen=True)
class LaunchFit:
    """A burst and a base out of cumulative orders; `rms` is the root mean square of what they miss, in orders."""

    burst: Burst
    base: float
    rms: float


def fit_launch(weeks: Sequence[float], orders: Sequence[float]) -> LaunchFit:
    """Burst, decay and base of a launch at week 0 from its cumulative orders (least squares).

    Args:
        weeks: after the launch, rising.
        orders: until then.

    Raises:
        OrderBookError: fewer than three figures, or they do not rise.

    Example:
        >>> weeks = [1.0, 2.0, 4.0, 8.0]
        >>> fit = fit_launch(weeks, [Burst(0, 30_000, 1.5).until(week) + 4000 * week for week in weeks])
        >>> round(fit.burst.decay, 3), round(fit.base)
        (1.5, 4000)
    """
    times = np.array([check_number("week of a figure", one, above=True) for one in weeks])
    values = np.array([check_number("orders until then", one) for one in orders])
    if times.size != values.size or times.size < 3:
        raise OrderBookError(
            Phrase("{size} weeks and {size2} figures do not tell a launch", size=times.size, size2=values.size),
            Phrase("give three or more"),
        )
    if (np.diff(times) <= 0).any() or (np.diff(values) < 0).any():
        raise OrderBookError(
            Phrase("cumulative orders and their weeks must rise"), Phrase("sort them, and give sums from the launch")
        )
    from scipy.optimize import minimize_scalar, nnls

    def linear(log_decay: float) -> tuple[NDArray[np.float64], float]:
        columns = np.stack([-np.expm1(-times / np.exp(log_decay)), times], axis=1)
        scale = columns.max(axis=0)  # with the decay given the rest is linear, and neither may be below 0
        found, missed = nnls(columns / scale, values)
        return found / scale, float(missed)

    grid = np.linspace(np.log(0.05), np.log(50.0), 200)
    start = min(grid, key=lambda one: linear(one)[1])
    step = grid[1] - grid[0]
    best: Any = minimize_scalar(
        lambda one: linear(one)[1], bounds=(start - step, start + step), method="bounded", options={"xatol": 1e-12}
    )
    (size, base), missed = linear(best.x)
    return LaunchFit(Burst(0.0, float(size), float(np.exp(best.x))), float(base), float(missed / np.sqrt(times.size)))
