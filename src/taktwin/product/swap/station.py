"""A station that swaps batteries. SI units throughout."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

HOURS = 24
DAY_S = 86_400.0


@dataclass(frozen=True)
class Station:
    """A station, and who comes to it.

    A swap begins as soon as a bay is free and a charged pack is there, for the car that came first. The pack that came
    out of the car is charged by the next free charger, first out first charged, and is charged up before it is given
    to a car.

    Attributes:
        name: of the station.
        bays: in which one car each is served.
        takes: a swap with driving in and out, s.
        packs: that belong to the station, beside those in the cars.
        chargers: that charge one pack each.
        power: of a charger at the pack, W.
        efficiency: of a charger; it takes power / efficiency of the grid.
        energy: that a pack holds between 0 and 100 %, J.
        arrive: lowest and highest charge of a pack that comes out of a car (any between is as likely), 0 to 1.
        leave: charge of a pack that is given to a car, 0 to 1.
        room: cars that may wait; a car that finds no room drives on. `inf` for no limit.
        cars: that come in each hour of the day, in the mean (Poisson).
        share: of the cars that are to be served within `within`; None where nothing is asked for.
        within: s of waiting.
    """

    name: str
    bays: int
    takes: float
    packs: int
    chargers: int
    power: float
    energy: float
    arrive: tuple[float, float]
    leave: float
    cars: tuple[float, ...]
    efficiency: float = 0.95
    room: float = math.inf
    share: float | None = None
    within: float = 0.0

    @property
    def cars_a_day(self) -> float:
        """Cars that come in a day, in the mean."""
        return math.fsum(self.cars)

    @property
    def charging_s(self) -> float:
        """Mean time for which a pack is charged, s."""
        return (self.leave - sum(self.arrive) / 2) * self.energy / self.power

    @property
    def grid_power(self) -> float:
        """What a charger takes of the grid while it charges, W."""
        return self.power / self.efficiency

    def limits(self) -> dict[str, float]:
        """Swaps of a day that bays, chargers and packs allow, each alone."""
        return {
            "bays": self.bays * DAY_S / self.takes,
            "chargers": self.chargers * DAY_S / self.charging_s,
            "packs": self.packs * DAY_S / (self.takes + self.charging_s),
        }

    def with_cars(self, cars_a_day: float) -> Station:
        """The same with another number of cars a day, spread over the hours as before."""
        factor = cars_a_day / self.cars_a_day
        return replace(self, cars=tuple(one * factor for one in self.cars))

    def rates(self) -> Any:
        """Cars a second in each hour of the day."""
        return np.array(self.cars) / 3600
