"""Energy of one machine, integrated exactly at the changes of its state.

These functions are the reference of what the engine books: power by state, energy of a change of state and
of a job, and buckets of time that are exact at the events. There is no step of time in them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.analysis.ledger.errors import LedgerError
from taktwin.model.values.figures import number
from taktwin.model.values.nearest import suggest

Transitions = Mapping[tuple[str, str], float] | Mapping[str, float]
"""(from, to), or `from->to`, and what belongs to the change."""


@dataclass(frozen=True, eq=False)
class MachineLedger:
    """The books of a machine; energies in kWh."""

    state_seconds: dict[str, float]
    """Time in each state that occurred (s); they sum to the whole time."""
    state_kwh: dict[str, float]
    transition_kwh: float
    transitions: int
    """Changes from one state to another."""
    job_kwh: float
    buckets_kwh: Any
    """Energy of each bucket, from second 0 on; the last may be partial. They sum to the total."""
    seconds: float
    """From the first instant of the trace to its end."""

    @property
    def total_kwh(self) -> float:
        """All of it."""
        return math.fsum([*self.state_kwh.values(), self.transition_kwh, self.job_kwh])

    @property
    def mean_kw(self) -> float:
        """Total over the time; nan without any time."""
        return self.total_kwh * 3600 / self.seconds if self.seconds else math.nan


def machine_ledger(
    trace: Sequence[tuple[float, str]],
    end_s: float,
    power_kw: Mapping[str, float],
    transition_kwh: Transitions | None = None,
    job_kwh: float = 0.0,
    job_times_s: Sequence[float] = (),
    bucket_s: float = 900.0,
) -> MachineLedger:
    """Energy by state, of changes and of jobs, and in buckets of time.

    A state lasts to the next instant of the trace, the last one to `end_s`. The energy of a change and of a job is
    booked at its instant, in the bucket that begins there (what happens at the very end in the last one). A change
    that takes time, such as a warm-up, is a state with a power of its own.

    Args:
        trace: second and state that begins there; the seconds never fall.
        end_s: second at which the trace ends.
        power_kw: of each state, 0 or more.
        transition_kwh: energy of each change of state; a pair that is not named takes none.
        job_kwh: energy of each job, besides the power of the states.
        job_times_s: seconds at which jobs are booked.
        bucket_s: length of a bucket (s).

    Raises:
        LedgerError: no state, a state without a power, seconds that fall, an event outside the trace, or a figure
            below 0.

    >>> from taktwin.energy import machine_ledger
    >>> found = machine_ledger([(0, "idle"), (600, "working")], 1200, {"idle": 0.6, "working": 3.0})
    >>> [round(float(one), 3) for one in found.buckets_kwh], round(found.total_kwh, 3)
    ([0.35, 0.25], 0.6)
    """
    times, states = _trace(trace, end_s)
    bucket = number(LedgerError, "ledger", "bucket_s", bucket_s, "s", least=1e-3, most=1e12)
    for state in dict.fromkeys(states):
        if state not in power_kw:
            remedy = f"{suggest(state, power_kw)} Or give its power"
            raise LedgerError(f'ledger: the state "{state}" has no power', remedy)
        number(LedgerError, "ledger", f"power of {state}", power_kw[state], "kW", most=1e9)
    powers = np.array([float(power_kw[one]) for one in states])
    edges = np.append(times, end_s)
    spans = np.diff(edges)
    each = number(LedgerError, "ledger", "job_kwh", job_kwh, "kWh", most=1e9)
    jobs = _inside("job_times_s", job_times_s, edges)
    at, amounts = _changes(times, states, transition_kwh or {})
    count = max(1, math.ceil(end_s / bucket))
    buckets = _spread(edges, powers, bucket, count)
    for moments, booked in ((at, amounts), (jobs, np.full(jobs.size, each))):
        np.add.at(buckets, np.minimum((moments // bucket).astype(np.int64), count - 1), booked)
    seconds, energy = dict.fromkeys(states, 0.0), dict.fromkeys(states, 0.0)
    for state in seconds:
        mine = np.array([one == state for one in states])
        seconds[state] = math.fsum(spans[mine])
        energy[state] = math.fsum(spans[mine] * powers[mine]) / 3600
    return MachineLedger(
        seconds, energy, math.fsum(amounts), _count(states), each * jobs.size, buckets, float(edges[-1] - edges[0])
    )


def shortest_pause(stay_kw: float, pause_kw: float, transition_kwh: float, transition_s: float = 0.0) -> float:
    """Length of a pause (s) from which it saves energy to go into a state of less power and come back.

    pause_kw (T - transition time) + transition energy = stay_kw T, solved for T, and not less than the transition time;
    inf where the state saves nothing. The break-even time of PROFIenergy and of the switching-off of machines.

    Args:
        stay_kw: power if the machine stays as it is.
        pause_kw: power in the pause.
        transition_kwh: energy of going there and coming back.
        transition_s: time of going there and coming back (s).

    Raises:
        LedgerError: a figure below 0 or not finite.

    >>> from taktwin.energy import shortest_pause
    >>> shortest_pause(stay_kw=0.65, pause_kw=0.25, transition_kwh=0.01, transition_s=20)
    77.5
    """
    stay = number(LedgerError, "pause", "stay_kw", stay_kw, "kW", most=1e9)
    pause = number(LedgerError, "pause", "pause_kw", pause_kw, "kW", most=1e9)
    energy = number(LedgerError, "pause", "transition_kwh", transition_kwh, "kWh", most=1e9)
    time = number(LedgerError, "pause", "transition_s", transition_s, "s", most=1e9)
    if stay <= pause:
        return math.inf
    return max(time, (3600 * energy - pause * time) / (stay - pause))


def _trace(trace: Sequence[tuple[float, str]], end_s: float) -> tuple[Any, list[str]]:
    if not len(trace):
        raise LedgerError("ledger: the trace has no state", "give the second and the state at its beginning")
    try:
        times = np.array([float(second) for second, _ in trace])
        states = [str(state) for _, state in trace]
    except (TypeError, ValueError):
        raise LedgerError("ledger: the trace must be pairs of a second and a state", "write [(0, 'idle')]") from None
    number(LedgerError, "ledger", "end_s", end_s, "s", most=1e15)
    steps = np.diff(np.append(times, end_s))
    if not np.all(np.isfinite(times)) or times[0] < 0 or np.any(steps < 0):
        wrong = int(np.argmax(~(steps >= 0))) + 1 if np.any(~(steps >= 0)) else 0
        raise LedgerError(f"ledger: the seconds of the trace fall at place {wrong}", "put the changes in order of time")
    return times, states


def _inside(name: str, seconds: Sequence[float], edges: Any) -> Any:
    try:
        found = np.array(seconds, dtype=np.float64).reshape(-1)
    except (TypeError, ValueError):
        raise LedgerError(f"ledger: {name} must be numbers (s)", "correct it") from None
    outside = ~((found >= edges[0]) & (found <= edges[-1]))  # nan is outside, too
    if np.any(outside):
        message = f"ledger: {name} has {found[outside][0]:g} s, the trace is from {edges[0]:g} to {edges[-1]:g} s"
        raise LedgerError(message, "correct it, or let the trace be longer")
    return found


def _changes(times: Any, states: list[str], given: Mapping[Any, float]) -> tuple[Any, Any]:
    """Instants of the changes of state, and the energy of each (kWh)."""
    known: dict[tuple[str, str], float] = {}
    for pair, amount in given.items():
        names = tuple(part.strip() for part in pair.split("->")) if isinstance(pair, str) else tuple(pair)
        if len(names) != 2:
            raise LedgerError(f"ledger: transition_kwh has the change {pair!r}", "write it as in 'off->idle'")
        known[names[0], names[1]] = number(LedgerError, "ledger", f"transition {pair}", amount, "kWh", most=1e9)
    places = [k for k in range(1, len(states)) if states[k] != states[k - 1]]
    return times[places], np.array([known.get((states[k - 1], states[k]), 0.0) for k in places])


def _count(states: list[str]) -> int:
    return sum(one != other for one, other in itertools.pairwise(states))


def _spread(edges: Any, powers: Any, bucket: float, count: int) -> Any:
    """Energy of the states in each bucket: the time is cut at the changes and at the borders of the buckets."""
    borders = np.arange(1, count) * bucket
    cuts = np.union1d(edges, borders[(borders > edges[0]) & (borders < edges[-1])])
    middle = (cuts[:-1] + cuts[1:]) / 2
    state = np.searchsorted(edges, middle, side="right") - 1
    found = np.zeros(count)
    np.add.at(found, np.minimum((middle // bucket).astype(np.int64), count - 1), np.diff(cuts) * powers[state] / 3600)
    return found
