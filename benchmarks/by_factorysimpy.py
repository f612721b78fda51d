"""The lines in FactorySimPy: nodes and edges of its library, on top of SimPy.

It prints every step, and cannot be told not to: its output goes to nowhere here, the making of it is paid for. Its
machines keep their states and its buffers their mean level. It has no failures. A part's time in the line begins when
its source has made it, so with a source that never runs dry it is longer by the wait for the first machine.
"""

# pyright: reportMissingImports=false
# (a peer is installed by hand, and skipped where it is not: see `peers.py`)
from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import simpy
from factorysimpy.edges.buffer import Buffer
from factorysimpy.nodes.machine import Machine
from factorysimpy.nodes.sink import Sink
from factorysimpy.nodes.source import Source

from benchmarks.by_simpy import cycle_of, draws
from benchmarks.lines import Line, Outcome, outcome

LACKS = dict.fromkeys(("LINE20F", "PLANT300"), "it has no failures")  # line -> why it cannot be expressed
_ENDLESS = 1e15


class Counter(Sink):
    """A sink that notes when each part left, and ends the run after the last."""

    def __init__(self, env: simpy.Environment, parts: int) -> None:
        self.ends: list[tuple[float, float]] = []
        self.parts, self.done = parts, env.event()
        self.before = 0.0
        super().__init__(env, "sink")

    def update_state(self, new_state: str, current_time: float) -> None:
        """Called before each wait for a part; what has been received since is one part."""
        super().update_state(new_state, current_time)
        if self.stats["num_item_received"] > len(self.ends):
            stayed = self.stats["total_cycle_time"] - self.before
            self.before = self.stats["total_cycle_time"]
            self.ends.append((current_time, current_time - stayed))
            if len(self.ends) == self.parts:
                self.done.succeed()


def simulate(line: Line, parts: int, seed: int) -> Outcome:
    """Let ``parts`` parts pass the line."""
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        env = simpy.Environment()
        random = np.random.default_rng((seed, line.count))
        gap = draws(lambda n: random.exponential(line.arrivals or 0.0, n))
        left = iter(range(parts))
        source = Source(
            env,
            "source",
            inter_arrival_time=lambda: gap() if next(left, None) is not None else _ENDLESS,
            blocking=True,
            out_edge_selection="FIRST_AVAILABLE",
        )
        nodes: list[Any] = [source]
        for i in range(line.count):
            cycle = cycle_of(line, np.random.default_rng((seed, i)))
            nodes.append(Machine(env, f"m{i}", processing_delay=cycle, blocking=True))
        sink = Counter(env, parts)
        nodes.append(sink)
        rooms = [10**9 if line.arrivals else 1, *(line.places_after(i) for i in range(line.count - 1)), 1]
        for i, room in enumerate(rooms):
            Buffer(env, f"b{i}", capacity=room).connect(nodes[i], nodes[i + 1])
        begin = time.process_time()
        env.run(until=sink.done)
        seconds = time.process_time() - begin
    made = sum(int(machine.stats["num_item_processed"]) for machine in nodes[1:-1])
    return outcome(parts, sink.ends, made, seconds)
