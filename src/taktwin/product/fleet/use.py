"""What a car takes and emits on 100 km of use, from the plug and out of the tank.

Tank to wheel for gasoline, nothing for hydrogen; for electricity what its factor holds. Making fuels is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.study import CO2_PER_LITRE
from taktwin.product.drive.trip import drive_electric
from taktwin.product.drive.utility import DEFAULT, UtilityCurve, read_utility, utility_names
from taktwin.product.drive.weighted import depletion, electric_range, sustaining, weigh


@dataclass(frozen=True)
class Use:
    """What is taken on 100 km.

    Attributes:
        kwh: from the plug.
        litres: of gasoline.
        kg_hydrogen: of hydrogen.
        lowest: the same three with the share on the battery that is highest among the known curves.
        highest: with the lowest one. Both are equal to the others for a car with a battery alone.
    """

    kwh: float
    litres: float
    kg_hydrogen: float
    lowest: tuple[float, float, float]
    highest: tuple[float, float, float]

    def co2(self, factor: float) -> tuple[float, float, float]:
        """Kg CO2 on 100 km with a factor of electricity in kg/kWh: by the curve that was asked for, least, most."""
        ways = [(self.kwh, self.litres, self.kg_hydrogen), self.lowest, self.highest]
        kg = [kwh * factor + litres * CO2_PER_LITRE for kwh, litres, _ in ways]
        return kg[0], min(kg), max(kg)


def use_of(car: Car, cycle: Cycle, curve: UtilityCurve | None = None) -> Use:
    """What a car takes on 100 km of a cycle.

    Args:
        car: with a battery alone, or with a source.
        cycle: to drive.
        curve: of the share on the battery, of a car with a source; default the first of those that come with Taktwin.

    Raises:
        DriveError, CannotFollowError: the car cannot drive the cycle.
    """
    if car.source is None:
        trip = drive_electric(car, cycle)
        kwh = trip.terminal_kwh / car.battery.charging / trip.km * 100
        return Use(kwh, 0.0, 0.0, (kwh, 0.0, 0.0), (kwh, 0.0, 0.0))
    if car.source.fuel == "hydrogen":  # a fuel cell car has no plug
        kg = sustaining(car, cycle)
        return Use(0.0, 0.0, kg, (0.0, 0.0, kg), (0.0, 0.0, kg))
    far, kwh = electric_range(car, cycle)
    parts, fuel = depletion(car, cycle, far, kwh), sustaining(car, cycle)
    curves = [curve or read_utility(DEFAULT), *map(read_utility, utility_names())]
    asked, *known = (weigh(far, kwh, parts, fuel, one) for one in curves)
    most, least = (end(known, key=lambda one: one.utility) for end in (max, min))
    return Use(asked.kwh, asked.fuel, 0.0, (most.kwh, most.fuel, 0.0), (least.kwh, least.fuel, 0.0))
