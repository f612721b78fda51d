"""Random numbers with an address: what is drawn for one thing does not depend on what else is there."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_UNIT = 1.0 / (1 << 53)


def uniforms(seed: int, future: int, name: str, numbers: ArrayLike) -> NDArray[np.float64]:
    """Numbers between 0 and 1, both excluded.

    Args:
        seed: of the study.
        future: number of the simulated future.
        name: what is drawn, such as `M7/patience`.
        numbers: of the draws: the same number gives the same value, whatever others are asked for.
    """
    from taktwin.kernel.base.hashing import mix_all
    from taktwin.kernel.base.random import name_key, run_keys

    key = run_keys(np.array([name_key(name)], np.uint64), seed, future)
    with np.errstate(over="ignore"):
        bits = mix_all(key + np.asarray(numbers).astype(np.uint64) * _GOLDEN)
    return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) * _UNIT


def normals(seed: int, future: int, name: str, numbers: ArrayLike) -> NDArray[np.float64]:
    """Standard normal numbers, addressed as `uniforms`."""
    from scipy.special import ndtri

    return ndtri(uniforms(seed, future, name, numbers))


def factors(seed: int, future: int, name: str, numbers: ArrayLike, cv: float) -> NDArray[np.float64]:
    """Lognormal factors with mean 1 and a coefficient of variation, addressed as `uniforms`."""
    if cv == 0:
        return np.ones(np.shape(numbers))
    spread = np.sqrt(np.log1p(cv * cv))
    return np.exp(spread * normals(seed, future, name, numbers) - spread * spread / 2)


def poisson(uniform: NDArray[np.float64], mean: NDArray[np.float64]) -> NDArray[np.int64]:
    """Poisson numbers by inversion: the smallest k with P(N <= k) >= u."""
    from scipy.special import pdtr, pdtrik

    mean = np.broadcast_to(np.asarray(mean, float), np.shape(uniform))
    positive = np.maximum(mean, 1e-300)
    near = np.ceil(pdtrik(uniform, positive))
    below = np.maximum(near - 1, 0)
    found = np.where(pdtr(below, positive) >= uniform, below, near)
    return np.where((mean <= 0) | (uniform <= np.exp(-mean)), 0, found).astype(np.int64)
