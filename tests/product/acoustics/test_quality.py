"""From a part to the plant: the share that fails, written into a model; and what is heard behind a part."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from taktwin.model.errors import ModelError, OptionError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.station import Station
from taktwin.model.values.quantity import Quantity
from taktwin.product.acoustics import zwicker
from taktwin.product.acoustics.bands import CENTRES
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.read import read_stack
from taktwin.product.acoustics.loudness import a_weight, heard, level_a
from taktwin.product.acoustics.quality import rejects, write_rejects
from taktwin.product.acoustics.solve import FIELD, respond
from taktwin.product.acoustics.study import AcousticStudy, study_acoustics

LINER = """\
stack: 1
name: "liner: [left]"
behind: wall
accept: {of: absorption, least: 0.37, from: 500 Hz, to: 5 kHz}
scatter: {felt.thickness: 0.6 mm}
layers:
  - {felt: felt, thickness: 20 mm, area_mass: 1.2 kg/m2}
"""
PLANT = """\
taktwin: 1
name: works     # ours
orders: {o: {}}
shops:
  felt:
    lines:
      main: {orders: o, flow: [{station: form, cycle: 80 s}, {station: test, cycle: 40 s, scrap: 1 %}]}   # by hand
"""
AT = "shops.felt.lines.main.flow.test.scrap"
SHEET = """\
stack: 1
behind: air
sound: {250: 70, 500: 70, 1000: 70}
layers:
  - {sheet: heavy, mass: 5 kg/m2}
