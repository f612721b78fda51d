"""Cycles that come with Taktwin: made from published figures of real ones, so their seconds are not those of any cycle.

Duration, way, highest speed and time at rest of each phase are as published; what lies between is a row of trips that
gather speed, hold it and brake. A measured cycle has more of all accelerations: read it from a file where that counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.drive.cycle import KMH, Cycle

ACCELERATION, BRAKING = 0.8, 0.9
"""Of the trips, m/s2."""


@dataclass(frozen=True)
class Phase:
    """What is published of a phase: s, m, m/s, s at rest; and into how many trips it is cut."""

    seconds: int
    way: float
    highest: float
    rest: int
    trips: int


SYNTHETIC: dict[str, tuple[Phase, ...]] = {
    # UN GTR 15, class 3b: 589, 433, 455 and 323 s; 3.095, 4.756, 7.162 and 8.254 km
    "like-wltc": (
        Phase(589, 3095, 56.5 * KMH, 150, 6),
        Phase(433, 4756, 76.6 * KMH, 49, 4),
        Phase(455, 7162, 97.4 * KMH, 31, 2),
        Phase(323, 8254, 131.3 * KMH, 8, 1),
    ),
    # GB/T 38146.1: 674, 693 and 433 s; 2.45, 5.91 and 6.12 km
    "like-cltc": (
        Phase(674, 2450, 48.1 * KMH, 235, 8),
        Phase(693, 5910, 71.2 * KMH, 120, 6),
        Phase(433, 6120, 114.0 * KMH, 43, 2),
    ),
}


def cycle_names() -> list[str]:
    """The names of the synthetic cycles."""
    return sorted(SYNTHETIC)


def synthetic_cycle(name: str) -> Cycle:
    """A synthetic cycle.

    Raises:
        OptionError: there is none of this name.
    """
    if name not in SYNTHETIC:
        remedy = Phrase("there are {cycle_names}; or give a file", cycle_names=", ".join(cycle_names()))
        raise OptionError(Phrase('there is no cycle "{name}"', name=name), remedy, "cycle")
    speeds = np.concatenate([np.zeros(1), *[_phase(phase) for phase in SYNTHETIC[name]]])
    return Cycle(name, speeds, np.zeros(speeds.size))


def _phase(phase: Phase) -> np.ndarray:
    """Speeds of a phase, the first sample (a rest) left out; the way is met to a thousandth of a metre a second."""
    moving = phase.seconds - phase.rest
    lengths = np.full(phase.trips, moving // phase.trips)
    lengths[: moving % phase.trips] += 1
    rests = np.full(phase.trips, phase.rest // phase.trips)
    rests[: phase.rest % phase.trips] += 1
    low, high = 0.0, phase.highest
    for _ in range(60):  # the first trip comes to the highest speed, the others to one that makes the way
        middle = (low + high) / 2
        speeds = _trips(lengths, rests, phase.highest, middle)
        low, high = (middle, high) if speeds.sum() < phase.way else (low, middle)
    if phase.trips == 1:  # one trip: it holds a lower speed, and comes to the highest for a while
        return _one(int(lengths[0]), int(rests[0]), phase)
    return _trips(lengths, rests, phase.highest, low)


def _trips(lengths: np.ndarray, rests: np.ndarray, first: float, others: float) -> np.ndarray:
    found = []
    for at, (length, rest) in enumerate(zip(lengths, rests, strict=True)):
        found += [np.zeros(rest), _trip(int(length), first if at == 0 else others)]
    return np.concatenate(found)


def _trip(length: int, top: float) -> np.ndarray:
    """Speeds of a trip that ends at rest, one for each second."""
    t = np.arange(1, length + 1, dtype=float)
    return np.minimum(np.minimum(ACCELERATION * t, top), BRAKING * (length - t))


def _one(length: int, rest: int, phase: Phase) -> np.ndarray:
    """A trip that holds one speed for its first part, and the highest for its last third."""
    t = np.arange(1, length + 1, dtype=float)
    low, high = 0.0, phase.highest
    speeds = np.zeros(length)
    for _ in range(60):
        middle = (low + high) / 2
        later = middle + ACCELERATION / 4 * np.maximum(t - length * 2 / 3, 0)
        speeds = np.minimum(np.minimum(ACCELERATION * t, np.minimum(later, phase.highest)), BRAKING * (length - t))
        low, high = (middle, high) if speeds.sum() < phase.way else (low, middle)
    return np.concatenate([np.zeros(rest), speeds])
