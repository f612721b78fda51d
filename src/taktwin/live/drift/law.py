"""What the model says of a time: its distribution, as a score that is standard where the model is right.

Of a time x the score is the standard normal quantile of F(x), of an exponential one x / mean. Both stay what they are
whatever the distribution, so that all stations can be tested alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.times import TABLES, table_of

#: Scores beyond it count as this one: a misread time is not worth more than a rare one.
MOST = 4.0
_MOST_MEANS = 8.0  # of an exponential time, in means


class Law:
    """A distribution of times, or a mixture of several.

    Args:
        dists: the records of all distributions of a program (`state.DIST`).
        parts: rows of them with their weights.
        precision: standard deviation with which times are read, s.

    Attributes:
        mean: s.
        spread: standard deviation, with that of the reading, s.
        exponential: whether its score is x / mean.
    """

    def __init__(self, dists: np.ndarray, parts: Sequence[tuple[int, float]], precision: float) -> None:
        total = sum(weight for _, weight in parts)
        self._dists = dists
        self._parts = [(row, weight / total) for row, weight in parts]
        moments = [_moments(dists, row) for row, _ in parts]
        self.mean = sum(w * m for (_, w), (m, _) in zip(self._parts, moments, strict=True))
        square = sum(w * (v + m * m) for (_, w), (m, v) in zip(self._parts, moments, strict=True))
        own = max(0.0, square - self.mean**2)
        self.spread = math.sqrt(own + precision**2)
        kinds = {int(dists["kind"][row]) for row, _ in parts}
        self.exponential = kinds == {k.EXPONENTIAL} and len(parts) == 1 and self.mean > 10.0 * precision
        self._narrow = own <= (3.0 * precision) ** 2 or not math.isfinite(own)

    @property
    def most(self) -> float:
        """The largest score."""
        return _MOST_MEANS if self.exponential else MOST

    def score(self, time: float) -> float:
        """The score of a time, s."""
        if self.exponential:
            return min(time / self.mean, _MOST_MEANS)
        if self._narrow:
            return min(MOST, max(-MOST, (time - self.mean) / self.spread))
        from scipy.special import ndtri

        below = sum(weight * below_of(self._dists, row, time) for row, weight in self._parts)
        return float(min(MOST, max(-MOST, ndtri(min(1.0 - 1e-12, max(1e-12, below))))))

    def tilts(self, ratios: np.ndarray, misread: float) -> tuple[np.ndarray, np.ndarray]:
        """Of the alternatives that all times are longer by a ratio: weight of the score, and what to take off it.

        exp(weight x score - off) has a mean of 1 at most where the model is right and at most the share ``misread`` of
        the times is anything at all.
        """
        if self.exponential:
            weights = 1.0 - 1.0 / ratios
            off = -np.log1p(-weights)
            top = np.where(weights > 0, weights * _MOST_MEANS, 0.0) - off
        else:
            weights = np.clip((ratios - 1.0) * self.mean / self.spread, -3.0, 3.0)
            off = weights**2 / 2.0
            top = np.abs(weights) * MOST - off
        return weights, off + np.log1p(misread * np.maximum(0.0, np.expm1(top)))


def _moments(dists: np.ndarray, row: int) -> tuple[float, float]:
    """Mean and variance of a distribution, s and s^2."""
    record = dists[row]
    kind, mean, a, b, c = int(record["kind"]), float(record["mean"]), *(float(record[n]) for n in "abc")
    if kind in TABLES:
        times = table_of(dists, row)
        n = int(a)
        if kind == k.DISCRETE:
            shares = np.diff(times[n:], prepend=0.0)
            return float(shares @ times[:n]), float(shares @ times[:n] ** 2 - (shares @ times[:n]) ** 2)
        return float(times[:n].mean()), float(times[:n].var())
    variance = {
        k.CONSTANT: lambda: 0.0,
        k.UNIFORM: lambda: (b - a) ** 2 / 12.0,
        k.TRIANGULAR: lambda: _of_triangle(a, a + b * (c - a), c),
        k.EXPONENTIAL: lambda: a * a,
        k.LOGNORMAL: lambda: mean * mean * math.expm1(b * b),
        k.NORMAL: lambda: b * b,
        k.WEIBULL: lambda: b * b * math.gamma(1.0 + 2.0 / a) - mean * mean,
        k.GAMMA: lambda: a * b * b,
        k.ERLANG: lambda: a * b * b,
    }[kind]()
    return mean, float(variance)


def _of_triangle(a: float, m: float, c: float) -> float:
    return (a * a + m * m + c * c - a * m - a * c - m * c) / 18.0


def below_of(dists: np.ndarray, row: int, time: float) -> float:
    """Share of a distribution that is shorter than a time; of what comes in lumps half of the lump at it."""
    from scipy.special import gammainc, ndtr

    record: Any = dists[row]
    kind, a, b, c = int(record["kind"]), *(float(record[n]) for n in "abc")
    if time <= 0.0:
        return 0.0
    if kind in TABLES:
        return _below_table(kind, int(a), table_of(dists, row), time)
    if kind == k.CONSTANT:
        return 0.5 * float(time > a) + 0.5 * float(time >= a)
    if kind == k.UNIFORM:
        return min(1.0, max(0.0, (time - a) / (b - a)))
    if kind == k.TRIANGULAR:
        mode = a + b * (c - a)
        if time <= a or time >= c:
            return float(time >= c)
        if time < mode:
            return (time - a) ** 2 / ((c - a) * (mode - a))
        return 1.0 - (c - time) ** 2 / ((c - a) * (c - mode))
    if kind == k.EXPONENTIAL:
        return -math.expm1(-time / a)
    if kind == k.LOGNORMAL:
        return float(ndtr((math.log(time) - a) / b))
    if kind == k.NORMAL:
        cut = float(ndtr(-a / b))
        return max(0.0, (float(ndtr((time - a) / b)) - cut) / (1.0 - cut))
    if kind == k.WEIBULL:
        return -math.expm1(-((time / b) ** a))
    return float(gammainc(a, time / b))  # gamma; Erlang is a gamma of whole shape


def _below_table(kind: int, n: int, table: np.ndarray, time: float) -> float:
    times = table[:n]
    if kind == k.INTERPOLATED:
        return float(np.interp(time, times, np.arange(n) / (n - 1)))
    upto = np.concatenate([[0.0], table[n:] if kind == k.DISCRETE else np.arange(1, n + 1) / n])
    first, last = np.searchsorted(times, time, side="left"), np.searchsorted(times, time, side="right")
    return float(upto[first] + upto[last]) / 2.0
