"""What a traced run logs, in the words of a plant: rows of the kernel's log as plant events."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import amounts_of
from taktwin.kernel.lowering.identity import Where
from taktwin.kernel.lowering.program import Program
from taktwin.live.events import ENDS, PlantEvent

_ENDS = {k.FINISHED: ENDS[0], k.SCRAPPED: ENDS[1], k.JOINED: ENDS[2]}
_TOLD = (k.LOG_STATE, k.LOG_ENTER, k.LOG_END, k.LOG_STOCK)


class Teller:
    """Says the rows of a run's log as events; it remembers what it has said last of each resource.

    A controller reports what is so after an instant. So of the states that a resource goes through at one instant the
    last is told, and none that changes nothing.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.streams = {i: name for name, i in program.flow.streams.items()}
        self.many = len(self.streams) > 1
        self.nodes = [spoken_for(program.flow.node_where.get(n)) for n in range(len(program.node_names))]
        self.resources = [spoken_for(program.flow.resource_where.get(i)) for i in range(len(program.resource_names))]
        self.stocks = list(program.stocks)
        self.last: dict[int, tuple[int, int]] = {}

    def events(self, log: np.ndarray) -> Iterator[PlantEvent]:
        """The events of a piece of the log that ends with an instant, in its order."""
        log = log[np.isin(log["kind"], _TOLD)]
        log = log[_last_of_instant(log)]
        amounts = amounts_of(log["what"]).tolist()
        columns = (log[name].tolist() for name in ("kind", "time", "order", "what", "who", "point"))
        for (kind, time, order, what, who, point), amount in zip(zip(*columns, strict=True), amounts, strict=True):
            if kind == k.LOG_STATE:
                if self.last.get(who) != (what, order):
                    self.last[who] = (what, order)
                    yield self._state(time, who, what, order)
            elif kind == k.LOG_ENTER:
                yield self._enter(time, who, order, what, -2 - point)
            elif kind == k.LOG_END:
                stream = self.streams[who] if self.many else None
                yield PlantEvent(time, "finish", order=order, stream=stream, state=_ENDS[what], source="orders")
            else:
                yield self._stock(time, who, order, amount, point)

    def _state(self, time: float, who: int, what: int, order: int) -> PlantEvent:
        element, server, shop, line, source = self.resources[who]
        return PlantEvent(
            time, "state", element, server, order, state=k.STATES[what], shop=shop, line=line, source=source
        )

    def _enter(self, time: float, who: int, order: int, main: int, stream: int) -> PlantEvent:
        element, _, shop, line, source = self.nodes[who if who >= 0 else -2 - who]
        whose = self.streams.get(stream) if self.many else None
        sub = None if main else True
        if who < 0:
            return PlantEvent(
                time, "finish", element, None, order, whose, sub, "joined", shop=shop, line=line, source=source
            )
        return PlantEvent(time, "enter", element, None, order, whose, sub, shop=shop, line=line, source=source)

    def _stock(self, time: float, who: int, order: int, amount: float, point: int) -> PlantEvent:
        word, source, stream, sub = "received" if amount > 0.0 else "drawn", "stocks", None, None
        if order < -1:
            source, order = self.program.resource_names[-2 - order], -1
        elif order >= 0:
            sub = None if point >= 0 else True
            stream = self.streams.get(point if point >= 0 else -2 - point) if self.many else None
        return PlantEvent(time, "stock", self.stocks[who], None, order, stream, sub, word, abs(amount), source=source)


def _last_of_instant(log: np.ndarray) -> np.ndarray:
    """Which rows to tell: all but states that the same resource leaves at the same instant."""
    told = np.ones(log.size, bool)
    states = np.flatnonzero(log["kind"] == k.LOG_STATE)
    order = np.lexsort((states, log["time"][states], log["who"][states]))
    sorted_ = states[order]
    same = (log["who"][sorted_[:-1]] == log["who"][sorted_[1:]]) & (
        log["time"][sorted_[:-1]] == log["time"][sorted_[1:]]
    )
    told[sorted_[:-1][same]] = False
    return told


def spoken_for(where: Where | None) -> tuple[str | None, int | None, str | None, str | None, str]:
    """Element, server, shop, line and the controller that speaks for it: one for each line, else each shop."""
    if where is None:
        return None, None, None, None, "plant"
    return where.element, where.server, where.shop, where.line, where.line or where.shop or where.element
