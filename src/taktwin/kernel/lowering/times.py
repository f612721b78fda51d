"""Distributions of times as the kernel reads them: a kind and five parameters, prepared for `random.sample`.

Counted and measured times are a table of numbers in the rows behind (see `state.DIST`).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.model.values.distribution import Distribution

#: Kinds that have a table; their parameters are its length, and the shortest and the longest time.
TABLES = (k.DISCRETE, k.EMPIRICAL, k.INTERPOLATED)
_WORDS = k.DIST.itemsize // 8


def kernel_table(dist: Distribution) -> tuple[float, ...]:
    """The table behind the row of a distribution, empty for most: times, of a discrete one the shares up to each."""
    if kernel_parameters(dist)[0] not in TABLES:
        return ()
    if dist.kind != "discrete":
        return dist.params
    n = len(dist.params) // 2
    upto = [*itertools.accumulate(dist.params[n:])]
    return (*dist.params[:n], *upto[:-1], 1.0)


def rows_of(parameters: tuple[float, ...], table: Sequence[float] | np.ndarray) -> np.ndarray:
    """Records of `state.DIST`: the parameters with the mean, and behind them the table."""
    rows = np.zeros(1 + -(-len(table) // _WORDS), k.DIST)
    rows[0] = (*parameters, 0.0)
    rows[1:].view(np.float64).reshape(-1)[: len(table)] = table
    return rows


def table_of(dists: np.ndarray, at: int) -> np.ndarray:
    """The table behind row ``at`` of all distributions, empty for most."""
    kind = int(dists["kind"][at])
    if kind not in TABLES:
        return np.zeros(0)
    numbers = int(dists["a"][at]) * (2 if kind == k.DISCRETE else 1)
    return dists.view(np.float64).reshape(-1, _WORDS)[at + 1 :].reshape(-1)[:numbers]


def least_of(dists: np.ndarray, at: int) -> float:
    """The shortest time of row ``at`` where it can come up again and again, s; of continuous ones it is above 0."""
    kind = int(dists["kind"][at])
    if kind in TABLES:
        return float(dists["b"][at])
    return float(dists["a"][at]) if kind == k.CONSTANT else float(dists["mean"][at])


def longest_of(dists: np.ndarray, at: int) -> float:
    """The longest time of row ``at``, of a table or a constant time; of all others their mean."""
    kind = int(dists["kind"][at])
    if kind in TABLES:
        return float(dists["c"][at])
    return float(dists["a"][at]) if kind == k.CONSTANT else float(dists["mean"][at])


def share_of_nothing(dists: np.ndarray, at: int) -> float:
    """The share of row ``at`` that takes no time at all, of a table that takes some; 0 for all others."""
    table = table_of(dists, at)
    if not table.size or table[0] > 0.0:
        return 0.0
    n = int(dists["a"][at])
    zeros = int(np.searchsorted(table[:n], 0.0, side="right"))
    return float(table[n + zeros - 1]) if int(dists["kind"][at]) == k.DISCRETE else zeros / n


def kernel_parameters(dist: Distribution) -> tuple[float, ...]:
    """Kind and five parameters, prepared for ``random.sample``."""
    kind = k.DISTRIBUTIONS.index(dist.kind)
    p = dist.params
    if kind in TABLES:
        times = p[: len(p) // 2] if kind == k.DISCRETE else p
        if times[0] == times[-1]:
            return k.CONSTANT, times[0], 0.0, 0.0, 0.0, 0.0
        return kind, float(len(times)), times[0], times[-1], 0.0, 0.0
    if kind == k.LOGNORMAL:  # of mean m and coefficient of variation c: sigma^2 = ln(1 + c^2), mu = ln m - sigma^2 / 2
        if p[0] <= 0.0 or p[1] <= 0.0:
            return k.CONSTANT, p[0], 0.0, 0.0, 0.0, 0.0
        variance = math.log1p(p[1] ** 2)
        return kind, math.log(p[0]) - variance / 2.0, math.sqrt(variance), 0.0, 0.0, 0.0
    if kind == k.NORMAL:
        if p[1] <= 0.0:
            return k.CONSTANT, p[0], 0.0, 0.0, 0.0, 0.0
        return kind, p[0], p[1], 0.5 * math.erfc(p[0] / p[1] / math.sqrt(2.0)), 0.0, 0.0
    if kind == k.GAMMA:  # of mean m and coefficient of variation c: shape 1 / c^2, scale m c^2
        if p[0] <= 0.0 or p[1] <= 0.0:
            return k.CONSTANT, p[0], 0.0, 0.0, 0.0, 0.0
        return kind, 1.0 / p[1] ** 2, p[0] * p[1] ** 2, 0.0, 0.0, 0.0
    if kind == k.ERLANG:
        return kind, p[0], p[1] / p[0], 0.0, 0.0, 0.0
    if kind == k.TRIANGULAR:
        low, mode, high = p
        if high <= low:
            return k.CONSTANT, low, 0.0, 0.0, 0.0, 0.0
        span = high - low
        return kind, low, (mode - low) / span, high, span * (mode - low), span * (high - mode)
    a, b, c = (*p, 0.0, 0.0)[:3]
    return kind, a, b, c, 0.0, 0.0


#: Kind -> the parameters that are times, and those that are products of two.
_TIMES = {
    k.CONSTANT: ("a", ""),
    k.UNIFORM: ("ab", ""),
    k.TRIANGULAR: ("ac", "de"),
    k.EXPONENTIAL: ("a", ""),
    k.NORMAL: ("ab", ""),
    k.WEIBULL: ("b", ""),
    k.GAMMA: ("b", ""),
    k.ERLANG: ("b", ""),
    k.DISCRETE: ("bc", ""),
    k.EMPIRICAL: ("bc", ""),
    k.INTERPOLATED: ("bc", ""),
}


def scaled_rows(dists: np.ndarray, at: int, factor: float) -> np.ndarray:
    """Row ``at`` with its table, all of whose times are ``factor`` times as long: from the same bits, so many times."""
    table = table_of(dists, at).copy()
    if table.size:
        table[: int(dists["a"][at])] *= factor
    row = scaled(dists[at], factor)
    return rows_of(tuple(row.tolist()[:-1]), table)


def scaled(row: np.void, factor: float) -> np.void:
    """A record of `state.DIST` all of whose times are ``factor`` times as long, without its table."""
    found = row.copy()
    if found["kind"] == k.LOGNORMAL:
        found["a"] += math.log(factor)
    else:
        single, double = _TIMES[int(found["kind"])]
        for field in single:
            found[field] *= factor
        for field in double:
            found[field] *= factor * factor
    found["mean"] *= factor
    return found
