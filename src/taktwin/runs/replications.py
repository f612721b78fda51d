"""Runs of a model: warm-up, measured time, replications on all cores."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from taktwin.runs.start.begin import Begin, Start, begin_anew, beginning, read_start
from taktwin.kernel.lowering import Program, lower
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, save_snapshot
from taktwin.runs.start import PreparedStart
from taktwin.runs.tables import Result, result_of
from taktwin.model.nouns.plant import PlantModel

DAY_S = 86400.0
WEEK_DAYS = 7.0
Progress = Callable[[float], None]


def default_warmup(days: float) -> float:
    """A week, so that the measured time begins on the same weekday; a quarter of the run where that is less (days)."""
    return min(WEEK_DAYS, days / 4.0)


class RunOptionError(ValueError):
    """Options of a run that do not fit each other."""


@dataclass(frozen=True)
class Keep:
    """A snapshot to be written on the way: into ``path``, at ``at`` s from the start of the plant, or at the end."""

    path: Path
    at: float | None = None


def run_one(
    program: Program,
    days: float,
    warmup: float,
    seed: int,
    replication: int,
    trace: bool,
    progress: Progress | None,
    begin: Begin = begin_anew,
    keep: Keep | None = None,
) -> Result:
    """One replication: ``warmup`` days that are forgotten, then ``days`` that are measured.

    ``begin`` makes the simulation, by default with an empty plant. Raises RunOptionError where the run does not come to
    the time at which a snapshot is to be kept.
    """
    simulation = begin(program, seed, replication, trace)
    run_on(simulation, days, warmup, progress, keep)
    return result_of(simulation)


def run_on(
    simulation: Simulation,
    days: float,
    warmup: float = 0.0,
    progress: Progress | None = None,
    keep: Keep | None = None,
) -> None:
    """Run a simulation on from where it stands: ``warmup`` days that are forgotten, then ``days`` that are measured."""
    start = simulation.now
    split_at, end = start + warmup * DAY_S, start + (warmup + days) * DAY_S
    at = end if keep is None or keep.at is None else keep.at
    if not start <= at <= end:
        raise RunOptionError(
            f"the run goes from {start / 3600.0:g} h to {end / 3600.0:g} h after the start of the plant, "
            f"the snapshot is to be taken at {at / 3600.0:g} h: give a time in between"
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


def simulate(
    model: PlantModel,
    days: float = 30.0,
    seed: int | None = None,
    warmup: float | None = None,
    replications: int = 1,
    progress: Progress | None = None,
    trace: bool = False,
    threads: int | None = None,
    start: Start = None,
    keep: Keep | None = None,
    keep_statistics: bool = False,
    ledger: str = "shop",
) -> list[Result]:
    """Simulate a checked model; one result for each replication, the same for any number of threads.

    ``start`` is a state or snapshot from which every replication begins; there is no warm-up then unless one is given.
    The seed is 1 unless given; that of the snapshot where there is one, and a single replication then is its very run.
    With ``keep_statistics`` its results also cover what it had measured before. ``ledger`` says by what the table
    `ledger_buckets` tells media apart: ``shop``, or ``resource`` (large).

    Raises:
        ValueError: ``days`` is not above 0, ``warmup`` is below 0 or ``replications`` is below 1; several replications
            with ``keep``; ``keep_statistics`` without a snapshot, or with a seed, a warm-up or several replications.
        LoweringError, SimulationError: the model cannot be run; the message says why.
        StartStateError, SnapshotError: the start does not fit the model.
    """
    if not 0 < days < float("inf"):
        raise ValueError(f"days must be above 0, got {days}")
    if replications < 1:
        raise ValueError(f"replications must be at least 1, got {replications}")
    if warmup is None:
        warmup = default_warmup(days) if start is None else 0.0
    if not 0 <= warmup < float("inf"):
        raise ValueError(f"warmup must be 0 or more days, got {warmup}")
    if keep is not None and replications > 1:
        raise RunOptionError("a snapshot is of one run: give one replication")
    start = read_start(start)
    very_run = isinstance(start, Snapshot) and seed is None and replications == 1
    if keep_statistics and (not very_run or warmup > 0.0):
        raise RunOptionError("statistics can be kept only where one run goes on: a snapshot, no seed, no warm-up")
    program = start.program if isinstance(start, PreparedStart) else lower(model, ledger)
    begin = beginning(program, start, keep_statistics)
    first = start.replication if very_run else 0  # type: ignore[union-attr]
    chosen = seed if seed is not None else start.seed if isinstance(start, Snapshot) else 1
    meter = _Meter(replications, progress)

    def one(at: int) -> Result:
        return run_one(program, days, warmup, chosen, first + at, trace, meter.of(at), begin, keep)

    workers = min(replications, threads or os.cpu_count() or 1)
    if workers == 1:
        return [one(i) for i in range(replications)]
    one_first = [one(0)]  # compiles the kernel once, instead of once in each thread
    with ThreadPoolExecutor(workers) as pool:
        return one_first + list(pool.map(one, range(1, replications)))


def snapshot(model: PlantModel, days: float, seed: int | None = None, start: Start = None) -> Snapshot:
    """The snapshot of a run of ``days`` from the start of the plant, or from ``start``. Raises as `simulate` does."""
    if not 0 <= days < float("inf"):
        raise ValueError(f"days must be 0 or more, got {days}")
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
