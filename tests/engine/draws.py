"""Draws of the kernel for Python: kernel functions themselves can only be called by compiled code."""

from __future__ import annotations

from numba import njit

from taktwin.engine import random


@njit
def address(key, purpose, n):
    return random.address(key, purpose, n)


@njit
def unit(bits):
    return random.unit(bits)


@njit
def sample(dist, bits):
    return random.sample(dist, bits)
