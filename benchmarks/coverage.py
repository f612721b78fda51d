"""Do the 95 % intervals hold the truth in 95 of 100 experiments? `python -m benchmarks.coverage [--experiments N]`.

An experiment is what `taktwin run --replications` does: some replications, and of each figure the interval that the
user reads (`taktwin.analysis.kpi`). It is made again and again, each time with another seed, on systems whose truth is
known: the shipped queue `mm1` (M/M/1 at a load of 0.8), and a line of two stations with failures and a buffer, by its
Markov chain. Printed is the share of the intervals that hold the truth, with its own 95 % interval, and how wide they
are. The last rows are on purpose too short, to show what that costs. It ends with exit code 1 where another
coverage is outside 93 to 97 % by more than chance.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from taktwin.analysis.kpi import kpis
from taktwin.analysis.line.exact import exact_line
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import run_one

LOW, HIGH = 0.93, 0.97
_HEAD = "system            days  replications  experiments  figure                        coverage of 95 % half-width"


@dataclass(frozen=True)
class System:
    """A model and the true values of its figures in the steady state."""

    name: str
    model: PlantModel
    truths: dict[str, float]


def queue() -> System:
    """The shipped M/M/1: an arrival a minute, 0.8 min service; jobs in the system load / (1 - load) (any textbook)."""
    load = 0.8
    wip = load / (1 - load)
    truths = {"throughput_per_hour": 60.0, "lead_time_hours": wip / 60.0, "wip": wip}
    return System("M/M/1, load 0.8", load_model("mm1"), truths)


def two_stations() -> System:
    """Two stations of one job a minute that fail every 20 min of work for 4 min, five places between them."""
    flow = []
    for name in ("s1", "s2"):
        failure = {"clock": "operation", "up": "exp(20 min)", "repair": "exp(4 min)"}
        flow.append({"station": name, "cycle": "exp(1 min)", "failures": [failure]})
    flow.insert(1, {"buffer": "b1", "capacity": 5})
    line = {"orders": "jobs", "flow": flow}
    model = PlantModel.model_validate(
        {"name": "line", "orders": {"jobs": {}}, "shops": {"shop": {"lines": {"line": line}}}}
    )
    theory = exact_line([1.0, 1.0], [5], [0.05, 0.05], [0.25, 0.25])
    truths = {
        "throughput_per_hour": 60.0 * theory.throughput,
        "lead_time_hours": theory.lead_time / 60.0,
        "wip": theory.wip,
    }
    return System("two stations", model, truths)


@dataclass(frozen=True)
class Row:
    """Coverage of one figure."""

    system: str
    days: float
    replications: int
    figure: str
    hits: int
    experiments: int
    half_width: float  # mean, as a share of the truth

    @property
    def coverage(self) -> float:
        """Share of the intervals that hold the truth."""
        return self.hits / self.experiments

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval (Clopper and Pearson)."""
        found = stats.binomtest(self.hits, self.experiments).proportion_ci(0.95, "exact")
        return float(found.low), float(found.high)

    def outside(self) -> bool:
        """Whether the true coverage is below 93 or above 97 %, beyond chance (one in a thousand each)."""
        few = stats.binom.cdf(self.hits, self.experiments, LOW) < 0.001
        many = stats.binom.sf(self.hits - 1, self.experiments, HIGH) < 0.001
        return bool(few or many)

    def __str__(self) -> str:
        low, high = self.interval
        return (
            f"{self.system:16} {self.days:5g} {self.replications:13} {self.experiments:12,}  {self.figure:20}"
            f"{self.coverage:8.1%} ({low:.1%} to {high:.1%}) {self.half_width:11.2%}"
        )


def measure(system: System, days: float, replications: int, experiments: int, seed: int = 1) -> list[Row]:
    """Coverage of all figures of a system over many experiments."""
    program = lower(system.model)
    hits = dict.fromkeys(system.truths, 0)
    widths = dict.fromkeys(system.truths, 0.0)
    for experiment in range(experiments):
        runs = [run_one(program, RunOptions(days=days, seed=seed + experiment), i) for i in range(replications)]
        found = kpis(runs, system.model)
        for figure, truth in system.truths.items():
            low, high = found[figure].low, found[figure].high
            assert low is not None
            assert high is not None
            hits[figure] += low <= truth <= high
            widths[figure] += (high - low) / 2 / truth / experiments
    return [
        Row(system.name, days, replications, figure, hits[figure], experiments, widths[figure])
        for figure in system.truths
    ]


def plans() -> list[tuple[System, float, int]]:
    """System, days and replications of each block of rows; that of less than a day is too short."""
    a, b = queue(), two_stations()
    return [(a, 7.0, 10), (a, 7.0, 5), (b, 2.0, 10), (b, 2.0, 5), (a, 0.25, 10)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.coverage", description="Coverage of the 95 % intervals."
    )
    parser.add_argument("--experiments", type=int, default=1000, help="experiments of each row (default 1000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first experiment (default 1)")
    chosen = parser.parse_args(arguments)
    print(_HEAD)
    outside = 0
    for system, days, replications in plans():
        for row in measure(system, days, replications, chosen.experiments, chosen.seed):
            print(row, flush=True)
            outside += row.outside() and days >= 1
    if outside:
        print(f"{outside} coverages are outside {LOW:.0%} to {HIGH:.0%}", file=sys.stderr)
    return 1 if outside else 0


if __name__ == "__main__":
    sys.exit(main())
