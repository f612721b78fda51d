"""The air around a part, and in it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Air:
    """Air at rest; the default is dry air of about 18 C at sea level.

    Attributes:
        density: kg/m3.
        pressure: static, Pa.
        heat_ratio: of the specific heats at constant pressure and at constant volume.
        viscosity: dynamic, Pa s.
        prandtl: Prandtl number.
    """

    density: float = 1.213
    pressure: float = 101_325.0
    heat_ratio: float = 1.4
    viscosity: float = 1.839e-5
    prandtl: float = 0.71

    @property
    def bulk_modulus(self) -> float:
        """Adiabatic, Pa."""
        return self.heat_ratio * self.pressure

    @property
    def speed(self) -> float:
        """Speed of sound, m/s."""
        return math.sqrt(self.bulk_modulus / self.density)

    @property
    def impedance(self) -> float:
        """Characteristic impedance, Pa s/m."""
        return self.density * self.speed
