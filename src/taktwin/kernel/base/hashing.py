"""The hash behind the random numbers: the finaliser of SplitMix64.

Source: Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.jit import small_kernel

_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)


def mix_all(z: np.ndarray) -> np.ndarray:
    """``mix`` of each element (uint64)."""
    with np.errstate(over="ignore"):
        z = (z ^ (z >> _S30)) * _M1
        z = (z ^ (z >> _S27)) * _M2
        return z ^ (z >> _S31)


@small_kernel
def mix(z):
    """Finaliser of SplitMix64: a bijection of 64 bits that looks random."""
    z = (z ^ (z >> _S30)) * _M1
    z = (z ^ (z >> _S27)) * _M2
    return z ^ (z >> _S31)
