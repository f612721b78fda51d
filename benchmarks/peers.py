"""Taktwin beside every peer that is installed: `python -m benchmarks.peers [--quick]`.

Each round runs each line in each program in turn, all in one process on one core; a slow program gets fewer parts. It
prints two Markdown tables: station operations a second with their ratios, and what the first minute costs (import,
whole process). A speed counts only if parts and operations are complete and the throughput agrees with Taktwin's own
over many seeds at the same number of parts: the program ends with exit code 1 where they do not.

    pip install simpy salabim cimba simantha simprocesd factorysimpy
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version

from benchmarks import by_taktwin, first_minute
from benchmarks.lines import LINES, Line, Outcome

Simulate = Callable[[Line, int, int], Outcome]
_SEEDS = 16  # of Taktwin, to which a peer's throughput is compared


@dataclass(frozen=True)
class Program:
    """A program of `benchmarks/` that runs the lines; ``share`` of a line's parts is what it can do in some seconds."""

    name: str
    package: str
    module: str
    share: float = 1.0
    options: dict[str, bool] = field(default_factory=dict)

    @property
    def version(self) -> str | None:
        """Version of the package; None where it is not installed."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    def simulate(self) -> Simulate:
        """What runs a line: (line, parts, seed) -> outcome."""
        if self.package == "taktwin":
            return taktwin
        return partial(importlib.import_module(self.module).simulate, **self.options)

    def lacks(self, line: Line) -> str | None:
        """Why it cannot express a line; None where it can."""
        return getattr(importlib.import_module(self.module), "LACKS", {}).get(line.name)

    def near(self, line: Line) -> float:
        """Difference of throughput that its own rules may make."""
        return getattr(importlib.import_module(self.module), "NEAR", {}).get(line.name, 0.0)


PROGRAMS = (
    Program("Taktwin", "taktwin", "benchmarks.by_taktwin"),
    Program("SimPy", "simpy", "benchmarks.by_simpy"),
    Program("cimba", "cimba", "benchmarks.by_cimba"),
    Program("cimba, nothing recorded", "cimba", "benchmarks.by_cimba", options={"recording": False}),
    Program("salabim", "salabim", "benchmarks.by_salabim", 0.05),
    Program("Simantha", "simantha", "benchmarks.by_simantha", 0.05),
    Program("SimPROCESD", "simprocesd", "benchmarks.by_simprocesd", 0.05),
    Program("FactorySimPy", "factorysimpy", "benchmarks.by_factorysimpy", 0.05),
)


def import_all() -> None:
    """Import every installed program: cimba cannot compile in a process that used Numba before its import."""
    for program in PROGRAMS:
        if program.version:
            importlib.import_module(program.module)


def taktwin(line: Line, parts: int, seed: int) -> Outcome:
    """Taktwin with all its accounts."""
    return by_taktwin.simulate(line, _lowered(line, parts), parts, seed)


@cache
def _lowered(line: Line, parts: int) -> by_taktwin.Program:
    return by_taktwin.program_of(line, parts)


@dataclass(frozen=True)
class Row:
    """The rounds of one program on one line; ``expected`` and ``allowed`` are Taktwin's throughput, and how near."""

    program: Program
    line: Line
    parts: int
    outcomes: Sequence[Outcome]
    expected: float
    allowed: float

    @property
    def speed(self) -> float:
        """Station operations a second, median of the rounds."""
        return statistics.median(outcome.speed for outcome in self.outcomes)

    @property
    def difference(self) -> float:
        """Relative difference of the mean throughput from Taktwin's."""
        return statistics.fmean(outcome.throughput for outcome in self.outcomes) / self.expected - 1.0

    def problems(self) -> list[str]:
        """What makes the speed worthless."""
        name = f"{self.program.name}, {self.line.name}"
        wanted = self.parts, self.parts * self.line.count
        found = [
            f"{name}: {o.parts} parts and {o.operations} operations instead of {wanted[0]} and {wanted[1]}"
            for o in self.outcomes
            if (o.parts, o.operations) != wanted
        ]
        if abs(self.difference) > self.allowed:
            found.append(f"{name}: the throughput differs by {self.difference:.2%}, more than {self.allowed:.2%}")
        return found