"""


def scrap_of(path: Path) -> Quantity:
    """The share that the test of a model scraps."""
    station = next(one for *_, one in load_model(path).all_elements() if one.name == "test")
    assert isinstance(station, Station)
    return station.scrap


def studied(folder: Path, text: str = LINER) -> AcousticStudy:
    """The study of a file."""
    path = folder / "liner.yaml"
    path.write_text(text, encoding="utf-8")
    return study_acoustics(path, first=500, last=500, draws=64)


def test_into_a_plant(tmp_path: Path) -> None:
    """The share stands in the model, with its rule; all else is as it was."""
    found = studied(tmp_path)
    path = tmp_path / "works.yaml"
    path.write_text(PLANT, encoding="utf-8")
    written = write_rejects(found, path, AT)
    text = path.read_text(encoding="utf-8")
    assert written in text
    assert "# ours" in text
    assert "# by hand" in text
    scrap = scrap_of(path)
    assert found.acceptance is not None
    assert scrap.value == pytest.approx(1 - found.acceptance.share, rel=5e-3)
    assert scrap.mark is not None
    assert scrap.mark.kind == "derived"


def test_into_the_set_of_a_model_that_extends_another(tmp_path: Path) -> None:
    """What the file does not spell out goes into its `set`."""
    (tmp_path / "works.yaml").write_text(PLANT, encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text("taktwin: 1\nname: own\nextends: works.yaml\n", encoding="utf-8")
    write_rejects(studied(tmp_path), own, AT)
    assert "set:" in own.read_text(encoding="utf-8")
    assert scrap_of(own).value > 0.01


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("shops.felt.lines.main.flow.tset.scrap", "did you mean"),
        ("shops.felt.lines.main.flow.test.cycle", "no share of parts"),
        ("title", "no share of parts"),
        ("", "no share of parts"),
        ("shops.felt.scrap", "scrap"),
        ("shops.felt.lines.main.flow.test.routes.0.share", "routes"),
    ],
)
def test_into_refused(at: str, said: str, tmp_path: Path) -> None:
    """And the file is as it was."""
    path = tmp_path / "works.yaml"
    path.write_text(PLANT, encoding="utf-8")
    with pytest.raises((ModelError, OptionError)) as error:
        write_rejects(studied(tmp_path), path, at)
    assert said in str(error.value)
    assert path.read_text(encoding="utf-8") == PLANT


def test_no_acceptance(tmp_path: Path) -> None:
    """A part without a limit has no share that fails."""
    text = LINER.replace("accept: {of: absorption, least: 0.37, from: 500 Hz, to: 5 kHz}\n", "")
    with pytest.raises(OptionError, match="when a part is accepted"):
        rejects(studied(tmp_path, text))


def test_weights_and_loudness() -> None:
    """A-weighting as in the tables of IEC 61672-1; a tone at 1 kHz is what it is."""
    known = {31.5: -39.4, 63: -26.2, 125: -16.1, 250: -8.6, 500: -3.2, 1000: 0, 2000: 1.2, 4000: 1.0, 8000: -1.1}
    for frequency, weight in known.items():
        assert frequency in CENTRES
        assert a_weight(frequency) == pytest.approx(weight, abs=0.15)
    assert level_a({1000.0: 60.0}) == pytest.approx(60, abs=0.01)
    assert level_a({1000.0: 60.0, 500.0: 60.0 + 3.25}) == pytest.approx(60 + 10 * math.log10(2), abs=0.05)


MACHINE = (
    -60, -60, 78, 79, 89, 72, 80, 89, 75, 87, 85, 79, 86, 80, 71, 70, 72, 71, 72, 74, 69, 65, 67, 77, 68, 58, 45, 30,
)  # fmt: skip
"""A machine, dB: signal 1 of annex B of ISO 532-1, whose loudness is known."""


def test_zwicker() -> None:
    """The known signal; a tone through the skirts of third-octave filters; more is never less loud."""
    machine = dict(zip(zwicker.CENTRES, MACHINE, strict=True))
    assert zwicker.loudness(machine, diffuse=False) == pytest.approx(83.296, rel=1e-4)
    for phon, sone in ((40, 1.0), (60, 4.0), (80, 16.0)):
        tone: dict[float, float] = {630: phon - 42, 800: phon - 21, 1000: phon, 1250: phon - 21, 1600: phon - 42}
        assert zwicker.loudness(tone, diffuse=False) == pytest.approx(sone, rel=0.05)
        assert zwicker.phon(sone) == phon
    assert zwicker.loudness({}) == zwicker.loudness({25: 10, 1000: 0}) == 0
    assert zwicker.phon(0.999999) == pytest.approx(40, abs=0.01)
    for band in zwicker.CENTRES:
        louder = machine | {band: machine[band] + 3}
        assert zwicker.loudness(louder) >= zwicker.loudness(machine)
    with pytest.raises(StackError, match="120 dB at most"):
        zwicker.loudness({50: 121.0})
    with pytest.raises(StackError, match="260 Hz"):
        zwicker.loudness({260: 70.0})


def test_heard(tmp_path: Path) -> None:
    """Behind a sheet, band by band less its loss; more mass is less loud."""
    found = studied(tmp_path, SHEET).heard
    assert found is not None
    file = read_stack(tmp_path / "liner.yaml")
    losses = respond(file.stack, (250, 500, 1000), FIELD, file.air).loss_db
    behind = {f: 70 - loss for f, loss in zip((250.0, 500.0, 1000.0), losses, strict=True)}
    assert found.behind == pytest.approx(level_a(behind))
    heavier = studied(tmp_path, SHEET.replace("5 kg/m2", "10 kg/m2")).heard
    assert heavier is not None
    assert heavier.less > found.less > 0
    assert found.given == 3
    assert found.sone_behind == pytest.approx(zwicker.loudness(behind))
    with pytest.raises(StackError, match="no band of 100"):
        heard({100.0: 70.0}, respond(file.stack, (250,), FIELD, file.air))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("250: 70", "260: 70", "no centre of a third-octave band"),
        ("250: 70", "low: 70", "no centre of a third-octave band"),
        ("250: 70", "250: 700", "a level of 700"),
        ("250: 70", "250: .nan", "a level of"),
        ("250: 70", "250: loud", "a level of loud"),
        ("250: 70", "250: true", "a level of"),
        ("behind: air", "behind: wall", "nothing is heard"),
        ("{250: 70, 500: 70, 1000: 70}", "70", "expected a mapping"),
    ],
)
def test_sound_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    """File, line and remedy."""
    with pytest.raises(ModelError) as error:
        studied(tmp_path, SHEET.replace(old, new, 1))
    assert said in str(error.value)
    assert "liner.yaml" in str(error.value)
