"""Absorption and transmission against the reference stacks, which three programs agree on, and against exact limits."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from taktwin.product.acoustics.air import Air
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.layers import Fibrous, Frame, Gap, Layer, Perforated, Plate, Porous, Sheet, Solid, Stack
from taktwin.product.acoustics.solve import FIELD, NORMAL, respond
from tests.product.acoustics.stacks import (
    BANDS,
    FELT,
    FOAM,
    HEAVY,
    STEEL,
    reference_rows,
    reference_stack,
    reference_stacks,
)

AIR = Air()
W = 2 * math.pi * np.array(BANDS)


def wall(*layers: Layer) -> Stack:
    """Layers before a hard wall."""
    return Stack(layers, on_wall=True)


def free(*layers: Layer) -> Stack:
    """Layers with air on both sides."""
    return Stack(layers, on_wall=False)


@pytest.mark.parametrize("given", reference_stacks())
def test_reference(given: dict[str, Any]) -> None:
    """All rows: absorption within 0.001 (of four digits), transmission loss within 0.02 dB."""
    stack = reference_stack(given)
    for condition, angles in (("normal", NORMAL), ("oblique45", (45.0,)), ("diffuse", FIELD)):
        rows = reference_rows()[given["id"], condition]
        found = respond(stack, [float(row["f_hz"]) for row in rows], angles)
        assert found.absorption == pytest.approx([float(row["alpha"]) for row in rows], abs=1e-5)
        if not stack.on_wall:
            assert found.loss_db == pytest.approx([float(row["tl_db"]) for row in rows], abs=1e-3)


def test_mass_law() -> None:
    """A limp sheet at normal incidence: 10 log10(1 + (w m / 2 Z)^2), exactly; a scrim without mass likewise."""
    found = respond(free(Sheet(3.5)), BANDS)
    assert found.loss_db == pytest.approx(10 * np.log10(1 + (W * 3.5 / (2 * AIR.impedance)) ** 2), abs=1e-9)
    oblique = respond(free(Sheet(3.5)), BANDS, [60.0])
    exact = 10 * np.log10(1 + (W * 3.5 * math.cos(math.radians(60)) / (2 * AIR.impedance)) ** 2)
    assert oblique.loss_db == pytest.approx(exact, abs=1e-9)
    scrim = respond(free(Sheet(math.inf, 800.0)), BANDS)
    assert scrim.loss_db == pytest.approx(np.full(19, 20 * math.log10(1 + 800 / (2 * AIR.impedance))), abs=1e-9)


def test_solid_follows_the_mass_law() -> None:
    """Thin steel and a thin heavy layer, as elastic layers with four waves, within 0.01 dB at normal incidence."""
    for layer in (STEEL, HEAVY):
        mass = layer.density * layer.thickness
        exact = 10 * np.log10(1 + (W[:12] * mass / (2 * AIR.impedance)) ** 2)
        assert respond(free(layer), BANDS[:12]).loss_db == pytest.approx(exact, abs=0.01)


def test_plate_is_a_thin_solid() -> None:
    """A plate that bends, against the elastic layer, at 60 degrees and below coincidence: within 0.02 dB."""
    bending = STEEL.stiffness * STEEL.thickness**3 / (12 * (1 - STEEL.poisson**2))
    plate = Plate(STEEL.density * STEEL.thickness, bending, STEEL.loss)
    thin, thick = (respond(free(one), BANDS, [60.0]).loss_db for one in (plate, STEEL))
    assert thin == pytest.approx(thick, abs=0.02)


def test_nothing_is_lost_where_nothing_rubs() -> None:
    """Without losses, what comes back and what passes is all there is, to 1e-10; on a wall all comes back."""
    lossless = replace(STEEL, loss=0.0)
    for angles in (NORMAL, (45.0,), (77.0,)):
        for stack in (free(Gap(0.1)), free(lossless), free(lossless, Gap(0.03), lossless), free(Sheet(2.0), Gap(0.02))):
            found = respond(stack, BANDS, angles)
            assert found.transmission == pytest.approx(found.absorption, abs=1e-10)
        assert respond(wall(Gap(0.02), lossless, Gap(0.1)), BANDS, angles).absorption == pytest.approx(0, abs=1e-9)


def test_something_is_lost_where_something_rubs() -> None:
    """No part gives power: what passes is below what does not come back."""
    for layers in ((FELT,), (STEEL, FOAM, HEAVY), (FOAM, Gap(0.005), Sheet(2.0)), (Sheet(0.1, 600.0), Gap(0.05))):
        found = respond(free(*layers), BANDS, FIELD)
        assert np.all(found.transmission < found.absorption)
        assert np.all(found.absorption < 1)


def test_transmission_is_the_same_from_both_sides() -> None:
    """Reciprocity: turned round, a part lets through the same amplitude (1e-9)."""
    layers = (STEEL, FOAM, Sheet(1.5), FELT, Gap(0.004), HEAVY)
    for angles in (NORMAL, (30.0,), (70.0,)):
        one, other = (respond(free(*order), BANDS, angles).passed for order in (layers, layers[::-1]))
        assert one == pytest.approx(other, rel=1e-8)


def test_a_layer_of_air_is_no_layer() -> None:
    """Air before air shifts the phase alone; a layer cut in two is the layer."""
    assert np.abs(respond(free(Gap(0.1)), BANDS, [40.0]).reflected) == pytest.approx(0, abs=1e-12)
    for layer in (FELT, FOAM, HEAVY):
        halves = [replace(layer, thickness=layer.thickness * share) for share in (0.3, 0.7)]
        one, two = respond(free(layer), BANDS, [50.0]), respond(free(*halves), BANDS, [50.0])
        assert one.reflected == pytest.approx(two.reflected, abs=1e-9)
        assert one.passed == pytest.approx(two.passed, abs=1e-9)


def test_quarter_wave() -> None:
    """A scrim of the impedance of air, a quarter of the wave before a wall, takes all."""
    found = respond(wall(Sheet(math.inf, AIR.impedance), Gap(AIR.speed / 1000 / 4)), [1000.0])
    assert found.absorption == pytest.approx([1.0], abs=1e-12)


def test_stiff_and_soft_frames() -> None:
    """A very stiff frame is a rigid one (1e-6), one without stiffness a limp one (1e-6)."""
    rigid, limp = replace(FOAM, frame=None), replace(FOAM, frame=Frame(60.0))
    stiff = replace(FOAM, frame=Frame(60.0, 1e13, 0.0))
    soft = replace(FOAM, frame=Frame(60.0, 0.1, 0.0))
    assert respond(wall(stiff), BANDS).reflected == pytest.approx(respond(wall(rigid), BANDS).reflected, abs=1e-6)
    assert respond(wall(soft), BANDS).reflected == pytest.approx(respond(wall(limp), BANDS).reflected, abs=1e-6)
    heavy = replace(FOAM, frame=Frame(1e12))
    assert respond(wall(heavy), BANDS).reflected == pytest.approx(respond(wall(rigid), BANDS).reflected, abs=1e-6)


def test_a_bonded_sheet_is_a_thin_soft_layer() -> None:
    """On foam, a limp mass is a layer of that mass, as thin and as soft as one likes."""
    thin = Solid(1e-6, 3.5e6, 1e6, 0.3)
    for layers in ((FOAM,), (FOAM, FOAM), (STEEL, FOAM)):
        for place in range(len(layers) + 1):
            sheet, layer = (
                respond(free(*layers[:place], one, *layers[place:]), BANDS[:12], [40.0]) for one in (Sheet(3.5), thin)
            )
            assert sheet.reflected == pytest.approx(layer.reflected, abs=2e-3)
            assert sheet.loss_db == pytest.approx(layer.loss_db, abs=0.05)


def test_sheets_on_each_other_are_one() -> None:
    """Masses add; a sheet on the wall is the wall."""
    one, two = (
        respond(free(FELT, *sheets, FOAM), BANDS, [30.0]).passed for sheets in ([Sheet(3.0)], [Sheet(1.0), Sheet(2.0)])
    )
    assert one == pytest.approx(two, rel=1e-12)
    bare, covered = respond(wall(FOAM), BANDS), respond(wall(FOAM, Sheet(2.0)), BANDS)
    assert bare.reflected == pytest.approx(covered.reflected, abs=1e-12)


def test_thick_soft_foam_does_not_overflow() -> None:
    """Half a metre of soft foam at 6,300 Hz: finite, and the wall behind it is not heard."""
    thick = replace(FOAM, thickness=0.5)
    found = respond(wall(thick), BANDS, FIELD).absorption
    assert np.all(np.isfinite(found))
    assert respond(wall(thick), [6300]).reflected == pytest.approx(respond(free(thick), [6300]).reflected, abs=1e-4)
    passed = respond(free(*[thick] * 20), [6300])
    assert passed.loss_db[0] > 300


def test_fibrous_law() -> None:
    """Delany, Bazley and Miki at f/sigma = 0.1: impedance and wave number as in the paper's formula, by hand."""
    fluid = Fibrous(0.05, 10_000.0)
    found = respond(wall(fluid), [1000.0]).reflected[0, 0]
    x = 0.1
    z = AIR.impedance * (1 + 0.0699 * x**-0.632 - 0.107j * x**-0.632)
    k = 2 * math.pi * 1000 / AIR.speed * (1 + 0.109 * x**-0.618 - 0.160j * x**-0.618)
    surface = -1j * z / np.tan(k * 0.05)
    assert found == pytest.approx((surface - AIR.impedance) / (surface + AIR.impedance), abs=1e-12)


