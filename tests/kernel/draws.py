"""Draws of the kernel for Python: kernel functions themselves can only be called by compiled code."""

from __future__ import annotations

import numpy as np
from numba import njit

from taktwin.kernel.base import random, ziggurat


@njit
def address(key, purpose, n):
    return random.address(key, purpose, n)


@njit
def unit(bits):
    return random.unit(bits)


@njit
def sample(dists, at, bits):
    """A time of the distribution in row ``at``."""
    return random.sample(dists[at], bits)


@njit
def exponentials(count):
    """Exponential variates of mean 1."""
    found = np.empty(count)
    for i in range(count):
        found[i] = ziggurat.unit_exponential(random.address(np.uint64(7), 1, i))
    return found
