"""Lanes: orders at fixed times, trucks that arrive after the lead time."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from taktwin.kernel.base import state as k
from tests.oracle.draws import Draws

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


class Lane:
    """From a supplier, or from another stock point, to a stock point."""

    def __init__(self, plant: Plant, name: str) -> None:
        self.plant = plant
        self.model = plant.model.lanes[name]
        self.stock = plant.stocks[self.model.to]
        self.source = plant.stocks[self.model.from_] if self.model.from_ is not None else None
        self.lead = Draws(name, plant.seed).times(self.model.lead, k.P_LEAD)
        self.trucks: deque[tuple[float, float]] = deque()  # arrival, amount
        self.orders = self.sent = 0
        self.next_order = self.model.offset.value
        self.last_arrival = 0.0
        self.due = self.next_order

    def happen(self) -> None:
        """A truck that arrives comes before a new order."""
        if self.trucks and self.trucks[0][0] <= self.plant.clock.time:
            _, amount = self.trucks.popleft()
            self.stock.on_way -= amount
            self.stock.put(amount)
        else:
            self._order()
        self.due = min(self.next_order, self.trucks[0][0] if self.trucks else math.inf)

    def _order(self) -> None:
        now = self.plant.clock.time
        amount = self._amount()
        number = self.sent
        self.orders += 1
        self.next_order = self.model.offset.value + self.orders * self.model.every.value
        if amount <= 0.0:
            self.plant.ledger.saw("lane: nothing lacks")
            return
        if self.source is not None:
            amount = self._of_what_is_there(amount)
            if amount <= 0.0:
                self.plant.ledger.saw("lane: nothing there")
                return
            self.source.draw(amount)
        self.plant.ledger.saw("lane: fixed quantity" if self.model.quantity is not None else "lane: up to a level")
        arrival = now + self.lead(number)
        if arrival < self.last_arrival:
            self.plant.ledger.saw("lane: truck behind a slower one")
        self.last_arrival = max(self.last_arrival, arrival)
        self.trucks.append((self.last_arrival, amount))
        self.stock.on_way += amount
        self.sent += 1

    def _of_what_is_there(self, amount: float) -> float:
        """As much as is wanted, or all full containers that are there."""
        assert self.source is not None
        if self.source.free >= amount - 1e-9:
            return amount
        self.plant.ledger.saw("lane: less than wanted is there")
        container = self.model.container.value
        return math.floor(self.source.free / container + 1e-9) * container

    def _amount(self) -> float:
        if self.model.quantity is not None:
            return self.model.quantity.value
        assert self.model.up_to is not None
        container = self.model.container.value
        lacks = self.model.up_to.value - (self.stock.level.value + self.stock.dock + self.stock.on_way)
        return math.ceil(lacks / container) * container if lacks > 0.0 else 0.0
