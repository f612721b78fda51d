"""Long runs of small plants: replications whose log is thrown away on the way, and the 99 % interval of their means."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from scipy import stats

from taktwin.kernel.lowering.program import Program
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import Result, result_of
from tests.kernel.plants import Data, program_of

REPLICATIONS = 20
SLICES = 50  # of a replication; after each its log is thrown away
WARMUP = 0.05  # share of the measured time that comes before it
ONE_BUCKET: Data = {"bucket": "1000000 h"}  # no series: only the sums are wanted


@dataclass(frozen=True)
class Interval:
    """Mean of replications and half the width of its 99 % interval (Student t)."""

    mean: float
    half_width: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Interval:
        error = float(np.std(values, ddof=1)) / math.sqrt(len(values))
        return cls(float(np.mean(values)), float(stats.t.ppf(0.995, len(values) - 1)) * error)

    def covers(self, truth: float) -> bool:
        """Whether the true value lies in it; what never varies is the truth itself, but for rounding."""
        return abs(self.mean - truth) <= self.half_width + 1e-9 * truth

    def check(self, name: str, truth: float, widest: float) -> None:
        """It covers the truth, and is no wider than `widest` (half, as a share of the truth)."""
        told = f"{name}: {self.mean:.7g} +/- {self.half_width / truth:.3%}, true {truth:.7g}"
        print(told)
        assert self.half_width <= widest * truth, told
        assert self.covers(truth), told


def one_run(program: Program, seconds: float, replication: int, seed: int = 1) -> Result:
    """The tables of one replication without its jobs: states of resources, levels of buffers, stocks and carriers."""
    simulation = Simulation(program, seed, replication)

    def run_on(time: float) -> None:
        begin = simulation.now
        for part in range(1, SLICES + 1):
            simulation.advance_to(begin + time * part / SLICES)
            simulation.drain()
            simulation.logs.clear()

    run_on(WARMUP * seconds)
    simulation.begin_measuring()
    run_on(seconds)
    return result_of(simulation)


def one_run_with_jobs(program: Program, seconds: float, replication: int, seed: int = 1) -> Result:
    """The tables of one replication from the empty plant, jobs included."""
    simulation = Simulation(program, seed, replication)
    simulation.advance_to(seconds)
    return result_of(simulation)


def replicated(
    plant: Data,
    seconds: float,
    measures: Mapping[str, Callable[[Result], float]],
    seed: int = 1,
    run: Callable[[Program, float, int, int], Result] = one_run,
) -> dict[str, Interval]:
    """Intervals of some measures of a plant, each replication so many seconds long."""
    program = program_of({**plant, **ONE_BUCKET})

    def measured(replication: int) -> list[float]:
        result = run(program, seconds, replication, seed)  # not kept: with its jobs it may be large
        return [measure(result) for measure in measures.values()]

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(measured, range(REPLICATIONS)))
    return {name: Interval.of(values) for name, values in zip(measures, zip(*found, strict=True), strict=True)}


def check_all(
    plant: Data,
    seconds: float,
    measures: Mapping[str, Callable[[Result], float]],
    truth: Mapping[str, float],
    widest: Mapping[str, float],
    run: Callable[[Program, float, int, int], Result] = one_run,
) -> None:
    """Each interval covers its true value and is narrow enough.

    One interval in a hundred misses by chance. What misses is run once more, with another seed, and must not miss
    again: an error of the model or of the engine misses both times, chance does so once in 10,000.

    Args:
        plant: data of the plant.
        seconds: length of each replication.
        measures: name -> how it is measured.
        truth: name -> its exact value.
        widest: name -> most half width, as a share of the truth; without one any.
        run: how one replication is run.
    """
    found = replicated(plant, seconds, measures, 1, run)
    missed = {name: measure for name, measure in measures.items() if not found[name].covers(truth[name])}
    if missed:
        found |= replicated(plant, seconds, missed, 2, run)
    for name, interval in found.items():
        interval.check(name, truth[name], widest.get(name, math.inf))


# --- measures


def works(element: str, column: str = "jobs") -> Callable[[Result], float]:
    """Works of an element, or those that were `scrapped`."""
    return lambda result: float(result.resources.filter(station=element)[column].sum())


def rate(element: str) -> Callable[[Result], float]:
    """Works of an element in a second."""
    return lambda result: works(element)(result) / result.elapsed_s


def state_share(element: str, state: str) -> Callable[[Result], float]:
    """Share of its time that an element is in a state."""
    return lambda result: float(result.resources.filter(station=element)[state].sum()) / result.elapsed_s


def level(buffer: str) -> Callable[[Result], float]:
    """Mean number of jobs in a buffer; 0 where it has no place, so that it is not there."""
    return lambda result: float(result.buffers.filter(buffer=buffer)["mean"].sum())


def stock(name: str, column: str = "mean") -> Callable[[Result], float]:
    """A figure of a stock point."""
    return lambda result: float(result.stocks.filter(stock=name)[column].item())
