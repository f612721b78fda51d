"""A car with a plug and an engine: on the battery first, then on fuel, weighted by how far one drives on a charge.

The range is that of the battery alone from full to the target of the charge, on the cycle (UN GTR 15 weights the phases
of its cycles one by one; with one range the difference is small where the battery lasts for several cycles).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.trip import drive_adaptive, drive_electric, drive_equivalent, with_source
from taktwin.product.drive.utility import UtilityCurve


@dataclass(frozen=True)
class Weighted:
    """Consumption of a car with a plug and an engine.

    Attributes:
        range_km: on the battery alone.
        depleting_kwh: from the plug on 100 km of that.
        sustaining: L or kg of fuel on 100 km when the battery is at its target.
        utility: share of the way on the battery.
    """

    range_km: float
    depleting_kwh: float
    sustaining: float
    utility: float

    @property
    def kwh(self) -> float:
        """From the plug on 100 km, weighted."""
        return self.utility * self.depleting_kwh

    @property
    def fuel(self) -> float:
        """L or kg on 100 km, weighted."""
        return (1 - self.utility) * self.sustaining


def electric_range(car: Car, cycle: Cycle, full: float = 1.0) -> tuple[float, float]:
    """How far a car goes on its battery alone, m, and kWh from the plug on 100 km.

    Driven once with the battery half way between full and its target, so that voltage and losses are those of the mean.

    Raises:
        DriveError: the battery is not fuller than its target, or gains charge on the cycle.
        CannotFollowError: the battery cannot give what the cycle asks for.
    """
    target = car.charge if car.source is not None else 0.0
    if not target < full <= 1:
        raise DriveError(f"{car.name}: the battery is not fuller than its target", "give a lower `start`")
    middle = replace(car, charge=(full + target) / 2)
    trip = drive_electric(middle, cycle)
    used = middle.charge - trip.end
    if used <= 0:
        raise DriveError(f"{car.name} gains charge on {cycle.name}", "give a cycle that does not only go downhill")
    far = (full - target) / used * cycle.distance
    return far, trip.terminal_kwh / car.battery.charging / trip.km * 100


def weighted(car: Car, cycle: Cycle, curve: UtilityCurve) -> Weighted:
    """What a car with a plug and an engine takes, the two ways of driving weighted.

    Fuel is that of the adaptive strategy, which knows nothing of the cycle, with the charge balanced.

    Raises:
        DriveError: the car has no source, or as of `electric_range`.
    """
    far, kwh = electric_range(with_source(car), cycle)
    return Weighted(far / 1000, kwh, sustaining(car, cycle), curve.at(far))


def sustaining(car: Car, cycle: Cycle) -> float:
    """L or kg of fuel on 100 km with the battery at its target, of the adaptive strategy, the charge balanced."""
    trip = drive_adaptive(with_source(car), cycle)
    factor = drive_equivalent(car, cycle).factor
    assert factor is not None
    return trip.per_100km(trip.balanced_kwh(factor))
