"""Absorption and transmission of a stack: the waves of all layers at once.

The amplitudes of all waves, and what is reflected and let through, follow from the conditions at all faces: one linear
system for each frequency and angle. Nothing in it grows with the thickness (a product of transfer matrices does, and
overflows).

Source: Allard and Atalla 2009, chapter 11 (global method).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.air import Air
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.faces import Condition, air_gap_needed, at_wall, between, fields_of, through
from taktwin.product.acoustics.fluids import (
    Complex,
    Real,
    fibrous_fluid,
    limp_density,
    perforated_fluid,
    pore_density,
    pore_modulus,
)
from taktwin.product.acoustics.layers import (
    Fibrous,
    Gap,
    Layer,
    Perforated,
    Plate,
    Porous,
    Sheet,
    Solid,
    Stack,
)
from taktwin.product.acoustics.media import Medium, biot, fluid, solid

NORMAL = (0.0,)
"""Sound that comes in at a right angle, degrees."""
FIELD = tuple(float(degrees) for degrees in range(79))
"""Sound from all directions, up to 78 degrees (field incidence)."""


@dataclass(frozen=True, eq=False)
class Response:
    """What a stack does to sound.

    Attributes:
        frequencies: Hz, shape (f,).
        angles: of incidence, degrees, shape (a,).
        reflected: complex amplitudes of pressure over that which comes in, shape (f, a).
        passed: of what is let through to the air behind; zero on a wall.
    """

    frequencies: Real
    angles: Real
    reflected: Complex
    passed: Complex

    @property
    def weights(self) -> Real:
        """Shares of the angles in a diffuse field: cos sin, which sum to 1; of a single angle 1."""
        if self.angles.size == 1:
            return np.ones(1)
        radians = np.radians(self.angles)
        shares = np.cos(radians) * np.sin(radians)
        return shares / shares.sum()

    @property
    def absorption(self) -> Real:
        """Share of the power that does not come back, of each frequency; what is let through is in it."""
        return (1 - np.abs(self.reflected) ** 2) @ self.weights

    @property
    def transmission(self) -> Real:
        """Share of the power that is let through."""
        return np.abs(self.passed) ** 2 @ self.weights

    @property
    def loss_db(self) -> Real:
        """Transmission loss, dB; infinite on a wall."""
        with np.errstate(divide="ignore"):
            return -10 * np.log10(self.transmission)


def respond(stack: Stack, frequencies: ArrayLike, angles: ArrayLike = NORMAL, air: Air | None = None) -> Response:
    """What a stack does to sound of some frequencies (Hz) that comes in at some angles (degrees).

    Several angles are those of a diffuse field: give them in equal steps, as in `FIELD`.

    Raises:
        StackError: an angle of 90 degrees or more, a frequency of 0 or below, no layer, or a scrim bonded to a frame.

    >>> felt = Porous(0.02, 0.955, 30e3, 1.0, 50e-6, 100e-6)
    >>> respond(Stack((felt,), on_wall=True), [500, 2000]).absorption.round(3).tolist()
    [0.146, 0.806]
    """
    air = air or Air()
    f, theta = np.atleast_1d(np.asarray(frequencies, float)), np.atleast_1d(np.asarray(angles, float))
    if not np.all((f > 0) & np.isfinite(f)):
        raise StackError(Phrase("a frequency is above 0 Hz, and finite"), Phrase("mend the frequencies"))
    if not np.all((theta >= 0) & (theta < 90)):
        raise StackError(Phrase("an angle lies between 0 and 90 degrees, 90 left out"), Phrase("mend the angles"))
    if not stack.layers:
        raise StackError(Phrase("a stack has one layer at least"), Phrase("add one"))
    w = np.repeat(2 * math.pi * f, theta.size)
    kx = w / air.speed * np.sin(np.radians(np.tile(theta, f.size)))
    reflected, passed = _solved(*_system(stack, w, kx, air), stack.on_wall)
    shape = (f.size, theta.size)
    return Response(f, theta, reflected.reshape(shape), passed.reshape(shape))


def _system(stack: Stack, w: Real, kx: Real, air: Air) -> tuple[Complex, Complex]:
    """Matrix and right-hand side of each point of the grid: unknown are what is reflected, all waves, what passes."""
    outside = fluid(math.inf, *_air(w, air), w, kx)
    inside, faces = _media(stack, w, kx, air)
    media = [outside, *inside] if stack.on_wall else [outside, *inside, outside]
    sides = [medium.faces for medium in inside]
    columns = np.cumsum([1, *(before.shape[2] for before, _ in sides)])
    size = int(columns[-1]) + (0 if stack.on_wall else 1)
    matrix, right = np.zeros((w.size, size, size), complex), np.zeros((w.size, size), complex)
    row = 0
    for at, sheets in enumerate(faces):
        before, behind = media[at], media[at + 1] if at + 1 < len(media) else None
        for one, other in _conditions(sheets, before, behind, w, kx):
            if at == 0:
                matrix[:, row, 0] = fields_of(one, before.left)[:, 0]
                right[:, row] = -fields_of(one, before.right)[:, 0]
            else:
                matrix[:, row, columns[at - 1] : columns[at]] = fields_of(one, sides[at - 1][1])
            if at < len(inside):
                matrix[:, row, columns[at] : columns[at + 1]] = fields_of(other, sides[at][0])
            elif behind is not None:
                matrix[:, row, -1] = fields_of(other, behind.right)[:, 0]
            row += 1
    assert row == size
    return matrix, right


def _conditions(
    sheets: Sequence[Sheet | Plate], before: Medium, behind: Medium | None, w: Real, kx: Real
) -> list[Condition]:
    if any(air_gap_needed(sheet, before, behind) for sheet in sheets):
        message = Phrase("a scrim passes air, so it is not bonded to an elastic layer")
        raise StackError(message, Phrase("put a thin gap between them"))
    if behind is None:
        return at_wall(before.sort)
    return through(sheets, before.sort, behind.sort, w, kx) if sheets else between(before.sort, behind.sort)


def _solved(matrix: Complex, right: Complex, on_wall: bool) -> tuple[Complex, Complex]:
    """What is reflected and what passes; rows and columns are scaled, for they hold stresses and displacements."""
    rows = 1 / np.abs(matrix).max(axis=2)
    matrix, right = matrix * rows[:, :, None], right * rows
    columns = 1 / np.abs(matrix).max(axis=1)
    found = np.linalg.solve(matrix * columns[:, None, :], right[:, :, None])[:, :, 0] * columns
    return found[:, 0], np.zeros(len(found), complex) if on_wall else found[:, -1]


def _media(stack: Stack, w: Real, kx: Real, air: Air) -> tuple[list[Medium], list[list[Sheet | Plate]]]:
    """The media of the layers, and the sheets at the face before each and at the last."""
    media: list[Medium] = []
    faces: list[list[Sheet | Plate]] = [[]]
    for at, layer in enumerate(stack.layers):
        if isinstance(layer, Sheet | Plate):
            faces[-1].append(layer)
        else:
            media.append(_medium(stack.layers, at, layer, w, kx, air))
            faces.append([])
    return media, faces


def _medium(layers: Sequence[Layer], at: int, layer: Layer, w: Real, kx: Real, air: Air) -> Medium:
    if isinstance(layer, Solid):
        return solid(layer, w, kx)
    if isinstance(layer, Porous) and layer.elastic:
        return biot(layer, w, kx, air)
    if isinstance(layer, Gap):
        density, modulus = _air(w, air)
    elif isinstance(layer, Porous):
        density = pore_density(layer, w, air) if layer.frame is None else limp_density(layer, w, air)
        modulus = pore_modulus(layer, w, air)
    elif isinstance(layer, Fibrous):
        density, modulus = fibrous_fluid(layer, w, air)
    else:
        assert isinstance(layer, Perforated)
        beside = (_tortuosity(layers, at - 1, w, air), _tortuosity(layers, at + 1, w, air))
        density, modulus = perforated_fluid(layer, w, air, beside)
    return fluid(layer.thickness, density, modulus, w, kx)


def _tortuosity(layers: Sequence[Layer], at: int, w: Real, air: Air) -> Complex | float:
    """Of what lies beside a perforated plate: 1 of air."""
    if 0 <= at < len(layers):
        layer = layers[at]
        if isinstance(layer, Porous):
            return pore_density(layer, w, air) * layer.porosity / air.density
    return 1.0


def _air(w: Real, air: Air) -> tuple[Complex, Complex]:
    return np.full(w.size, air.density, complex), np.full(w.size, air.bulk_modulus, complex)
