"""Runs of a model: warm-up, measured time, replications on all cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from taktwin.engine.lowering import Program, lower
from taktwin.engine.simulation import Simulation
from taktwin.engine.tables import Result, result_of
from taktwin.model.plant import PlantModel

DAY_S = 86400.0
WEEK_DAYS = 7.0
Progress = Callable[[float], None]


def default_warmup(days: float) -> float:
    """A week, so that the measured time begins on the same weekday; a quarter of the run where that is less (days)."""
    return min(WEEK_DAYS, days / 4.0)


def run_one(
    program: Program, days: float, warmup: float, seed: int, replication: int, trace: bool, progress: Progress | None
) -> Result:
    """One replication: ``warmup`` days that are forgotten, then ``days`` that are measured."""
    simulation = Simulation(program, seed, replication, trace)
    slices = max(1, min(200, round(warmup + days)))
    split = round(slices * warmup / (warmup + days))
    tell = progress or (lambda _: None)
    if warmup > 0.0:
        simulation.run(warmup * DAY_S, max(1, split), lambda share: tell(share * warmup / (warmup + days)))
        simulation.begin_measuring()
    simulation.run(
        (warmup + days) * DAY_S, max(1, slices - split), lambda share: tell((warmup + share * days) / (warmup + days))
    )
    return result_of(simulation)


def simulate(
    model: PlantModel,
    days: float = 30.0,
    seed: int = 1,
    warmup: float | None = None,
    replications: int = 1,
    progress: Progress | None = None,
    trace: bool = False,
    threads: int | None = None,
) -> list[Result]:
    """Simulate a checked model; one result for each replication, the same for any number of threads.

    Raises:
        ValueError: ``days`` is not above 0, ``warmup`` is below 0 or ``replications`` is below 1.
        LoweringError, SimulationError: the model cannot be run; the message says why.
    """
    if not 0 < days < float("inf"):
        raise ValueError(f"days must be above 0, got {days}")
    if replications < 1:
        raise ValueError(f"replications must be at least 1, got {replications}")
    warmup = default_warmup(days) if warmup is None else warmup
    if not 0 <= warmup < float("inf"):
        raise ValueError(f"warmup must be 0 or more days, got {warmup}")
    program = lower(model)
    meter = _Meter(replications, progress)

    def one(replication: int) -> Result:
        return run_one(program, days, warmup, seed, replication, trace, meter.of(replication))

    workers = min(replications, threads or os.cpu_count() or 1)
    if workers == 1:
        return [one(i) for i in range(replications)]
    one_first = [one(0)]  # compiles the kernel once, instead of once in each thread
    with ThreadPoolExecutor(workers) as pool:
        return one_first + list(pool.map(one, range(1, replications)))


class _Meter:
    """Adds up the progress of replications that run side by side."""

    def __init__(self, count: int, progress: Progress | None) -> None:
        self.shares = [0.0] * count
        self.progress = progress
        self.lock = threading.Lock()

    def of(self, replication: int) -> Progress:
        """The progress of one replication."""

        def tell(share: float) -> None:
            if self.progress is not None:
                with self.lock:
                    self.shares[replication] = share
                    self.progress(sum(self.shares) / len(self.shares))

        return tell
