"""An engine that can also drive the wheels: in series with its generator, or through a clutch at higher speeds.

Clutched, its speed is that of the wheels, so it leaves its best line: fuel = (power + friction x revolutions) / inner
efficiency (Willans line; Guzzella and Onder). What it gives to the wheels the motor need not give. Driven by equivalent
consumption: at the one worth of charge that ends at the target, with the open voltage of the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.demand import J_PER_KWH, Demand
from taktwin.product.drive.errors import CannotFollowError
from taktwin.product.drive.trip import STAY, Trip, bus, powers_of, with_source

MOST_MOVED = 0.15
"""Of what the bus took: where the battery moved more, two trips cannot be compared."""
_SHARES = np.linspace(0.1, 1.0, 19)
"""Of the highest power at a speed: what a clutched engine may give."""


@dataclass(frozen=True)
class Clutch:
    """Between the engine and the wheels.

    Attributes:
        begin: lowest speed of the car at which it closes, m/s.
        turns: of the engine for each m of the way, 1/m.
        efficiency: to the wheels.
        inner: efficiency of the engine without its friction (Willans).
        friction: J of each revolution.
        most: J of work of each revolution, at most.
    """

    begin: float = 65 / 3.6
    turns: float = 1.8
    efficiency: float = 0.96
    inner: float = 0.48
    friction: float = 75.0
    most: float = 1350.0


@dataclass(frozen=True, eq=False)
class Clutched:
    """A cycle driven with a clutch, and without one in the same way.

    Attributes:
        trip: with the clutch; `generated` is what the engine spares the bus, by its generator or at the wheels.
        closed: whether the clutch is closed, second by second.
        per_100km: L on 100 km, the charge balanced.
        series_per_100km: the same with the clutch always open.
        series_end: state of charge at the end of that.
        bound_per_100km: no way to run engine and clutch takes less, L on 100 km, starts free (the Lagrangian dual, as
            of `optimum.bound_kwh`).
    """

    trip: Trip
    closed: Any
    per_100km: float
    series_per_100km: float
    series_end: float
    bound_per_100km: float

    @property
    def comparable(self) -> bool:
        """Whether the battery moved little enough to compare both; where it cannot hold its charge it does not."""
        car, bus_kwh = self.trip.car, abs(float(self.trip.demand.bus.sum())) / J_PER_KWH
        moved = max(abs(self.trip.end - car.charge), abs(self.series_end - car.charge))
        return moved * car.battery.energy / J_PER_KWH <= MOST_MOVED * bus_kwh

    @property
    def closed_share(self) -> float:
        """Share of the time in which the clutch is closed."""
        return float(self.closed.mean())


def drive_clutched(car: Car, cycle: Cycle, clutch: Clutch) -> Clutched:
    """Drive a cycle with an engine that may be clutched to the wheels.

    Args:
        car: with a source.
        cycle: to drive.
        clutch: between engine and wheels.

    Raises:
        DriveError: the car has no source.
        CannotFollowError: the battery cannot give what the cycle asks for.
    """
    asked = bus(with_source(car), cycle)
    series = _series(car, asked)
    both = tuple(np.concatenate(pair, axis=1) for pair in zip(series, _clutched(car, asked, clutch), strict=True))
    number = series[0].shape[1]
    trip, chosen = _balanced(car, asked, *both)
    alone, _ = _balanced(car, asked, *series)
    factor = alone.factor
    assert factor is not None
    with_it, without = (one.per_100km(one.balanced_kwh(factor)) for one in (trip, alone))
    bound = trip.per_100km(bound_kwh(both[1], _inner(car, asked, both[0])))
    return Clutched(trip, chosen >= number, with_it, without, alone.end, bound)


def bound_kwh(fuel: Any, inner: Any) -> float:
    """A bound below the fuel of any choice that takes nothing of the battery over all seconds, kWh.

    The highest, over the price of charge, of the sum of the least of fuel + price x charge, each second alone.

    Args:
        fuel: of each second (rows) and choice (columns), W; infinite where there is no such choice.
        inner: what the battery takes of its charge with it, W.
    """
    best, low, high = 0.0, 0.0, 10.0
    rows = np.arange(len(fuel))
    for _ in range(60):  # concave in the price: its slope is what the battery takes
        price = (low + high) / 2
        cost = fuel + price * inner
        least = cost.argmin(axis=1)
        best = max(best, float(cost[rows, least].sum()))
        low, high = (price, high) if inner[rows, least].sum() > 0 else (low, price)
    return best / J_PER_KWH


def _inner(car: Car, asked: Demand, given: Any) -> Any:
    """Power that the battery loses inside and gives together, W, at the open voltage of the target."""
    battery = car.battery
    voltage = battery.voltage + battery.slope * car.charge
    inside = voltage**2 - 4 * battery.resistance * (asked.bus[:, None] - given)
    taken = voltage * (voltage - np.sqrt(np.maximum(inside, 0))) / (2 * battery.resistance)
    return np.where(inside >= 0, taken, np.inf)


def _series(car: Car, asked: Demand) -> tuple[Any, Any]:
    """What the generator gives in each second at each of its powers, W, and the fuel of it."""
    source = car.source
    assert source is not None
    powers = powers_of(car)
    shaft = powers / source.converter
    fuel = np.where(powers > 0, source.idle + source.rate * shaft + source.curve * shaft**2, 0.0)
    shape = (asked.bus.size, powers.size)
    return np.broadcast_to(powers, shape), np.broadcast_to(fuel, shape)


def _clutched(car: Car, asked: Demand, clutch: Clutch) -> tuple[Any, Any]:
    """What a clutched engine spares the bus in each second, W, and its fuel; infinite where the clutch is open."""
    source = car.source
    assert source is not None
    v = asked.cycle.means
    turning = v * clutch.turns  # 1/s
    most = np.minimum(clutch.most * turning, source.most)
    shaft = most[:, None] * _SHARES
    fuel = (shaft + clutch.friction * turning[:, None]) / clutch.inner
    at_motor = asked.motor[:, None] - shaft * clutch.efficiency  # below 0 it charges by the motor
    spared = asked.motor[:, None] + asked.loss[:, None] - at_motor - _loss(car, at_motor, v[:, None])
    possible = (v >= clutch.begin) & (asked.motor > 0)
    back = -car.regeneration.most
    return spared, np.where(possible[:, None] & (at_motor >= back), fuel, np.inf)


def _loss(car: Car, mechanical: Any, v: Any) -> Any:
    """Loss of the motor at a power and a speed of the car, W."""
    motor = car.motor
    turning = np.broadcast_to(v / motor.radius * motor.ratio, mechanical.shape)
    torque = np.divide(mechanical, turning, out=np.zeros_like(mechanical), where=turning > 0)
    return motor.torque * torque**2 + motor.speed * turning + motor.drag * turning**3 + motor.constant


def _balanced(car: Car, asked: Demand, given: Any, fuel: Any) -> tuple[Trip, Any]:
    """The trip at the price of charge with which the end is nearest to the target, and what was chosen."""
    inner = _inner(car, asked, given)

    def at(price: float) -> tuple[Trip, Any]:
        chosen = _chosen(car, fuel + price * inner)
        return _trip(car, asked, given, fuel, inner, chosen, price), chosen

    low, high = 0.01, 10.0
    below, above = at(low)[1], at(high)[1]
    for _ in range(40):
        middle = (low + high) / 2
        trip, chosen = at(middle)
        if trip.end < car.charge:
            low, below = middle, chosen
        else:
            high, above = middle, chosen
    # where the end jumps at one price, both ways cost the same: one is driven first, and then the other
    first, last = 0, len(below)
    while first < last:
        second = (first + last) // 2
        mixed = np.where(np.arange(len(below)) < second, above, below)
        if _trip(car, asked, given, fuel, inner, mixed, high).end < car.charge:
            first = second + 1
        else:
            last = second
    mixed = np.where(np.arange(len(below)) < first, above, below)
    return _trip(car, asked, given, fuel, inner, mixed, high), mixed


def _chosen(car: Car, cost: Any) -> Any:
    """The cheapest of each second, the first being off; once on it stays so for a while, and a start has its price."""
    source = car.source
    assert source is not None
    running = 1 + cost[:, 1:].argmin(axis=1)
    on_cost, off_cost = cost[np.arange(len(cost)), running].tolist(), cost[:, 0].tolist()
    found = np.zeros(len(cost), int)
    held = 0.0  # seconds for which it runs; 0 while it is off
    for t, (on, off) in enumerate(zip(on_cost, off_cost, strict=True)):
        if 0 < held < STAY or (on < off if held else on + source.start / STAY < off):
            found[t], held = running[t], held + 1
        else:
            held = 0.0
    return found


def _trip(car: Car, asked: Demand, given: Any, fuel: Any, inner: Any, chosen: Any, price: float) -> Trip:
    source, battery = car.source, car.battery
    assert source is not None
    rows = np.arange(chosen.size)
    spent = inner[rows, chosen]
    if not np.isfinite(spent).all():
        second = int(np.flatnonzero(~np.isfinite(spent))[0])
        message = Phrase(
            "{name} cannot follow {name2}: at second {second} the bus asks for too much",
            name=car.name,
            name2=asked.cycle.name,
            second=second,
        )
        raise CannotFollowError(message, Phrase("give it a larger battery or source, or another cycle"))
    voltage = battery.voltage + battery.slope * car.charge
    charge = car.charge - np.cumsum(spent / voltage) / 3600 / battery.charge
    burnt = fuel[rows, chosen]
    starts = int(np.count_nonzero(np.diff(np.concatenate([[0], (burnt > 0).astype(int)])) > 0))
    kwh = (float(burnt.sum()) + starts * source.start) / J_PER_KWH
    internal = float(spent.sum()) / J_PER_KWH
    return Trip(car, "clutched", asked, given[rows, chosen], charge, kwh, starts, float(charge[-1]), internal, price)
