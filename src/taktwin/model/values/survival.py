"""How likely a time is to be at least so long, and how long one in so many is."""

from __future__ import annotations

import math
from itertools import pairwise

from taktwin.model.values.distribution import Distribution


def survival(time: Distribution, x: float) -> float:
    """P(T >= x) of a time T, for x in s."""
    if x <= 0.0:
        return 1.0
    p = time.params
    match time.kind:
        case "constant":
            return 1.0 if p[0] >= x else 0.0
        case "uniform":
            return _line(p[0], p[1], x)
        case "tri":
            return _triangular(p[0], p[1], p[2], x)
        case "exp":
            return math.exp(-x / p[0]) if p[0] > 0.0 else 0.0
        case "weibull":
            return math.exp(-((x / p[1]) ** p[0]))
        case "normal":  # cut off at zero
            return _tail((x - p[0]) / p[1]) / _tail(-p[0] / p[1]) if p[1] > 0.0 else float(p[0] >= x)
        case "lognormal" | "gamma" if p[0] <= 0.0 or p[1] <= 0.0:
            return float(p[0] >= x)
        case "lognormal":  # of mean m and coefficient of variation c: sigma^2 = ln(1 + c^2), mu = ln m - sigma^2 / 2
            variance = math.log1p(p[1] ** 2)
            return _tail((math.log(x / p[0]) + variance / 2.0) / math.sqrt(variance))
        case "gamma":  # of mean m and coefficient of variation c: shape 1 / c^2, scale m c^2
            return _gamma(1.0 / p[1] ** 2, x / (p[0] * p[1] ** 2))
        case "erlang":
            return _gamma(p[0], x * p[0] / p[1]) if p[1] > 0.0 else 0.0
    return _counted(time.kind, p, x)


def exceeded_by(time: Distribution, share: float) -> float:
    """The longest time, s, that at least this share of all times takes."""
    low, high = 0.0, max(time.mean, 1e-9)
    while survival(time, high) >= share:
        low, high = high, 2.0 * high
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if survival(time, middle) >= share else (low, middle)
    return low


def _line(low: float, high: float, x: float) -> float:
    if high <= low:
        return 1.0 if low >= x else 0.0
    return min(1.0, max(0.0, (high - x) / (high - low)))


def _triangular(low: float, mode: float, high: float, x: float) -> float:
    if high <= low or x <= low or x >= high:
        return 1.0 if low >= x else 0.0
    if x < mode:
        return 1.0 - (x - low) ** 2 / ((high - low) * (mode - low))
    return (high - x) ** 2 / ((high - low) * (high - mode))


def _tail(z: float) -> float:
    return 0.5 * math.erfc(z / math.sqrt(2.0))


def _gamma(shape: float, x: float) -> float:
    from scipy.special import gammaincc

    return float(gammaincc(shape, x))


def _counted(kind: str, params: tuple[float, ...], x: float) -> float:
    """Of times that were counted or measured (see `measured`)."""
    if kind == "discrete":
        n = len(params) // 2
        return math.fsum(share for time, share in zip(params[:n], params[n:], strict=True) if time >= x)
    if kind == "empirical" or len(params) == 1:
        return sum(time >= x for time in params) / len(params)
    parts = [_line(low, high, x) for low, high in pairwise(params)]
    return math.fsum(parts) / len(parts)
