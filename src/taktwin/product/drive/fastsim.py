"""The conventions of FASTSim 3.1, to compare with its results: electric cars, quasi-static, no limits.

They differ from ours (`demand`): the motor's efficiency is a table over its load, and braking goes through its first
entry whatever the power; no friction brake works; the air in the drag is thinner than the state shows; wheels turn with
an inertia of their own; the battery has one efficiency for each way. Found by taking its results apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.demand import J_PER_KWH
from taktwin.product.drive.errors import DriveError

GRAVITY = 9.801
"""M/s2."""
AIR = 1.17287
"""Density in the drag, kg/m3."""


@dataclass(frozen=True)
class FastsimCar:
    """An electric car as a vehicle file of FASTSim has it.

    Attributes:
        mass: kg.
        drag_area: drag coefficient x frontal area, m2.
        rolling: coefficient.
        wheels: number of them.
        wheel_inertia: of one, kg m2.
        radius: of a wheel, m.
        auxiliaries: at the battery, W.
        transmission: efficiency.
        motor_most: W.
        loads: of the motor's table, shares of `motor_most`, rising from 0.
        efficiencies: at these loads.
        battery: efficiency of the battery, one way.
    """

    mass: float
    drag_area: float
    rolling: float
    wheels: int
    wheel_inertia: float
    radius: float
    auxiliaries: float
    transmission: float
    motor_most: float
    loads: tuple[float, ...]
    efficiencies: tuple[float, ...]
    battery: float

    def __post_init__(self) -> None:
        if len(self.loads) != len(self.efficiencies) or len(self.loads) < 2 or min(self.efficiencies) <= 0:
            raise DriveError(
                Phrase("the motor's table has not as many efficiencies as loads"),
                Phrase("give one above 0 for each load"),
            )
        if any(b <= a for a, b in zip(self.loads[:-1], self.loads[1:], strict=True)):
            raise DriveError(Phrase("the loads of the motor's table do not rise"), Phrase("sort them"))


@dataclass(frozen=True)
class FastsimTrip:
    """Energies of a cycle, kWh."""

    drag: float
    rolling: float
    wheel: float
    auxiliaries: float
    terminal: float
    internal: float


def drive_fastsim(car: FastsimCar, cycle: Cycle) -> FastsimTrip:
    """Drive a cycle by the conventions of FASTSim 3.1."""
    v, slope = cycle.means, cycle.grades[1:]  # that of the end of each second
    cosine = 1 / np.sqrt(1 + slope**2)
    drag = 0.5 * AIR * car.drag_area * v**3
    rolling = car.mass * GRAVITY * car.rolling * cosine * v
    turning = car.mass + car.wheels * car.wheel_inertia / car.radius**2
    kinetic = np.diff(cycle.speeds**2) / 2 * turning
    wheel = drag + rolling + car.mass * GRAVITY * slope * cosine * v + kinetic
    motor = np.where(wheel > 0, wheel / car.transmission, wheel * car.transmission)
    efficiency = np.interp(np.maximum(motor, 0) / car.motor_most, car.loads, car.efficiencies)
    electric = np.where(motor > 0, motor / efficiency, motor * car.efficiencies[0])
    terminal = electric + car.auxiliaries
    internal = np.where(terminal > 0, terminal / car.battery, terminal * car.battery)

    def kwh(power: np.ndarray) -> float:
        return float(power.sum()) / J_PER_KWH

    auxiliaries = car.auxiliaries * cycle.seconds / J_PER_KWH
    return FastsimTrip(kwh(drag), kwh(rolling), kwh(wheel), auxiliaries, kwh(terminal), kwh(internal))
