"""A car that drives a cycle: what it takes of the battery and of fuel, with a strategy."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.product.drive.car import KWH_PER_KG_HYDROGEN, KWH_PER_LITRE, Car, Source
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.demand import J_PER_KWH, Demand, demand
from taktwin.product.drive.errors import CannotFollowError, DriveError

STEP = 2000.0
LEAST = 8000.0
"""Of the powers that a source may give behind its converter, W."""
BAND = 0.01
"""Of the thermostat, to each side of the target."""
STAY = 30.0
"""Seconds that a source runs at least (ECMS)."""
GAIN = 10.0
"""Of the adaptive strategy, for a full charge below the target."""
WORTH = 0.98
"""Of the adaptive strategy, at the target: fuel for a J of charge, over what the source takes for it at its best."""


@dataclass(frozen=True, eq=False)
class Trip:
    """What was driven.

    Attributes:
        car: that drove.
        strategy: its name.
        demand: of the bus and before.
        generated: power of the source behind its converter in each second, W.
        charge: state after each second.
        fuel_kwh: of the source, starts included.
        starts: of the source.
        end: state of charge.
        internal_kwh: what the battery gave, with what it lost inside.
        factor: fuel for a J of charge of an equivalent strategy; None of others.
    """

    car: Car
    strategy: str
    demand: Demand
    generated: Any
    charge: Any
    fuel_kwh: float
    starts: int
    end: float
    internal_kwh: float
    factor: float | None = None

    @property
    def km(self) -> float:
        """The way, km."""
        return self.demand.cycle.distance / 1000

    @property
    def terminal_kwh(self) -> float:
        """What the battery gave at its terminals."""
        return float((self.demand.bus - self.generated).sum()) / J_PER_KWH

    @property
    def on_share(self) -> float:
        """Share of the time in which the source runs."""
        return float((self.generated > 0).mean())

    def balanced_kwh(self, factor: float) -> float:
        """Fuel with the battery as full at the end as at the start: what is missing costs `factor` J of fuel a J."""
        battery = self.car.battery
        voltage = battery.voltage + battery.slope * self.car.charge
        missing = (self.car.charge - self.end) * voltage * battery.charge * 3600 / J_PER_KWH
        return self.fuel_kwh + factor * missing

    def per_100km(self, fuel_kwh: float | None = None) -> float:
        """Litres of gasoline, or kg of hydrogen, on 100 km; of the fuel that was burnt or of another amount in kWh."""
        kwh = self.fuel_kwh if fuel_kwh is None else fuel_kwh
        hydrogen = self.car.source is not None and self.car.source.fuel == "hydrogen"
        return kwh / (KWH_PER_KG_HYDROGEN if hydrogen else KWH_PER_LITRE) / self.km * 100


def numbers(car: Car) -> Any:
    """The car as the kernel takes it."""
    from taktwin.product.drive.kernel import parts as k

    source, battery = car.source or Source(0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0), car.battery
    found = np.zeros(k.NUMBERS)
    found[[k.VOLTAGE, k.SLOPE, k.RESISTANCE, k.CHARGE]] = (
        battery.voltage, battery.slope, battery.resistance, battery.charge,
    )  # fmt: skip
    found[[k.IDLE, k.RATE, k.CURVE, k.BEST, k.MOST]] = (
        source.idle, source.rate, source.curve, source.best, source.most,
    )  # fmt: skip
    found[[k.CONVERTER, k.START, k.TARGET]] = source.converter, source.start, car.charge
    return found


def powers_of(car: Car, step: float = STEP) -> Any:
    """The powers that the source may give behind its converter, W: none, and from `LEAST` on in steps."""
    if car.source is None:
        return np.zeros(1)
    return np.concatenate([[0.0], np.arange(LEAST, car.source.most * car.source.converter + 1e-9, step)])


def fuel_of(car: Car, generated: Any) -> Any:
    """Fuel of each second, W, of powers behind the converter (W); each start has its fuel in its first second.

    Args:
        car: with a source.
        generated: W, second by second.
    """
    source = with_source(car).source
    assert source is not None
    shaft = np.asarray(generated, float) / source.converter
    on = shaft > 0
    burnt = np.where(on, source.idle + source.rate * shaft + source.curve * shaft**2, 0.0)
    return burnt + source.start * (on & ~np.concatenate([[False], on[:-1]]))


def bus(car: Car, cycle: Cycle) -> Demand:
    """What a cycle takes of the bus; what the brake gives beyond the motor's limit stays in the brakes."""
    found = demand(car, cycle)
    return Demand(
        cycle, found.drag, found.rolling, found.climbing, found.gaining, found.wheel, found.motor, found.loss,
        np.maximum(found.bus, -car.regeneration.most),
    )  # fmt: skip


def drive_electric(car: Car, cycle: Cycle) -> Trip:
    """Drive with the battery alone.

    Raises:
        CannotFollowError: the battery cannot give what the cycle asks for, or is empty before its end.
    """
    from taktwin.product.drive.kernel.strategy import BATTERY

    return _drive(car, demand(car, cycle), "battery", BATTERY, np.zeros(9), np.zeros(1), None)


def drive_thermostat(car: Car, cycle: Cycle) -> Trip:
    """At the best point, on below the target and off above it."""
    from taktwin.product.drive.kernel.strategy import THERMOSTAT

    return _drive(with_source(car), bus(car, cycle), "thermostat", THERMOSTAT, _rule(), powers_of(car), None)


def drive_load_following(car: Car, cycle: Cycle) -> Trip:
    """The source gives what the bus took in the mean of the last 20 s, and pulls the charge to its target."""
    from taktwin.product.drive.kernel.strategy import LOAD_FOLLOWING

    return _drive(with_source(car), bus(car, cycle), "load_following", LOAD_FOLLOWING, _rule(), powers_of(car), None)


