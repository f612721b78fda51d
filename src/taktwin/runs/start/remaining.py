"""What is left of a random time of which a part has passed: drawn from the distribution, given that part.

With survival function S and a part e passed, the whole time is the x with S(x) = u S(e), u uniform in (0, 1). Computed
from the upper tail, so it stays exact where little of the distribution is left.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.hashing import mix_all
from taktwin.kernel.lowering.times import TABLES, table_of

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_OTHER = np.uint64(0xD1B54A32D192ED03)


def longest(dist: Any) -> float:
    """Longest possible time of a distribution record, s (inf for most)."""
    kind = int(dist["kind"])
    if kind == k.CONSTANT:
        return float(dist["a"])
    if kind == k.UNIFORM:
        return float(dist["b"])
    return float(dist["c"]) if kind == k.TRIANGULAR or kind in TABLES else math.inf


def uniform(key: int, purpose: int, n: int) -> float:
    """The number in (0, 1) at an address, as ``random.unit(random.address(key, purpose, n))`` in the kernel."""
    with np.errstate(over="ignore"):
        bits = mix_all(np.array([key], np.uint64) + np.uint64(purpose) * _OTHER)
        bits = mix_all(bits + np.uint64(n) * _GOLDEN)
    return (float(bits[0] >> np.uint64(11)) + 0.5) / (1 << 53)


def time_left(dists: np.ndarray, at: int, passed: float, u: float) -> float:
    """Time left (s) of the distribution in row ``at`` when ``passed`` seconds are over, for a uniform number ``u``."""
    dist: Any = dists[at]
    kind = int(dist["kind"])
    if kind in TABLES:
        return max(0.0, _of_table(kind, int(dist["a"]), table_of(dists, at), passed, u) - passed)
    a, b = float(dist["a"]), float(dist["b"])
    if kind == k.CONSTANT:
        return max(0.0, a - passed)
    if kind == k.EXPONENTIAL:
        return -math.log(u) * a
    if kind == k.UNIFORM:
        begin = max(a, passed)
        return max(0.0, b - u * (b - begin) - passed)
    if kind == k.WEIBULL:  # a = shape, b = scale
        return max(0.0, b * ((passed / b) ** a - math.log(u)) ** (1.0 / a) - passed)
    if kind == k.TRIANGULAR:
        return max(0.0, _triangular(dist, u * _triangular_survival(dist, passed)) - passed)
    return _of_tail(kind, a, b, passed, u)


def _triangular_survival(dist: Any, x: float) -> float:
    low, share, high = float(dist["a"]), float(dist["b"]), float(dist["c"])
    mode = low + share * (high - low)
    if x <= low:
        return 1.0
    if x >= high:
        return 0.0
    if x < mode:
        return 1.0 - (x - low) ** 2 / ((high - low) * (mode - low))
    return (high - x) ** 2 / ((high - low) * (high - mode))


def _triangular(dist: Any, survival: float) -> float:
    low, share, high = float(dist["a"]), float(dist["b"]), float(dist["c"])
    if 1.0 - survival < share:
        return low + math.sqrt((1.0 - survival) * (high - low) ** 2 * share)
    return high - math.sqrt(survival * (high - low) ** 2 * (1.0 - share))


def _of_table(kind: int, n: int, table: np.ndarray, passed: float, u: float) -> float:
    """The whole time: the quantile of the share below it, which is 1 - u S(passed)."""
    times = table[:n]
    if passed >= times[-1]:
        return float(times[-1])
    if kind == k.INTERPOLATED:
        places = np.arange(n) / (n - 1)
        below = 0.0
        if passed >= times[0]:
            i = int(np.searchsorted(times, passed, side="right")) - 1
            below = (i + (passed - times[i]) / (times[i + 1] - times[i])) / (n - 1)
        return float(np.interp(1.0 - u * (1.0 - below), places, times))
    upto = table[n:] if kind == k.DISCRETE else np.arange(1, n + 1) / n
    longer = int(np.searchsorted(times, passed, side="right"))  # the first that is longer than what has passed
    below = float(upto[longer - 1]) if longer else 0.0
    at = int(np.searchsorted(upto, 1.0 - u * (1.0 - below), side="right"))
    return float(times[min(max(at, longer), n - 1)])


def _of_tail(kind: int, a: float, b: float, passed: float, u: float) -> float:
    """Lognormal, normal (cut off at zero), gamma and Erlang, whose tails take special functions."""
    from scipy.special import gammaincc, gammainccinv, ndtr, ndtri

    if kind == k.LOGNORMAL:  # a = mu, b = sigma of the logarithm
        tail = u * float(ndtr((a - math.log(passed)) / b)) if passed > 0.0 else u
        whole = math.exp(a - b * float(ndtri(tail))) if tail > 0.0 else passed
    elif kind == k.NORMAL:  # the factor of the cut-off at zero cancels, as 0 <= passed
        tail = u * float(ndtr((a - passed) / b))
        whole = a - b * float(ndtri(tail)) if tail > 0.0 else passed
    else:
        shape, scale = a, b  # gamma; Erlang is a gamma of whole shape
        tail = u * float(gammaincc(shape, passed / scale))
        whole = scale * float(gammainccinv(shape, tail)) if tail > 0.0 else passed
    return max(0.0, whole - passed)
