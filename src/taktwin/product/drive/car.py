"""What a car is made of, as far as its energy asks for it. SI units throughout."""

from __future__ import annotations

from dataclasses import dataclass

GRAVITY = 9.81
AIR = 1.2
"""Density of air at 20 C, kg/m3."""


@dataclass(frozen=True)
class Road:
    """What the road and the air take of a car.

    With coast-down coefficients these say rolling and drag; else the rolling coefficient and the drag area do.

    Attributes:
        mass: kg, with load.
        rotating: factor of the mass for what turns with the wheels, 1 or more.
        rolling: coefficient of rolling resistance.
        drag_area: drag coefficient x frontal area, m2.
        coast_down: force of a coast-down test, N, N/(m/s), N/(m/s)2; None where it was not tested.
        air: density, kg/m3.
        gravity: m/s2.
    """

    mass: float
    rotating: float = 1.04
    rolling: float = 0.0085
    drag_area: float = 0.75
    coast_down: tuple[float, float, float] | None = None
    air: float = AIR
    gravity: float = GRAVITY


@dataclass(frozen=True)
class Motor:
    """Motor with inverter, and the gear to the wheels.

    Its loss is torque x torque x T^2 + speed x w + drag x w^3 + constant while the car moves (Larminie and Lowry).

    Attributes:
        torque: W/(N m)2.
        speed: W s.
        drag: W s3.
        constant: W.
        radius: of a wheel, m.
        ratio: of the gear.
        gear: efficiency of the gear.
    """

    torque: float = 0.045
    speed: float = 1.2
    drag: float = 2e-6
    constant: float = 150.0
    radius: float = 0.35
    ratio: float = 9.5
    gear: float = 0.975


@dataclass(frozen=True)
class Regeneration:
    """What comes back of braking.

    Attributes:
        share: of the braking power that goes to the motor.
        most: power of the motor when it brakes, W.
        begin: speed below which nothing comes back, m/s.
        full: speed from which on all does, m/s.
    """

    share: float = 0.95
    most: float = 120_000.0
    begin: float = 5 / 3.6
    full: float = 15 / 3.6


@dataclass(frozen=True)
class Battery:
    """Voltage and resistance: the open voltage rises in a line with the state of charge (0 to 1).

    Attributes:
        charge: Ah.
        voltage: open, empty, V.
        slope: V for a full charge more.
        resistance: ohm.
        charging: what reaches its cells of what the plug gives, 0 to 1.
    """

    charge: float
    voltage: float
    slope: float
    resistance: float
    charging: float = 0.87

    @property
    def energy(self) -> float:
        """From empty to full at the open voltage, J."""
        return self.charge * 3600 * (self.voltage + self.slope / 2)


@dataclass(frozen=True)
class Source:
    """A range extender or a fuel cell with its converter: fuel power = idle + rate P + curve P^2 of its power P.

    Attributes:
        idle: W of fuel.
        rate: W of fuel for each W.
        curve: 1/W.
        best: power at the best efficiency, W.
        most: highest power, W.
        converter: efficiency of the generator with its rectifier, or of the converter of a fuel cell.
        start: fuel of a start, J.
        fuel: `gasoline` or `hydrogen`.
    """

    idle: float
    rate: float
    curve: float
    best: float
    most: float
    converter: float = 0.95
    start: float = 60_000.0
    fuel: str = "gasoline"

    @property
    def efficiency(self) -> float:
        """At its best."""
        return self.best / (self.idle + self.rate * self.best + self.curve * self.best**2)


@dataclass(frozen=True)
class Car:
    """A car.

    Attributes:
        name: of the car.
        road: what the road takes.
        motor: motor and gear.
        regeneration: what comes back of braking.
        battery: the battery.
        auxiliaries: power of all else, W.
        source: range extender or fuel cell; None for a car with a battery alone.
        charge: state of charge at the start.
    """

    name: str
    road: Road
    motor: Motor
    regeneration: Regeneration
    battery: Battery
    auxiliaries: float = 450.0
    source: Source | None = None
    charge: float = 0.8


KWH_PER_LITRE = 8.9
"""Gasoline (lower heating value)."""
KWH_PER_KG_HYDROGEN = 33.33
"""Hydrogen (lower heating value)."""
