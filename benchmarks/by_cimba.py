"""The lines in cimba's Python binding: a few model classes, compiled once, and parts as floats in stores.

Written as its documentation recommends: variability as inputs, blocking puts into stores of finite capacity, sums made
inside the trial, one worker. It can express all four lines. Like SimPy's stations, a station with failures works out
when its job will be done and sleeps once. cimba keeps the level of each store over time; states, energy and a log of
parts are the modeller's to write, and are left out here.
"""

# pyright: reportMissingImports=false
# (a peer is installed by hand, and skipped where it is not: see `peers.py`)
from __future__ import annotations

import time
from typing import Any

import cimba as cb
import numba
from cimba import inputs

from benchmarks.lines import Line, Outcome

LACKS: dict[str, str] = {}  # line -> why it cannot be expressed


@numba.njit
def down(station):
    """How long the station is still down."""
    now = cb.now()
    while station.repaired <= now:
        next_failure(station)
    return station.repaired - now if station.fails <= now else 0.0


@numba.njit
def next_failure(station):
    """Go on to the failure after the present one."""
    station.fails = station.repaired + station.up.next()
    station.repaired = station.fails + station.repair.next()


@numba.njit
def takes(station, work):
    """How long a job takes that needs ``work``, with the repairs that fall into it."""
    now = cb.now()
    end = now + down(station) + work
    if station.fails <= now:
        next_failure(station)
    while end > station.fails:
        end += station.repaired - station.fails
        next_failure(station)
    return end - now


@numba.njit
def serve(station, born):
    """Work on a part and hand it over (it stays in the station until there is room)."""
    work = station.work.next()
    if station.unreliable:
        cb.hold(takes(station, work))
    else:
        cb.hold(work)
    station.made += 1
    if station.after is not None:
        before = cb.now()
        station.after.inbox.put(born)
        if station.unreliable and cb.now() > before:
            wait = down(station)
            if wait > 0.0:
                cb.hold(wait)
    else:
        if station.made == station.first:
            station.opened = cb.now()
        elif station.made > station.first:
            station.stayed += cb.now() - born
        station.closed = cb.now()


class Station(cb.Model):
    """A station and the places before it."""

    work: cb.Input[float]
    up: cb.Input[float] | None = None
    repair: cb.Input[float] | None = None
    inbox: cb.Store[float]
    after: cb.Ref[Station] | None = None
    parts: cb.Param[int]
    first: cb.Param[int]
    unreliable: cb.Param[bool] = False
    fails: float = 0.0
    repaired: float = 0.0
    made: cb.Output[int]
    opened: cb.Output[float]
    closed: cb.Output[float]
    stayed: cb.Output[float]

    @cb.on_start
    def begin(self):
        self.stayed = 0.0
        if self.unreliable:
            next_failure(self)


class Taking(Station):
    """A station that takes its parts from the places before it."""

    @cb.process
    def run(self):
        while True:
            serve(self, self.inbox.get())


class Making(Station):
    """The first station, which never lacks parts."""

    @cb.process
    def run(self):
        for _ in range(self.parts):
            serve(self, cb.now())


class Whole(cb.Model):
    """The line; where parts arrive, it also lets them arrive."""

    stations: list[Station]


class Fed(Whole):
    """A line at which parts arrive."""

    interval: cb.Input[float]
    parts: cb.Param[int]

    @cb.process
    def arrive(self):
        for _ in range(self.parts):
            cb.hold(self.interval.next())
            self.stations[0].inbox.put(cb.now())


def _work(line: Line) -> Any:
    kind, numbers = line.cycle
    if kind == "exp":
        return inputs.dist.exponential(mean=numbers[0])
    if kind == "tri":
        return inputs.dist.triangular(low=numbers[0], mode=numbers[1], high=numbers[2])
    return inputs.trace([numbers[0]], on_exhausted="wrap")


def build(line: Line, parts: int) -> Whole:
    """The line as a tree of models."""
    stations: list[Station] = []
    for i in range(line.count):
        station = Making() if i == 0 and line.arrivals is None else Taking()
        station.work = _work(line)
        if i > 0:
            station.inbox = cb.Store(capacity=line.places_after(i - 1))
            stations[-1].after = station
        if line.failures:
            station.up, station.repair = (inputs.dist.exponential(mean=mean) for mean in line.failures)
            station.unreliable = True
        station.parts, station.first = parts, parts // 10
        stations.append(station)
    whole = Whole() if line.arrivals is None else Fed()
    whole.stations = stations
    if line.arrivals is not None:
        whole.interval = inputs.dist.exponential(mean=line.arrivals)
        whole.parts = parts
    return whole


def simulate(line: Line, parts: int, seed: int, *, recording: bool = True) -> Outcome:
    """Let ``parts`` parts pass the line; ``recording``: keep the levels of the stores over time."""
    whole = build(line, parts)
    window = cb.Window.until_idle() if recording else cb.Window(warmup=1e12, duration=1.0)
    experiment = cb.Experiment(whole, seed=seed, window=window)
    compiled = 1
    while compiled:  # a run that had to compile a class is done again
        begin = time.process_time()
        results = experiment.run(workers=1)
        seconds = time.process_time() - begin
        compiled = results.meta.compile["misses"]
    assert not results.failed.any(), results.failure_reasons
    last = results[whole.stations[-1]]
    made = [int(results[station].made.values.item()) for station in whole.stations]
    opened, closed, stayed = (float(column.values.item()) for column in (last.opened, last.closed, last.stayed))
    measured = parts - parts // 10
    return Outcome(made[-1], sum(made), seconds, measured / (closed - opened), stayed / measured)
