"""Porous layers as fluids: density and bulk modulus over the whole section, complex and of the frequency.

Sign e^{+j w t}. Angular frequencies ``w`` in rad/s, any shape; results have that shape.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taktwin.product.acoustics.air import Air
from taktwin.product.acoustics.layers import Fibrous, Perforated, Porous

#: Arrays of complex and of real numbers.
Complex = Any
Real = Any

END_CORRECTION = 0.48
"""Of a hole, in square roots of its area."""


def pore_density(porous: Porous, w: Real, air: Air) -> Complex:
    """Effective density of the air in the pores over the porosity, kg/m3 (Johnson, Koplik and Dashen 1987)."""
    phi, sigma, alpha, length = porous.porosity, porous.resistivity, porous.tortuosity, porous.viscous_length
    viscous = np.sqrt(1 + 4j * alpha**2 * air.viscosity * air.density * w / (sigma * length * phi) ** 2)
    return alpha * air.density / phi * (1 + sigma * phi / (1j * w * air.density * alpha) * viscous)


def pore_modulus(porous: Porous, w: Real, air: Air) -> Complex:
    """Effective bulk modulus over the porosity, Pa (Champoux and Allard 1991; Lafarge et al. 1997)."""
    phi, length = porous.porosity, porous.thermal_length
    permeability = porous.thermal_permeability
    if permeability is None:
        permeability = phi * length**2 / 8
    thermal = w * air.density * air.prandtl
    inner = np.sqrt(1 + 4j * permeability**2 * thermal / (air.viscosity * (length * phi) ** 2))
    bracket = 1 + phi * air.viscosity / (1j * thermal * permeability) * inner
    return air.heat_ratio * air.pressure / phi / (air.heat_ratio - (air.heat_ratio - 1) / bracket)


def limp_density(porous: Porous, w: Real, air: Air) -> Complex:
    """Density of a porous layer whose frame has mass and no stiffness, kg/m3 (Panneton 2007, JASA 122, EL217)."""
    assert porous.frame is not None
    rigid, rho = pore_density(porous, w, air), air.density
    whole = porous.frame.density + porous.porosity * rho
    return (whole * rigid - rho**2) / (whole + rigid - 2 * rho)


def fibrous_fluid(fibrous: Fibrous, w: Real, air: Air) -> tuple[Complex, Complex]:
    """Density and bulk modulus by the law of Delany and Bazley with the coefficients of Miki 1990.

    It was fitted between 0.01 and 1 of frequency over resistivity (Hz m4/(N s)).
    """
    ratio = w / (2 * math.pi) / fibrous.resistivity
    impedance = air.impedance * (1 + 0.0699 * ratio**-0.632 - 0.107j * ratio**-0.632)
    wave = w / air.speed * (1 + 0.109 * ratio**-0.618 - 0.160j * ratio**-0.618)
    return impedance * wave / w, impedance * w / wave


def perforated_fluid(
    plate: Perforated, w: Real, air: Air, beside: tuple[Complex | float, Complex | float]
) -> tuple[Complex, Complex]:
    """Density and bulk modulus of a perforated plate (Atalla and Sgard 2007, JSV 303, 195).

    ``beside`` are the tortuosities of what lies before and behind it: the air that moves with that of a hole is in
    there.
    """
    phi, radius = plate.open_share, plate.diameter / 2
    mouth = END_CORRECTION * math.sqrt(math.pi) * radius * (1 - 1.14 * math.sqrt(phi))
    tortuosity = 1 + mouth / plate.thickness * (np.real(beside[0]) + np.real(beside[1]))
    resistivity = 32 * air.viscosity / (phi * plate.diameter**2)
    holes = Porous(plate.thickness, phi, resistivity, 1.0, radius, radius)
    viscous = np.sqrt(1 + 4j * tortuosity**2 * air.viscosity * air.density * w / (resistivity * radius * phi) ** 2)
    density = tortuosity * air.density / phi * (1 + resistivity * phi / (1j * w * air.density * tortuosity) * viscous)
    return density, pore_modulus(holes, w, air)
