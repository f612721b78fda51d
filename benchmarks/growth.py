"""How often is a plant said to grow without end? `python -m benchmarks.growth [--runs N] [--overloaded M]`.

The shipped queue `mm1` at several loads and lengths, each run with a seed of its own, as `taktwin run` makes it: an
arrival a minute, and works of `load` minutes. Below a load of 1 the queue is stationary, and every run that is said to
grow (`taktwin.analysis.overtime.growth`) is a false alarm; above it each that is not is missed. Loads of 0.95 and more
in a day or less are on purpose too short: the queue forgets its begin after 1 / (1 - sqrt(load))^2 works, which is
26 h at 0.95.
It ends with exit code 1 where more than one run in a hundred is a false alarm, beyond chance.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from taktwin.analysis.overtime.growth import growth
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import run_one

MOST = 0.01
DAYS = (1.0, 3.0, 10.0, 30.0)
STABLE = (0.5, 0.8, 0.9, 0.95)
TOO_MUCH = (1.02, 1.05, 1.2)
_HEAD = "load   days   runs  said to grow"


@dataclass(frozen=True)
class Row:
    """How many of some runs were said to grow."""

    load: float
    days: float
    runs: int
    grow: int

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of their share (Clopper and Pearson)."""
        found = stats.binomtest(self.grow, self.runs).proportion_ci(0.95, "exact")
        return float(found.low), float(found.high)

    def too_often(self) -> bool:
        """Whether these are false alarms, and more than one in a hundred beyond chance (one in a thousand)."""
        return self.load < 1.0 and bool(stats.binom.sf(self.grow - 1, self.runs, MOST) < 0.001)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.load:4g} {self.days:6g} {self.runs:6,} {self.grow / self.runs:8.1%} ({low:.1%} to {high:.1%})"


def measure(load: float, days: float, runs: int, seed: int = 1) -> Row:
    """Runs of the queue at a load, and how many of them were said to grow."""
    model = load_model("mm1", overrides=[f"shops.workshop.lines.line.server.cycle=exp({load!r} min)"])
    program = lower(model)
    grow = sum(bool(growth([run_one(program, RunOptions(days=days, seed=seed + i))])) for i in range(runs))
    return Row(load, days, runs, grow)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="False alarms of growth.")
    parser.add_argument("--runs", type=int, default=1000, help="runs of each stationary row (default 1000)")
    parser.add_argument("--overloaded", type=int, default=300, help="runs of each overloaded row (default 300)")
    chosen = parser.parse_args(arguments)
    print(_HEAD)
    wrong = False
    for load in (*STABLE, *TOO_MUCH):
        for days in DAYS:
            row = measure(load, days, chosen.runs if load < 1 else chosen.overloaded)
            print(row, flush=True)
            wrong |= row.too_often()
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
