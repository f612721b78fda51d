"""How long the choice of delivery modes takes: `python -m benchmarks.mode_choice [--quick] [--data FOLDER]`.

First made-up problems of 200 to 5,000 parts with a seed, each solved on one thread to a gap of 0 or 1 %, and a frontier
of 11 ratios for 200 parts; then, where the reference data is at hand, its 200-part cases to the proven optimum. It ends
with exit code 1 where a limit of time is missed, or a cost is not the printed one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from taktwin.planning.supply.modes import (
    Limits,
    Option,
    Part,
    Problem,
    Supplier,
    ZeroInventory,
    frontier,
    problem_of,
    solve,
)

#: parts, gap, most seconds.
SIZES = ((200, 0.0, 10.0), (1_000, 0.0, 60.0), (5_000, 0.01, 60.0), (5_000, 0.0, 60.0))


def made_up(parts: int, seed: int) -> Problem:
    """A problem in which dock minutes, space and the wish all bind: fewer stocks mean more lorries.

    Stock and space fall from warehouse to kanban, JIT and JIS, dock minutes rise; not every part can come in every
    mode. The limits lie between what all parts use in mode kanban and what they use in mode JIT.
    """
    draw = random.Random(f"{seed}/{parts}")
    suppliers = [Supplier(f"S{i}", draw.randint(80, 600)) for i in range(max(3, parts // 6))]
    made = []
    for nth in range(parts):
        value = draw.choice((5, 12, 30, 60, 150, 400, 900, 2500, 6000))
        volume = draw.choice((10, 20, 30, 50, 80, 130, 200, 340, 550))
        dock = 3 + volume / 16
        covers = (
            *(draw.choice((960, 1920, 2880)), draw.choice((90, 180, 300, 480))),
            *(draw.choice((60, 90, 110, 150)), draw.choice((15, 30, 45, 60))),
        )
        rates = ((1, 9), (3, 4), (8, 2), (16, 1))
        stock = value * (0.02 + 0.005 * draw.random())
        options = tuple(
            Option(
                mode,
                mode,
                round(cover * stock / 4 + dock * often * draw.uniform(1.5, 4) + 20 * often),
                cover,
                round(dock * often),
                round(volume * room * draw.uniform(0.5, 1.2)),
            )
            for mode, cover, (often, room) in zip(("warehouse", "kanban", "jit", "jis"), covers, rates, strict=True)
        )
        many = draw.choices((2, 3, 4), (1, 2.5, 6.5))[0]
        made.append(Part(f"P{nth}", options[:many], draw.choice(suppliers).name, value, volume))
    kanban = [part.options[1] for part in made]
    jit = [part.options[min(2, len(part.options) - 1)] for part in made]
    dock = sum(one.dock_minutes for one in kanban) * 0.45 + sum(one.dock_minutes for one in jit) * 0.55
    space = sum(one.space for one in kanban) * 0.6 + sum(one.space for one in jit) * 0.4
    limits = Limits(round(dock), round(space), parts // 4, ZeroInventory(120, 0.6, "count"))
    return Problem(tuple(made), tuple(suppliers), limits)


def measure(problem: Problem, gap: float, seconds: float) -> tuple[float, float, float]:
    """Cost, gap reached (share) and seconds."""
    began = time.perf_counter()
    plan = solve(problem, time_limit=seconds, gap=gap)
    return plan.cost, plan.gap, time.perf_counter() - began


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mode_choice", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--quick", action="store_true", help="200 parts alone, one seed")
    parser.add_argument("--seeds", type=int, default=3, help="problems of each size (default 3)")
    parser.add_argument("--data", type=Path, help="folder that holds supply_reference")
    chosen = parser.parse_args(arguments)
    slow = False
    print(f"{'parts':>8}{'seed':>6}{'gap asked':>11}{'gap':>10}{'cost':>14}{'seconds':>9}")
    for parts, gap, most in SIZES[:1] if chosen.quick else SIZES:
        for seed in range(1, 2 if chosen.quick else chosen.seeds + 1):
            cost, reached, seconds = measure(made_up(parts, seed), gap, most)
            slow = slow or seconds > most or reached > max(gap, 1e-9)
            print(f"{parts:8,}{seed:6}{gap:11.2%}{reached:10.4%}{cost:14,}{seconds:9.2f}", flush=True)
    if not chosen.quick:
        began = time.perf_counter()
        edge = frontier(made_up(200, 1), 11)
        print(f"{200:8,}  frontier of {len(edge.plans)} plans{time.perf_counter() - began:29.2f}", flush=True)
    data = chosen.data or Path(os.environ.get("TAKTWIN_SHARED", "")) / "data"
    file = data / "supply_reference" / "mode_choice_200.json"
    wrong = False
    for case in json.loads(file.read_text(encoding="utf-8"))["instances"] if file.is_file() else ():
        problem = problem_of(case["instance"])
        cost, reached, seconds = measure(problem, 0.0, 10.0)
        slow, wrong = slow or seconds > 10.0, wrong or cost != case["result"]["cost"]
        print(f"{len(problem.parts):8,}{case['id']:>17}{reached:10.4%}{cost:14,}{seconds:9.2f}", flush=True)
    if slow or wrong:
        print("a limit of time or gap was missed" if slow else "a cost is not the printed one", file=sys.stderr)
    return int(slow or wrong)


if __name__ == "__main__":
    sys.exit(main())