def test_perforated_plate_is_a_resonator() -> None:
    """Before a gap it absorbs most where the mass in its holes, with both mouths, meets the spring of the gap."""
    plate, depth = Perforated(1e-3, 0.05, 3e-3), 0.05
    f = np.arange(200.0, 2000.0, 2.0)
    peak = f[np.argmax(respond(wall(plate, Gap(depth)), f).absorption)]
    mouth = 0.48 * math.sqrt(math.pi) * 1.5e-3 * (1 - 1.14 * math.sqrt(0.05))
    k = 2 * math.pi * f / AIR.speed
    resonance = f[np.argmin(np.abs(k * (1e-3 + 2 * mouth) / 0.05 - 1 / np.tan(k * depth)))]
    assert peak == pytest.approx(resonance, rel=0.05)


def test_double_wall_resonance() -> None:
    """Two sheets with air between them let most through at (1/2 pi) sqrt(s (1/m1 + 1/m2)), s = gamma P / d."""
    m1, m2, d = 4.0, 6.0, 0.02
    f = np.arange(100.0, 600.0, 1.0)
    dip = f[np.argmin(respond(free(Sheet(m1), Gap(d), Sheet(m2)), f).loss_db)]
    assert dip == pytest.approx(math.sqrt(AIR.bulk_modulus / d * (1 / m1 + 1 / m2)) / (2 * math.pi), rel=0.02)


