"""The shop of `cell.yaml` in cimba's Python binding: a process for each server and vehicle, compiled once.

What waits stands in stores, as the time at which the job was born; a server keeps its job until the next place has
room. States, energy and a log of jobs are the modeller's to write, and are left out here.
"""

# pyright: reportMissingImports=false
# (a peer is installed by hand, and skipped where it is not: see `cell.py`)
from __future__ import annotations

import time
from typing import Any

import cimba as cb
import numba
from cimba import inputs


@numba.njit
def work(station, left):
    """Work that failures interrupt; their clock runs while it works."""
    while station.clock < left:
        left -= station.clock
        cb.hold(station.clock)
        station.cell.crew.acquire(1)
        cb.hold(station.repair.next())
        station.cell.crew.release(1)
        station.clock = station.up.next()
    station.clock -= left
    cb.hold(left)
    station.cell.works += 1


class Server(cb.Model):
    """What all servers have."""

    cell: cb.Ref[Cell]
    cycle: cb.Input[float]
    up: cb.Input[float]
    repair: cb.Input[float]
    clock: float = 0.0

    @cb.on_start
    def begin(self):
        self.clock = self.up.next()


class Prepare(Server):
    """Takes a pallet, calls a kit, is worked by hand, and is emptied by a vehicle."""

    @cb.process
    def run(self):
        while True:
            born = self.cell.queue.get()
            self.cell.pallets.get(1)
            self.cell.calls.put(1)
            self.cell.team.acquire(1)
            work(self, self.cycle.next())
            self.cell.team.release(1)
            self.cell.far_places.get(1)
            self.cell.requests.put(born)
            self.cell.fetched.get(1)


class Kit(Server):
    """Makes what is called."""

    @cb.process
    def run(self):
        while True:
            self.cell.calls.get(1)
            cb.hold(self.cycle.next())
            self.cell.works += 1
            self.cell.kits.put(0.0)


class Vehicle(cb.Model):
    """Fetches a job and brings it."""

    cell: cb.Ref[Cell]

    @cb.process
    def run(self):
        while True:
            born = self.cell.requests.get()
            cb.hold(50.0)
            self.cell.fetched.put(1)
            cb.hold(50.0)
            self.cell.far.put(born)


class Assemble(Server):
    """Joins a kit."""

    @cb.process
    def run(self):
        while True:
            born = self.cell.far.get()
            self.cell.far_places.put(1)
            self.cell.kits.get()
            work(self, self.cycle.next())
            self.cell.before_test.put(born)


class Test(Server):
    """Sends one job in ten to be reworked; the pallet goes back."""

    @cb.process
    def run(self):
        while True:
            born = self.cell.before_test.get()
            work(self, 50.0)
            self.cell.back.put(cb.now() + 90.0)
            if cb.random.bernoulli(0.1):
                self.cell.to_rework.put(born)
            else:
                self.cell.finished += 1
                self.cell.leads += cb.now() - born


class Rework(Server):
    """Works by hand."""

    @cb.process
    def run(self):
        while True:
            born = self.cell.to_rework.get()
            self.cell.team.acquire(1)
            cb.hold(self.cycle.next())
            self.cell.team.release(1)
            self.cell.works += 1
            self.cell.finished += 1
            self.cell.leads += cb.now() - born


class Cell(cb.Model):
    """The shop; it lets jobs arrive and pallets come back."""

    servers: list[Server]
    vehicles: list[Vehicle]
    interval: cb.Input[float]
    crew: cb.Resource
    team: cb.Resource
    pallets: cb.Container
    far_places: cb.Container
    fetched: cb.Container
    calls: cb.Container
    queue: cb.Store[float]
    requests: cb.Store[float]
    far: cb.Store[float]
    kits: cb.Store[float]
    before_test: cb.Store[float]
    to_rework: cb.Store[float]
    back: cb.Store[float]
    finished: cb.Output[int]
    works: cb.Output[int]
    leads: cb.Output[float]

    @cb.on_start
    def begin(self):
        self.finished = 0
        self.works = 0
        self.leads = 0.0

    @cb.process
    def arrive(self):
        while True:
            cb.hold(self.interval.next())
            self.queue.put(cb.now())

    @cb.process
    def come_back(self):
        while True:
            cb.hold(max(0.0, self.back.get() - cb.now()))
            self.pallets.put(1)


def build() -> Cell:
    """The shop as a tree of models."""
    cell = Cell()
    exponential = inputs.dist.exponential
    cycles: dict[type, Any] = {
        Prepare: exponential(mean=40.0), Kit: exponential(mean=45.0), Rework: exponential(mean=120.0),
        Assemble: inputs.dist.triangular(low=40.0, mode=50.0, high=60.0), Test: exponential(mean=50.0),
    }  # fmt: skip
    servers = []
    for kind in (Prepare, Kit, Assemble, Test, Rework, Rework):
        server = kind()
        server.cell, server.cycle = cell, cycles[kind]
        server.up, server.repair = exponential(mean=7200.0), exponential(mean=360.0)
        servers.append(server)
    vehicles = [Vehicle() for _ in range(3)]
    for vehicle in vehicles:
        vehicle.cell = cell
    cell.servers, cell.vehicles, cell.interval = servers, vehicles, exponential(mean=110.0)
    cell.crew, cell.team = cb.Resource(capacity=1), cb.Resource(capacity=3)
    cell.pallets, cell.far_places = cb.Container(initial=14), cb.Container(initial=3)
    cell.kits, cell.before_test = cb.Store(capacity=6), cb.Store(capacity=6)
    return cell


def simulate(days: float, seed: int) -> tuple[int, int, float, float]:
    """Jobs finished, works done, mean time from start to end (s), and processor time (s)."""
    cell = build()
    experiment = cb.Experiment(cell, seed=seed, window=cb.Window(duration=days * 86400.0))
    compiled = 1
    while compiled:  # a run that had to compile a class is done again
        begin = time.process_time()
        results = experiment.run(workers=1)
        seconds = time.process_time() - begin
        compiled = results.meta.compile["misses"]
    assert not results.failed.any(), results.failure_reasons
    found = results[cell]
    finished, works = int(found.finished.values.item()), int(found.works.values.item())
    return finished, works, float(found.leads.values.item()) / finished, seconds
