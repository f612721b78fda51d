"""How often the selection picks the best design: `python -m benchmarks.selection [--experiments N]`.

Made-up designs with normal replications of standard deviation 1, so that thousands of selections take seconds. Two
configurations: *slippage*, all others exactly the indifference worse than the best, which is the hardest one; and
*ladder*, each design the indifference worse than the one before. Both with independent designs and with common random
numbers (correlation 0.8 between any two). Printed are the share of correct selections with its 95 % interval and the
mean number of replications of all designs together, for KN++ and for KN. It ends with exit code 1 where a share is
below the stated confidence by more than chance.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from taktwin.analysis.selection import Selection

BLOCK = 256  # replications drawn at a time


@dataclass(frozen=True)
class Case:
    """Designs to choose from; the first is the best. `step` is the indifference in standard deviations."""

    count: int
    ladder: bool
    correlation: float
    step: float
    confidence: float = 0.95
    first: int = 10

    @property
    def means(self) -> np.ndarray:
        """True means."""
        behind = np.arange(self.count) if self.ladder else np.minimum(1, np.arange(self.count))
        return -self.step * behind.astype(np.float64)


@dataclass(frozen=True)
class Outcome:
    """Correct selections of all experiments, and replications of all designs in the mean."""

    correct: int
    experiments: int
    replications: float

    @property
    def share(self) -> float:
        """Measured probability of a correct selection."""
        return self.correct / self.experiments

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval (Clopper and Pearson)."""
        found = stats.binomtest(self.correct, self.experiments).proportion_ci(0.95, "exact")
        return float(found.low), float(found.high)

    def below(self, confidence: float) -> bool:
        """Whether the share is below the stated confidence by more than chance (one-sided, 1 in 1,000)."""
        return bool(stats.binom.cdf(self.correct, self.experiments, confidence) < 0.001)


def values(case: Case, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """Replications of all designs, one column after the other."""
    shared, own = np.sqrt(case.correlation), np.sqrt(1.0 - case.correlation)
    while True:
        block = own * rng.standard_normal((BLOCK, case.count)) + shared * rng.standard_normal((BLOCK, 1))
        yield from block + case.means


def select(case: Case, rng: np.random.Generator, update: bool) -> tuple[int, int]:
    """The selected design and the replications that it took."""
    selection = Selection(case.count, case.confidence, case.step, case.first, update=update)
    source, replication, used = values(case, rng), 0, 0
    while selection.step():
        while replication < selection.wanted:
            column = next(source)
            for design in selection.alive:
                selection.add(design, replication, float(column[design]))
                used += 1
            replication += 1
    return selection.best, used


def measure(case: Case, experiments: int, seed: int, update: bool = True) -> Outcome:
    """Many selections."""
    rng = np.random.default_rng(seed)
    found = [select(case, rng, update) for _ in range(experiments)]
    return Outcome(sum(best == 0 for best, _ in found), experiments, float(np.mean([used for _, used in found])))


CASES = tuple(
    Case(count, ladder, correlation, step, confidence)
    for confidence in (0.95, 0.9, 0.99)
    for count in (2, 5, 10)
    for ladder in (False, True)
    for correlation in (0.0, 0.8)
    for step in (0.5, 0.2)
    if confidence == 0.95 or (count == 5 and not ladder)
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.selection", description="Probability of correct selection."
    )
    parser.add_argument("--experiments", type=int, default=2000, help="selections of each row (default 2000)")
    parser.add_argument("--seed", type=int, default=1, help="default 1")
    chosen = parser.parse_args(arguments)
    print(f"{chosen.experiments:,} experiments a row; share of correct selections (95 % interval), mean replications")
    print("stated  designs  configuration  correlation  indifference  KN++                                KN")
    wrong = 0
    for case in CASES:
        cells = []
        for update in (True, False):
            found = measure(case, chosen.experiments, chosen.seed, update)
            low, high = found.interval
            cells.append(f"{found.share:.1%} ({low:.1%} to {high:.1%}) {found.replications:8.1f}")
            wrong += found.below(case.confidence)
        name = "ladder" if case.ladder else "slippage"
        head = f"{case.confidence:6.0%} {case.count:8} {name:>14} {case.correlation:12} {case.step:13}"
        print(f"{head}  {cells[0]}   {cells[1]}", flush=True)
    if wrong:
        print(f"{wrong} shares are below the stated confidence", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
