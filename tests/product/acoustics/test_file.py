"""Files of stacks: what they say, and what is refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.product.acoustics.file.nouns import LAYERS
from taktwin.product.acoustics.file.read import read_stack
from taktwin.product.acoustics.layers import Fibrous, Frame, Gap, Perforated, Plate, Porous, Sheet, Solid

DASH = """\
stack: 1
name: dash insulator
mark: "[assumed: typical values]"
behind: air
accept: {of: loss, least: 40, from: 500 Hz, to: 5 kHz, field: diffuse}
scatter: {heavy layer.mass: 5 %, foam.thickness: 0.6 mm}
layers:
  - {solid: steel, thickness: 0.8 mm, density: 7850 kg/m3, stiffness: 210 GPa, poisson: 0.3, loss: 1 %}
  - porous: foam
    thickness: 15 mm
    porosity: 95 %
    resistivity: 30 kN*s/m4
    tortuosity: 1.6
    viscous_length: 50 um
    thermal_length: 0.12 mm
    frame: {density: 60 kg/m3, stiffness: 80 kPa, poisson: 0.35, loss: 15 %}
  - {sheet: heavy layer, mass: 3.5 kg/m2}
"""
OTHERS = """\
stack: 1
behind: wall
air: {density: 1.2 kg/m3, pressure: 100 kPa}
layers:
  - {sheet: scrim, mass: 120 g/m2, resistance: 600 Pa*s/m}
  - {felt: felt, thickness: 20 mm, area_mass: 1.2 kg/m2, frame: limp}
  - {fibrous: wool, thickness: 1 cm, resistivity: 10000 N*s/m4}
  - {perforated: tray, thickness: 1 mm, open_share: 5 %, diameter: 3 mm}
  - {gap: gap, thickness: 5 mm}
  - {plate: glass, thickness: 4 mm, density: 2500 kg/m3, stiffness: 70 GPa, poisson: 0.22}
  - {gap: behind, thickness: 5 mm}
