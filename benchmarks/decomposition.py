"""How wrong is the decomposition of long lines? `python -m benchmarks.decomposition [--lines N]`.

First beside the exact solution of random lines of three to six stations with buffers of 0 to 5 places, with equal and
with unequal rates, without and with failures: mean and largest error, in per cent, of throughput, lead time and jobs in
the line. Then beside the simulation of long lines, for which there is no exact solution.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import numpy as np

import taktwin
from taktwin.analysis.line.decomposition import decomposition
from taktwin.analysis.line.exact import LineTheory, TooManyStatesError, exact_line

Numbers = tuple[list[float], list[int], list[float] | None, list[float] | None]

LONG: tuple[tuple[str, Numbers], ...] = (
    ("20 stations, 5 places", ([1.0] * 20, [5] * 19, None, None)),
    ("20 stations, 5 places, failures", ([1.0] * 20, [5] * 19, [0.02] * 20, [0.2] * 20)),
    ("20 stations, 2 places", ([1.0] * 20, [2] * 19, None, None)),
    ("10 stations, no places", ([1.0] * 10, [0] * 9, None, None)),
    ("20 stations, the middle one slow", ([1.0] * 10 + [0.7] + [1.0] * 9, [5] * 19, None, None)),
    ("40 stations, 10 places", ([1.0] * 40, [10] * 39, None, None)),
)


def random_line(rng: np.random.Generator, equal: bool, failures: bool) -> Numbers:
    """A line as `exact_line` takes it."""
    count = int(rng.integers(3, 7))
    rates = [1.0] * count if equal else rng.uniform(0.7, 1.4, count).tolist()
    buffers = rng.integers(0, 6, count - 1).tolist()
    if not failures:
        return rates, buffers, None, None
    return (
        rates,
        buffers,
        rng.choice([0.0, 0.01, 0.05, 0.1], count).tolist(),
        rng.choice([0.1, 0.3, 1.0], count).tolist(),
    )


def errors(found: LineTheory, truth: LineTheory) -> list[float]:
    """Relative errors of throughput, lead time and jobs in the line."""
    return [
        found.throughput / truth.throughput - 1,
        found.lead_time / truth.lead_time - 1,
        found.wip / truth.wip - 1,
    ]


def beside_exact(lines: int, equal: bool, failures: bool, seed: int = 1) -> np.ndarray:
    """Errors of random lines, one row a line; lines of too many states are passed over."""
    rng, rows = np.random.default_rng(seed), []
    while len(rows) < lines:
        numbers = random_line(rng, equal, failures)
        try:
            truth = exact_line(*numbers, most_states=50_000)
        except TooManyStatesError:
            continue
        rows.append(errors(decomposition(*numbers), truth))
    return np.array(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.decomposition", description="Error of the decomposition."
    )
    parser.add_argument("--lines", type=int, default=100, help="random lines of each kind (default 100)")
    chosen = parser.parse_args(arguments)
    print(f"{chosen.lines} random lines each: mean of the absolute error, largest error")
    print(f"{'':28}{'throughput':>20}{'lead time':>20}{'jobs':>20}")
    for equal in (True, False):
        for failures in (False, True):
            rows = np.abs(beside_exact(chosen.lines, equal, failures))
            name = ("equal" if equal else "unequal") + (", failures" if failures else "")
            cells = [f"{a:10.2%}, {b:7.2%} " for a, b in zip(rows.mean(axis=0), rows.max(axis=0), strict=True)]
            print(f"{name:28}{''.join(cells)}", flush=True)
    print("long lines: throughput approximate, simulated with its 95 % interval, difference")
    for name, numbers in LONG:
        found = decomposition(*numbers).throughput
        simulated = taktwin.line(*numbers, parts=200_000, replications=5).kpis["throughput"]
        interval = f"{simulated.value:.4f} ({simulated.low:.4f} to {simulated.high:.4f})"
        print(f"{name:34}{found:8.4f}   {interval}   {found / simulated.value - 1:+.1%}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
