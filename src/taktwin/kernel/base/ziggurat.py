"""Exponential variates by the ziggurat method (Marsaglia and Tsang 2000, doi:10.18637/jss.v005.i08).

One multiplication in 98.9 % of the draws, where a logarithm took an eighth of the run time of a line with exponential
cycle times. Further bits, where needed, come from hashing the first ones, so a draw stays addressed.
"""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.base.hashing import mix
from taktwin.kernel.base.jit import kernel, small_kernel

_LAYERS = 256
_TAIL = 7.69711747013104972  # where the bottom layer's rectangle ends; the area below follows from it
_BITS = float(1 << 53)
_S11 = np.uint64(11)
_LOW = np.uint64(_LAYERS - 1)


def _tables() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bound of the quick test (of 53 bits), width of each layer per unit of 53 bits, and density at its right edge."""
    area = math.exp(-_TAIL) * (_TAIL + 1.0)
    edge = np.zeros(_LAYERS + 1)
    edge[0] = area * math.exp(_TAIL)  # the bottom layer with its tail, as wide as a rectangle of the same area
    edge[1] = _TAIL
    for i in range(2, _LAYERS):
        edge[i] = -math.log(area / edge[i - 1] + math.exp(-edge[i - 1]))
    return np.floor(edge[1:] / edge[:-1] * _BITS).astype(np.uint64), edge[:-1] / _BITS, np.exp(-edge)


_QUICK, _WIDTH, _DENSITY = _tables()


@kernel
def _slowly(layer, bits, again):
    """A draw that failed the quick test: the tail, the edge of a layer, or (-1) another try."""
    u = (np.float64(again >> _S11) + 0.5) / _BITS
    if layer == 0:
        return _TAIL - math.log(u)
    x = (np.float64(bits >> _S11) + 0.5) * _WIDTH[layer]
    height = _DENSITY[layer] + u * (_DENSITY[layer + 1] - _DENSITY[layer])
    return x if height < math.exp(-x) else -1.0


@kernel
def _again(bits):
    """An exponential variate of mean 1 from bits that failed the quick test."""
    while True:
        more = mix(bits)
        x = _slowly(np.int64(bits & _LOW), bits, more)
        if x >= 0.0:
            return x
        bits = mix(more)
        if bits >> _S11 < _QUICK[np.int64(bits & _LOW)]:
            return (np.float64(bits >> _S11) + 0.5) * _WIDTH[np.int64(bits & _LOW)]


@small_kernel
def unit_exponential(bits):
    """An exponential variate of mean 1 from 64 random bits."""
    layer = np.int64(bits & _LOW)
    if bits >> _S11 < _QUICK[layer]:
        return (np.float64(bits >> _S11) + 0.5) * _WIDTH[layer]
    return _again(bits)
