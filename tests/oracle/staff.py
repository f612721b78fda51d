"""Operators: who is free, who walks where, and who gets some of them first."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from taktwin.model.nouns.calendar import Calendar
from taktwin.model.nouns.people.operators import OperatorNeed
from taktwin.model.nouns.people.operators import Operators as PoolModel
from tests.oracle.calendar import ShiftCalendar
from tests.oracle.clock import INF
from tests.oracle.resource import Resource

if TYPE_CHECKING:
    from tests.oracle.plant import Plant

Spot = tuple[str, str]  # a station: its name, and that in the model file


class Need:
    """Operators that a place needs for some of what it does."""

    def __init__(self, model: OperatorNeed, pools: list[Pool]) -> None:
        self.count, self.purposes, self.pools = int(model.count.value), model.for_, pools
        self.seconds = 0.0


class Asking(Protocol):
    """Whoever asks for operators."""

    needs: list[Need]
    spot: Spot
    priority: int
    number: int
    asked_at: float
    lacks: Need | None

    @property
    def asked(self) -> list[Need]:
        """What is to be filled now; empty where nothing is asked for."""
        ...

    def come(self, found: list[tuple[Operator, Need]]) -> None:
        """These come."""
        ...

    def arrived(self) -> None:
        """One who was on the way has arrived."""
        ...

    def deserted(self) -> None:
        """The shift of one of those here has ended."""
        ...

    def lack(self, need: Need) -> None:
        """Name what is lacking first."""
        ...

    @property
    def gathers(self) -> bool:
        """Some are still on the way."""
        ...


class Operator(Resource):
    """One operator. He stands where he was last."""

    word = "operator"

    def __init__(self, plant: Plant, pool: Pool, name: str, calendar: ShiftCalendar | None) -> None:
        super().__init__(plant, name, [], calendar)
        self.pool = pool
        self.at: Spot | None = None
        self.place: Asking | None = None
        self.need: Need | None = None
        self.arrives = INF
        if self.on:
            pool.free.append(self)

    def go(self, place: Asking, need: Need) -> None:
        """Go to a place that needs him."""
        self.pool.free.remove(self)
        self.place, self.need = place, need
        self.count()
        seconds = self.pool.walking(self.at, place.spot)
        self.at = place.spot
        if seconds > 0.0:
            self.saw("operator walks")
            self.arrives = self.clock.time + seconds

    def leave(self) -> None:
        """He is needed no more."""
        self.place = self.need = None
        self.arrives = INF
        if self.on:
            self.pool.free.append(self)
        self.look()

    def look(self) -> None:
        if not self.on:
            if self in self.pool.free:
                self.pool.free.remove(self)
            elif self.place is not None:
                self.saw("operator leaves at the end of his shift")
                self.place.deserted()
        self.due = self.arrives
        self.show(self.find_state())

    def back(self) -> None:
        if self.place is None and self not in self.pool.free:  # else one shift follows the other
            self.pool.free.append(self)

    def happen(self) -> None:
        self.arrives = INF
        place = self.place
        assert place is not None
        place.arrived()
        self.look()

    def idle_state(self) -> str:
        if self.place is None:
            return "starved"
        if self.arrives < INF:
            return "walking"
        return "waiting_operator" if self.place.gathers else "working"


class Pool:
    """A pool; ``free`` are in the order in which they became free."""

    def __init__(self, name: str, model: PoolModel) -> None:
        self.name, self.model = name, model
        self.free: list[Operator] = []

    def walking(self, start: Spot | None, goal: Spot) -> float:
        """Seconds from where one stands to a station."""
        walk = self.model.walk
        if walk is None or start == goal:
            return 0.0
        if start is None:
            return walk.time.value
        for way in walk.ways:
            first, second = way.stations
            if (first in start and second in goal) or (second in start and first in goal):
                return way.time.value
        here = [walk.places[name] for name in start if name in walk.places]
        there = [walk.places[name] for name in goal if name in walk.places]
        if here and there and walk.speed is not None:
            return math.dist(here[0], there[0]) / walk.speed.value
        return walk.time.value


class Staff:
    """All pools, and who asks for operators."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.pools = {name: Pool(name, model) for name, model in plant.model.operators.items()}
        self.asking: list[Asking] = []
        self.together: list[set[Pool]] = []  # pools that some place needs, for each such place

    def need(self, model: OperatorNeed) -> Need:
        """A need of a place."""
        pools = [pool for name, pool in self.pools.items() if name == model.need or model.need in pool.model.skills]
        return Need(model, pools)

    def come(self) -> list[ShiftCalendar]:
        """Make the operators, and the calendars of those who are not there in every shift."""
        made: list[tuple[list[tuple[float, float]], ShiftCalendar]] = []
        for name, pool in self.pools.items():
            model = pool.model
            numbers = model.count.values() if isinstance(model.count, dict) else [model.count]
            shop = self.plant.model.shops[model.shop] if model.shop is not None else None
            own = model.calendar or (shop.calendar if shop is not None else None)
            for number in range(1, int(max(one.value for one in numbers)) + 1):
                calendar = self.plant.calendars[own] if own is not None else None
                if isinstance(model.count, dict) and own is not None:
                    windows = _windows(model, self.plant.model.calendars[own], number)
                    known = [one for other, one in made if other == windows]
                    if not known:
                        known = [ShiftCalendar(self.plant, windows)]
                        made.append((windows, known[0]))
                        self.plant.ledger.saw("operators by shift")
                    calendar = known[0]
                self.plant.resources.append(Operator(self.plant, pool, f"{name}.{number}", calendar))
        return [calendar for _, calendar in made]

    def desks(self) -> list[Desk]:
        """Who gives the operators out: one for all pools that some place needs together, directly or through others."""
        groups = [{pool} for pool in self.pools.values()]
        for pools in filter(None, self.together):
            touched = [group for group in groups if group & pools]
            groups = [group for group in groups if not group & pools] + [set().union(*touched)]
        order = list(self.pools.values())
        groups.sort(key=lambda group: min(order.index(pool) for pool in group))
        return [Desk(self, group) for group in groups]

    def give_out(self, pools: set[Pool]) -> bool:
        """Each who asks for some of these and can be given all that he needs gets it, the first one first."""
        acted = False
        asking = [one for one in self.asking if any(pool in pools for need in one.needs for pool in need.pools)]
        for one in sorted(asking, key=lambda one: (-one.priority, one.asked_at, one.number)):
            found, lacks = self._found(one)
            if lacks is None:
                self.asking.remove(one)
                if len(found) > 1:
                    self.plant.ledger.saw("several operators at once")
                one.come(found)
                acted = True
            else:
                one.lack(lacks)
        return acted

    def _found(self, one: Asking) -> tuple[list[tuple[Operator, Need]], Need | None]:
        """Who would come, and the first need that cannot be filled."""
        free = {pool: list(pool.free) for pool in self.pools.values()}
        found: list[tuple[Operator, Need]] = []
        lacks: Need | None = None
        for need in one.asked:
            left = need.count
            for pool in need.pools:
                while left and free[pool]:
                    nearest = min(free[pool], key=lambda who: who.pool.walking(who.at, one.spot))
                    if nearest is not free[pool][0]:
                        self.plant.ledger.saw("the nearest operator comes")
                    free[pool].remove(nearest)
                    found.append((nearest, need))
                    left -= 1
            if left and lacks is None:
                lacks = need
        return found, lacks


class Desk:
    """Gives out the operators of some pools."""

    def __init__(self, staff: Staff, pools: set[Pool]) -> None:
        self.staff, self.pools = staff, pools

    def act(self) -> bool:
        return self.staff.give_out(self.pools)


def _windows(pool: PoolModel, calendar: Calendar, number: int) -> list[tuple[float, float]]:
    """When so many are there, in the week: looked at between every two times at which anybody comes or goes."""
    assert isinstance(pool.count, dict)
    shifts: list[tuple[int, list[tuple[float, float]]]] = []
    for shift in calendar.shifts:
        one = Calendar(shifts=[shift])
        one._ahead = calendar._ahead
        shifts.append((int(pool.count[shift.name or ""].value), one.windows()))
    times = sorted({time for _, windows in shifts for window in windows for time in window})
    found: list[tuple[float, float]] = []
    for begin, end in pairwise(times):
        middle = (begin + end) / 2
        there = sum(people for people, windows in shifts for first, last in windows if first < middle < last)
        if there >= number:
            if found and found[-1][1] == begin:
                found[-1] = (found[-1][0], end)
            else:
                found.append((begin, end))
    return found
