"""What a rule of one's own costs: `python -m benchmarks.own_rules [--quick]`.

LINE20 (20 stations, 19 buffers) with the shipped rule `sequence` at every buffer, and with the same rule as a function,
measured in turn, several rounds with different seeds; then with such a rule at one buffer, beside the line without any;
then with a rule for the release of its orders, all there from the start or coming at intervals, beside the line without
one (both station by station), and with a limit of jobs in the line, beside the line by events. It prints the median of
the paired ratios. It ends with exit code 1 where two runs that must be the same are not.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

import numpy as np

from benchmarks import by_taktwin
from benchmarks.lines import LINES, Line, Outcome
from taktwin import rule
from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.own.ruled import with_rules

LINE20 = next(line for line in LINES if line.name == "LINE20")
BUFFERS = [f"buffer {i}" for i in range(LINE20.count - 1)]


@rule.retrieval(*BUFFERS)
def everywhere(order: int) -> int:
    """`sequence` at all buffers."""
    return order


@rule.retrieval(BUFFERS[len(BUFFERS) // 2])
def at_one(order: int) -> int:
    """`sequence` at the buffer in the middle."""
    return order


@rule.release("parts")
def in_order(order: int) -> int:
    """First come, first served, before the line."""
    return order


@rule.release("parts")
def few_at_a_time(wip: int, order: int) -> float:
    """Never more jobs in the line than it has places."""
    return order if wip < 20 + 19 * 5 else math.inf


@dataclass(frozen=True)
class Pair:
    """Two ways of simulating the same: what is measured, the dearer one, the one that it is held against."""

    title: str
    ruled: Program
    plain: Program


def pairs(line: Line, parts: int) -> list[Pair]:
    """What is held against what."""
    serial = by_taktwin.program_of(line, parts)
    model = serial.model
    data = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for lines in data["shops"].values():
        for one in lines["lines"].values():
            for element in one["flow"]:
                if "buffer" in element:
                    element["rule"] = "sequence"
    by_events = lower(model)
    by_events.arrays["steps"] = np.zeros(0, k.STEP)  # as it is simulated where anything else stands in the plant
    ruled, one = lower(with_rules(model, everywhere)), lower(with_rules(model, at_one))
    shipped = lower(PlantModel.model_validate(data))
    arriving = by_taktwin.program_of(replace(line, arrivals=1.0 / (0.9 * line.rate)), parts)
    data = serial.model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    data["products"], data["orders"]["parts"] = {"part": {}}, {"file": str(_orders(parts))}
    listed = lower(PlantModel.model_validate(data))
    released, sorted_once = (lower(with_rules(one.model, in_order)) for one in (arriving, listed))
    return [
        Pair("a rule at all 19 buffers, beside `sequence`", ruled, shipped),
        Pair("a rule at one buffer, beside `fifo` by events", one, by_events),
        Pair("a rule at one buffer, beside `fifo` station by station", one, serial),
        Pair("a release rule, all orders there, beside none", sorted_once, listed),
        Pair("a release rule, orders at intervals, beside none", released, arriving),
        Pair("a limit of jobs in the line, beside none by events", lower(with_rules(model, few_at_a_time)), by_events),
    ]


def _orders(parts: int) -> Path:
    """A file of so many orders, all alike and without times."""
    path = Path(mkdtemp()) / "orders.csv"
    path.write_text("product\n" + "part\n" * parts, encoding="utf-8")
    return path


def measure(line: Line, pair: Pair, parts: int, rounds: int, seed: int) -> list[tuple[Outcome, Outcome]]:
    """Both in turn, round by round."""
    for program in (pair.ruled, pair.plain):
        by_taktwin.simulate(line, program, min(parts, 1000), seed)  # warm
    return [
        (by_taktwin.simulate(line, pair.ruled, parts, seed + i), by_taktwin.simulate(line, pair.plain, parts, seed + i))
        for i in range(rounds)
    ]


def problems(title: str, found: Sequence[tuple[Outcome, Outcome]]) -> list[str]:
    """Where a rule has changed a run that it must not change."""
    return [
        f"{title}: {one} is not {other}"
        for ruled, plain in found
        for one, other in [
            ((ruled.parts, ruled.operations, ruled.throughput), (plain.parts, plain.operations, plain.throughput))
        ]
        if one != other
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.own_rules", description="What a rule of one's own costs."
    )
    parser.add_argument("--quick", action="store_true", help="a hundredth of the parts")
    parser.add_argument("--rounds", type=int, default=11, help="rounds, each with its own seed (default 11)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first round (default 1)")
    chosen = parser.parse_args(arguments)
    parts = LINE20.parts // 100 if chosen.quick else LINE20.parts
    wrong: list[str] = []
    print(f"{LINE20.name}, {parts:,} parts, {chosen.rounds} rounds: time with the rule over time without")
    for pair in pairs(LINE20, parts):
        found = measure(LINE20, pair, parts, chosen.rounds, chosen.seed)
        ratios = [ruled.seconds / plain.seconds for ruled, plain in found]
        speed = statistics.median(ruled.speed for ruled, _ in found)
        print(
            f"{pair.title:56}{statistics.median(ratios):7.3f}   ({speed:,.0f} station operations a second)", flush=True
        )
        wrong += problems(pair.title, found)
    for text in wrong:
        print(text, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
