"""From a process to sound: felt, pressed felt, holes; and how many parts are accepted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.product.acoustics.acceptance import acceptance
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.read import read_stack
from taktwin.product.acoustics.layers import Frame, Porous, Stack
from taktwin.product.acoustics.process import felt, leaking, pressed
from taktwin.product.acoustics.solve import respond
from taktwin.product.acoustics.study import figure_of, study_acoustics

FELT = """\
stack: 1
behind: wall
accept: {of: absorption, least: 0.355, from: 500 Hz, to: 5 kHz}
scatter: {felt.thickness: 0.6 mm, felt.area_mass: 5 %}
layers:
  - {felt: felt, thickness: 20 mm, area_mass: 1.2 kg/m2}
"""


def test_felt() -> None:
    """Porosity and resistivity by hand: 60 kg/m3 of polyester."""
    one = felt(0.02, 1.2)
    assert one.porosity == pytest.approx(1 - 60 / 1380)
    assert one.resistivity == pytest.approx(25.989 * 60**1.404)
    assert one.thermal_length == 2 * one.viscous_length
    with pytest.raises(StackError, match="denser than its fibres"):
        felt(0.001, 1.5)


def test_pressed() -> None:
    """Half the thickness: twice the fibres in it, twice the resistivity; mass is kept."""
    one = pressed(Porous(0.02, 0.95, 10e3, 1.1, 60e-6, 120e-6, frame=Frame(60.0)), 2.0)
    assert (one.thickness, one.resistivity) == (0.01, 20e3)
    assert one.porosity == pytest.approx(0.9)
    assert one.tortuosity == pytest.approx(1.2)
    assert one.frame is not None
    assert one.frame.density * one.thickness == pytest.approx(1.2)
    with pytest.raises(StackError, match="between 1 and 2"):
        pressed(one, 3.0)


def test_a_small_hole_caps_the_loss() -> None:
    """A thousandth of the area open: 30 dB at most."""
    assert -10 * np.log10(leaking(1e-9, 1e-3)) == pytest.approx(30, abs=1e-3)


def test_more_felt_absorbs_more() -> None:
    """A millimetre more, and a tenth more mass, as measured on a felt of 20 mm: +0.009 and +0.024."""
    bands = [500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000]

    def mean(thickness: float, mass: float) -> float:
        return float(respond(Stack((felt(thickness, mass),), True), bands).absorption.mean())

    assert mean(0.02, 1.2) == pytest.approx(0.373, abs=0.002)
    assert mean(0.021, 1.2) - mean(0.02, 1.2) == pytest.approx(0.009, abs=0.001)
    assert mean(0.02, 1.32) - mean(0.02, 1.2) == pytest.approx(0.024, abs=0.001)


def test_share_against_random_parts(tmp_path: Path) -> None:
    """The share of accepted parts is that of many random ones, within a point."""
    path = tmp_path / "felt.yaml"
    path.write_text(FELT, encoding="utf-8")
    found = study_acoustics(path).acceptance
    assert found is not None
    file = read_stack(path)
    rng = np.random.default_rng(7)
    # the figure is smooth: a grid of it stands for the parts, of which 200,000 are drawn
    d, w = np.linspace(0.0175, 0.0225, 7), np.linspace(0.95, 1.45, 7)
    table = [[figure_of(file, file.part({"felt.thickness": a, "felt.area_mass": b})) for b in w] for a in d]
    from scipy.interpolate import RectBivariateSpline

    drawn = RectBivariateSpline(d, w, table).ev(rng.normal(0.02, 0.0006, 200_000), rng.normal(1.2, 0.06, 200_000))
    assert found.share == pytest.approx((drawn >= 0.355).mean(), abs=0.005)
    assert found.sd == pytest.approx(drawn.std(), rel=0.02)
    assert [one.name for one in found.effects] == ["felt.area_mass", "felt.thickness"]


def test_acceptance_of_a_line() -> None:
    """A figure that is a sum of normals: share, mean and sd are known exactly."""
    found = acceptance(lambda v: v["a"] + 2 * v["b"], {"a": 10.0, "b": 5.0}, {"a": 0.3, "b": 0.2}, 20.5)
    assert (found.nominal, found.mean) == (20.0, pytest.approx(20.0, abs=1e-3))
    assert found.sd == pytest.approx(0.5, rel=0.01)
    assert found.share == pytest.approx(0.158655, abs=0.003)
    assert [round(one.change, 9) for one in found.effects] == [0.4, 0.3]


@pytest.mark.parametrize(("sds", "said"), [({}, "nothing scatters"), ({"a": 3.0}, "quarter"), ({"a": 0.0}, "quarter")])
def test_refused(sds: dict[str, float], said: str) -> None:
    """Nothing that scatters, or too much of it."""
    with pytest.raises(StackError, match=said):
        acceptance(lambda v: v["a"], {"a": 10.0}, sds, 9.0)
