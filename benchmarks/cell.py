"""Outside the serial path: `python -m benchmarks.cell [--days N] [--rounds N]`.

A shop of stations, a crew, operators, pallets, a sub-line, rework and vehicles (`cell.yaml`) in Taktwin, and the same
written by hand in SimPy, as a modeller would: a process for each job, resources for what it needs; and in cimba's
Python binding, where that is installed (`cell_by_cimba.py`). It prints works a second of each, best of the rounds, and
the ratios, and ends with exit code 1 where jobs or lead times differ by more than chance.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

import simpy

import taktwin

DAY_S = 86400.0
LEAD_SPREAD = 0.03  # of the mean lead time of one run of 200 days, relative (measured over 8 seeds)
Steps = Generator[Any, Any, Any]


@dataclass
class Outcome:
    """Jobs finished, works done, mean time from start to end (s), and processor time (s)."""

    finished: int
    works: int
    lead: float
    seconds: float


@dataclass
class Cell:
    """The shop in SimPy. A job holds what it needs until the next place takes it (blocking after service)."""

    env: simpy.Environment
    random: random.Random
    finished: int = 0
    works: int = 0
    leads: float = 0.0
    clocks: dict[str, float] = field(default_factory=dict)  # working time that is left to the next failure

    def __post_init__(self) -> None:
        one = simpy.Resource
        self.prepare, self.assemble, self.test = (one(self.env, 1) for _ in range(3))
        self.kit, self.rework = one(self.env, 1), one(self.env, 2)
        self.crew, self.team, self.agvs = one(self.env, 1), one(self.env, 3), one(self.env, 3)
        self.pallets = simpy.Container(self.env, 14, 14)
        self.far, self.before_test = one(self.env, 3), one(self.env, 6)
        self.kit_places, self.kits = one(self.env, 6), simpy.Store(self.env)
        self.clocks = {name: self.random.expovariate(1 / 7200.0) for name in ("prepare", "assemble", "test")}
        self.env.process(self.orders())

    def orders(self) -> Steps:
        while True:
            yield self.env.timeout(self.random.expovariate(1 / 110.0))
            self.env.process(self.job())

    def work(self, name: str, left: float) -> Steps:
        """Work that failures interrupt; their clock runs while it works."""
        while self.clocks[name] < left:
            left -= self.clocks[name]
            yield self.env.timeout(self.clocks[name])
            with self.crew.request() as fitter:
                yield fitter
                yield self.env.timeout(self.random.expovariate(1 / 360.0))
            self.clocks[name] = self.random.expovariate(1 / 7200.0)
        self.clocks[name] -= left
        yield self.env.timeout(left)
        self.works += 1

    def kitting(self) -> Steps:
        with self.kit.request() as server:
            yield server
            yield self.env.timeout(self.random.expovariate(1 / 45.0))
            self.works += 1
            place = self.kit_places.request()
            yield place
        yield self.kits.put(place)

    def give_back(self) -> Steps:
        yield self.env.timeout(90.0)
        yield self.pallets.put(1)

    def job(self) -> Steps:
        begin = self.env.now
        prepare = self.prepare.request()
        yield prepare
        yield self.pallets.get(1)
        self.env.process(self.kitting())
        with self.team.request() as operator:
            yield operator
            yield self.env.process(self.work("prepare", self.random.expovariate(1 / 40.0)))
        place = self.far.request()
        yield place
        vehicle = self.agvs.request()
        yield vehicle
        yield self.env.timeout(50.0)
        self.prepare.release(prepare)
        yield self.env.timeout(50.0)
        self.agvs.release(vehicle)
        assemble = self.assemble.request()
        yield assemble
        self.far.release(place)
        kit = yield self.kits.get()
        self.kit_places.release(kit)
        yield self.env.process(self.work("assemble", self.random.triangular(40.0, 60.0, 50.0)))
        waits = self.before_test.request()
        yield waits
        self.assemble.release(assemble)
        with self.test.request() as test:
            yield test
            self.before_test.release(waits)
            yield self.env.process(self.work("test", 50.0))
        self.env.process(self.give_back())
        if self.random.random() < 0.1:
            with self.rework.request() as server:
                yield server
                with self.team.request() as operator:
                    yield operator
                    yield self.env.timeout(self.random.expovariate(1 / 120.0))
                    self.works += 1
        self.finished += 1
        self.leads += self.env.now - begin


def by_simpy(days: float, seed: int) -> Outcome:
    """The shop in SimPy, from empty."""
    begin = time.process_time()
    env = simpy.Environment()
    cell = Cell(env, random.Random(seed))
    env.run(until=days * DAY_S)
    return Outcome(cell.finished, cell.works, cell.leads / cell.finished, time.process_time() - begin)


def by_taktwin(days: float, seed: int) -> Outcome:
    """The shop in Taktwin, from empty; its processor time is that of the engine, tables left out."""
    from taktwin.kernel.lowering.program import lower
    from taktwin.model import load_model
    from taktwin.runs.simulation import Simulation
    from taktwin.runs.tables import result_of

    program = lower(load_model(Path(__file__).with_name("cell.yaml")))
    Simulation(program, seed).advance_to(1.0)  # the kernel is compiled, or read from its cache, here
    begin = time.process_time()
    simulation = Simulation(program, seed)
    simulation.advance_to(days * DAY_S)
    seconds = time.process_time() - begin
    result = result_of(simulation)
    done = result.jobs.filter(outcome="finished")
    works = int(result.resources.filter(kind="station")["jobs"].sum())
    return Outcome(done.height, works, float((done["ended"] - done["born"]).mean()), seconds)  # type: ignore[arg-type]


def by_cimba(days: float, seed: int) -> Outcome:
    """The shop in cimba's Python binding, from empty."""
    from benchmarks.cell_by_cimba import simulate

    return Outcome(*simulate(days, seed))


