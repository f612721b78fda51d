"""Lanes: orders at fixed times, trucks that come to the gate after the lead time and may have to be unloaded."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from taktwin.kernel.base import state as k
from taktwin.model.nouns.supply.lane import LaneLoad
from taktwin.model.values.distribution import Distribution
from tests.oracle.calendar import ShiftCalendar
from tests.oracle.draws import Draw, Draws
from tests.oracle.elements.stock import Stock

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


class Truck:
    """A truck: containers of its loads."""

    def __init__(self, arrival: float, room: float) -> None:
        self.arrival, self.room = arrival, room
        self.amounts: dict[int, float] = {}  # by load
        self.containers = 0
        self.came = self.unload = 0.0
        self.ends = math.inf  # its unloading
        self.tell: Callable[[], None] = lambda: None

    def begin(self, now: float) -> None:
        """It is at a door."""
        self.ends = now + self.unload
        self.tell()


class Lane:
    """From a supplier, or from another stock point, to one or several stock points."""

    def __init__(self, plant: Plant, name: str) -> None:
        self.plant = plant
        self.model = plant.model.lanes[name]
        self.loads = self.model.all_loads
        self.stocks = [plant.stocks[load.to] for load in self.loads]
        self.source = plant.stocks[self.model.from_] if self.model.from_ is not None else None
        self.dock = plant.docks[self.model.dock] if self.model.dock is not None else None
        draws = Draws(name, plant.seed)
        self.lead = draws.times(self.model.lead, k.P_LEAD)
        self.unload = draws.times(self.model.unload, k.P_TRIP)
        self.stops = self._stops(plant, name, draws)
        self.trucks: deque[Truck] = deque()  # on the way
        self.at_dock: list[Truck] = []
        self.orders = self.sent = self.came = 0
        self.next_order = self.model.offset.value if self.model.every is not None else math.inf
        self.last_arrival = 0.0
        self.due = self.next_order

    def _stops(self, plant: Plant, name: str, draws: Draws) -> list[tuple[Draw, Draw, ShiftCalendar | None]]:
        """Drive, loading, and shifts of each supplier that its trucks call at; a lane's own supplier takes no time."""
        none = Distribution("constant", (0.0,))
        given = [(stop.supplier, stop.drive, stop.load) for stop in self.model.milk_run or ()]
        if self.model.supplier is not None:
            given = [(self.model.supplier, none, none)]
        plant_of = plant.model._spelt.owner.get(("lanes", name))
        before = f"{plant_of}." if plant_of is not None else ""
        found = []
        for at, (supplier, drive, load) in enumerate(given):
            shifts = plant.model.suppliers[supplier].calendar
            times = [draws.times(one, k.P_LEAD + 16 * (2 * at + n)) for n, one in ((1, drive), (2, load))]
            found.append((*times, plant.calendars[before + shifts] if shifts is not None else None))
        return found

    def happen(self) -> None:
        """Who is unloaded comes before one that arrives, and that before a new order."""
        if self.dock is not None and self.dock.go_on():
            return  # a door has become free just now: who is there may be unloaded at once, and goes first
        now = self.plant.clock.time
        done = min(self.at_dock, key=lambda truck: truck.ends, default=None)
        if done is not None and done.ends <= now:
            self.at_dock.remove(done)
            self._bring(done)
            assert self.dock is not None
            self.dock.go_on()
        elif self.trucks and self.trucks[0].arrival <= now:
            self._arrive(self.trucks.popleft())
        else:
            self._order()
        self._plan()

    def _plan(self) -> None:
        self.due = (
            min(self.next_order, *(truck.ends for truck in self.at_dock), *(truck.arrival for truck in self.trucks))
            if self.at_dock or self.trucks
            else self.next_order
        )

    def _arrive(self, truck: Truck) -> None:
        self.came += 1
        if self.dock is None:
            self._bring(truck)
            return
        truck.came = self.plant.clock.time
        truck.unload = self.unload(self.came - 1)
        if self.model.unload_container.value > 0.0:
            truck.unload += self.model.unload_container.value * truck.containers
        truck.tell = self._plan
        self.at_dock.append(truck)
        self.plant.ledger.saw("truck at a dock")
        self.dock.come(truck)

    def _bring(self, truck: Truck) -> None:
        for at, amount in truck.amounts.items():
            self.stocks[at].on_way -= amount
            self.stocks[at].put(amount)

    def act(self) -> bool:
        """Without `every` it orders in the moves, whenever something lacks; whether a truck has set out."""
        sent = self.sent
        self._send()
        if self.sent == sent:
            return False
        self.plant.ledger.saw("lane: ordered as parts are drawn")
        self._plan()
        return True

    def _order(self) -> None:
        assert self.model.every is not None
        self.orders += 1
        self.next_order = self.model.offset.value + self.orders * self.model.every.value
        self._send()

    def _send(self) -> None:
        """All that lacks sets out."""
        trucks: list[Truck] = []
        for at, (load, stock) in enumerate(zip(self.loads, self.stocks, strict=True)):
            amount = self._amount(load, stock)
            if amount <= 0.0:
                self.plant.ledger.saw("lane: nothing lacks")
                continue
            if self.source is not None:
                amount = self._of_what_is_there(amount)
                if amount <= 0.0:
                    self.plant.ledger.saw("lane: nothing there")
                    continue
                self.source.draw(amount)
            self.plant.ledger.saw("lane: fixed quantity" if load.quantity is not None else "lane: up to a level")
            self._fill(trucks, at, amount, load.container.value)
            stock.on_way += amount
        if not trucks:
            return
        if self.model.loads is not None:
            self.plant.ledger.saw("lane: several loads")
        if len(trucks) > 1:
            self.plant.ledger.saw("lane: several trucks")
        arrival = self._leaves() + self.lead(self.sent)
        if arrival < self.last_arrival:
            self.plant.ledger.saw("lane: truck behind a slower one")
        self.last_arrival = max(self.last_arrival, arrival)
        for truck in trucks:
            truck.arrival = self.last_arrival
        self.trucks += trucks
        self.sent += 1

    def _leaves(self) -> float:
        """When a truck that is ordered now leaves its last stop."""
        time = self.plant.clock.time
        for drive, load, calendar in self.stops:
            arrives = time + drive(self.sent)
            time = arrives + load(self.sent) if calendar is None else calendar.after(arrives, load(self.sent))
            if calendar is not None:
                waits = time > arrives + load(self.sent)
                self.plant.ledger.saw(
                    "truck waits for a shift of a supplier" if waits else "truck is loaded in a shift"
                )
        if self.model.milk_run is not None:
            self.plant.ledger.saw("milk run")
        return time

    def _fill(self, trucks: list[Truck], at: int, amount: float, container: float) -> None:
        """Container by container into the last truck, or one more."""
        while amount > 0.0:
            if not trucks or trucks[-1].room < 1:
                trucks.append(Truck(math.inf, self.model.capacity.value))
            truck, units = trucks[-1], min(container, amount)
            truck.amounts[at] = truck.amounts.get(at, 0.0) + units
            truck.containers += 1
            truck.room -= 1
            amount -= units

    def _of_what_is_there(self, amount: float) -> float:
        """As much as is wanted, or all full containers that are there."""
        assert self.source is not None
        if self.source.free >= amount - 1e-9:
            return amount
        self.plant.ledger.saw("lane: less than wanted is there")
        container = self.loads[0].container.value
        return math.floor(self.source.free / container + 1e-9) * container

    def _amount(self, load: LaneLoad, stock: Stock) -> float:
        """What is wanted of a load now."""
        position = stock.level.value + stock.dock + stock.on_way
        if load.call is not None:
            position -= stock.owed
        level = load.reorder.value if load.reorder is not None else math.inf
        if position > level:
            self.plant.ledger.saw("lane: above the reorder level")
            return 0.0
        if load.up_to is not None:
            container = load.container.value
            lacks = load.up_to.value - position
            return math.ceil(lacks / container) * container if lacks > 0.0 else 0.0
        assert load.quantity is not None
        amount = load.quantity.value
        while level < math.inf and position + amount <= level:
            self.plant.ledger.saw("lane: several times the quantity")
            amount += load.quantity.value
        return amount


def connect_calls(plant: Plant) -> None:
    """The places at which parts are called: in each copy of a shop or line the first of that name in the model file."""
    spelt = plant.model._spelt
    for lane in plant.lanes.values():
        for load, stock in zip(lane.loads, lane.stocks, strict=True):
            done: set[tuple[str, str]] = set()
            for shop, line, _, element in plant.model.all_elements() if load.call is not None else ():
                assert load.call is not None
                written = spelt.elements.get((shop, element.name), element.name)
                owner = spelt.owner.get(("shops", shop))
                names = (element.name, written, f"{owner}.{written}")
                if load.call.at in names and (shop, line) not in done:
                    done.add((shop, line))
                    for amount, when in plant.quantities(load.call, shop):
                        plant.first[element.name].part_calls.append((stock, when, amount))
