"""Taktwin beside SimPy: `python -m benchmarks.engine [--quick]`.

Three lines, each simulated by both programs in turn, several rounds with different seeds. It prints the station
operations a second (median of the rounds), their ratio, and the throughput and lead time of both; then the time of a
simulated year of the shipped plant `phoenix`. It ends with exit code 1 where parts are missing or the throughputs
differ by more than chance.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence

from benchmarks import by_simpy, by_taktwin
from benchmarks.lines import LINES, Line, Outcome

_HEAD = f"{'':10}{'parts':>9}{'SimPy':>13}{'Taktwin':>13}{'ratio':>8}   throughput SimPy, Taktwin (difference, allowed)"


def measure(line: Line, parts: int, rounds: int, seed: int) -> tuple[list[Outcome], list[Outcome]]:
    """Outcomes of SimPy and of Taktwin, measured in turn."""
    program = by_taktwin.program_of(line, parts)
    by_taktwin.simulate(line, program, min(parts, 1000), seed)  # warm: the kernel is compiled or read from its cache
    slow, fast = [], []
    for i in range(rounds):
        fast.append(by_taktwin.simulate(line, program, parts, seed + i))
        slow.append(by_simpy.simulate(line, parts, seed + i))
    return slow, fast


def problems(line: Line, parts: int, slow: Sequence[Outcome], fast: Sequence[Outcome]) -> list[str]:
    """What makes the comparison worthless."""
    found = [f"{line.name}: {o.parts} parts instead of {parts}" for o in (*slow, *fast) if o.parts != parts]
    wanted = parts * line.count
    found += [
        f"{line.name}: {o.operations} operations instead of {wanted}" for o in (*slow, *fast) if o.operations != wanted
    ]
    allowed = line.tolerance(parts, len(slow))
    if difference(slow, fast) > allowed:
        found.append(f"{line.name}: the throughputs differ by {difference(slow, fast):.2%}, more than {allowed:.2%}")
    return found


def difference(slow: Sequence[Outcome], fast: Sequence[Outcome]) -> float:
    """Relative difference of the mean throughputs."""
    a, b = (statistics.fmean(o.throughput for o in outcomes) for outcomes in (slow, fast))
    return abs(a - b) / a


def row(line: Line, parts: int, slow: Sequence[Outcome], fast: Sequence[Outcome]) -> str:
    """The row of the table."""
    a, b = (statistics.median(o.speed for o in outcomes) for outcomes in (slow, fast))
    rates = [statistics.fmean(o.throughput for o in outcomes) for outcomes in (slow, fast)]
    leads = [statistics.fmean(o.lead_time for o in outcomes) for outcomes in (slow, fast)]
    return (
        f"{line.name:10}{parts:9,}{a:11,.0f}/s{b:11,.0f}/s{b / a:7.0f}x   {rates[0]:.4f}, {rates[1]:.4f} a second"
        f" ({difference(slow, fast):.2%}, {line.tolerance(parts, len(slow)):.2%})"
        f"; lead time {leads[0]:.1f}, {leads[1]:.1f} s"
    )


def phoenix(days: float) -> str:
    """The time of a simulated year of the shipped plant on one core."""
    import taktwin

    plant = taktwin.load("phoenix")
    plant.simulate(days=1, warmup=0)
    begin = time.perf_counter()
    result = plant.simulate(days=days, warmup=0).result
    seconds = time.perf_counter() - begin
    return (
        f"phoenix, {days:g} days: {seconds:.1f} s with its tables, {result.wall_seconds:.1f} s in the kernel"
        f" ({result.station_operations:,} station operations, {result.station_operations / result.wall_seconds:,.0f}/s)"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description="Taktwin beside SimPy.")
    parser.add_argument("--quick", action="store_true", help="a hundredth of the parts and a day of phoenix")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, each with its own seed (default 3)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first round (default 1)")
    chosen = parser.parse_args(arguments)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores{load}")
    print(f"station operations a second, median of {chosen.rounds} rounds:")
    print(_HEAD)
    wrong: list[str] = []
    for line in LINES:
        parts = line.parts // 100 if chosen.quick else line.parts
        slow, fast = measure(line, parts, chosen.rounds, chosen.seed)
        print(row(line, parts, slow, fast), flush=True)
        wrong += problems(line, parts, slow, fast)
    print(phoenix(1.0 if chosen.quick else 365.0))
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
