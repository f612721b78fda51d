"""One order followed through a plant: simulated until it has left, then told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from taktwin.analysis.trace.follow import follow, job_row
from taktwin.analysis.trace.steps import JobTrace
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

_FIRST, _MOST = 1.0, 32.0  # days that are tried where none are given


@dataclass(frozen=True, kw_only=True)
class TraceOptions:
    """Which order is followed, and for how long.

    Attributes:
        job: number of the order in its stream, from 0.
        stream: which order stream; None where only one has such a job.
        days: simulated from the empty plant; None: one, then twice as many each time, up to 32, until it has left.
        seed: of the random numbers.

    Raises:
        OptionError: a number is out of range.
    """

    job: int
    stream: str | None = None
    days: float | None = None
    seed: int = 1

    def __post_init__(self) -> None:
        if self.job < 0:
            raise OptionError(f"job must be 0 or more, got {self.job}", "orders are numbered from 0", "job")
        if self.days is not None and not 0 < self.days <= 3650:
            raise OptionError(f"days must be above 0 and at most 3650, got {self.days:g}", "", "days")
        if self.seed < 0:
            raise OptionError(f"seed must be at least 0, got {self.seed}", "", "seed")


def trace_job(model: PlantModel, options: TraceOptions, progress: Callable[[float], None] | None = None) -> JobTrace:
    """Simulate a plant from its start, without a warm-up, and tell the way of one order and of what was called for it.

    Raises:
        OptionError: there is no such order in these days, or its jobs cannot be told apart (see `follow`).
        SimulationError: the plant cannot be run on.
    """
    days = _FIRST if options.days is None else options.days
    while True:
        run = RunOptions(days=days, warmup=0.0, seed=options.seed, trace=True)
        (result,) = simulate(model, run, progress)
        last = options.days is not None or days >= _MOST
        try:
            gone = job_row(result, options.job, options.stream)["ended"] is not None
        except OptionError as error:
            if last or error.parameter != "job":
                raise
            gone = False
        if gone or last:
            return follow(result, model, options.job, options.stream)
        days *= 2
