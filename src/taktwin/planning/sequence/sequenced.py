"""A run whose cars come in a given sequence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import one_plant
from taktwin.model.start.state import StartState
from taktwin.planning.sequence.day import Day, day_of, in_sequence, ordered_day
from taktwin.planning.sequence.runlength import days_needed, runs_out
from taktwin.runs.options import DAY_S, RunOptionError, RunOptions, default_warmup
from taktwin.runs.replications import Progress, simulate
from taktwin.runs.tables import Result


def simulate_sequence(
    model: PlantModel,
    sequence: str | Path | Sequence[str] | NDArray[np.integer],
    options: RunOptions | None = None,
    progress: Progress | None = None,
) -> tuple[PlantModel, list[Result]]:
    """Simulate a plant whose day is released in a sequence, day after day until the run ends.

    Where the cars of the day have release times, they come once and at these times. Where they may end before the run
    does, there is no warm-up unless one is given. Everything else is as for `taktwin.runs.replications.simulate`.
    Car number k of the sequence (from 0) of day d (from 0) has the order number d x (cars of the day) + k.

    Returns:
        The plant with its orders in the sequence, and one result for each replication.

    Raises:
        ModelError: the day is not clear, or the sequence is not one of its cars.
        RunOptionError: the run begins from a snapshot, or shall keep one: these hold the orders of their own run.
        LoweringError, SimulationError, StartStateError, SnapshotError: as for `simulate`.
    """
    options = (options or RunOptions()).opened()
    day = day_of(one_plant(model))
    order = ordered_day(day, sequence)
    begun = options.start
    if options.keep is not None or not (begun is None or isinstance(begun, StartState)):
        message = Phrase("a snapshot keeps the orders of its own run")
        raise RunOptionError(message, Phrase("begin from a state, and keep no snapshot"), "sequence")
    seconds = (options.days + (default_warmup(options.days) if options.warmup is None else options.warmup)) * DAY_S
    if options.warmup is None and runs_out(model, day, seconds):
        options = replace(options, warmup=0.0)
    planned = in_sequence(model, day, order, days_needed(model, day, seconds) + _begun_days(begun, day))
    return planned, simulate(planned, options, progress)


def _begun_days(state: StartState | None, day: Day) -> int:
    """Days whose cars were released before the run begins, counted up."""
    if state is None:
        return 0
    orders = state.orders.get(day.stream)
    numbers = [job.order.value for place in state.places.values() for job in place.jobs if job.order is not None]
    released = orders.released.value if orders is not None and orders.released is not None else max(numbers, default=0)
    return math.ceil((released + 1) / len(day))
