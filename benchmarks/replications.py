"""Many short runs: `python -m benchmarks.replications [--quick]`.

A thousand replications of one 8 h shift of a shop of 50 stations (`shop50.yaml`: buffers, failures, one crew, breaks,
electricity), and the key figures with their 95 % intervals. It prints the seconds from the loaded model to the figures:
once from an empty shop, and once where each replication first runs the day before, so that the shift finds bodies in
place. It ends with exit code 1 where the figures depend on the number of threads.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import taktwin

SHIFT_DAYS = 8.0 / 24.0
_SHOWN = ("throughput_per_hour", "lead_time_hours", "wip", "oee", "energy_kwh_per_job")


def measure(replications: int, threads: int, warmup: float) -> tuple[float, float, taktwin.Run]:
    """Seconds and processor seconds from the model to the key figures, and the run."""
    plant = taktwin.load(Path(__file__).with_name("shop50.yaml"))
    plant.simulate(days=SHIFT_DAYS, warmup=warmup)  # the kernel is compiled, or read from its cache, here
    begin, worked = time.perf_counter(), time.process_time()
    run = plant.simulate(days=SHIFT_DAYS, warmup=warmup, replications=replications, threads=threads)
    assert run.kpis["finished_jobs"].value > 0
    return time.perf_counter() - begin, time.process_time() - worked, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replications", description="Many short runs.")
    parser.add_argument("--quick", action="store_true", help="20 replications instead of 1,000")
    parser.add_argument("--threads", type=int, default=2, help="threads beside one (default 2)")
    chosen = parser.parse_args(arguments)
    replications = 20 if chosen.quick else 1000
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores{load}")
    same = True
    for warmup, what in ((0.0, "from an empty shop"), (1.0, "with the day before")):
        figures = []
        for threads in (1, chosen.threads):
            seconds, worked, run = measure(replications, threads, warmup)
            figures.append([run.kpis[name] for name in _SHOWN])
            works = run.kpis["station_operations"].value
            print(
                f"{replications:,} replications of an 8 h shift of 50 stations {what}, threads: {threads}:"
                f" {seconds:.2f} s, {worked:.2f} s of processor time ({works:,.0f} works)"
            )
        for name, kpi in zip(_SHOWN, figures[0], strict=True):
            print(f"  {name}: {kpi.value:.5g} {kpi.unit}, 95 % interval {kpi.low:.5g} to {kpi.high:.5g}")
        same = same and figures[0] == figures[1]
    if not same:
        print("the figures depend on the number of threads", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
