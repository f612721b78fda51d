"""The lines in Simantha: machines and buffers of its library, events in one sorted list.

Arrivals are a machine of their own before an unlimited buffer, since its source is meant for stations that never lack
parts. Its failures destroy the part in work, so it cannot express lines whose work goes on after the repair.
Its collecting of data is switched off for speed; what its machines and sink note all the same stays.
"""

# pyright: reportMissingImports=false
# (a peer is installed by hand, and skipped where it is not: see `peers.py`)
from __future__ import annotations

import random
import time
from typing import Any

import numpy as np
import simantha

from benchmarks.by_simpy import cycle_of, draws
from benchmarks.lines import Line, Outcome, outcome

LACKS = dict.fromkeys(("LINE20F", "PLANT300"), "a failure destroys the part in work")  # line -> why not


class Part(simantha.Part):
    """A part that remembers when it was begun."""

    born = 0.0


class Source(simantha.Source):
    """A source that runs dry after so many parts."""

    def __init__(self, parts: int) -> None:
        super().__init__(part_type=Part)
        self.parts = parts

    def can_give(self) -> bool:
        return self.part_id + self.reserved_content <= self.parts


class Machine(simantha.Machine):
    """A machine with drawn cycle times; ``noted`` is what happens to a part when it is taken and when it is done."""

    def __init__(self, name: str, cycle: Any, taken: Any = None, done: Any = None) -> None:
        self.cycle, self.taken, self.done = cycle, taken, done
        super().__init__(name)

    def get_cycle_time(self) -> float:
        return self.cycle()

    def get_part(self) -> None:
        super().get_part()
        if self.taken:
            self.taken(self.contents[-1])

    def output_addon_process(self, part: Part) -> None:
        if self.done:
            self.done(part)


def simulate(line: Line, parts: int, seed: int) -> Outcome:
    """Let ``parts`` parts pass the line."""
    random.seed(seed)  # it breaks ties by chance
    ends: list[tuple[float, float]] = []

    def begun(part: Part) -> None:
        part.born = system.env.now

    def ended(part: Part) -> None:
        ends.append((system.env.now, part.born))

    machines = [Machine(f"m{i}", cycle_of(line, np.random.default_rng((seed, i)))) for i in range(line.count)]
    machines[-1].done = ended
    route: list[Any] = [Source(parts)]
    if line.arrivals:
        mean, stream = line.arrivals, np.random.default_rng((seed, line.count))
        arrivals = Machine("arrivals", draws(lambda n: stream.exponential(mean, n)), done=begun)
        route += [arrivals, simantha.Buffer("queue")]
    else:
        machines[0].taken = begun
    for i, machine in enumerate(machines):
        route += [machine, simantha.Buffer(f"b{i}", line.places_after(i)) if i < line.count - 1 else simantha.Sink()]
    for before, place, after in zip([None, *route], route, [*route[1:], None], strict=False):
        place.define_routing(upstream=[before] if before else [], downstream=[after] if after else [])
    system = simantha.System(list(route))
    begin = time.process_time()
    system.simulate(simulation_time=1e15, verbose=False, collect_data=False)
    seconds = time.process_time() - begin
    return outcome(parts, ends, sum(machine.parts_made for machine in machines), seconds)
