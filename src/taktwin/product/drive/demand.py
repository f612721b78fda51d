"""What a cycle takes of a car: at the wheel, and of the battery or bus. The speed is given, the power follows.

Every second has the mean of the speeds at both its ends (Guzzella and Sciarretta, Vehicle Propulsion Systems,
chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle

J_PER_KWH = 3.6e6


@dataclass(frozen=True, eq=False)
class Demand:
    """Powers of each second, W.

    Attributes:
        cycle: that was driven.
        drag: of the air.
        rolling: of the tyres; with coast-down coefficients their first two.
        climbing: against the grade.
        gaining: of speed, kinetic.
        wheel: their sum, at the wheel; braking is below 0.
        motor: mechanical, of the motor: what the gear has taken off or the brake has left.
        loss: of motor and inverter.
        bus: electric, of motor and auxiliaries together; below 0 where more comes back than is taken.
    """

    cycle: Cycle
    drag: Any
    rolling: Any
    climbing: Any
    gaining: Any
    wheel: Any
    motor: Any
    loss: Any
    bus: Any

    def books(self) -> dict[str, float]:
        """Energies in kWh: what the wheel did (positive and braking), and where it went; they close."""
        parts = ("drag", "rolling", "climbing", "gaining")
        kwh = {name: float(getattr(self, name).sum()) / J_PER_KWH for name in parts}
        kwh["driving"] = float(self.wheel[self.wheel > 0].sum()) / J_PER_KWH
        kwh["braking"] = -float(self.wheel[self.wheel < 0].sum()) / J_PER_KWH
        back = np.minimum(self.motor, 0)
        kwh["regenerated"] = -float(back.sum()) / J_PER_KWH
        kwh["motor_loss"] = float(self.loss.sum()) / J_PER_KWH
        kwh["bus"] = float(self.bus.sum()) / J_PER_KWH
        return kwh


def demand(car: Car, cycle: Cycle) -> Demand:
    """What a cycle takes of a car."""
    road, motor = car.road, car.motor
    v, slope = cycle.means, (cycle.grades[:-1] + cycle.grades[1:]) / 2
    cosine = 1 / np.sqrt(1 + slope**2)
    if road.coast_down is None:
        rolling = road.mass * road.gravity * road.rolling * cosine
        drag = 0.5 * road.air * road.drag_area * v**2
    else:
        rolling = road.coast_down[0] * cosine + road.coast_down[1] * v
        drag = road.coast_down[2] * v**2
    climbing = road.mass * road.gravity * slope * cosine
    gaining = road.rotating * road.mass * np.diff(cycle.speeds)
    # forces x speed: while the car stands nothing is taken
    drag, rolling, climbing, gaining = drag * v, rolling * v, climbing * v, gaining * v
    wheel = drag + rolling + climbing + gaining
    mechanical = np.where(wheel >= 0, wheel / motor.gear, -_regenerated(car, wheel, v))
    turning = v / motor.radius * motor.ratio
    torque = np.divide(mechanical, turning, out=np.zeros_like(turning), where=turning > 0)
    loss = motor.torque * torque**2 + motor.speed * turning + motor.drag * turning**3 + motor.constant
    loss = np.where(v > 0, loss, 0.0)
    bus = mechanical + loss + car.auxiliaries
    return Demand(cycle, drag, rolling, climbing, gaining, wheel, mechanical, loss, bus)


def _regenerated(car: Car, wheel: Any, v: Any) -> Any:
    """Power that the motor has of the brake, W."""
    back = car.regeneration
    fading = np.clip((v - back.begin) / (back.full - back.begin), 0, 1)
    return np.minimum(-wheel * back.share * fading * car.motor.gear, back.most)
