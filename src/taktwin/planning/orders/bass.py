"""The diffusion of a new product (Bass 1969, doi:10.1287/mnsc.15.5.215): closed form, peak and fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from taktwin.model.phrase import Phrase
from taktwin.planning.orders.errors import OrderBookError, check_number


@dataclass(frozen=True)
class Bass:
    """Those who buy by t: m F(t) with F = (1 - e^(-(p+q)t)) / (1 + (q/p) e^(-(p+q)t)).

    Attributes:
        m: buyers in all.
        p: innovation: share of those left that buys in a period whatever others do.
        q: imitation: the same for each share that has bought.

    Raises:
        OrderBookError: m or p is not above 0, or q is below 0.

    Example:
        >>> round(Bass(100_000, 0.03, 0.38).peak_time, 3)
        6.193
    """

    m: float
    p: float
    q: float

    def __post_init__(self) -> None:
        check_number("m, buyers in all", self.m, above=True)
        check_number("p, innovation", self.p, above=True)
        check_number("q, imitation", self.q)

    def cumulative(self, t: ArrayLike) -> Any:
        """Buyers from the launch to t; an array where t is one."""
        time = np.maximum(np.asarray(t, float), 0.0)
        rest = np.exp(-(self.p + self.q) * time)
        found = self.m * -np.expm1(-(self.p + self.q) * time) / (1.0 + self.q / self.p * rest)
        return found if np.ndim(t) else float(found)

    def rate(self, t: ArrayLike) -> Any:
        """Buyers a period at t; an array where t is one."""
        time = np.asarray(t, float)
        share = np.asarray(self.cumulative(time)) / self.m
        found = np.where(time < 0, 0.0, self.m * (self.p + self.q * share) * (1.0 - share))
        return found if np.ndim(t) else float(found)

    def in_periods(self, periods: int) -> np.ndarray:
        """Buyers in each of the first periods."""
        return np.diff(self.cumulative(np.arange(periods + 1)))

    @property
    def peak_time(self) -> float:
        """When most buy: ln(q/p) / (p+q), or 0 where q is not above p and it falls from the launch on."""
        return math.log(self.q / self.p) / (self.p + self.q) if self.q > self.p else 0.0

    @property
    def peak_rate(self) -> float:
        """Buyers a period then: m (p+q)^2 / (4 q), or m p where it falls from the launch on."""
        return self.m * (self.p + self.q) ** 2 / (4 * self.q) if self.q > self.p else self.m * self.p


def fit_bass(sales: Sequence[float]) -> Bass:
    """The diffusion whose buyers in each period are nearest to the sales from the launch on.

    Non-linear least squares on m (F(t) - F(t-1)) (Srinivasan and Mason 1986, doi:10.1287/mksc.5.2.169), from the
    parameters of the discrete regression of Bass and from others.

    Args:
        sales: of the first period, the second, ...

    Raises:
        OrderBookError: fewer than three periods, or no sales.
    """
    from scipy.optimize import least_squares

    values = np.array([check_number("sales of a period", one) for one in sales])
    if values.size < 3 or not values.any():
        message = Phrase("{size} periods do not tell three numbers", size=values.size)
        raise OrderBookError(message, Phrase("give three periods or more, with sales"))
    scale = values.max()

    def made(logs: np.ndarray) -> Bass:
        m, p, q = np.exp(np.clip(logs, -40, 40))
        return Bass(float(m) * scale, float(p), float(q))

    def missed(logs: np.ndarray) -> np.ndarray:
        return (made(logs).in_periods(values.size) - values) / scale

    tight: Any = {"xtol": 1e-15, "ftol": 1e-15, "gtol": 1e-15}
    starts = [
        _regression(values),
        *((values.sum() * f, p, q) for f in (1.2, 3.0) for p, q in ((0.03, 0.4), (0.2, 0.1))),
    ]
    found = [
        least_squares(missed, np.log([m / scale, p, q]), x_scale="jac", max_nfev=1000, **tight) for m, p, q in starts
    ]
    return made(min(found, key=lambda one: one.cost).x)


def _regression(values: np.ndarray) -> tuple[float, float, float]:
    """Bass's own start: sales = a + b N + c N^2 with N sold before, m the root of it, p = a/m, q = -c m."""
    before = np.append(0.0, np.cumsum(values)[:-1])
    c, b, a = np.polyfit(before, values, 2)
    total = float(values.sum())
    root = b * b - 4 * a * c
    m = (-b - math.sqrt(root)) / (2 * c) if c < 0 and root > 0 else 1.5 * total
    m = m if m > total / 2 else 1.5 * total
    return m, min(max(a / m, 1e-4), 1.0), min(max(-c * m, 1e-3), 2.0)
