"""The least fuel on a cycle that is known, and a bound below it: how good a strategy could be.

Dynamic programming over the state of charge and whether the source runs (Sundstrom and Guzzella 2009); the bound is the
Lagrangian dual, in which every second is optimised alone and charge has one price.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.demand import J_PER_KWH
from taktwin.product.drive.trip import STEP, Trip, bus, numbers, powers_of, trip_of, with_source

WIDTH = 0.04
"""Of the states of charge, to each side of the target."""
STATES = 321
PENALTY = 4.0
"""J of fuel for each J that is missing at the end."""


def drive_best(
    car: Car, cycle: Cycle, states: int = STATES, width: float = WIDTH, step: float = STEP, caps: Any = None
) -> Trip:
    """Drive with the least fuel, the battery as full at the end as at the start.

    Args:
        car: with a source.
        cycle: to drive.
        states: of charge.
        width: of the states, to each side of the target.
        step: of the power of the source, W.
        caps: highest power of the source in each second, W; None for no limit.

    Raises:
        CannotFollowError: the battery cannot give what the cycle asks for.
        DriveError: the car has no source.
    """
    from taktwin.product.drive.kernel import optimum as k

    asked, powers = bus(with_source(car), cycle), powers_of(car, step)
    seconds = asked.bus.size
    limits = np.full(seconds, math.inf) if caps is None else np.asarray(caps, float)
    low, high = car.charge - width, car.charge + width
    battery = car.battery
    penalty = PENALTY * (battery.voltage + battery.slope * car.charge) * battery.charge * 3600
    cost = np.empty((seconds + 1, 2, states))
    given = numbers(car)
    k.backward(given, asked.bus, powers, limits, low, high, penalty, cost)
    generated, charge, found = np.zeros(seconds), np.zeros(seconds), np.zeros(6)
    k.forward(given, asked.bus, powers, limits, low, high, penalty, cost, car.charge, generated, charge, found)
    return trip_of(car, asked, "best", generated, charge, found)


def bound_kwh(car: Car, cycle: Cycle, step: float = STEP, caps: Any = None) -> tuple[float, float]:
    """A bound below the fuel of any trip that ends as full as it began, kWh; and its price of charge, J of fuel a J.

    Starts cost nothing in it, and the open voltage is that at the start.
    """
    from taktwin.product.drive.kernel import optimum as k

    asked, powers = bus(with_source(car), cycle), powers_of(car, step)
    limits = np.full(asked.bus.size, math.inf) if caps is None else np.asarray(caps, float)
    given, stock = numbers(car), np.zeros(1)
    best, price = -math.inf, 0.0
    low, high = 0.0, 10.0
    for _ in range(60):  # concave in the price: its slope is the energy that the battery gives
        middle = (low + high) / 2
        value = k.dual(given, asked.bus, powers, limits, middle, car.charge, stock)
        if value > best:
            best, price = value, middle
        low, high = (middle, high) if stock[0] > 0 else (low, middle)
    return best / J_PER_KWH, price
