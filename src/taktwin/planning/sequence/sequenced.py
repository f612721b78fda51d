"""A run whose cars come in a given sequence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.start.file import load_state
from taktwin.model.start.state import StartState
from taktwin.planning.sequence.day import Day, day_of, in_sequence, ordered_day
from taktwin.planning.sequence.runlength import days_needed, runs_out
from taktwin.runs.replications import DAY_S, Keep, Progress, RunOptionError, default_warmup, simulate
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start import PreparedStart
from taktwin.runs.start.begin import Start, read_start
from taktwin.runs.tables import Result


def simulate_sequence(
    model: PlantModel,
    sequence: str | Path | Sequence[str] | NDArray[np.integer],
    days: float = 30.0,
    seed: int | None = None,
    warmup: float | None = None,
    replications: int = 1,
    progress: Progress | None = None,
    trace: bool = False,
    threads: int | None = None,
    start: Start = None,
    keep: Keep | None = None,
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
        ValueError, LoweringError, SimulationError, StartStateError, SnapshotError: as for `simulate`.
    """
    day = day_of(model)
    order = ordered_day(day, sequence)
    begun = read_start(start)
    if isinstance(begun, Snapshot | PreparedStart) or keep is not None:
        raise RunOptionError("a snapshot keeps the orders of its own run: begin from a state, and keep no snapshot")
    if begun is not None:
        begun = load_state(begun)
    seconds = (days + (default_warmup(days) if warmup is None else warmup)) * DAY_S
    possible = 0 <= seconds < float("inf")  # else `simulate` says what is wrong
    if warmup is None and possible:
        warmup = 0.0 if begun is not None or runs_out(model, day, seconds) else default_warmup(days)
    repeat = days_needed(model, day, seconds) if possible else 1
    planned = in_sequence(model, day, order, repeat + _begun_days(begun, day))
    results = simulate(planned, days, seed, warmup, replications, progress, trace, threads, begun)
    return planned, results


def _begun_days(state: StartState | None, day: Day) -> int:
    """Days whose cars were released before the run begins, counted up."""
    if state is None:
        return 0
    orders = state.orders.get(day.stream)
    numbers = [job.order.value for place in state.places.values() for job in place.jobs if job.order is not None]
    released = orders.released.value if orders is not None and orders.released is not None else max(numbers, default=0)
    return math.ceil((released + 1) / len(day))
