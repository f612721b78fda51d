"""How surely the car sequencer reaches the best that is known: `python -m benchmarks.reach --data DIR`.

Solves the large instances of CSPLib problem 1 (`--cars 300` and more), and days of its own making whose best sequence
is known to have no violation, each with several seeds and the same number of moves, so that what is found does not
depend on the machine. Prints how many runs reach the best known and by how much the others miss it in the mean.

A day of its own is a random sequence without violations in which most places that may hold an option do, mixed up:
85 to 98 % of what its ratios let through is asked for. DIR holds `csplib001` (default: `data` in $TAKTWIN_SHARED).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.sequence import csplib_cases
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.solve import solve

FEW = ((1, 2), (2, 3), (1, 3), (2, 5), (1, 5))
MANY = (*FEW, (3, 4), (1, 4), (3, 7), (2, 7))


def mixed_up(cars: int, ratios: Sequence[tuple[int, int]], density: float, seed: int) -> SequenceProblem:
    """A day that has a sequence without violations, in an order that has many."""
    draw = np.random.default_rng([cars, len(ratios), round(100 * density), seed])
    has = np.zeros((cars, len(ratios)), bool)
    for place in range(cars):
        for r in draw.permutation(len(ratios)):
            count, window = ratios[r]
            room = has[max(0, place - window + 1) : place, r].sum() < count
            has[place, r] = room and draw.random() < density
    return SequenceProblem(
        name=f"own-{cars}-{len(ratios)}-{round(100 * density)}-{seed}",
        idents=tuple(str(car) for car in range(cars)),
        colours=np.zeros(cars, np.int32),
        colour_names=("none",),
        has=has[draw.permutation(cars)],
        ratios=tuple(Ratio(f"option{r}", *one) for r, one in enumerate(ratios)),
        objectives=("high_violations",),
        cut_windows=False,
    )


def problems(data: Path, least: int, only: str) -> Iterator[tuple[str, SequenceProblem, int]]:
    """Name, problem and fewest known violations."""
    for case in csplib_cases(data):
        if only in case.name and int(case.known["cars"]) >= least:
            yield case.name, read_instance(case.path), int(case.known["best_known_violations"])
    for cars in (300, 400):
        for ratios, density in ((FEW, 0.85), (FEW, 0.92), (MANY, 0.75), (MANY, 0.85)):
            for seed in (1, 2):
                problem = mixed_up(cars, ratios, density, seed)
                if only in problem.name and cars >= least:
                    yield problem.name, problem, 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reach", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder that holds csplib001")
    parser.add_argument("--cars", type=int, default=300, help="instances of so many cars and more (default 300)")
    parser.add_argument("--moves", type=float, default=4e7, help="of each run (default 4e7)")
    parser.add_argument("--seeds", type=int, default=3, help="runs of each instance (default 3)")
    parser.add_argument("--only", default="", help="instances whose names contain this")
    chosen = parser.parse_args(arguments)
    data = chosen.data or Path(os.environ.get("TAKTWIN_SHARED", "")) / "data"
    if not (data / "csplib001").is_dir():
        print(f"error: no reference data at {data}; name their folder with --data", file=sys.stderr)
        return 2
    print(f"{'instance':20}{'cars':>6}{'best known':>12}{'reached':>10}{'mean excess':>13}")
    every: list[int] = []
    for name, problem, best in problems(data, chosen.cars, chosen.only):
        seeds = range(1, chosen.seeds + 1)
        found = [solve(problem, moves=int(chosen.moves), workers=2, seed=seed) for seed in seeds]
        excess = [max(one.score.high_violations - best, 0) for one in found]
        every += excess
        reached = f"{excess.count(0)} of {len(excess)}"
        print(f"{name:20}{problem.cars:6}{best:12}{reached:>10}{statistics.mean(excess):13.2f}", flush=True)
    if not every:
        print("error: no such instance; leave --only out, or lower --cars", file=sys.stderr)
        return 2
    print(f"{every.count(0)} of {len(every)} runs reach the best known, mean excess {statistics.mean(every):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
