"""What a lighter part saves: a range, as recuperation and secondary effects of a car are not known to a point.

Published slopes are of cars as they are sold; those of our own model are of this car, with its own recuperation and
with a poor one. None holds secondary effects, such as a smaller battery.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.demand import J_PER_KWH, demand

POOR_SHARE, POOR_MOST = 0.5, 40_000.0
"""A poor recuperation: of the braking power, and W at most."""


@dataclass(frozen=True)
class Slope:
    """Published: kWh on 100 km that 100 kg less save."""

    source: str
    low: float
    high: float


PUBLISHED = (
    Slope("Weiss et al. 2020, Environ Sci Eur 32:46 (428 electric cars)", 0.5, 0.7),
    Slope("Del Pero et al. 2020, Machines 8:51", 0.47, 1.17),
)


@dataclass(frozen=True)
class Saving:
    """What is saved, by one source.

    Attributes:
        source: of the slope.
        low: kWh on 100 km, with the smaller mass.
        high: kWh on 100 km, with the larger one.
        low_share: of what the car takes.
        high_share: the same.
    """

    source: str
    low: float
    high: float
    low_share: float
    high_share: float


@dataclass(frozen=True)
class Lighter:
    """What is saved by all sources.

    Attributes:
        kg: least and most that the part is lighter.
        base: kWh on 100 km that motor and auxiliaries take before.
        savings: by source.
    """

    kg: tuple[float, float]
    base: float
    savings: tuple[Saving, ...]

    @property
    def share(self) -> tuple[float, float]:
        """The lowest and the highest share of all sources."""
        return min(one.low_share for one in self.savings), max(one.high_share for one in self.savings)


def lighter(car: Car, cycle: Cycle, kg: tuple[float, float]) -> Lighter:
    """What a lighter part saves of the electricity of a car (of motor and auxiliaries; a source's fuel falls likewise).

    Args:
        car: before.
        cycle: to drive.
        kg: least and most that the part is lighter, such as 30 % of 300 to 600 kg: (90, 180).

    Raises:
        OptionError: not above 0, the least above the most, half of the car or more, or a car with coast-down
            coefficients, whose rolling resistance does not know the mass.
    """
    low, high = kg
    if not 0 < low <= high < car.road.mass / 2:
        message = Phrase("a part that is {low:g} to {high:g} kg lighter", low=low, high=high)
        raise OptionError(
            message,
            Phrase("give kg above 0 and below {mass:g}, the lower one first", mass=car.road.mass / 2),
            "lighter",
        )
    if car.road.coast_down is not None:
        message = Phrase("the coast-down test of {name} does not say what its tyres take of each kg", name=car.name)
        raise OptionError(message, Phrase("give rolling, drag and area in its place"), "lighter")
    base = _taken(car, cycle)
    savings = [_published(one, kg, base) for one in PUBLISHED]
    poor = replace(
        car,
        regeneration=replace(
            car.regeneration,
            share=min(POOR_SHARE, car.regeneration.share),
            most=min(POOR_MOST, car.regeneration.most),
        ),
    )
    for source, one in (("this car", car), ("this car with poor recuperation", poor)):
        before = _taken(one, cycle)
        saved = [before - _taken(_without(one, mass), cycle) for mass in kg]
        savings.append(Saving(source, saved[0], saved[1], saved[0] / before, saved[1] / before))
    return Lighter(kg, base, tuple(savings))


def _published(slope: Slope, kg: tuple[float, float], base: float) -> Saving:
    low, high = slope.low * kg[0] / 100, slope.high * kg[1] / 100
    return Saving(slope.source, low, high, low / base, high / base)


def _without(car: Car, kg: float) -> Car:
    return replace(car, road=replace(car.road, mass=car.road.mass - kg))


def _taken(car: Car, cycle: Cycle) -> float:
    """KWh on 100 km."""
    return float(demand(car, cycle).bus.sum()) / J_PER_KWH / (cycle.distance / 1e5)
