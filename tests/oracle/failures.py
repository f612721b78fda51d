"""Failure modes and repair crews."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from taktwin.kernel.base import state as k
from taktwin.model.nouns.failure import FailureMode
from tests.oracle.clock import INF
from tests.oracle.draws import Draws

if TYPE_CHECKING:
    from tests.oracle.resource import Resource


class Mode:
    """One way to fail. ``due`` is on the wall clock, or on the resource's own clock of operation."""

    def __init__(self, mode: FailureMode, index: int, draws: Draws, crew: Crew | None, finishes: bool) -> None:
        self.by_operation = mode.clock == "operation"
        self.waits = mode.planned and finishes  # for the end of the work in hand
        self.state = "maintenance" if mode.planned else "minor_stop" if mode.minor else "down"
        self.planned_every = mode.every.value if mode.every is not None else None
        self.offset = (mode.offset or mode.every).value if mode.every is not None else 0.0  # type: ignore[union-attr]
        self.every = int(mode.jobs.value) if mode.jobs is not None else 0  # works from repair to failure
        self.done = 0  # of these
        self.work = mode.work
        self.up = draws.times(mode.up, k.P_UP + 16 * index)
        self.repair = draws.times(mode.repair, k.P_REPAIR + 16 * index)
        self.crew = crew
        self.repairs = 0
        self.mean_repair = mode.repair.mean
        self.due = self.offset if self.planned_every is not None else self.up(0)

    def repaired(self, now: float, operated: float) -> None:
        """The clock starts anew."""
        self.repairs += 1
        self.done = 0
        if self.planned_every is not None:
            dates = count()
            self.due = next(at for n in dates if (at := self.offset + n * self.planned_every) > now)
            return
        self.due = (operated if self.by_operation else now) + self.up(self.repairs)

    def worked(self) -> None:
        """A work has ended."""
        self.done += 1

    def strikes_at(self, now: float, began: float, operated: float, operates: bool, works: bool) -> float:
        """When it strikes if things go on as they are."""
        if self.every:
            return now if self.done >= self.every else INF
        if self.waits:
            if works:
                return INF
            if self.by_operation:
                return now if operated >= self.due else INF
            return max(now, self.due)
        if not self.by_operation:
            return max(now, self.due)
        return max(now, began + (self.due - operated)) if operates else INF


class Crew:
    """Repairers; who waits is served in the order of the failures."""

    def __init__(self, name: str, size: int) -> None:
        self.name = name
        self.idle = size
        self.queue: list[Resource] = []
        self.own_repair: Callable[..., float] | None = None

    def ask(self, resource: Resource) -> None:
        """Come as soon as there is somebody."""
        self.queue.append(resource)
        self._serve()

    def release(self) -> None:
        """A repair is done."""
        self.idle += 1
        self._serve()

    def _serve(self) -> None:
        while self.idle and self.queue:
            self.idle -= 1
            chosen = self.queue[0]
            if self.own_repair is not None and len(self.queue) > 1:
                rated = [self.own_repair(None, one, position=at) for at, one in enumerate(self.queue)]
                chosen = self.queue[rated.index(min(rated))]
            self.queue.remove(chosen)
            chosen.begin_repair()
