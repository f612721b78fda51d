"""How long a range extender is heard: its level at the ear against the noise of the road, by speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import KMH, Cycle
from taktwin.product.drive.trip import Trip


@dataclass(frozen=True)
class Noise:
    """Levels at the ear, dB(A); no set of them is measured in the open, so the default is assumed.

    Attributes:
        idle: of the engine at its idle speed.
        by_speed: for ten times the engine's speed.
        idle_speed: 1/min.
        highest_speed: 1/min, at full power.
        by_load: at full power more than without load.
        fan: of heating and ventilation.
        road: of tyres and wind at 100 km/h.
        by_road: for ten times the car's speed.
        margin: by which the engine may be below all else and is heard still.
        insulation: dB by which the body keeps out more of the engine.
    """

    idle: float = 41.0
    by_speed: float = 35.0
    idle_speed: float = 1200.0
    highest_speed: float = 4500.0
    by_load: float = 4.0
    fan: float = 36.0
    road: float = 62.0
    by_road: float = 30.0
    margin: float = 5.0
    insulation: float = 0.0

    def engine(self, share: Any) -> Any:
        """Level of the engine at a share of its power, dB(A)."""
        speed = self.idle_speed + (self.highest_speed - self.idle_speed) * np.asarray(share) ** 0.8
        louder = self.by_speed * np.log10(speed / self.idle_speed) + self.by_load * np.asarray(share)
        return self.idle + louder - self.insulation

    def background(self, speed: Any) -> Any:
        """Level of all else at a speed of the car (m/s), dB(A)."""
        kmh = np.maximum(np.asarray(speed) / KMH, 1e-3)
        rolling = self.road + self.by_road * np.log10(kmh / 100)
        return 10 * np.log10(10 ** (self.fan / 10) + 10 ** (rolling / 10))


def audible(trip: Trip, noise: Noise) -> Any:
    """Whether the source is heard, second by second."""
    source = trip.car.source
    assert source is not None
    share = trip.generated / source.converter / source.most
    heard = noise.engine(share) > noise.background(trip.demand.cycle.means) - noise.margin
    return (trip.generated > 0) & heard


def audible_share(trip: Trip, noise: Noise) -> float:
    """Share of the time in which the source is heard. Never read it without the fuel and the balance of the charge."""
    return float(audible(trip, noise).mean())


def quiet_caps(car: Car, cycle: Cycle, noise: Noise, powers: Any) -> Any:
    """The highest power of each second at which the source is not heard, W; 0 where it is heard at any."""
    source = car.source
    assert source is not None
    levels = noise.engine(powers[1:] / source.converter / source.most)
    limit = noise.background(cycle.means) - noise.margin
    quiet = (levels[None, :] <= limit[:, None]).sum(axis=1)  # louder with every step
    return np.concatenate([[0.0], powers[1:]])[quiet]
