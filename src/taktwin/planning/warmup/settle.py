"""How long one plant takes to settle: pilots of it, longer where they do not tell."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from taktwin.kernel.lowering.program import Program
from taktwin.planning.warmup.pilot import PILOTS, Pilot, days_to_delete, observed
from taktwin.runs.options import DAY_S
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.begin import beginning
from taktwin.runs.tables import result_of
from taktwin.runs.watch import watched

PILOT_EVENTS = 2_000_000  # after which a pilot ends, if it has not lasted as long as the run: some tenths of a second
DOUBLINGS = 3  # of pilots in which the transient does not end
SLICES = 16  # in which the first pilot looks how many events it has come to


@dataclass(frozen=True)
class Settled:
    """What the pilots of a plant say.

    Attributes:
        days: to delete from the beginning of a run; None where no end of the transient was found.
        pilot_days: how long the last pilots were.
        scheduled: whether the plant's last shop has a calendar.
        any_made: a job was finished at all.
        all_made: all orders were finished within the pilots, so that a run is no sample of something that goes on.
    """

    days: float | None
    pilot_days: float
    scheduled: bool
    all_made: bool = False
    any_made: bool = True


def settle(program: Program, days: float, seed: int, threads: int) -> Settled:
    """When a plant that begins empty has settled.

    `PILOTS` replications of ``days`` (fewer where that would be more than `PILOT_EVENTS`) are observed, see
    `days_to_delete`; where that finds nothing, twice as long, and so on, up to `DOUBLINGS` times.
    """
    begin = beginning(program, None)

    def run(replication: int, until: Callable[[Simulation], float]) -> Simulation:
        simulation = begin(program, seed, replication, False)
        while simulation.now < (end := until(simulation)):
            with watched(simulation, end):
                simulation.advance_to(end)
        return simulation

    settled = Settled(None, days, False)
    with ThreadPoolExecutor(threads) as pool:
        for doubling in range(DOUBLINGS + 1):
            whole, most = days * 2**doubling * DAY_S, PILOT_EVENTS * 2**doubling

            def next_stop(simulation: Simulation, whole: float = whole, most: int = most) -> float:
                enough = int(simulation.world["events"][0]) >= most
                return simulation.now if enough else min(whole, simulation.now + whole / SLICES)

            first = run(0, next_stop)
            length = first.now
            others = pool.map(lambda at, end=length: run(at, lambda _: end), range(1, PILOTS))
            seen = [_seen(simulation) for simulation in (first, *others)]
            pilots, scheduled = [pilot for pilot, _ in seen], seen[0][0].scheduled
            if length >= whole and all(made for _, made in seen):
                return Settled(0.0, length / DAY_S, scheduled, all_made=True)
            made = any(math.isfinite(pilot.first) for pilot in pilots)
            settled = Settled(days_to_delete(pilots), length / DAY_S, scheduled, any_made=made)
            if settled.days is not None or not made:
                break
    return settled


def _seen(simulation: Simulation) -> tuple[Pilot, bool]:
    """What a pilot showed; and whether every order there is has been released and is finished."""
    result = result_of(simulation)
    streams = simulation.arrays["resource_states"][list(simulation.program.resources_of("stream").values())]
    released = bool(streams["count"].any()) and bool((streams["jobs"] == streams["count"]).all())
    finished = not result.orders["waiting_final"].sum() and not result.jobs["ended"].null_count()
    return observed(simulation.program.model, result), released and finished
