"""Runs of a model: warm-up, measured time, replications on all cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.runs.budget import check_budget
from taktwin.runs.options import DAY_S, RunOptionError, RunOptions
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, save_snapshot
from taktwin.runs.start import PreparedStart
from taktwin.runs.start.begin import Begin, Start, begin_anew, beginning, read_start
from taktwin.runs.tables import Result, result_of
from taktwin.runs.watch import watched

Progress = Callable[[float], None]


def run_one(
    program: Program,
    options: RunOptions,
    replication: int = 0,
    progress: Progress | None = None,
    begin: Begin = begin_anew,
) -> Result:
    """One replication: a warm-up that is forgotten, then the days that are measured.

    ``begin`` makes the simulation, by default with an empty plant. Raises RunOptionError where the run does not come to
    the time at which a snapshot is to be kept.
    """
    simulation = begin(program, options.run_seed, replication, options.trace)
    run_on(simulation, options, progress)
    return result_of(simulation)


def run_on(simulation: Simulation, options: RunOptions, progress: Progress | None = None) -> None:
    """Run a simulation on from where it stands: the warm-up, then the days that are measured."""
    days, warmup, keep = options.days, options.warmup_days, options.keep
    start = simulation.now
    split_at, end = start + warmup * DAY_S, start + (warmup + days) * DAY_S
    at = end if keep is None or keep.at is None else keep.at
    if not start <= at <= end:
        raise RunOptionError(
            Phrase(
                "the run goes from {start:g} h to {end:g} h after the start of the plant, "
                "the snapshot is to be taken at {at:g} h",
                start=start / 3600.0,
                end=end / 3600.0,
                at=at / 3600.0,
            ),
            Phrase("give a time in between"),
            "at",
        )

    def keep_it(until: float) -> None:
        nonlocal keep
        if keep is not None and at <= until:
            simulation.advance_to(at)
            save_snapshot(simulation, keep.path)
            keep = None

    slices = max(1, min(200, round(warmup + days)))
    split = round(slices * warmup / (warmup + days))
    tell = progress or (lambda _: None)
    with watched(simulation, end):
        if warmup > 0.0:
            keep_it(split_at)
            simulation.run(split_at, max(1, split), lambda share: tell(share * warmup / (warmup + days)))
            simulation.begin_measuring()
        if at < end:
            keep_it(end)
        simulation.run(
            end,
            max(1, slices - split),
            lambda share: tell((warmup + share * days) / (warmup + days)),
        )
        keep_it(end)


def simulate(model: PlantModel, options: RunOptions | None = None, progress: Progress | None = None) -> list[Result]:
    """Simulate a checked model; one result for each replication, the same for any number of threads.

    Every replication begins from the ``start`` of the options. A single replication from a snapshot, without a seed,
    is its very run.

    Raises:
        RunOptionError: the options do not fit the start, or the run does not come to the time of the snapshot to keep.
        LoweringError, SimulationError: the model cannot be run, or would not end; the message says why.
        ModelError: the run would need more memory or events than a machine has; it names the field that asks for it.
        StartStateError, SnapshotError: the start does not fit the model.
    """
    options = (options or RunOptions()).opened()
    start = options.start
    program = start.program if isinstance(start, PreparedStart) else lower(model, options.ledger)
    check_budget(
        program.model if isinstance(start, PreparedStart) else model, program, options.days + options.warmup_days
    )
    begin = beginning(program, start, options.keep_statistics)
    meter = _Meter(options.replications, progress)

    def one(at: int) -> Result:
        return run_one(program, options, options.first_replication + at, meter.of(at), begin)

    workers = min(options.replications, options.threads or os.cpu_count() or 1)
    if workers == 1:
        return [one(i) for i in range(options.replications)]
    one_first = [one(0)]  # compiles the kernel once, instead of once in each thread
    with ThreadPoolExecutor(workers) as pool:
        return one_first + list(pool.map(one, range(1, options.replications)))


def snapshot(model: PlantModel, days: float, seed: int | None = None, start: Start = None) -> Snapshot:
    """The snapshot of a run of ``days`` from the start of the plant, or from ``start``. Raises as `simulate` does."""
    if not 0 <= days < float("inf"):
        raise RunOptionError(Phrase("days must be 0 or more, got {days}", days=days), parameter="days")
    program, start = lower(model), read_start(start)
    replication = start.replication if isinstance(start, Snapshot) and seed is None else 0
    chosen = seed if seed is not None else start.seed if isinstance(start, Snapshot) else 1
    simulation = beginning(program, start)(program, chosen, replication, False)
    simulation.advance_to(simulation.now + days * DAY_S)
    return Snapshot.of(simulation)


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
