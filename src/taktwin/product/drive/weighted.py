"""A car with a plug and an engine: on the battery first, then on fuel, weighted by how far one drives on a charge.

The cycle is driven again and again from a full battery; each of its phases until the battery is at its target counts by
what the utility factor gains over it, the rest as driven with the battery at its target (UN GTR 15, annex 8).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.product.drive.car import KWH_PER_KG_HYDROGEN, KWH_PER_LITRE, Car
from taktwin.product.drive.cycle import LONGEST, Cycle
from taktwin.product.drive.demand import J_PER_KWH
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.phases import phases_of
from taktwin.product.drive.trip import (
    drive_adaptive,
    drive_electric,
    drive_equivalent,
    fuel_of,
    with_source,
)
from taktwin.product.drive.utility import UtilityCurve

NEAR = 0.01
"""Charge above the target at which the battery counts as used up."""


@dataclass(frozen=True)
class Part:
    """A phase that is driven on a battery that empties.

    Attributes:
        begin: way from the full battery, m.
        end: the same.
        kwh: from the plug.
        fuel: L or kg.
    """

    begin: float
    end: float
    kwh: float
    fuel: float


@dataclass(frozen=True)
class Weighted:
    """Consumption of a car with a plug and an engine.

    Attributes:
        range_km: on the battery alone.
        depleting_kwh: from the plug on 100 km of that.
        sustaining: L or kg of fuel on 100 km when the battery is at its target.
        utility: share of the way that is driven from a full battery down to its target.
        kwh: from the plug on 100 km, weighted.
        fuel: L or kg on 100 km, weighted.
    """

    range_km: float
    depleting_kwh: float
    sustaining: float
    utility: float
    kwh: float
    fuel: float


def electric_range(car: Car, cycle: Cycle, full: float = 1.0) -> tuple[float, float]:
    """How far a car goes on its battery alone, m, and kWh from the plug on 100 km.

    Driven once with the battery half way between full and its target, so that voltage and losses are those of the mean.

    Raises:
        DriveError: the battery is not fuller than its target, or gains charge on the cycle.
        CannotFollowError: the battery cannot give what the cycle asks for.
    """
    target = car.charge if car.source is not None else 0.0
    if not target < full <= 1:
        raise DriveError(
            Phrase("{name}: the battery is not fuller than its target", name=car.name), Phrase("give a lower `start`")
        )
    middle = replace(car, charge=(full + target) / 2)
    trip = drive_electric(middle, cycle)
    used = middle.charge - trip.end
    if used <= 0:
        raise DriveError(
            Phrase("{name} gains charge on {name2}", name=car.name, name2=cycle.name),
            Phrase("give a cycle that does not only go downhill"),
        )
    far = (full - target) / used * cycle.distance
    return far, trip.terminal_kwh / car.battery.charging / trip.km * 100


def weighted(car: Car, cycle: Cycle, curve: UtilityCurve) -> Weighted:
    """What a car with a plug and an engine takes, the two ways of driving weighted.

    Fuel is that of the adaptive strategy, which knows nothing of the cycle, with the charge balanced.

    Raises:
        DriveError: the car has no source, or as of `electric_range`.
        CannotFollowError: the car cannot drive the cycle.
    """
    far, kwh = electric_range(with_source(car), cycle)
    return weigh(far, kwh, depletion(car, cycle, far, kwh), sustaining(car, cycle), curve)


def weigh(far: float, kwh: float, parts: Sequence[Part], fuel: float, curve: UtilityCurve) -> Weighted:
    """Phases weighted by a curve.

    Args:
        far: range on the battery alone, m.
        kwh: from the plug on 100 km of that.
        parts: of `depletion`.
        fuel: L or kg on 100 km with the battery at its target.
        curve: of the share on the battery.
    """
    shares = [curve.at(part.end) - curve.at(part.begin) for part in parts]
    each = [share / (part.end - part.begin) * 100e3 for share, part in zip(shares, parts, strict=True)]
    utility = math.fsum(shares)
    electric = math.fsum(one * part.kwh for one, part in zip(each, parts, strict=True))
    burnt = math.fsum(one * part.fuel for one, part in zip(each, parts, strict=True))
    return Weighted(far / 1000, kwh, fuel, utility, electric, burnt + (1 - utility) * fuel)


def depletion(car: Car, cycle: Cycle, far: float, kwh: float, full: float = 1.0) -> list[Part]:
    """The phases from a full battery to the end of the cycle in which it comes to its target.

    A cycle that cannot be driven on end, or too often to be driven second by second, is one part, of the whole range.

    Args:
        car: with a source.
        cycle: that is driven again and again.
        far: range on the battery alone, m.
        kwh: from the plug on 100 km of that.
        full: state of charge at the start.
    """
    times = math.ceil(far / cycle.distance) + 1
    if times * cycle.seconds > LONGEST or cycle.speeds[0] != cycle.speeds[-1]:
        return [Part(0.0, far, kwh * far / 100e3, 0.0)]
    trip = drive_adaptive(with_source(car), cycle.repeated(times), start=full)
    ends = trip.charge[cycle.seconds - 1 :: cycle.seconds]
    reached = np.flatnonzero(ends <= car.charge + NEAR)
    count = int(reached[0]) + 1 if reached.size else times
    assert car.source is not None
    fuels = fuel_of(car, trip.generated) / (KWH_PER_KG_HYDROGEN if car.source.fuel == "hydrogen" else KWH_PER_LITRE)
    taken = (trip.demand.bus - trip.generated) / car.battery.charging
    lengths = [seconds for seconds, _ in phases_of(cycle)] * count
    places = [0, *itertools.accumulate(lengths)]
    way = np.concatenate([[0.0], np.cumsum(trip.demand.cycle.means)])
    return [
        Part(
            float(way[begin]), float(way[end]),
            float(taken[begin:end].sum()) / J_PER_KWH, float(fuels[begin:end].sum()) / J_PER_KWH,
        )
        for begin, end in itertools.pairwise(places)
        if way[end] > way[begin]
    ]  # fmt: skip


def sustaining(car: Car, cycle: Cycle) -> float:
    """L or kg of fuel on 100 km with the battery at its target, of the adaptive strategy, the charge balanced."""
    trip = drive_adaptive(with_source(car), cycle)
    factor = drive_equivalent(car, cycle).factor
    assert factor is not None
    return trip.per_100km(trip.balanced_kwh(factor))
