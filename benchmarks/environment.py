"""How many decisions an environment takes in a second: `python -m benchmarks.environment [--quick]`.

A line of ten stations, each behind a buffer; the next job is asked for at one buffer, at all ten, or before the line,
where orders come at intervals. The actions are in turn the oldest job and the one behind it. One core, observations and
rewards included. It ends with exit code 1 where a run of the oldest each time is not that of the plant alone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence

import taktwin

STATIONS = 10
BUFFERS = [f"buffer {i}" for i in range(STATIONS)]
ORDERS = "jobs"


def line(orders: str = "{}") -> str:
    """Ten stations with exponential times, a buffer of ten before each."""
    flow = "\n".join(
        f"          - {{buffer: buffer {i}, capacity: 10}}\n          - {{station: station {i}, cycle: exp(10 s)}}"
        for i in range(STATIONS)
    )
    head = f"taktwin: 1\nname: ten\norders: {{jobs: {orders}}}\noptions: {{colour: {{red: 50 %, blue: 50 %}}}}\n"
    return f"{head}shops:\n  hall:\n    lines:\n      main:\n        orders: jobs\n        flow:\n{flow}\n"


def measure(decisions: Sequence[str], days: float, rounds: int) -> tuple[int, float]:
    """Decisions of an episode, and decisions a second of processor time (median of the rounds)."""
    plant = line("{interval: exp(11 s)}") if ORDERS in decisions else line()
    env = taktwin.Environment(plant, decisions, observe=["waited", "colour"], days=days)
    speeds, count = [], 0
    for seed in range(rounds):
        env.reset(seed=seed)
        count, over = 0, False
        begin = time.process_time()
        while not over:
            _, _, _, over, _ = env.step(count & 1)
            count += 1
        speeds.append(count / (time.process_time() - begin))
    return count, statistics.median(speeds)


def is_the_plant(days: float) -> bool:
    """Whether the oldest each time is the plant as it is."""
    env = taktwin.Environment(line(), BUFFERS, days=days)
    env.reset(seed=1)
    over = False
    while not over:
        _, _, _, over, _ = env.step(0)
    alone = taktwin.load(line()).simulate(days=days, warmup=0, seed=1)
    return env.result.jobs.equals(alone.result.jobs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.environment", description="Decisions a second.")
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the time")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, each with its own seed (default 5)")
    chosen = parser.parse_args(arguments)
    days = 0.4 if chosen.quick else 20.0
    for decisions in (BUFFERS[5:6], BUFFERS, [ORDERS]):
        count, speed = measure(decisions, days, chosen.rounds)
        where = {1: "one buffer", STATIONS: f"{STATIONS} buffers"}[len(decisions)]
        where = "the release" if decisions == [ORDERS] else where
        print(f"decisions at {where:12}{count:12,} in an episode{speed:14,.0f} a second", flush=True)
    if not is_the_plant(min(days, 2.0)):
        print("the oldest each time is another run than that of the plant", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
