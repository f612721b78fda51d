"""Random numbers by address: seed, replication, name, purpose and the number of the draw (``docs/semantics.md``).

The hash is written again here on Python's integers; times are made of it by the engine's own ``sample``, whose
distributions have tests of their own.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.random import name_key
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.builder import Builder
from taktwin.model.values.distribution import Distribution
from tests.kernel.draws import sample

_MASK = (1 << 64) - 1
Draw = Callable[[int], float]


def mix(z: int) -> int:
    """SplitMix64's finaliser."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


class Draws:
    """The draws of one entity."""

    def __init__(self, name: str, seed: int, replication: int = 0) -> None:
        self.key = mix(name_key(name) ^ name_key(f"{seed}/{replication}"))

    def bits(self, purpose: int, number: int) -> int:
        """64 bits for a draw."""
        return mix((mix((self.key + purpose * 0xD1B54A32D192ED03) & _MASK) + number * 0x9E3779B97F4A7C15) & _MASK)

    def unit(self, purpose: int, number: int) -> float:
        """A number in (0, 1)."""
        return ((self.bits(purpose, number) >> 11) + 0.5) * 2.0**-53

    def times(self, distribution: Distribution | None, purpose: int) -> Draw:
        """Times of a distribution, by the number of the draw."""
        if distribution is None:
            return lambda number: 0.0
        if distribution.kind == "constant":
            value = distribution.params[0]
            return lambda number: value
        if distribution.kind in ("discrete", "empirical", "interpolated"):
            return lambda number: _listed(distribution, self.unit(purpose, number))
        record = _record(distribution)
        return lambda number: float(sample(record, 0, np.uint64(self.bits(purpose, number))))


def _listed(distribution: Distribution, u: float) -> float:
    """The time at share ``u`` of counted or measured times, by their definition."""
    times = list(distribution.params)
    n = len(times)
    if distribution.kind == "interpolated":
        if times[0] == times[-1]:
            return times[0]
        at = u * (n - 1)
        before = int(at)
        return times[before] + (at - before) * (times[before + 1] - times[before])
    if distribution.kind == "empirical":
        return times[int(u * n)]
    times, shares = times[: n // 2], times[n // 2 :]
    upto = 0.0
    for time, share in zip(times[:-1], shares[:-1], strict=True):
        upto += share
        if u < upto:
            return time
    return times[-1]


_records: dict[Distribution, np.ndarray] = {}


def _record(distribution: Distribution) -> np.ndarray:
    """The row that ``sample`` takes."""
    if distribution not in _records:
        builder = Builder()
        builder.distribution(distribution)
        _records[distribution] = builder.arrays(KINDS)["dists"]
    return _records[distribution]


__all__ = ["Draw", "Draws", "k", "mix"]
