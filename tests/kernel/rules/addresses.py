"""The addresses of random numbers, written again in plain Python.

A number is a hash of (seed, replication), the name of the resource, the purpose and a counter.
"""

from __future__ import annotations

import hashlib

_MASK = (1 << 64) - 1


def _name(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _mix(z: int) -> int:
    """Finaliser of SplitMix64."""
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def key_of(name: str, seed: int = 1, replication: int = 0) -> int:
    """Key of a resource in a replication."""
    return _mix(_name(name) ^ _name(f"{seed}/{replication}"))


def unit(key: int, purpose: int, number: int) -> float:
    """Draw ``number`` of a purpose, between 0 and 1."""
    bits = _mix((_mix((key + purpose * 0xD1B54A32D192ED03) & _MASK) + number * 0x9E3779B97F4A7C15) & _MASK)
    return ((bits >> 11) + 0.5) / (1 << 53)
