"""Distributions of times as the kernel reads them: a kind and five parameters, prepared for `random.sample`."""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.model.values.distribution import Distribution


def kernel_parameters(dist: Distribution) -> tuple[float, ...]:
    """Kind and five parameters, prepared for ``random.sample``."""
    kind = k.DISTRIBUTIONS.index(dist.kind)
    p = dist.params
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
}


def scaled(row: np.void, factor: float) -> np.void:
    """A record of `state.DIST` all of whose times are ``factor`` times as long: from the same bits, so many times."""
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
