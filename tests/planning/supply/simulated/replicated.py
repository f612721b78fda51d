"""Long runs of small plants, cut into batches whose log is thrown away on the way, and the figures of a batch.

Each run is warmed up once and then measured batch by batch, so that nothing is thrown away again and again; the two
runs of an estimate keep two cores busy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base.state import LOG_BORN, LOG_END
from taktwin.kernel.lowering.program import Program
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import Result, result_of
from tests.kernel.plants import Data, program_of
from tests.planning.supply.simulated.interval import Interval, regressed

RUNS = 2
BATCHES = 10  # of each run, at least
SLICE = 200_000.0  # jobs, after which the log is thrown away
ONE_BUCKET: Data = {"bucket": "1000000 h"}  # no series: only the sums are wanted


@dataclass(frozen=True)
class Batch:
    """A piece of a long run: its tables without jobs, and when jobs came and went, in s from its begin."""

    result: Result
    seconds: float
    born: np.ndarray
    ended: np.ndarray


Measure = Callable[[Batch], float]
Controls = Callable[[Batch], Sequence[float]]


@dataclass(frozen=True)
class Simulated:
    """A case as a plant.

    Attributes:
        plant: in the words of the model file.
        measures: figure of the case -> how it is measured.
        truth: figure -> its exact value.
        jobs_a_second: rate of its jobs, at most.
        controls: figures of what is drawn alone (demand, times), each with the mean 0.
        unit_s: of which a batch is a whole number.
        shift_s: from a whole number of units to the begin of a batch.
    """

    plant: Data
    measures: Mapping[str, Measure]
    truth: Mapping[str, float]
    jobs_a_second: float
    controls: Sequence[Controls] = ()
    unit_s: float = 1e-9
    shift_s: float = 0.0


def batches(
    program: Program,
    seconds: float,
    count: int,
    slices: int = 1,
    replication: int = 0,
    seed: int = 1,
    shift_s: float = 0.0,
) -> Iterator[Batch]:
    """A run in batches; before the first one, one more is thrown away."""
    simulation = Simulation(program, seed, replication)
    simulation.advance_to(seconds + shift_s)
    for number in range(1, count + 1):
        simulation.drain()
        simulation.logs.clear()
        simulation.begin_measuring()
        begun, end = simulation.now, (number + 1) * seconds + shift_s
        born, ended = [], []
        for part in range(1, slices + 1):
            simulation.advance_to(begun + (end - begun) * part / slices)
            simulation.drain()
            for log in simulation.logs:
                born.append(log["time"][log["kind"] == LOG_BORN] - begun)
                ended.append(log["time"][log["kind"] == LOG_END] - begun)
            simulation.logs.clear()
        empty = [np.zeros(0)]
        yield Batch(result_of(simulation), end - begun, np.concatenate(born or empty), np.concatenate(ended or empty))


def estimated(found: Simulated, jobs: float, count: int = BATCHES, seed: int = 1) -> dict[str, Interval]:
    """99 % intervals of the measures of a case, out of about so many jobs.

    Args:
        found: the case.
        jobs: in all batches of both runs.
        count: batches of a run.
        seed: of both runs.
    """
    program = program_of({**found.plant, **ONE_BUCKET})
    seconds = math.ceil(jobs / RUNS / count / found.jobs_a_second / found.unit_s) * found.unit_s
    slices = math.ceil(seconds * found.jobs_a_second / SLICE)

    def measured(replication: int) -> list[tuple[list[float], list[float]]]:
        return [
            (
                [measure(one) for measure in found.measures.values()],
                [x for control in found.controls for x in control(one)],
            )
            for one in batches(program, seconds, count, slices, replication, seed, found.shift_s)
        ]

    with ThreadPoolExecutor(RUNS) as pool:
        rows = [row for run in pool.map(measured, range(RUNS)) for row in run]
    controls = np.array([row[1] for row in rows])
    values = np.array([row[0] for row in rows])
    return {name: regressed(values[:, at], controls) for at, name in enumerate(found.measures)}


def one_run(program: Program, seconds: float) -> Batch:
    """One batch of one run."""
    return next(batches(program, seconds, 1))


def one_run_with_jobs(program: Program, seconds: float) -> Result:
    """The tables of a run from the empty plant, jobs included."""
    simulation = Simulation(program, 1)
    simulation.advance_to(seconds)
    return result_of(simulation)


def check_all(found: Simulated, jobs: float, widest: Mapping[str, float]) -> None:
    """Each interval covers its true value and is narrow enough.

    One interval in a hundred misses by chance. What misses is run once more, with another seed, and must not miss
    again: an error of the model or of the engine misses both times, chance does so once in 10,000.

    Args:
        found: the case.
        jobs: in all batches together.
        widest: name -> most half width, as a share of the truth; without one any.
    """
    intervals = estimated(found, jobs)
    missed = [name for name, truth in found.truth.items() if not intervals[name].covers(truth)]
    if missed:
        again = estimated(found, jobs, seed=2)
        intervals |= {name: again[name] for name in missed}
    for name, truth in found.truth.items():
        intervals[name].check(name, truth, widest.get(name, math.inf))


# --- measures


def works(element: str, column: str = "jobs") -> Measure:
    """Works of an element, or those that were `scrapped`."""
    return lambda one: float(one.result.resources.filter(station=element)[column].sum())


def rate(element: str) -> Measure:
    """Works of an element in a second."""
    return lambda one: works(element)(one) / one.seconds


def state_share(element: str, state: str) -> Measure:
    """Share of its time that an element is in a state."""
    return lambda one: float(one.result.resources.filter(station=element)[state].sum()) / one.seconds


def level(buffer: str) -> Measure:
    """Mean number of jobs in a buffer; 0 where it has no place, so that it is not there."""
    return lambda one: float(one.result.buffers.filter(buffer=buffer)["mean"].sum())


def stock(name: str, column: str = "mean") -> Measure:
    """A figure of a stock point."""
    return lambda one: float(one.result.stocks.filter(stock=name)[column].item())
