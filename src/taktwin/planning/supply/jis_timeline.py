"""One part just in sequence, second by second: call, make, rack, truck, line side, fitted.

Nothing is random, so the times follow from each other. For the jobs k = 0, 1, ... of one part:

- *called* at k x takt.
- *ready*: one server makes (or takes from stock) in the order of the calls, so max(called, ready of the job before) +
  make or pick time; a rejected piece is found when it is done and made once more at once.
- *rack* i holds the next jobs and is closed when its last piece is ready.
- *departure*: the truck that is free first (the lowest number of several) loads it: max(closed, truck free) + loading.
- *arrival* at the line side: departure + travel (+ a delay) + unloading; the truck is free again a travel time later.
- *fitted*: at its time, call to fit + k x takt, moved by all stops so far. If the part is not there, the line stops
  until it is, and everything after moves by the same time. Calls are not moved: they follow the plan.

Empty racks never run out; every part of a rack is at hand once the rack has arrived.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from taktwin.analysis.supply.checks import number, whole
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import polars as pl

Numbers = NDArray[np.float64]

_MOST_JOBS = 10_000_000
_LONGEST = 1e9  # s: some 30 years; the sums of longer times have no digits left for an instant
_INSTANT = 1e-6  # s: what differs by less happens at once


@dataclass(frozen=True)
class JisChain:
    """One part in sequence from call to line; times in seconds."""

    jobs: int
    """Cars in the sequence, at least 1."""
    takt_s: float
    """From car to car, above 0."""
    call_to_fit_s: float
    """From the call of a job to its time at the line, without stops; 0 or more."""
    make_s: float
    """To make a piece, 0 or more."""
    rack_size: int
    """Pieces in a rack; the last rack may hold fewer."""
    trucks: int
    """Trucks that go to and fro with one rack each."""
    load_s: float
    """To load a rack, 0 or more."""
    travel_s: float
    """One way, 0 or more."""
    unload_s: float
    """Until the rack stands at the line side, 0 or more."""
    pick_s: float = 0.0
    """To take a piece from stock instead of making it."""
    from_stock: Iterable[int] = ()
    """Jobs whose piece is taken from stock, from 0."""
    rejected: Iterable[int] = ()
    """Jobs whose first piece is rejected and made once more, from 0."""
    delays_s: Mapping[int, float] = field(default_factory=dict)
    """Rack, from 0 -> how much longer its truck takes to the line."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: one is out of range, or a job or rack is named that is not there, or twice.
        """
        jobs = whole("jobs", self.jobs, least=1, most=_MOST_JOBS)
        size = whole("rack_size", self.rack_size, least=1)
        whole("trucks", self.trucks, least=1)
        number("takt_s", self.takt_s, above=0.0, most=_LONGEST)
        for name in ("call_to_fit_s", "make_s", "load_s", "travel_s", "unload_s", "pick_s"):
            number(name, getattr(self, name), least=0.0, most=_LONGEST)
        for name in ("from_stock", "rejected"):
            object.__setattr__(self, name, _places(name, "job", getattr(self, name), jobs))
        if not isinstance(self.delays_s, Mapping):
            raise OptionError(
                Phrase("delays_s must give racks their delay, got {delays_s}", delays_s=repr(self.delays_s)),
                "",
                "delays_s",
            )
        racks = _places("delays_s", "rack", self.delays_s, math.ceil(jobs / size))
        delays = [number("delays_s", delay, least=0.0, most=_LONGEST) for delay in self.delays_s.values()]
        object.__setattr__(self, "delays_s", dict(zip(racks, delays, strict=True)))


@dataclass(frozen=True, eq=False)
class JisTimeline:
    """When everything happens; arrays by job (from 0) or by rack, in seconds from the call of the first job."""

    called_s: Numbers
    """When each job is called."""
    ready_s: Numbers
    """When its good piece is done."""
    rack: NDArray[np.int64]
    """The rack of each job."""
    closed_s: Numbers
    """When each rack is full."""
    truck: NDArray[np.int64]
    """The truck that takes each rack, from 0."""
    departure_s: Numbers
    """When it leaves the supplier."""
    arrival_s: Numbers
    """When each rack stands at the line side."""
    due_s: Numbers
    """When each job would be fitted without any stop."""
    fitted_s: Numbers
    """When it is fitted."""
    stop_s: Numbers
    """How long the line stops for the part of each job."""

    @property
    def stops(self) -> tuple[tuple[int, float], ...]:
        """The jobs that the line stops for, and how long (s)."""
        return tuple((int(job), float(self.stop_s[job])) for job in np.flatnonzero(self.stop_s > 0.0))

    @property
    def total_stop_s(self) -> float:
        """All stops together."""
        return math.fsum(self.stop_s.tolist())

    @property
    def wait_s(self) -> Numbers:
        """How long the part of each job stands at the line side."""
        return self.fitted_s - self.arrival_s[self.rack]

    @property
    def most_at_line(self) -> int:
        """Most parts at the line side at the instant of a fitting, the one being fitted included."""
        there = np.sort(self.arrival_s[self.rack])
        arrived = np.searchsorted(there, self.fitted_s + _INSTANT, side="right")
        return int((arrived - np.arange(self.fitted_s.size)).max())

    @property
    def table(self) -> pl.DataFrame:
        """One row a job.

        Columns: job, rack, truck; called, ready, departure, arrival, due, fitted, stop, wait (all s).
        """
        import polars as pl

        return pl.DataFrame(
            {
                "job": np.arange(self.rack.size),
                "rack": self.rack,
                "truck": self.truck[self.rack],
                "called": self.called_s,
                "ready": self.ready_s,
                "departure": self.departure_s[self.rack],
                "arrival": self.arrival_s[self.rack],
                "due": self.due_s,
                "fitted": self.fitted_s,
                "stop": self.stop_s,
                "wait": self.wait_s,
            }
        )


def jis_timeline(chain: JisChain) -> JisTimeline:
    """The times of a part that comes just in sequence; see the module for the rules.

    Args:
        chain: jobs, times, racks and trucks.

    Raises:
        OptionError: it is no chain.

    Example:
        >>> chain = JisChain(jobs=12, takt_s=60, call_to_fit_s=1800, make_s=60, rack_size=4, trucks=2, load_s=300,
        ...                  travel_s=900, unload_s=60)
        >>> jis_timeline(chain).stops
        ((8, 1380.0),)
    """
    if not isinstance(chain, JisChain):
        raise OptionError(Phrase("chain must be a JisChain, got {chain}", chain=repr(chain)), "", "chain")
    job = np.arange(int(chain.jobs))
    called = job.astype(np.float64) * chain.takt_s
    work = np.full(job.size, float(chain.make_s))
    work[list(chain.from_stock)] = chain.pick_s
    work[list(chain.rejected)] += chain.make_s
    # ready = max(called, ready before) + work: the work done so far, after the latest start that nothing held up.
    done = np.cumsum(work)
    ready = done + np.maximum.accumulate(called - (done - work))
    rack = job // int(chain.rack_size)
    closed = ready[np.append(np.flatnonzero(np.diff(rack)), job.size - 1)]
    truck, departure, arrival = _driven(chain, closed)
    # fitted = k x takt + the latest of call to fit and all (arrival - k x takt) up to here; a rise is a stop.
    due = chain.call_to_fit_s + called
    shift = np.maximum.accumulate(np.maximum(arrival[rack] - due, 0.0))
    stop = np.diff(shift, prepend=0.0)
    stop[stop < _INSTANT] = 0.0
    return JisTimeline(called, ready, rack, closed, truck, departure, arrival, due, due + shift, stop)


def _driven(chain: JisChain, closed: Numbers) -> tuple[NDArray[np.int64], Numbers, Numbers]:
    """Truck, departure and arrival of each rack."""
    free = [(0.0, truck) for truck in range(min(int(chain.trucks), closed.size))]
    trucks, departures, arrivals = [], [], []
    for rack, full in enumerate(closed.tolist()):
        since, truck = heapq.heappop(free)
        departure = max(full, since) + chain.load_s
        arrival = departure + chain.travel_s + chain.delays_s.get(rack, 0.0) + chain.unload_s
        heapq.heappush(free, (arrival + chain.travel_s, truck))
        trucks.append(truck)
        departures.append(departure)
        arrivals.append(arrival)
    return np.array(trucks, np.int64), np.array(departures), np.array(arrivals)


def _places(name: str, noun: str, values: Iterable[int], count: int) -> tuple[int, ...]:
    """Numbers of jobs or racks, each there and given once."""
    if not isinstance(values, Iterable):
        raise OptionError(
            Phrase("{name} must be a list of whole numbers, got {values}", name=name, values=repr(values)), "", name
        )
    found = tuple(whole(name, value) for value in values)
    for place in found:
        if place >= count:
            raise OptionError(
                Phrase("{name}: there is no {noun} {place}", name=name, noun=noun, place=place),
                Phrase("the last one is {count}", count=count - 1),
                name,
            )
    if len(set(found)) < len(found):
        raise OptionError(Phrase("{name} names a {noun} twice", name=name, noun=noun), Phrase("give each once"), name)
    return found
