"""SimPy's clock with appointments at absolute times.

``env.timeout(t - now)`` would ring at ``now + (t - now)``, which may miss ``t`` by a rounding.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator
from heapq import heappush
from typing import Any, Protocol

import simpy
from simpy.events import EventPriority

NORMAL = EventPriority(1)
MOST_ROUNDS = 2000  # at one instant: more, and time stands still

INF = math.inf


class StandstillError(RuntimeError):
    """Time does not go on: jobs run in a circle without taking time."""


class Agent(Protocol):
    """Whoever has something due at a time."""

    due: float

    def happen(self) -> None:
        """Do the first thing that is due."""


class Mover(Protocol):
    """Whoever can act between due events."""

    def act(self) -> bool:
        """Do what is possible now; False where nothing is."""
        ...


class Clock(simpy.Environment):
    """Runs instants: all due events in the order of ``agents``, then moves, the first of ``movers`` first."""

    def __init__(self) -> None:
        super().__init__(0.0)
        self.time = 0.0
        self.ties = 0  # rounds with several due at once
        self.agents: list[Agent] = []
        self.movers: list[Mover] = []
        self.after: Callable[[], None] | None = None  # when all moves of a round have been made

    def at(self, time: float) -> simpy.Event:
        """An event that happens at exactly ``time``."""
        event = self.event()
        event._ok, event._value = True, None
        heappush(self._queue, (time, NORMAL, next(self._eid), event))
        return event

    def run_to(self, until: float) -> None:
        """Let everything happen up to and including ``until``."""
        while self.peek() <= until:
            self.step()
            self.time = float(self.now)
        self.time = until

    def life(self) -> Generator[simpy.Event, Any, None]:
        """The process of the plant: one round for each instant at which something is due."""
        self._moves()  # at time 0 what can begin begins, before anything is due
        while True:
            self.time = float(self.now)
            self.instant()
            due = min(agent.due for agent in self.agents)
            if due == INF:
                return
            yield self.at(due)

    def instant(self) -> None:
        """Due events, then moves, again until nothing more is due now."""
        for _ in range(MOST_ROUNDS):
            self._due_events()
            self._moves()
            if all(agent.due > self.time for agent in self.agents):
                return
        raise StandstillError(f"at {self.time} s")

    def _due_events(self) -> None:
        """Whatever is due, the first agent in written order first."""
        self.ties += sum(agent.due <= self.time for agent in self.agents) > 1
        for _ in range(MOST_ROUNDS):
            agent = next((agent for agent in self.agents if agent.due <= self.time), None)
            if agent is None:
                return
            agent.happen()
        raise StandstillError(f"at {self.time} s")

    def _moves(self) -> None:
        """Let the first that can act, act; then look again from the first on."""
        for _ in range(MOST_ROUNDS):
            if not any(mover.act() for mover in self.movers):
                if self.after is not None:
                    self.after()
                return
        raise StandstillError(f"at {self.time} s")
