"""Waves in the media of a stack: how they run, and what they do at a face.

A medium has 2, 4 or 6 waves: half run to the right (into the part), half to the left. At a face they are told by six
fields, in this order: displacement of the frame along and across the face, flow of the air against the frame, total
stress across and along the face, pressure of the air. What a medium does not have stays zero.

Source: J. F. Allard and N. Atalla, Propagation of Sound in Porous Media, 2nd edition 2009, chapters 6 and 11; sign
e^{+j w t}.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from taktwin.product.acoustics.air import Air
from taktwin.product.acoustics.fluids import Complex, Real, pore_density, pore_modulus
from taktwin.product.acoustics.layers import Porous, Solid

ALONG, ACROSS, FLOW, STRESS, SHEAR, PRESSURE = range(6)

Sort = Literal["fluid", "solid", "biot"]


EVEN = np.array([True, False, False, True, False, True])[:, None]
"""Fields that a mirror leaves as they are; the others, which point across the layer, turn round."""


@dataclass(frozen=True, eq=False)
class Medium:
    """Waves of one frequency and one angle each; the shape of the grid is the first of all arrays.

    Attributes:
        sort: `fluid`, `solid` or `biot`.
        thickness: m; infinite for the air before and behind.
        waves: wave numbers across the layer of those that run to the right, 1/m; shape (grid, n).
        right: fields of the waves to the right; shape (grid, 6, n).
    """

    sort: Sort
    thickness: float
    waves: Complex
    right: Complex

    @property
    def left(self) -> Complex:
        """Fields of the waves to the left: those to the right in a mirror; shape (grid, 6, n)."""
        return np.where(EVEN, self.right, -self.right)

    @property
    def faces(self) -> tuple[Complex, Complex]:
        """Fields at the face before and at that behind, each of shape (grid, 6, 2 n).

        Of a wave to the right, counted at the face before, and its mirror image, counted at that behind: first their
        sums, then their differences. Those stay apart in the thinnest layer, and nothing grows with the thickness.
        """
        less = -np.expm1(-1j * self.waves * self.thickness)[:, None, :]  # what a wave loses on its way
        more = 2 - less
        sums, differences = self.right * np.where(EVEN, more, less), self.right * np.where(EVEN, less, more)
        before = np.concatenate([sums, differences], axis=2)
        return before, np.concatenate([np.where(EVEN, sums, -sums), np.where(EVEN, -differences, differences)], axis=2)


def fluid(thickness: float, density: Complex, modulus: Complex, w: Real, kx: Real) -> Medium:
    """A fluid; ``density`` (kg/m3) and ``modulus`` (Pa) of each point of the grid, ``kx`` the wave number along it."""
    wave = across(w**2 * density / modulus, kx)
    fields = _empty(w, 1)
    fields[:, ACROSS, 0] = -1j * wave / (w**2 * density)
    fields[:, PRESSURE, 0] = 1
    return Medium("fluid", thickness, wave[:, None], fields)


def solid(layer: Solid, w: Real, kx: Real) -> Medium:
    """An elastic layer: a longitudinal and a shear wave each way."""
    shear = layer.stiffness * (1 + 1j * layer.loss) / (2 * (1 + layer.poisson))
    lame = 2 * shear * layer.poisson / (1 - 2 * layer.poisson)
    long2, shear2 = w**2 * layer.density / (lame + 2 * shear), w**2 * layer.density / shear
    kl, ks = across(long2, kx), across(shear2, kx)
    fields = _empty(w, 2)
    fields[:, ALONG, 0], fields[:, ACROSS, 0] = -1j * kx, -1j * kl
    fields[:, STRESS, 0], fields[:, SHEAR, 0] = -(lame * long2 + 2 * shear * kl**2), -2 * shear * kx * kl
    _shear_wave(fields[:, :, 1], shear, kx, ks)
    return Medium("solid", layer.thickness, np.stack([kl, ks], axis=1), fields)


def biot(layer: Porous, w: Real, kx: Real, air: Air) -> Medium:
    """A porous layer whose frame is elastic: two longitudinal waves and a shear wave each way."""
    frame, phi = layer.frame, layer.porosity
    assert frame is not None
    assert frame.stiffness is not None
    shear = frame.stiffness * (1 + 1j * frame.loss) / (2 * (1 + frame.poisson))
    bulk = 2 * shear * (1 + frame.poisson) / (3 * (1 - 2 * frame.poisson))
    pores = phi * pore_modulus(layer, w, air)
    p = 4 * shear / 3 + bulk + (1 - phi) ** 2 * pores / phi
    q, r = (1 - phi) * pores, phi * pores
    rho22 = phi**2 * pore_density(layer, w, air)
    rho12 = phi * air.density - rho22
    rho11 = frame.density - rho12
    both = rho11 * rho22 - rho12**2
    middle = p * rho22 + r * rho11 - 2 * q * rho12
    root = np.sqrt(middle**2 - 4 * (p * r - q**2) * both)
    waves, fields = [], _empty(w, 3)
    for n, sign in enumerate((-1.0, 1.0)):
        square = w**2 * (middle + sign * root) / (2 * (p * r - q**2))
        ratio = (p * square - w**2 * rho11) / (w**2 * rho12 - q * square)  # air over frame
        k = across(square, kx)
        in_frame = -((p - 2 * shear + q * ratio) * square + 2 * shear * k**2)
        in_air = -(q + r * ratio) * square
        fields[:, ALONG, n], fields[:, ACROSS, n] = -1j * kx, -1j * k
        fields[:, FLOW, n] = phi * (ratio - 1) * -1j * k
        fields[:, STRESS, n], fields[:, SHEAR, n] = in_frame + in_air, -2 * shear * kx * k
        fields[:, PRESSURE, n] = -in_air / phi
        waves.append(k)
    k = across(w**2 * both / (shear * rho22), kx)
    _shear_wave(fields[:, :, 2], shear, kx, k)
    fields[:, FLOW, 2] = phi * (-rho12 / rho22 - 1) * -1j * kx
    return Medium("biot", layer.thickness, np.stack([*waves, k], axis=1), fields)


def across(square: Complex | Real, kx: Real) -> Complex:
    """Wave number across a layer, the one that decays to the right."""
    k = np.sqrt(np.asarray(square, complex) - kx**2)
    return np.where(k.imag > 0, -k, k)


def _shear_wave(fields: Complex, shear: Complex | complex, kx: Real, k: Complex) -> None:
    fields[:, ALONG], fields[:, ACROSS] = 1j * k, -1j * kx
    fields[:, STRESS], fields[:, SHEAR] = -2 * shear * kx * k, shear * (k**2 - kx**2)


def _empty(w: Real, waves: int) -> Complex:
    return np.zeros((w.size, 6, waves), complex)