@pytest.mark.parametrize(
    ("stack", "f", "angles", "said"),
    [
        (wall(), [100.0], NORMAL, "one layer at least"),
        (wall(FELT), [0.0], NORMAL, "above 0 Hz"),
        (wall(FELT), [math.nan], NORMAL, "above 0 Hz"),
        (wall(FELT), [100.0], [90.0], "between 0 and 90"),
        (wall(FELT), [100.0], [-1.0], "between 0 and 90"),
        (wall(Sheet(1.0, 500.0), FOAM), [100.0], NORMAL, "put a thin gap between"),
        (free(STEEL, Sheet(1.0, 500.0)), [100.0], NORMAL, "put a thin gap between"),
    ],
)
def test_refused(stack: Stack, f: list[float], angles: Any, said: str) -> None:
    """What cannot be computed is said."""
    with pytest.raises(StackError, match=said):
        respond(stack, f, angles)


def test_weights_of_the_field() -> None:
    """Cos sin, 0 to 78 degrees."""
    found = respond(wall(FELT), [500.0], FIELD)
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights[45] == pytest.approx(found.weights.max())
    assert found.weights[30] / found.weights[45] == pytest.approx(math.sin(math.radians(60)))


def test_porous_air() -> None:
    """All pores, wide and smooth, are air."""
    air = Porous(0.05, 1.0, 1e-3, 1.0, 0.05, 0.05)
    assert np.abs(respond(free(air), BANDS[6:]).passed) == pytest.approx(1, abs=0.01)
