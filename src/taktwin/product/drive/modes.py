"""A long way from a full battery: the battery first and then fuel, or both mixed over the whole way.

Charge that falls in a line with the way (blended) lets the source run where it is efficient and spares the losses of
high currents, but has to know how far it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.trip import Trip, drive_adaptive, drive_equivalent, with_source

FURTHEST = 3000.0
"""Km."""


@dataclass(frozen=True, eq=False)
class Mode:
    """A way of using the battery.

    Attributes:
        name: `depleting`, `blended` or `equivalent`.
        trip: that was driven, from a full battery to its target.
        per_100km: L or kg of fuel on 100 km, with the battery at its target at the end; 0 where it is not needed.
    """

    name: str
    trip: Trip
    per_100km: float


def drive_modes(car: Car, cycle: Cycle, km: float, full: float = 1.0) -> tuple[Mode, ...]:
    """Drive a way in three modes, from a full battery to the target of its charge.

    `depleting`: the adaptive strategy with the target from the begin, so the source stays off until the battery is near
    it. `blended`: with a target that falls in a line with the way. `equivalent`: at the one worth of charge that ends
    at the target, the whole way known; nothing on the road does that.

    Args:
        car: with a source.
        cycle: that is driven again and again until the way is done.
        km: of the way, at least.
        full: state of charge at the start.

    Raises:
        OptionError: no way, or too long a one.
        CannotFollowError: the battery cannot give what the cycle asks for.
    """
    if not 0 < km <= FURTHEST:
        raise OptionError(
            Phrase("a way of {km:g} km", km=km),
            Phrase("give more than 0, and {furthest:g} at most", furthest=FURTHEST),
            "trip",
        )
    way = cycle.repeated(max(1, math.ceil(km * 1000 / cycle.distance - 1e-9)))
    car = with_source(car)
    known = drive_equivalent(car, way, start=full)
    factor = drive_equivalent(car, cycle).factor  # of a battery at its target: what charge is worth at the end
    assert factor is not None
    trips = {
        "depleting": drive_adaptive(car, way, start=full),
        "blended": drive_adaptive(car, way, start=full, reference=falling(car, way, full)),
        "equivalent": known,
    }
    return tuple(Mode(name, trip, max(0.0, trip.per_100km(trip.balanced_kwh(factor)))) for name, trip in trips.items())


def falling(car: Car, cycle: Cycle, full: float) -> Any:
    """The charge that falls in a line with the way, from full to the target, in each second."""
    done = np.cumsum(cycle.means) / cycle.distance
    return full + (car.charge - full) * done
