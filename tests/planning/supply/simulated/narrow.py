"""As many jobs as it takes until all intervals of a case are narrow, and what that would need where it is too much."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from tests.planning.supply.simulated.interval import Interval
from tests.planning.supply.simulated.replicated import Simulated, estimated

NARROW = 0.002  # half the width of a 99 % interval, as a share of the truth
FIRST = 4_000_000.0  # jobs of the first try
MOST = 400_000_000.0  # jobs: more are not spent, two to four minutes of one core
BEST = 100_000_000.0  # jobs that are spent where even that is too few
SPARE = 1.5  # times what the try before has told to be needed
BATCHES = 50  # of each of the two runs


@dataclass(frozen=True)
class Narrow:
    """What a case has come to.

    Attributes:
        intervals: figure -> its interval.
        needed: figure -> jobs with which its interval would be as narrow as wanted, by its width.
        jobs: of the last try.
        seconds: processor time of all tries.
    """

    intervals: Mapping[str, Interval]
    needed: Mapping[str, float]
    jobs: float
    seconds: float

    def reachable(self, name: str) -> bool:
        """Whether so many jobs can be spent."""
        return SPARE * self.needed[name] <= MOST


def narrow(found: Simulated, seed: int = 1) -> Narrow:
    """Estimate a case from one run after the other, each longer, until its intervals are narrow.

    Each try has a seed of its own and stands alone, and only the widths of one decide on the length of the next: so the
    last interval means what it says.
    """
    begun = time.process_time()
    jobs = FIRST
    while True:
        intervals = estimated(found, jobs, BATCHES, seed)
        needed = {name: jobs * (one.half_width / NARROW / found.truth[name]) ** 2 for name, one in intervals.items()}
        outcome = Narrow(intervals, needed, jobs, time.process_time() - begun)
        wide = [name for name, one in needed.items() if one > jobs]
        wanted = max((SPARE * needed[name] if outcome.reachable(name) else BEST for name in wide), default=0.0)
        if wanted <= jobs:
            return outcome
        jobs, seed = wanted, seed + 100
