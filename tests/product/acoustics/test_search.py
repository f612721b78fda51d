"""Numbers from a measured curve, and the best part under limits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.product.acoustics.design import design, mass_of, thickness_of
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.free import ranges, read_curve, written
from taktwin.product.acoustics.file.read import StackFile, read_stack
from taktwin.product.acoustics.fit import fit
from taktwin.product.acoustics.solve import respond
from taktwin.product.acoustics.study import figure_of
from tests.product.acoustics.test_file import DASH

FOAM = """\
stack: 1
behind: wall
accept: {of: absorption, least: 0.5, from: 500 Hz, to: 2 kHz}
layers:
  - porous: foam
    thickness: 25 mm
    porosity: 95 %
    resistivity: 10 kN*s/m4
    tortuosity: 1.3
    viscous_length: 70 um
    thermal_length: 150 um
    frame: {density: 30 kg/m3}
  - {gap: gap, thickness: 5 mm}
"""
RANGES = {"foam.resistivity": (2e3, 2e5), "foam.tortuosity": (1.01, 3.0)}


@pytest.fixture
def file(tmp_path: Path) -> StackFile:
    """Foam before a gap."""
    path = tmp_path / "foam.yaml"
    path.write_text(FOAM, encoding="utf-8")
    return read_stack(path)


def test_fit_finds_what_made_the_curve(file: StackFile) -> None:
    """Without noise exactly; with noise within its own standard error, which grows."""
    f = np.geomspace(200, 5000, 30)
    curve = respond(file.part({"foam.resistivity": 23e3, "foam.tortuosity": 1.6}), f).absorption
    found = fit(file, RANGES, f, curve)
    assert found.values == {"foam.resistivity": pytest.approx(23e3), "foam.tortuosity": pytest.approx(1.6)}
    noisy = fit(file, RANGES, f, curve + np.random.default_rng(3).normal(0, 0.02, f.size))
    assert noisy.rms == pytest.approx(0.02, rel=0.4)
    error = abs(np.log(noisy.values["foam.resistivity"] / 23e3))
    assert error < 3 * noisy.spread["foam.resistivity"]
    assert noisy.spread["foam.resistivity"] < 0.2


@pytest.mark.parametrize(
    ("vary", "n", "said"),
    [
        ({}, 5, "nothing is to be fitted"),
        ({"foam.resistivity": (1.0, 1.0)}, 5, "no width"),
        ({"foam.resistivity": (0.0, 1.0)}, 5, "not above 0"),
        ({"foam.resistance": (1.0, 2.0)}, 5, "no number"),
        ({"felt.resistivity": (1.0, 2.0)}, 5, "no layer"),
        (RANGES, 1, "do not tell"),
    ],
)
def test_fit_refuses(file: StackFile, vary: dict[str, tuple[float, float]], n: int, said: str) -> None:
    """What cannot be fitted."""
    with pytest.raises(StackError, match=said):
        fit(file, vary, np.linspace(200, 2000, n), np.full(n, 0.5))
    with pytest.raises(StackError, match="not finite"):
        fit(file, RANGES, [200.0, 400.0], [0.5, np.nan])


def test_design_keeps_the_limits(file: StackFile) -> None:
    """Better than before, in 30 mm; no neighbour that keeps the limits is better by more than a little."""
    vary = {"foam.resistivity": (2e3, 2e5), "foam.thickness": (5e-3, 4e-2), "gap.thickness": (1e-3, 3e-2)}
    found = design(file, vary, most_thickness=0.03, most_mass=0.8)
    assert found.thickness <= 0.03 * (1 + 1e-9)
    assert found.mass <= 0.8 * (1 + 1e-9)
    assert found.before < found.figure
    rng = np.random.default_rng(1)
    others = [file.part({name: rng.uniform(*ends) for name, ends in vary.items()}) for _ in range(300)]
    kept = [figure_of(file, one) for one in others if thickness_of(one) <= 0.03 and mass_of(one) <= 0.8]
    assert found.figure > max(kept)
    assert design(file, vary, most_thickness=0.03, most_mass=0.8).values == found.values


def test_design_refuses(file: StackFile, tmp_path: Path) -> None:
    """No part within the limits, nothing to vary, nothing that is to be high."""
    with pytest.raises(StackError, match="keeps the limits"):
        design(file, {"foam.thickness": (0.02, 0.03)}, most_thickness=0.01, rounds=2)
    with pytest.raises(StackError, match="nothing is varied"):
        design(file, {})
    path = tmp_path / "dash.yaml"
    path.write_text("".join(line + "\n" for line in DASH.splitlines() if not line.startswith("accept")))
    with pytest.raises(StackError, match="accept"):
        design(read_stack(path), {"foam.thickness": (0.01, 0.03)})


def test_mass_and_thickness(tmp_path: Path) -> None:
    """Steel, foam and heavy layer: 6.28 + 0.9 + 3.5 kg/m2, and a sheet has no thickness."""
    path = tmp_path / "dash.yaml"
    path.write_text(DASH)
    stack = read_stack(path).stack
    assert mass_of(stack) == pytest.approx(7850 * 0.8e-3 + 60 * 0.015 + 3.5)
    assert thickness_of(stack) == pytest.approx(0.0158)


def test_mass_of_felt(tmp_path: Path) -> None:
    """Felt has its mass whether its frame moves or not; where a mass is not known no limit can be kept."""
    path = tmp_path / "felt.yaml"
    text = "stack: 1\nbehind: wall\naccept: {of: absorption, least: 0.3, from: 500 Hz, to: 2 kHz}\nlayers:\n"
    for frame in ("rigid", "limp"):
        path.write_text(f"{text}  - {{felt: felt, thickness: 20 mm, area_mass: 1.2 kg/m2, frame: {frame}}}\n")
        assert mass_of(read_stack(path).stack) == pytest.approx(1.2)
        found = design(read_stack(path), {"felt.area_mass": (0.5, 3.0)}, most_mass=1.0, rounds=3)
        assert found.mass <= 1.0
    path.write_text(text + "  - {fibrous: wool, thickness: 20 mm, resistivity: 10 kN*s/m4}\n")
    with pytest.raises(StackError, match="is not known"):
        design(read_stack(path), {"wool.thickness": (0.01, 0.03)}, most_mass=1.0, rounds=3)


def test_parts_that_cannot_be(tmp_path: Path) -> None:
    """A felt denser than its fibres is no part: ends of ranges are refused, and what lies between is passed over."""
    path = tmp_path / "felt.yaml"
    text = "stack: 1\nbehind: wall\naccept: {of: absorption, least: 0.3, from: 500 Hz, to: 2 kHz}\nlayers:\n"
    path.write_text(text + "  - {felt: felt, thickness: 20 mm, area_mass: 1.2 kg/m2}\n")
    felt = read_stack(path)
    with pytest.raises(OptionError, match="denser than its fibres"):
        ranges(felt, ["felt.area_mass=1 kg/m2..2000 kg/m2"])
    vary = {"felt.thickness": (1e-3, 0.02), "felt.area_mass": (0.5, 20.0)}
    assert design(felt, vary, rounds=3).figure > 0
    f = np.geomspace(300, 4000, 8)
    assert fit(felt, vary, f, respond(felt.stack, f).absorption).rms < 1e-3
    with pytest.raises(StackError, match="hard wall"):
        fit(felt, vary, f, f, "loss")


def test_what_a_curve_does_not_tell(file: StackFile) -> None:
    """A number at an end of its range is told apart from one that the curve tells."""
    f = np.geomspace(200, 5000, 30)
    curve = respond(file.part({"foam.resistivity": 23e3}), f).absorption
    assert fit(file, {"foam.resistivity": (2e3, 2e5)}, f, curve).untold == ()
    assert fit(file, {"foam.resistivity": (5e4, 2e5)}, f, curve).untold == ("foam.resistivity",)


def test_ranges(file: StackFile) -> None:
    """In the units of the file; what is no range names a remedy."""
    told = ["foam.thickness=8 mm..25 mm", "foam.tortuosity=1.1..2"]
    assert ranges(file, told) == {"foam.thickness": (0.008, 0.025), "foam.tortuosity": (1.1, 2)}
    assert written(file.number("foam.resistivity"), 23e3) == "23 kN*s/m4"
    for wrong, said in (
        ("foam.thickness", "is no range"),
        ("foam.thickness=8 mm", "is no range"),
        ("foam.thickness=8..25", "add a unit"),
        ("foam.thickness=25 mm..8 mm", "the lower end first"),
        ("foam.thickness=0 mm..8 mm", "above 0"),
        ("foam.thickness=nan..inf", "foam.thickness"),
        ("foam.width=1 mm..2 mm", "no number"),
        ("felt.thickness=1 mm..2 mm", "no layer"),
    ):
        with pytest.raises(OptionError) as error:
            ranges(file, [wrong])
        assert said in str(error.value)
    with pytest.raises(OptionError, match="two ranges"):
        ranges(file, [told[0], told[0]])


def test_curve(tmp_path: Path) -> None:
    """A curve out of a file, in any order of columns; each fault names its line."""
    path = tmp_path / "curve.csv"
    path.write_text("absorption,frequency_hz\n0.1,500\n\n0.2,1000\n", encoding="utf-8")
    assert read_curve(path) == ("absorption", [500, 1000], [0.1, 0.2])
    head = "frequency_hz,absorption\n"
    for text, said in (
        ("", "expected the columns"),
        ("frequency_hz,absorption,loss_db\n", "expected the columns"),
        ("frequency_hz,absorption,absorption\n", "expected the columns"),
        (head + "500,x\n", ":2: expected numbers"),
        (head + "500\n", ":2: expected numbers"),
        (head + "500,nan\n", ":2: nan at 500 Hz"),
        (head + "-500,0.1\n", ":2: 0.1 at -500 Hz"),
        (head + "500,0.1\n500,0.2\n", ":3: 500 Hz stands there twice"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(StackError) as error:
            read_curve(path)
        assert said in str(error.value)
        assert "curve.csv" in str(error.value)
