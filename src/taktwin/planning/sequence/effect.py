"""Two sequences of a day in the plant: the order given and another one, with the same random numbers."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.analysis.paired import HIGHER, LOWER, NO_INTERVAL, SAME, UNSURE, paired
from taktwin.kernel.lowering.program import lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.sequence.day import Day, in_sequence
from taktwin.planning.sequence.measures import MEASURES, Meter
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.runlength import days_needed, default_days, runs_out
from taktwin.runs.options import DAY_S, RunOptions
from taktwin.runs.replications import run_one

_SCHEMA = {
    "measure": pl.String,
    "unit": pl.String,
    "before": pl.Float64,
    "after": pl.Float64,
    "difference": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "verdict": pl.String,
}


@dataclass(frozen=True)
class Effect:
    """What a sequence changes in the plant.

    Attributes:
        before: the figures of each replication with the order given.
        after: the same with the other sequence.
        days: measured, after ``warmup`` days.
        seed: of the runs.
        confidence: of each interval for itself.
        at: the point at which the sequence has to be kept, if any.
        lacking: why figures are not there (`taktwin.planning.sequence.measures.Meter.lacking`).
        limited: whether the cars end with the releases of the day or the quantity of the stream, not with the run.
    """

    before: list[dict[str, float]]
    after: list[dict[str, float]]
    days: float
    warmup: float
    seed: int
    confidence: float = 0.95
    at: str | None = None
    lacking: tuple[str, ...] = ()
    limited: bool = False

    @property
    def replications(self) -> int:
        """How many pairs of runs there are."""
        return len(self.before)

    @property
    def table(self) -> pl.DataFrame:
        """Columns measure, unit, before, after (means), difference (after - before), low, high, verdict.

        The interval is that of the paired difference (see `taktwin.analysis.paired`), each for itself at the
        confidence; null with one replication. The verdict is `higher` or `lower` where it lies on one side of 0,
        `not told apart` where it does not, `the same` where every replication is, `no interval` with one replication.
        """
        rows = []
        for measure in MEASURES:
            name = measure.name
            if not all(name in one for one in [*self.before, *self.after]):
                continue
            a, b = [one[name] for one in self.after], [one[name] for one in self.before]
            before, after = math.fsum(b) / len(b), math.fsum(a) / len(a)
            rows.append((name, measure.unit, before, after, after - before, *_interval(a, b, self.confidence)))
        return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _interval(a: list[float], b: list[float], confidence: float) -> tuple[float | None, float | None, str]:
    try:
        pairs = paired(a, b, confidence)
    except ValueError:  # a single replication, or a figure without a basis
        return None, None, NO_INTERVAL
    verdict = HIGHER if pairs.low > 0 else LOWER if pairs.high < 0 else SAME if a == b else UNSURE
    return pairs.low, pairs.high, verdict


def sequence_effect(
    model: PlantModel,
    day: Day,
    problem: SequenceProblem,
    before: NDArray[np.integer],
    after: NDArray[np.integer],
    options: RunOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Effect:
    """Simulate both sequences, day after day, and compare the plant replication by replication.

    Failures, repairs, rework and all else have the same random numbers in both. A car of the day keeps its options, so
    both plants make the same cars; the intervals hold for this day of cars, not for other days.

    Args:
        model: the plant.
        day: its cars (`day_of`).
        problem: what is sequenced (`sequence_problem`).
        before: car of each position in the sequence to compare with.
        after: the same for the other sequence.
        options: of the runs; ``replications`` are the pairs of runs, two or more give intervals. By default
            `comparison`. Without a warm-up given there is none where the cars end before the run does.
        progress: called with the share of the work done.

    Raises:
        LoweringError, SimulationError: the plant cannot be run; the message says why.
    """
    options = options or comparison(day)
    days = options.days
    limited = runs_out(model, day, (days + options.warmup_days) * DAY_S)
    options = replace(options, warmup=0.0 if limited and options.warmup is None else options.warmup_days)
    repeat = days_needed(model, day, (days + options.warmup_days) * DAY_S)
    plants = [(order, in_sequence(model, day, order, repeat)) for order in (before, after)]
    programs = [(lower(plant), Meter(plant, day, problem, order)) for order, plant in plants]
    jobs = [(replication, which) for replication in range(options.replications) for which in (0, 1)]
    watch = _Watch(len(jobs), progress)

    def one(number: int) -> dict[str, float]:
        replication, which = jobs[number]
        program, meter = programs[which]
        return meter.measure(run_one(program, options, replication, watch.of(number)))

    found = [one(0)]  # compiles the kernel once, instead of once in each thread
    with ThreadPoolExecutor(min(len(jobs), options.threads or os.cpu_count() or 1)) as pool, watch:
        found += pool.map(one, range(1, len(jobs)))
    lacking = tuple(programs[0][1].lacking(found))
    return Effect(
        found[0::2], found[1::2], days, options.warmup_days, options.run_seed,
        at=day.rules.at, lacking=lacking, limited=limited,
    )  # fmt: skip


def comparison(day: Day, days: float | None = None, replications: int | None = None, seed: int = 1) -> RunOptions:
    """The options of the runs: by default 10 pairs of 20 days, or of as many as a day with release times takes."""
    return RunOptions(
        days=default_days(day) if days is None else days,
        replications=10 if replications is None else replications,
        seed=seed,
    )


class _StoppedError(Exception):
    """Ends a run whose result nobody waits for."""


class _Watch:
    """Adds up the progress of runs side by side, and ends them all where one fails or Ctrl-C comes."""

    def __init__(self, runs: int, progress: Callable[[float], None] | None) -> None:
        self.shares = [0.0] * runs
        self.progress = progress
        self.lock = threading.Lock()
        self.stop = threading.Event()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.stop.set()

    def of(self, run: int) -> Callable[[float], None]:
        """What one run tells its share of work to."""

        def tell(share: float) -> None:
            if self.stop.is_set():
                raise _StoppedError
            with self.lock:
                self.shares[run] = share
                if self.progress is not None:
                    self.progress(sum(self.shares) / len(self.shares))

        return tell
