"""A car in cold and heat: dense air, a battery that resists and takes no charge, and the cabin.

All of it is quasi-steady: after the warm-up, which takes 5 to 7 kW more for some minutes, and with a battery as cold as
the air. Values recalled and so assumed; give one's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.drive.car import AIR, Car

COLDEST, HOTTEST = -40.0, 55.0
_KELVIN = 273.15


@dataclass(frozen=True)
class Cabin:
    """What keeps people warm or cool.

    Attributes:
        wanted: temperature, C.
        loss: W for each K of difference, with the air that is let in.
        heat_pump: whether heat comes of a heat pump, else of a heater (1 W for 1 W).
        cooling: W of heat for each W of the compressor.
        sun: heat of sun and people, W; it helps against the cold and counts in the heat.
    """

    wanted: float = 21.0
    loss: float = 110.0
    heat_pump: bool = False
    cooling: float = 2.5
    sun: float = 300.0

    def power(self, celsius: float) -> float:
        """Electric power, W."""
        heat = self.loss * (self.wanted - celsius) - self.sun
        if heat > 0:
            return heat / (float(np.interp(celsius, *HEAT_PUMP)) if self.heat_pump else 1.0)
        warm = self.loss * (celsius - self.wanted) + self.sun
        return warm / self.cooling if celsius > self.wanted + 2 else 0.0


HEAT_PUMP = ((-20.0, -10.0, 0.0, 10.0), (1.0, 1.5, 2.2, 2.8))
"""Coefficient of performance at temperatures of the air."""
RESISTANCE = ((-20.0, -10.0, 0.0, 10.0, 25.0), (4.0, 3.0, 1.75, 1.3, 1.0))
"""Factor of the battery's resistance at its temperature."""
RECUPERATION = ((-15.0, 0.0, 10.0), (0.1, 0.5, 1.0))
"""Factor of the power that the battery takes back."""
USABLE = ((-20.0, -10.0, 0.0, 25.0), (0.90, 0.94, 0.97, 1.0))
"""Factor of the charge that can be had."""


def at_temperature(car: Car, celsius: float, cabin: Cabin | None = None) -> Car:
    """The same car at a temperature of the air; at 20 C, without its cabin, it is nearly as it was.

    Rolling resistance rises by 0.6 % for each K below 20 C, the density of the air as 1 / T. With coast-down
    coefficients all three change as rolling and drag do.

    Args:
        car: at 20 C.
        celsius: of the air and the battery.
        cabin: None where it is neither heated nor cooled.

    Raises:
        OptionError: colder than -40 C or hotter than 55 C.
    """
    if not COLDEST <= celsius <= HOTTEST:
        message = Phrase("a temperature of {celsius:g} C", celsius=celsius)
        raise OptionError(
            message, Phrase("give {coldest:g} to {hottest:g}", coldest=COLDEST, hottest=HOTTEST), "temperature"
        )
    dense = (20 + _KELVIN) / (celsius + _KELVIN)
    stiff = 1 + 0.006 * max(20 - celsius, 0.0)
    road = car.road
    coast = None
    if road.coast_down is not None:
        coast = (road.coast_down[0] * stiff, road.coast_down[1] * stiff, road.coast_down[2] * dense)
    battery = car.battery
    back = float(np.interp(celsius, *RECUPERATION))
    return replace(
        car,
        road=replace(road, rolling=road.rolling * stiff, air=AIR * dense, coast_down=coast),
        battery=replace(
            battery,
            resistance=battery.resistance * float(np.interp(celsius, *RESISTANCE)),
            charge=battery.charge * float(np.interp(celsius, *USABLE)),
        ),
        regeneration=replace(car.regeneration, most=car.regeneration.most * back),
        auxiliaries=car.auxiliaries + (0.0 if cabin is None else cabin.power(celsius)),
    )