def programs() -> dict[str, Callable[[float, int], Outcome]]:
    """What is compared: cimba where it is installed (it cannot compile in a process that used Numba before)."""
    found: dict[str, Callable[[float, int], Outcome]] = {}
    if importlib.util.find_spec("cimba"):
        importlib.import_module("benchmarks.cell_by_cimba")
        found["cimba"] = by_cimba
    return {"taktwin": by_taktwin, "simpy": by_simpy, **found}


def problems(found: dict[str, list[Outcome]], days: float) -> list[str]:
    """What differs by more than chance: 4 standard errors of the difference."""
    wrong = []
    ours = found["taktwin"]
    jobs, lead = (fmean(one.finished for one in ours), fmean(one.lead for one in ours))
    for name, outcomes in found.items():
        other = fmean(one.finished for one in outcomes), fmean(one.lead for one in outcomes)
        allowed = 4.0 * (2.0 / (jobs * len(ours))) ** 0.5, 4.0 * LEAD_SPREAD * (2.0 * 200.0 / (days * len(ours))) ** 0.5
        for what, mine, theirs, most in zip(("jobs", "lead times"), (jobs, lead), other, allowed, strict=True):
            if abs(mine / theirs - 1.0) > most:
                wrong.append(f"{name}: the {what} differ by {abs(mine / theirs - 1.0):.1%}, more than {most:.1%}")
    return wrong


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cell", description="Outside the serial path.")
    parser.add_argument("--days", type=float, default=200.0, help="simulated days (default 200)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, the best counts (default 3)")
    chosen = parser.parse_args(arguments)
    compared = programs()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"Python {platform.python_version()}, SimPy {simpy.__version__}, {taktwin.__version__}{load}")
    found: dict[str, list[Outcome]] = {name: [] for name in compared}
    for seed in range(1, chosen.rounds + 1):
        for name, run in compared.items():
            one = run(chosen.days, seed)
            found[name].append(one)
            print(
                f"{name:8} seed {seed}: {one.finished:,} jobs, {one.works:,} works, lead time "
                f"{one.lead / 60:.2f} min, {one.seconds:.3f} s"
            )
    speeds = {name: max(one.works / one.seconds for one in outcomes) for name, outcomes in found.items()}
    for name, speed in speeds.items():
        print(f"{name:8} {speed:12,.0f} works a second, {speeds['taktwin'] / speed:6.1f} to 1")
    wrong = problems(found, chosen.days)
    for text in wrong:
        print(text, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
