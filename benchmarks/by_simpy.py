"""The lines in SimPy, written for speed.

One process a station, a `Store` for each buffer, numbers drawn in batches by NumPy. Failures run on the wall clock
whatever the station does, so a station works out when its job will be done (repairs included) and sleeps once: a
breakdown process with interrupts gives the same times and is slower by a tenth. A station that is down takes no job;
one that fails while it waits for a job takes it all the same, which Taktwin does not (a place more, now and then: 0.1 %
of the throughput of the lines here). States, energy, levels and a log of parts are the modeller's to write, and are
left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from typing import Any

import numpy as np
import simpy

from benchmarks.lines import Line, Outcome

LACKS: dict[str, str] = {}  # line -> why it cannot be expressed
_BATCH = 1024


def draws(make: Callable[[int], np.ndarray]) -> Callable[[], float]:
    """Numbers one by one, drawn in batches."""

    def endless() -> Iterator[float]:
        while True:
            yield from make(_BATCH).tolist()

    return endless().__next__


def cycle_of(line: Line, random: np.random.Generator) -> Callable[[], float]:
    kind, numbers = line.cycle
    if kind == "exp":
        return draws(lambda n: random.exponential(numbers[0], n))
    if kind == "tri":
        low, mode, high = numbers
        return draws(lambda n: random.triangular(low, mode, high, n))
    return lambda: numbers[0]


class Failures:
    """When a station is down: up and down times one after the other, whatever the station does."""

    def __init__(self, line: Line, random: np.random.Generator) -> None:
        assert line.failures is not None
        up, repair = line.failures
        self.next_up = draws(lambda n: random.exponential(up, n))
        self.next_repair = draws(lambda n: random.exponential(repair, n))
        self.fails = self.next_up()
        self.repaired = self.fails + self.next_repair()

    def down(self, now: float) -> float:
        """How long the station is still down."""
        while self.repaired <= now:
            self.fails = self.repaired + self.next_up()
            self.repaired = self.fails + self.next_repair()
        return self.repaired - now if self.fails <= now else 0.0

    def takes(self, now: float, work: float) -> float:
        """How long a job takes that needs ``work`` seconds, with the repairs that fall into it."""
        end = now + self.down(now) + work
        if self.fails <= now:
            self.down(self.repaired)
        while end > self.fails:
            end += self.repaired - self.fails
            self.down(self.repaired)
        return end - now


def simulate(line: Line, parts: int, seed: int) -> Outcome:
    """Let ``parts`` parts pass the line."""
    env = simpy.Environment()
    streams = [np.random.default_rng((seed, i)) for i in range(line.count)]
    queue = simpy.Store(env)
    buffers = [simpy.Store(env, line.places_after(i)) for i in range(line.count - 1)]
    done = env.event()
    left: list[float] = []  # when each part left
    stayed: list[float] = []
    operations = 0

    def station(i: int) -> Generator[simpy.Event, Any, None]:
        nonlocal operations
        cycle = cycle_of(line, streams[i])
        failures = Failures(line, streams[i]) if line.failures else None
        takes = failures.takes if failures else None
        get = buffers[i - 1].get if i > 0 else queue.get if line.arrivals else None
        put = buffers[i].put if i < line.count - 1 else None
        timeout = env.timeout
        for _ in range(parts):
            born = env.now if get is None else (yield get())
            work = cycle()
            yield timeout(work if takes is None else takes(env.now, work))
            operations += 1
            if put is None:
                left.append(env.now)
                stayed.append(env.now - born)
                continue
            now = env.now
            yield put(born)
            if failures and env.now > now and (wait := failures.down(env.now)) > 0.0:
                yield timeout(wait)
        if put is None:
            done.succeed()

    def arrive(mean: float) -> Generator[simpy.Event, Any, None]:
        gap = draws(lambda n: random.exponential(mean, n))
        for _ in range(parts):
            yield env.timeout(gap())
            queue.put(env.now)

    random = np.random.default_rng((seed, line.count))
    begin = time.process_time()
    if line.arrivals:
        env.process(arrive(line.arrivals))
    for i in range(line.count):
        env.process(station(i))
    env.run(until=done)
    seconds = time.process_time() - begin
    first = parts // 10
    throughput = (parts - first) / (left[-1] - left[first - 1])
    return Outcome(len(left), operations, seconds, throughput, float(np.mean(stayed[first:])))