def drive_adaptive(
    car: Car,
    cycle: Cycle,
    factor: float | None = None,
    gain: float = GAIN,
    caps: Any = None,
    start: float | None = None,
    reference: Any = None,
) -> Trip:
    """The source runs where fuel is worth its charge, and the more so the emptier the battery is (A-ECMS).

    The worth is `factor` J of fuel for a J of charge at the target, by default what the source takes at its best, and
    `gain` more for a full charge below it (Onori, Serrao and Rizzoni). It knows nothing of the cycle.

    Args:
        car: with a source.
        cycle: to drive.
        factor: J of fuel for a J of charge at the target; None for what the source takes at its best.
        gain: more for a full charge below it.
        caps: highest power of the source in each second, W; None for no limit.
        start: state of charge; None for the target.
        reference: target in each second; None for that of the car.
    """
    from taktwin.product.drive.kernel.strategy import ADAPTIVE

    source = with_source(car).source
    assert source is not None
    worth = WORTH / (source.efficiency * source.converter) if factor is None else factor
    rule = _rule(worth, gain)
    return _drive(with_source(car), bus(car, cycle), "adaptive", ADAPTIVE, rule, powers_of(car), caps, start, reference)


def drive_equivalent(
    car: Car, cycle: Cycle, factor: float | None = None, caps: Any = None, start: float | None = None
) -> Trip:
    """The source runs where fuel is worth its charge (ECMS); by default at the factor that keeps the charge.

    The factor is found by bisection, knowing the cycle: no controller on the road does.

    Args:
        car: with a source.
        cycle: to drive.
        factor: J of fuel for a J of charge; None for the one with which the end is nearest to the target.
        caps: highest power of the source in each second, W; None for no limit.
        start: state of charge; None for the target.
    """
    from taktwin.product.drive.kernel.strategy import ECMS

    asked, found = bus(with_source(car), cycle), powers_of(car)

    def at(one: float) -> Trip:
        return _drive(car, asked, "equivalent", ECMS, _rule(one), found, caps, start)

    return at(factor) if factor is not None else balanced(at, car.charge)


def balanced(at: Callable[[float], Trip], target: float, low: float = 1.0, high: float = 5.0) -> Trip:
    """The trip of the factor with which the end is nearest to the target; a higher one leaves more charge."""
    best = at(high)
    for _ in range(40):
        middle = (low + high) / 2
        try:
            trip = at(middle)
        except CannotFollowError:  # charge was too cheap: the battery ran empty
            low = middle
            continue
        if abs(trip.end - target) < abs(best.end - target):
            best = trip
        low, high = (middle, high) if trip.end < target else (low, middle)
    return best


def with_source(car: Car) -> Car:
    """The car, if it has a source. Raises DriveError."""
    if car.source is None:
        raise DriveError(
            Phrase("{name} has no range extender and no fuel cell", name=car.name),
            Phrase("drive it with its battery alone"),
        )
    return car


def _rule(factor: float = 0.0, gain: float = 0.0) -> Any:
    from taktwin.product.drive.kernel import strategy as k

    rule = np.zeros(9)
    rule[[k.BAND, k.SMOOTHING, k.PULL, k.ON_ABOVE, k.OFF_BELOW, k.LEAST]] = BAND, 20.0, 4e6, 6000.0, 3000.0, LEAST
    rule[[k.FACTOR, k.GAIN, k.STAY]] = factor, gain, STAY
    return rule


def _drive(
    car: Car,
    asked: Demand,
    name: str,
    strategy: int,
    rule: Any,
    powers: Any,
    caps: Any,
    start: float | None = None,
    reference: Any = None,
) -> Trip:
    from taktwin.product.drive.kernel import strategy as k

    seconds = asked.bus.size
    limits = np.full(seconds, math.inf) if caps is None else np.asarray(caps, float)
    aims = np.full(seconds, car.charge) if reference is None else np.asarray(reference, float)
    generated, charge, found = np.zeros(seconds), np.zeros(seconds), np.zeros(6)
    begin = car.charge if start is None else start
    k.drive(numbers(car), asked.bus, powers, limits, aims, strategy, rule, begin, generated, charge, found)
    return trip_of(car, asked, name, generated, charge, found, float(rule[k.FACTOR]) or None)


def trip_of(
    car: Car, asked: Demand, name: str, generated: Any, charge: Any, found: Any, factor: float | None = None
) -> Trip:
    """The trip of what the kernel has filled. Raises CannotFollowError."""
    from taktwin.product.drive.kernel import strategy as k

    if found[k.FAILED] >= 0:
        t = int(found[k.FAILED])
        if found[k.END] < 0:
            message = Phrase(
                "{name} cannot follow {name2}: its battery is empty at second {t}",
                name=car.name,
                name2=asked.cycle.name,
                t=t,
            )
            raise CannotFollowError(message, Phrase("start with more charge, or give it a larger battery"))
        message = Phrase(
            "{name} cannot follow {name2}: at second {t} the bus asks for {bus:,.0f} W",
            name=car.name,
            name2=asked.cycle.name,
            t=t,
            bus=asked.bus[t],
        )
        raise CannotFollowError(message, Phrase("give it a larger battery or source, or another cycle"))
    return Trip(
        car, name, asked, generated, charge, float(found[k.FUEL]) / J_PER_KWH, int(found[k.STARTS]),
        float(found[k.END]), float(found[k.INTERNAL]) / J_PER_KWH, factor,
    )  # fmt: skip
