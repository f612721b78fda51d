"""The lines in SimPROCESD: processors and buffers of its library, events in one sorted list.

Cycle times are set in the callback at the arrival of a part; failures are its `shutdown` and `restore_functionality`,
after which the work in hand goes on. A processor that is shut down hands nothing over, even a part that is done, so the
lines with failures are near, not equal. It notes every part at every device and cannot be told not to.
"""

# pyright: reportMissingImports=false
# (a peer is installed by hand, and skipped where it is not: see `peers.py`)
from __future__ import annotations

import time
from typing import Any

import numpy as np
from simprocesd.model import System
from simprocesd.model.factory_floor import Buffer, PartProcessor, Sink, Source

from benchmarks.by_simpy import cycle_of, draws
from benchmarks.lines import Line, Outcome, outcome

LACKS: dict[str, str] = {}  # line -> why it cannot be expressed
NEAR = dict.fromkeys(("LINE20F", "PLANT300"), 0.03)  # line -> difference of throughput that its rules may make


class Arrivals(Source):
    """A source whose parts arrive after drawn times."""

    def __init__(self, gap: Any, parts: int) -> None:
        self.gap = gap
        super().__init__(starting_parts=parts)

    def _schedule_finish_cycle(self, time_offset: float = 0) -> None:
        self.cycle_time = self.gap()
        super()._schedule_finish_cycle(time_offset)


def simulate(line: Line, parts: int, seed: int) -> Outcome:
    """Let ``parts`` parts pass the line."""
    system = System()
    ends: list[tuple[float, float]] = []
    born: dict[int, float] = {}
    made = [0]

    def begun(_: Any, part: Any) -> None:
        born[part.id] = system.env.now

    def ended(_: Any, part: Any) -> None:
        ends.append((system.env.now, born.pop(part.id)))

    def fail(processor: PartProcessor, up: Any, repair: Any) -> None:
        """Schedule failure and repair, one after the other, until all parts are through."""

        def down() -> None:
            if len(ends) < parts:
                processor.shutdown()
                system.env.schedule_event(system.env.now + repair(), -1, restored)

        def restored() -> None:
            processor.restore_functionality()
            system.env.schedule_event(system.env.now + up(), -1, down)

        system.env.schedule_event(up(), -1, down)

    def count(_: Any, __: Any) -> None:
        made[0] += 1

    if line.arrivals:
        mean, stream = line.arrivals, np.random.default_rng((seed, line.count))
        before: Any = Buffer(upstream=[Arrivals(draws(lambda n: stream.exponential(mean, n)), parts)])
        before.add_receive_part_callback(begun)
    else:
        before = Source(starting_parts=parts)
    starts: list[Any] = []
    for i in range(line.count):
        random = np.random.default_rng((seed, i))
        cycle = cycle_of(line, random)
        processor = PartProcessor(upstream=[before])
        if i == 0 and not line.arrivals:
            processor.add_receive_part_callback(begun)
        processor.add_receive_part_callback(lambda device, _, cycle=cycle: setattr(device, "cycle_time", cycle()))
        processor.add_finish_processing_callback(count)
        if line.failures:
            up, repair = (draws(lambda n, m=m, r=random: r.exponential(m, n)) for m in line.failures)
            starts.append((processor, up, repair))
        before = Buffer(upstream=[processor], capacity=line.places_after(i)) if i < line.count - 1 else processor
    sink = Sink(upstream=[before])
    sink.add_receive_part_callback(ended)
    begin = time.process_time()
    system.simulate(0.0, print_summary=False)  # devices begin; failures can be scheduled from here
    for start in starts:
        fail(*start)
    system.simulate(1e15, print_summary=False)
    seconds = time.process_time() - begin
    return outcome(parts, ends, made[0], seconds)
