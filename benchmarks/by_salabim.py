"""The lines in salabim: a component for each station and each part, stores of finite capacity between them.

Its generator mode; the greenlet mode was as fast within the noise. Monitors of stores and components are switched off
for speed, so neither levels nor states are kept. It can express all four lines; failures are worked out by the station
itself, which then holds once, as in SimPy.
"""

# pyright: reportMissingImports=false
# (a peer is installed by hand, and skipped where it is not: see `peers.py`)
from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import numpy as np
import salabim as sim

from benchmarks.by_simpy import Failures, cycle_of, draws
from benchmarks.lines import Line, Outcome, outcome

LACKS: dict[str, str] = {}  # line -> why it cannot be expressed


class Part(sim.Component):
    """A part that remembers when it was begun."""

    def setup(self, born: float) -> None:
        self.born = born


class Station(sim.Component):
    """Takes, works, hands over."""

    def setup(self, line: Line, i: int, seed: int, parts: int, before: Any, after: Any, ends: list) -> None:
        random = np.random.default_rng((seed, i))
        self.cycle = cycle_of(line, random)
        self.failures = Failures(line, random) if line.failures else None
        self.before, self.after, self.ends = before, after, ends
        self.made, self.parts = 0, parts
        self.status.monitor(False)

    def process(self) -> Generator[Any, Any, None]:
        env, cycle, failures, before, after = self.env, self.cycle, self.failures, self.before, self.after
        for _ in range(self.parts):
            if before is None:
                part = Part(born=env.now())
            else:
                part = yield self.from_store(before)
            work = cycle()
            yield self.hold(work if failures is None else failures.takes(env.now(), work))
            self.made += 1
            if after is None:
                self.ends.append((env.now(), part.born))
                continue
            now = env.now()
            yield self.to_store(after, part)
            if failures and env.now() > now and (wait := failures.down(env.now())) > 0.0:
                yield self.hold(wait)


class Arrivals(sim.Component):
    """Lets parts arrive."""

    def setup(self, mean: float, seed: int, parts: int, queue: Any) -> None:
        random = np.random.default_rng((seed, 1))
        self.gap = draws(lambda n: random.exponential(mean, n))
        self.parts, self.queue = parts, queue

    def process(self) -> Generator[Any, Any, None]:
        for _ in range(self.parts):
            yield self.hold(self.gap())
            yield self.to_store(self.queue, Part(born=self.env.now()))


def simulate(line: Line, parts: int, seed: int) -> Outcome:
    """Let ``parts`` parts pass the line."""
    sim.yieldless(False)
    env = sim.Environment(trace=False)
    queue = sim.Store("queue", monitor=False) if line.arrivals else None
    stores = [queue, *(sim.Store(f"b{i}", capacity=line.places_after(i), monitor=False) for i in range(line.count - 1))]
    ends: list[tuple[float, float]] = []
    stations = [
        Station(line=line, i=i, seed=seed, parts=parts, before=before, after=after, ends=ends)
        for i, (before, after) in enumerate(zip(stores, [*stores[1:], None], strict=True))
    ]
    if line.arrivals:
        Arrivals(mean=line.arrivals, seed=seed, parts=parts, queue=queue)
    begin = time.process_time()
    env.run()
    seconds = time.process_time() - begin
    return outcome(parts, ends, sum(station.made for station in stations), seconds)
