"""The exact steady state of a short serial line, as a Markov chain.

The line: stations with exponential work times, buffers of so many places between them, an endless supply before the
first and unlimited room behind the last. Blocking after service and failures are those of docs/semantics.md: a finished
job waits in its station while the next buffer is full; a station that is down takes no job, and what it has begun goes
on after the repair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from taktwin.analysis.line.states import DOWN_BLOCKED, DOWN_EMPTY, WORKING, LineStates
from taktwin.analysis.stationary import stationary
from taktwin.model.errors import TaktwinError

Clock = Literal["operation", "time"]
MOST_STATES = 1_000_000
"""States up to which a chain is solved."""


class TooManyStatesError(TaktwinError, ValueError):
    """The chain of a line is too large to be solved; `states` says how large."""

    def __init__(self, states: int, most: int) -> None:
        super().__init__(
            f"the Markov chain of this line has {states:,} states and is solved up to {most:,}",
            "take fewer stations or smaller buffers, or use the decomposition",
        )
        self.states, self.most = states, most

    def __reduce__(self) -> tuple[type[TooManyStatesError], tuple[int, int]]:
        return type(self), (self.states, self.most)


@dataclass(frozen=True)
class Shares:
    """How a station spends its time; the four shares sum to 1."""

    working: float
    blocked: float
    starved: float
    down: float


@dataclass(frozen=True)
class LineTheory:
    """Steady state of a line. Times are in the unit of the rates.

    `throughput`: jobs per unit of time. `wip`: mean number of jobs in stations and buffers. `lead_time`: mean time from
    the start of the work at the first station to the end of that at the last, by Little's law wip / throughput.
    `levels`: mean number of jobs in each buffer. `stations`: the shares of each. `states`: size of the Markov chain
    that was solved; 0 for an approximation.
    """

    throughput: float
    wip: float
    lead_time: float
    levels: tuple[float, ...]
    stations: tuple[Shares, ...]
    states: int


def exact_line(
    rates: Sequence[float],
    buffers: Sequence[int],
    failure_rates: Sequence[float] | None = None,
    repair_rates: Sequence[float] | None = None,
    clock: Clock = "operation",
    most_states: int = MOST_STATES,
) -> LineTheory:
    """The exact steady state of a line.

    Global balance equations of the continuous-time Markov chain, as for example in J. Li, S. M. Meerkov: Production
    Systems Engineering (2009), chapter 11, or Y. Dallery, S. B. Gershwin: Manufacturing flow line systems: a review of
    models and analytical results. Queueing Systems 12 (1992), 3-94.

    Args:
        rates: service rate of each station, jobs per unit of time.
        buffers: places between stations, one number fewer than stations.
        failure_rates: failures per unit of working time (`clock` operation) or of any time in which it is not down
            (`clock` time); 0: never.
        repair_rates: repairs per unit of down time.
        clock: what the up time runs on.
        most_states: larger chains are refused.

    Raises:
        TooManyStatesError: the chain has more than `most_states` states.
        ValueError: numbers out of range or of the wrong length.
    """
    fails, repairs = checked(rates, buffers, failure_rates, repair_rates)
    states = LineStates(buffers, [rate > 0 for rate in fails], clock == "operation")
    if states.count > most_states:
        raise TooManyStatesError(states.count, most_states)
    rows = states.enumerated()
    probability = stationary(*states.transitions(rows, rates, fails, repairs), states.count)
    return _theory(states, rows, probability, rates[-1])


def checked(
    rates: Sequence[float],
    buffers: Sequence[int],
    failure_rates: Sequence[float] | None,
    repair_rates: Sequence[float] | None,
) -> tuple[list[float], list[float]]:
    """Failure and repair rates of all stations, after a check of all numbers; a station that never fails has 0 and 1.

    Raises:
        ValueError: numbers out of range or of the wrong length.
    """
    if not rates or not all(0 < rate < float("inf") for rate in rates):
        raise ValueError("every station needs a service rate above 0")
    if len(buffers) != len(rates) - 1 or any(places < 0 or places != int(places) for places in buffers):
        raise ValueError(f"{len(rates)} stations have {len(rates) - 1} buffers of 0 or more places between them")
    if (failure_rates is None) != (repair_rates is None):
        raise ValueError("failures need both failure rates and repair rates")
    if failure_rates is None or repair_rates is None:
        return [0.0] * len(rates), [1.0] * len(rates)
    if len(failure_rates) != len(rates) or len(repair_rates) != len(rates):
        raise ValueError(f"{len(rates)} stations need {len(rates)} failure rates and repair rates")
    if not all(0 <= rate < float("inf") for rate in failure_rates):
        raise ValueError("failure rates are 0 or above")
    if not all(0 < rate < float("inf") for rate in repair_rates):
        raise ValueError("repair rates are above 0")
    return list(failure_rates), list(repair_rates)


def _theory(states: LineStates, rows: NDArray[np.int16], probability: NDArray[np.float64], rate: float) -> LineTheory:
    shares = []
    for station in range(states.stations):
        by_state = np.bincount(rows[:, 2 * station], probability, minlength=DOWN_BLOCKED + 1)
        down = by_state[DOWN_EMPTY:].sum()
        shares.append(Shares(float(by_state[WORKING]), float(by_state[2]), float(by_state[0]), float(down)))
    levels = tuple(float(probability @ rows[:, 2 * i + 1]) for i in range(states.stations - 1))
    holding = sum(float(probability @ (rows[:, 2 * i] % DOWN_EMPTY > 0)) for i in range(states.stations))
    throughput = rate * shares[-1].working
    wip = holding + sum(levels)
    return LineTheory(throughput, wip, wip / throughput, levels, tuple(shares), states.count)