@cache
def expected(line: Line, parts: int) -> tuple[float, float]:
    """Mean of Taktwin's throughput over many seeds that no round uses, and its standard deviation."""
    rates = [taktwin(line, parts, 1_000_000 + seed).throughput for seed in range(_SEEDS)]
    return statistics.fmean(rates), statistics.stdev(rates)


def measure(line: Line, programs: Sequence[Program], rounds: int, scale: float, seed: int) -> list[Row]:
    """The rows of one line; the rounds go through the programs in turn."""
    able = [program for program in programs if program.lacks(line) is None]
    parts = {program.name: max(50, int(line.parts * scale * max(program.share, min(1.0, 500 / (line.parts * scale)))))
             for program in able}  # fmt: skip
    outcomes: dict[str, list[Outcome]] = {program.name: [] for program in able}
    for program in able:
        program.simulate()(line, 50, seed)  # compile, import, fill caches
    for i in range(rounds):
        for program in able:
            outcomes[program.name].append(program.simulate()(line, parts[program.name], seed + i))
    rows = []
    for program in able:
        mean, spread = expected(line, parts[program.name])
        chance = 4.5 * spread / mean * (1.0 / rounds + 1.0 / _SEEDS) ** 0.5
        near = program.near(line)
        rows.append(Row(program, line, parts[program.name], outcomes[program.name], mean, chance + near))
    return rows


def speed_table(rows: Sequence[Row]) -> list[str]:
    """The Markdown table of the speeds."""
    out = [
        "| line | program | parts | operations a second | x SimPy | Taktwin is faster by | throughput differs by |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    speeds = {(row.line.name, row.program.name): row.speed for row in rows}
    for row in rows:
        simpy, ours = (speeds.get((row.line.name, name)) for name in ("SimPy", "Taktwin"))
        cells = [
            row.line.name,
            f"{row.program.name} {row.program.version}",
            f"{row.parts:,}",
            f"{row.speed:,.0f}",
            "" if simpy is None else _ratio(row.speed / simpy),
            "" if ours is None else _ratio(ours / row.speed),
            f"{row.difference:+.2%} (allowed {row.allowed:.2%})",
        ]
        out.append(f"| {' | '.join(cells)} |")
    return out


def _ratio(value: float) -> str:
    return f"{value:,.0f}" if value >= 99.5 else f"{value:.3g}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="Taktwin beside its peers.")
    parser.add_argument("--quick", action="store_true", help="a hundredth of the parts, one round, no first minute")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, each with its own seed (default 3)")
    parser.add_argument("--share", type=float, default=1.0, help="share of each line's parts (default 1)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first round (default 1)")
    parser.add_argument("--only", help="programs to measure beside Taktwin, by package, such as simpy,cimba")
    chosen = parser.parse_args(arguments)
    wanted = {"taktwin", *chosen.only.split(",")} if chosen.only else {program.package for program in PROGRAMS}
    asked = [program for program in PROGRAMS if program.package in wanted]
    programs = [program for program in asked if program.version]
    import_all()
    for package in dict.fromkeys(program.package for program in asked if not program.version):
        print(f"{package} is not installed and left out")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    rounds, scale = (1, 0.01) if chosen.quick else (chosen.rounds, chosen.share)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores{load}, median of {rounds} rounds\n")
    rows: list[Row] = []
    for line in LINES:
        rows += measure(line, programs, rounds, scale, chosen.seed)
        print(f"{line.name} is measured", file=sys.stderr)
    print("\n".join(speed_table(rows)))
    for program in programs:
        for line in LINES:
            if reason := program.lacks(line):
                print(f"\n{program.name} cannot express {line.name}: {reason}.")
    if not chosen.quick:
        print()
        print("\n".join(first_minute.table([program for program in programs if not program.options], rounds)))
    wrong = [problem for row in rows for problem in row.problems()]
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
