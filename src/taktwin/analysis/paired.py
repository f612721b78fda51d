"""Is scenario A better than the base? Replication by replication, with common random numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from taktwin.analysis.interval import t_interval
from taktwin.model.phrase import Phrase

HIGHER, LOWER, SAME = Phrase("higher"), Phrase("lower"), Phrase("the same")
UNSURE, NO_INTERVAL = Phrase("not told apart"), Phrase("no interval")
VERDICTS = {one: one for one in (HIGHER, LOWER, SAME, UNSURE, NO_INTERVAL)}
"""Verdicts about a difference by its interval, as they stand in tables -> as they are said."""


@dataclass(frozen=True)
class Paired:
    """Mean of a - b over the replications and the interval `low` to `high` that holds the true difference."""

    difference: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether the interval lies on one side of 0, so that a and b differ with the stated confidence."""
        return self.low > 0 or self.high < 0


def paired(a: Sequence[float], b: Sequence[float], confidence: float = 0.95, comparisons: int = 1) -> Paired:
    """The mean difference a - b of replications that used the same random numbers, with its interval.

    The paired-t interval: Student's t of the differences of the replications (Law, Simulation Modeling and Analysis,
    5th edition, section 10.2.1). It needs no equal variances and no independence of a and b, so common random numbers
    only make it narrower. With `comparisons` intervals side by side each is made at the confidence
    1 - (1 - confidence) / comparisons, so that *all* hold with `confidence` (Bonferroni; Law, section 10.3).

    Args:
        a: one value for each replication.
        b: those of the base; replication i of both had the same seed and number.
        confidence: of all the intervals together, two-sided.
        comparisons: how many of them are looked at together.

    Raises:
        ValueError: the lengths differ, there are fewer than two, a value is not finite, or a number is out of range.
    """
    if len(a) != len(b):
        raise ValueError(f"{len(a)} and {len(b)} values are no pairs; compare the replications that both have")
    if not 0 < confidence < 1:
        raise ValueError(f"the confidence must be between 0 and 1, such as 0.95, got {confidence:g}")
    if comparisons < 1:
        raise ValueError(f"comparisons must be at least 1, got {comparisons}")
    differences = [_told(x - y, max(abs(x), abs(y))) for x, y in zip(a, b, strict=True)]
    for place, difference in enumerate(differences):
        if not math.isfinite(difference):
            raise ValueError(f"pair {place} ({a[place]}, {b[place]}) is not finite; leave that replication out of both")
    interval = t_interval(differences, 1 - (1 - confidence) / comparisons)
    if interval is None:
        raise ValueError(f"an interval needs at least 2 replications of each, got {len(differences)}")
    mean = math.fsum(differences) / len(differences)
    return Paired(_told(mean, max(abs(value) for value in (*a, *b))), *interval)


def _told(difference: float, size: float) -> float:
    """A difference of two figures of this size; 0 where it is no more than their rounding."""
    return 0.0 if abs(difference) <= 1e-13 * size < math.inf else difference
