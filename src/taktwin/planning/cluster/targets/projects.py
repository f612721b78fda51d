"""Projects that come on time or not, independent of each other: what capacity will be there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.check import number, numbers
from taktwin.planning.cluster.errors import ClusterError
from taktwin.planning.cluster.targets.growth import Estimate, share_of

MOST_ENUMERATED = 22  # projects: 4 million cases
PURPOSE = 20_28


@dataclass(frozen=True)
class ProjectsOnTime:
    """Probability that the capacity on time reaches the target, and its expected value."""

    probability: float
    expected: float


def on_time(capacity: Any, probability: Any, target: float) -> ProjectsOnTime:
    """All cases of projects on time or not, each with its probability.

    Args:
        capacity: of each project, in any one unit.
        probability: of each to be on time.
        target: capacity wanted.

    Raises:
        ClusterError: there are more than 22 projects (use `simulated_projects`), or a number cannot be meant.

    >>> on_time([500, 400], [0.9, 0.75], 500)
    ProjectsOnTime(probability=0.9, expected=750.0)
    """
    size, chance = _checked(capacity, probability)
    if size.size > MOST_ENUMERATED:
        raise ClusterError(
            Phrase("{size} projects have too many cases", size=size.size), Phrase("use `simulated_projects`")
        )
    total, weight = np.zeros(1), np.ones(1)
    for one, p in zip(size, chance, strict=True):
        total = np.concatenate([total, total + one])
        weight = np.concatenate([weight * (1 - p), weight * p])
    reached = total >= number("target", target) - 1e-9 * max(1.0, abs(target))
    return ProjectsOnTime(float(weight[reached].sum()), float(size @ chance))


def simulated_projects(capacity: Any, probability: Any, target: float, draws: int = 200_000, seed: int = 1) -> Estimate:
    """The same by Monte Carlo, for any number of projects."""
    size, chance = _checked(capacity, probability)
    generator = np.random.Generator(np.random.Philox(key=[seed, PURPOSE]))
    there = generator.random((draws, size.size)) < chance
    return share_of(there @ size >= target - 1e-9 * max(1.0, abs(target)))


def _checked(capacity: Any, probability: Any) -> tuple[Any, Any]:
    size = numbers("capacity", capacity, (None,))
    return size, numbers("probability", probability, size.shape, 0.0, 1.0)
