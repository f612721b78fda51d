"""Battery and source: one second of each. Powers in W, charges as shares.

A car comes as one array of numbers; the constants say what stands where.
"""

from __future__ import annotations

import math

from taktwin.product.drive.kernel.jit import small_kernel

VOLTAGE, SLOPE, RESISTANCE, CHARGE, IDLE, RATE, CURVE, BEST, MOST, CONVERTER, START, TARGET = range(12)
NUMBERS = 12


@small_kernel
def current(car, soc, power):
    """Current of the battery at a power, A; not a number where it cannot give that much."""
    voltage = car[VOLTAGE] + car[SLOPE] * soc
    return (voltage - math.sqrt(voltage * voltage - 4 * car[RESISTANCE] * power)) / (2 * car[RESISTANCE])


@small_kernel
def spent(car, soc, power):
    """Power that the battery loses inside and gives together, W."""
    return (car[VOLTAGE] + car[SLOPE] * soc) * current(car, soc, power)


@small_kernel
def after(car, soc, power):
    """State of charge a second later."""
    return soc - current(car, soc, power) / 3600.0 / car[CHARGE]


@small_kernel
def fuel(car, generated):
    """Power of the fuel for a power behind the converter, W."""
    if generated <= 0.0:
        return 0.0
    power = generated / car[CONVERTER]
    return car[IDLE] + car[RATE] * power + car[CURVE] * power * power
