"""Random numbers that are addressed, not drawn.

The number for (entity, purpose, n) is a hash of these three, so adding a station leaves every other number unchanged
and the order in which resources draw does not matter. The hash (see ``hashing``) is applied to the key, then to the
result plus a Weyl sequence; entity keys are BLAKE2 hashes of names, mixed with seed and replication.
"""

from __future__ import annotations

import hashlib
import math

import numpy as np

from taktwin.kernel.base.hashing import mix, mix_all
from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import number_behind
from taktwin.kernel.base.state import (
    CONSTANT,
    DISCRETE,
    EMPIRICAL,
    ERLANG,
    EXPONENTIAL,
    GAMMA,
    INTERPOLATED,
    LOGNORMAL,
    NORMAL,
    TRIANGULAR,
    UNIFORM,
    WEIBULL,
)
from taktwin.kernel.base.ziggurat import unit_exponential

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_OTHER = np.uint64(0xD1B54A32D192ED03)
_S11 = np.uint64(11)
_UNIT = 1.0 / (1 << 53)


def name_key(name: str) -> int:
    """64-bit key of an entity's name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def run_keys(base: np.ndarray, seed: int, replication: int) -> np.ndarray:
    """Keys of one replication, shape as ``base`` (uint64 name keys)."""
    run = np.uint64(name_key(f"{seed}/{replication}"))
    return mix_all(base ^ run)


@small_kernel
def address(key, purpose, n):
    """64 random bits for draw ``n`` of ``purpose`` of the entity with ``key``."""
    return mix(mix(key + np.uint64(purpose) * _OTHER) + np.uint64(n) * _GOLDEN)


@kernel
def purpose_key(key, purpose):
    """The part of an address that does not depend on the number of the draw."""
    return mix(key + np.uint64(purpose) * _OTHER)


@small_kernel
def numbered(purpose_key, n):
    """64 random bits for draw ``n`` of a purpose: ``address`` with its first half done beforehand."""
    return mix(purpose_key + np.uint64(n) * _GOLDEN)


@small_kernel
def unit(bits):
    """A float in the open interval (0, 1) from 64 bits."""
    return (np.float64(bits >> _S11) + 0.5) * _UNIT


@kernel
def normal_quantile(p):
    """Standard normal quantile, Wichura's AS 241 (PPND16), relative error about 1e-16 (doi:10.2307/2347330)."""
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        num = ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                 + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r
               + 133.14166789178437745) * r + 3.387132872796366608  # fmt: skip
        den = ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                 + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r
               + 42.313330701600911252) * r + 1.0  # fmt: skip
        return q * num / den
    r = p if q < 0.0 else 1.0 - p
    r = math.sqrt(-math.log(r))
    if r <= 5.0:
        r -= 1.6
        num = ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
                 + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
               + 4.6303378461565452959) * r + 1.42343711074968357734  # fmt: skip
        den = ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
                 + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
               + 2.05319162663775882187) * r + 1.0  # fmt: skip
    else:
        r -= 5.0
        num = ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
                 + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
               + 5.4637849111641143699) * r + 6.6579046435011037772  # fmt: skip
        den = ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
                 + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
               + 0.59983220655588793769) * r + 1.0  # fmt: skip
    x = num / den
    return -x if q < 0.0 else x


@kernel
def _gamma(shape, bits):
    """Gamma variate of mean ``shape`` (Marsaglia and Tsang 2000, doi:10.1145/358407.358414); more bits by hashing."""
    boost = 1.0
    k = np.uint64(1)
    a = shape
    if a < 1.0:
        boost = unit(mix(bits + _OTHER)) ** (1.0 / a)
        a += 1.0
    d = a - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal_quantile(unit(mix(bits + k * _GOLDEN)))
        u = unit(mix(bits + (k + np.uint64(1)) * _GOLDEN))
        k += np.uint64(2)
        v = 1.0 + c * x
        if v > 0.0:
            v = v * v * v
            if math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
                return boost * d * v


@kernel
def _of_table(d, u):
    """The time at share ``u`` of a table of ``d.a`` times in rising order: the inverse of its distribution function."""
    n = int(d.a)
    if d.kind == EMPIRICAL:
        return number_behind(d, int(u * n))
    if d.kind == INTERPOLATED:
        h = u * (n - 1)
        i = min(int(h), n - 2)
        low = number_behind(d, i)
        return low + (h - i) * (number_behind(d, i + 1) - low)
    first = 0  # of all times whose share with those before them is above u
    last = n - 1
    while first < last:
        middle = (first + last) // 2
        if u < number_behind(d, n + middle):
            last = middle
        else:
            first = middle + 1
    return number_behind(d, first)


@kernel
def sample(d, bits):
    """A time in s from distribution record ``d`` and 64 random ``bits``."""
    kind = d.kind
    if kind == CONSTANT:
        return d.a
    if kind == EXPONENTIAL:
        return unit_exponential(bits) * d.a
    u = unit(bits)
    if kind == UNIFORM:
        return d.a + u * (d.b - d.a)
    if (
        kind == TRIANGULAR
    ):  # a = low, c = high, b = share below the mode; d, e = range times the parts below and above it
        if u < d.b:
            return d.a + math.sqrt(u * d.d)
        return d.c - math.sqrt((1.0 - u) * d.e)
    if kind == LOGNORMAL:  # a = mu, b = sigma of the logarithm
        return math.exp(d.a + d.b * normal_quantile(u))
    if kind == NORMAL:  # truncated at zero: u is mapped to the part of the curve above zero (c = share below)
        return max(0.0, d.a + d.b * normal_quantile(d.c + u * (1.0 - d.c)))
    if kind == WEIBULL:  # a = shape, b = scale
        return d.b * (-math.log(u)) ** (1.0 / d.a)
    if kind == GAMMA:  # a = shape, b = scale
        return d.b * _gamma(d.a, bits)
    if kind == ERLANG:  # a = k, b = mean of one stage
        total = 0.0
        for i in range(int(d.a)):
            total += unit_exponential(mix(bits + np.uint64(i) * _GOLDEN))
        return total * d.b
    if kind == DISCRETE or kind == EMPIRICAL or kind == INTERPOLATED:
        return _of_table(d, u)
    return 0.0


@small_kernel
def sample_inlined(d, bits):
    """`sample` for the hottest path: an exponential time without a call."""
    return unit_exponential(bits) * d.a if d.kind == EXPONENTIAL else sample(d, bits)
