"""Equal throughput: what a policy of energy may not cost, and the runs that prove it."""

from __future__ import annotations

from taktwin.analysis.paired import Paired

MOST_LOST = 0.002
"""Share of the throughput that may be lost, where it cannot be told apart from 0."""
OTHER_SEED = 7919
"""Added to the seed for the runs that prove a policy: they have played no part in its choice."""


def is_equal(gained: Paired, jobs: float) -> bool:
    """Whether the throughput is the same: no loss that can be told apart from 0, and none above `MOST_LOST`.

    Args:
        gained: jobs with the policy less those without it.
        jobs: those without it.
    """
    return gained.high >= 0.0 and gained.difference >= -MOST_LOST * jobs