"""


def written(folder: Path, text: str) -> Path:
    """The file of a text."""
    path = folder / "stack.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_file_says(tmp_path: Path) -> None:
    """All numbers in SI units."""
    found = read_stack(written(tmp_path, DASH))
    foam = Porous(0.015, 0.95, 30e3, 1.6, 50e-6, 0.12e-3, None, Frame(60.0, 80e3, 0.35, 0.15))
    steel, layer, heavy = found.stack.layers
    assert steel == Solid(0.8e-3, 7850.0, 210e9, 0.3, 0.01)
    assert heavy == Sheet(3.5)
    assert isinstance(layer, Porous)
    assert (layer.viscous_length, layer.frame) == (pytest.approx(foam.viscous_length), foam.frame)
    assert not found.stack.on_wall
    assert found.name == "dash insulator"
    assert found.names == (("solid", "steel"), ("porous", "foam"), ("sheet", "heavy layer"))
    assert found.nominal == {"heavy layer.mass": 3.5, "foam.thickness": 0.015}
    assert found.sds == {"heavy layer.mass": pytest.approx(0.175), "foam.thickness": pytest.approx(0.6e-3)}
    assert "assumed" in str(found.mark)


def test_all_layers(tmp_path: Path) -> None:
    """Every word of a layer."""
    found = read_stack(written(tmp_path, OTHERS))
    kinds = [type(one) for one in found.stack.layers]
    assert kinds == [Sheet, Porous, Fibrous, Perforated, Gap, Plate, Gap]
    assert found.air.density == 1.2
    glass = found.stack.layers[5]
    assert isinstance(glass, Plate)
    assert glass.bending_stiffness == pytest.approx(70e9 * 0.004**3 / (12 * (1 - 0.22**2)))
    words = {word for text in (DASH, OTHERS) for word in LAYERS if f"{word}:" in text}
    assert words == set(LAYERS)


def test_a_part_of_its_own(tmp_path: Path) -> None:
    """Values that scatter are put into the layers; all else stays."""
    found = read_stack(written(tmp_path, DASH))
    part = found.part({"heavy layer.mass": 3.0, "foam.thickness": 0.014})
    assert part.layers[0] == found.stack.layers[0]
    assert part.layers[2] == Sheet(3.0)
    assert part.layers[1].thickness == 0.014  # type: ignore[union-attr]


FOAM = DASH[DASH.index("  - porous") : DASH.index("  - {sheet")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stack: 1\n", "", "stack"),
        ("stack: 1", "stack: 2", "stack"),
        ("behind: air\n", "", "behind"),
        ("behind: air", "behind: water", "behind"),
        ("layers:", "layer:", "did you mean `layers`"),
        (DASH[DASH.index("layers:") :], "layers: []\n", "layers"),
        (DASH[DASH.index("layers:") :], "layers: {a: 1}\n", "expected a list"),
        ("  - {sheet: heavy layer, mass: 3.5 kg/m2}", "  - heavy layer", "expected a layer"),
        ("{sheet: heavy layer,", "{sheets: heavy layer,", "did you mean `sheet`"),
        ("{sheet: heavy layer,", "{sheet: heavy layer, gap: gap,", "make two layers of it"),
        ("mass: 3.5 kg/m2", "mass: 3.5 kg", "is a mass"),
        ("mass: 3.5 kg/m2", "mass: 3.5", "add a unit"),
        ("mass: 3.5 kg/m2", "mass: 0", "is 0"),
        ("mass: 3.5 kg/m2", "mass: -1 kg/m2", "negative"),
        ("mass: 3.5 kg/m2", "mass: .nan", "begin with a number"),
        ("mass: 3.5 kg/m2", "weight: 3.5 kg/m2", "mass"),
        ("thickness: 0.8 mm", "thickness: 0.8 kg", "is a mass"),
        ("thickness: 0.8 mm", "thickness: 20 m", "too large"),
        ("thickness: 0.8 mm", "thickness: 0 mm", "is 0"),
        ("stiffness: 210 GPa", "stiffness: 210 GW", "is a power"),
        ("poisson: 0.3,", "poisson: 0.5,", "too large"),
        ("porosity: 95 %", "porosity: 95", "95 %"),
        ("porosity: 95 %", "porosity: 0 %", "is 0"),
        ("porosity: 95 %", "porosity: 100 %", "no frame"),
        ("resistivity: 30 kN*s/m4", "resistivity: 30 kN", "resistivity"),
        ("resistivity: 30 kN*s/m4", "resistivity: 1e30 N*s/m4", "too large"),
        ("tortuosity: 1.6", "tortuosity: 0.9", "1 or more"),
        ("thermal_length: 0.12 mm", "thermal_length: 20 um", "below the viscous"),
        ("viscous_length: 50 um\n    ", "", "viscous_length"),
        ("loss: 15 %", "loss: 15", "too large"),
        ("density: 60 kg/m3", "density: 60 kg/m2", "is a mass of an area"),
        ("of: loss", "of: sound", "of"),
        ("behind: air", "behind: wall", "no transmission loss"),
        ("of: loss, least: 40", "of: absorption, least: 40", "1 at most"),
        ("from: 500 Hz", "from: 500", "add a unit"),
        ("from: 500 Hz, to: 5 kHz", "from: 5 kHz, to: 500 Hz", "no third-octave band"),
        ("heavy layer.mass: 5 %", "heavy.mass: 5 %", "no layer"),
        ("heavy layer.mass: 5 %", "heavy layer.mas: 5 %", "did you mean `mass`"),
        ("heavy layer.mass: 5 %", "heavy layer.mass: 50 %", "quarter"),
        ("heavy layer.mass: 5 %", "heavy layer.mass: 0 %", "quarter"),
        ("heavy layer.mass: 5 %", "heavy layer.mass: 5 mm", "is a length"),
        ("heavy layer.mass: 5 %", "heavy layer.mass: [1]", "a list"),
        ("sheet: heavy layer", "sheet: foam", "several layers"),
        ("{sheet: heavy layer, mass: 3.5 kg/m2}", "{felt: f, thickness: 1 mm, area_mass: 3 kg/m2}", "denser"),
        ("{sheet: heavy layer, mass: 3.5 kg/m2}", "{gap: g, thickness: 1 mm, density: 3 kg/m3}", "density"),
        (
            "{sheet: heavy layer, mass: 3.5 kg/m2}",
            "{perforated: p, thickness: 1 mm, open_share: 80 %, diameter: 1 mm}",
            "touch each other",
        ),
    ],
)
def test_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    """Each fault names file and line, and what to do."""
    assert old in DASH
    text = DASH.replace(old, new)
    if text.count("heavy layer") < 2:  # its scatter would be told first
        text = text.replace("heavy layer.mass: 5 %, ", "")
    with pytest.raises(ModelError) as error:
        read_stack(written(tmp_path, text))
    told = str(error.value)
    assert said in told
    assert "stack.yaml" in told


def test_all_faults_at_once(tmp_path: Path) -> None:
    """Two wrong layers are told together."""
    text = DASH.replace("0.8 mm", "0.8").replace("3.5 kg/m2", "3.5")
    with pytest.raises(ModelError) as error:
        read_stack(written(tmp_path, text))
    assert len(error.value.problems) == 2
    assert [one.line for one in error.value.problems] == [8, 17]


def test_too_many_layers(tmp_path: Path) -> None:
    """A file cannot ask for more memory than there is."""
    text = "stack: 1\nbehind: wall\nlayers:\n" + "  - {gap: a, thickness: 1 mm}\n" * 101
    with pytest.raises(ModelError, match="101 layers"):
        read_stack(written(tmp_path, text))
