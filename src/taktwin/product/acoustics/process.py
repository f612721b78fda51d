"""From what a process sets to what sound meets: felt by area mass and thickness, and felt that is pressed."""

from __future__ import annotations

import math
from dataclasses import replace

from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.air import Air
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.layers import Porous

PET_FACTOR, PET_EXPONENT = 25.989, 1.404
"""Flow resistivity of polyester felt, N s/m4, of its density in kg/m3: factor x density^exponent (Garai and Pompoli
2005, Applied Acoustics 66, 1383; recalled)."""
PET_FIBRE = 1380.0
"""Density of polyester, kg/m3."""
MOST_COMPRESSION = 2.0
"""Up to which the law of a pressed felt is stated."""


def felt(
    thickness: float,
    area_mass: float,
    fibre: float = PET_FIBRE,
    factor: float = PET_FACTOR,
    exponent: float = PET_EXPONENT,
    shape: float = 1.0,
    air: Air | None = None,
) -> Porous:
    """A felt of some thickness (m) and area mass (kg/m2).

    Porosity follows from the density of the fibres (kg/m3), resistivity from a power law of the density of the felt,
    the viscous length from the resistivity: sqrt(8 viscosity tortuosity / (resistivity porosity)) / shape. The
    tortuosity is 1, and the thermal length twice the viscous one, as among fibres across the sound (Allard and
    Champoux 1992, JASA 91, 3346).

    Raises:
        StackError: the felt would be denser than its fibres.

    >>> one = felt(0.020, 1.2)
    >>> round(one.porosity, 4), round(one.resistivity)
    (0.9565, 8153)
    """
    density = area_mass / thickness
    porosity = 1 - density / fibre
    if not 0 < porosity < 1:
        message = Phrase(
            "a felt of {density:.4g} kg/m3 is denser than its fibres, {fibre:.4g} kg/m3", density=density, fibre=fibre
        )
        raise StackError(message, Phrase("give it less area mass, or more thickness"))
    resistivity = factor * density**exponent
    viscous = math.sqrt(8 * (air or Air()).viscosity / (resistivity * porosity)) / shape
    return Porous(thickness, porosity, resistivity, 1.0, viscous, 2 * viscous)


def pressed(porous: Porous, ratio: float) -> Porous:
    """A felt pressed to thickness / ratio, as at the moulded edge of a part (Castagnede et al. 2000; recalled).

    Raises:
        StackError: the ratio is not between 1 and 2, where the law is stated.
    """
    if not 1 <= ratio <= MOST_COMPRESSION:
        message = Phrase(
            "a ratio of compression is between 1 and {most_compression:g}, got {ratio:g}",
            most_compression=MOST_COMPRESSION,
            ratio=ratio,
        )
        raise StackError(message, Phrase("the law is not stated beyond"))
    frame = porous.frame
    return replace(
        porous,
        thickness=porous.thickness / ratio,
        porosity=1 - ratio * (1 - porous.porosity),
        resistivity=ratio * porous.resistivity,
        tortuosity=max(1.0, 1 - ratio * (1 - porous.tortuosity)),
        viscous_length=porous.viscous_length / math.sqrt(ratio),
        thermal_length=porous.thermal_length / math.sqrt(ratio),
        frame=None if frame is None else replace(frame, density=frame.density * ratio),
    )


def leaking(transmission: float, hole: float) -> float:
    """Share of the power that passes a part with an open hole, of its share of the area (both from 0 to 1).

    >>> round(leaking(1e-6, 0.001), 6)
    0.001001
    """
    return (1 - hole) * transmission + hole
