"""Docks: a queue of trucks before a number of doors."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle.elements.delivery import Visit
    from tests.oracle.elements.lane import Truck
    from tests.oracle.plant import Plant


class Dock:
    """Trucks are unloaded in the order in which they have come to the gate."""

    def __init__(self, plant: Plant, name: str) -> None:
        self.clock, self.saw = plant.clock, plant.ledger.saw
        self.doors = int(plant.model.docks[name].doors.value)
        self.at_doors: list[Truck | Visit] = []
        self.yard: deque[Truck | Visit] = deque()
        self.trucks = self.most = 0
        self.unloading = self.waited = self.longest = 0.0

    def come(self, truck: Truck | Visit) -> None:
        """A truck has come to the gate."""
        self.trucks += 1
        self.yard.append(truck)
        self.go_on()
        if truck in self.yard:
            self.saw("truck in the yard")
            self.most = max(self.most, len(self.yard))

    def go_on(self) -> bool:
        """Who waits longest goes to a door that is free: nobody is there whose unloading goes on. Whether one has."""
        now, waited = self.clock.time, len(self.yard)
        while self.yard:
            self.at_doors = [truck for truck in self.at_doors if truck.ends > now]
            if len(self.at_doors) == self.doors:
                break
            truck = self.yard.popleft()
            truck.begin(now)
            self.at_doors.append(truck)
            self.unloading += truck.unload
            self.waited += now - truck.came
            self.longest = max(self.longest, now - truck.came)
        return len(self.yard) < waited

    @property
    def left(self) -> float:
        """Seconds of unloading that lie ahead of those at the doors."""
        return sum(max(0.0, truck.ends - self.clock.time) for truck in self.at_doors)
