"""The cars of a plant's mix in use: shares, masses, means, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.analysis.footprint.read import read_account
from taktwin.analysis.footprint.study import study_footprint
from taktwin.cli.app import app
from taktwin.model.errors import ModelError, OptionError
from taktwin.model.files.yamlio import load_model
from taktwin.product.drive.file.read import read_car
from taktwin.product.drive.synthetic import synthetic_cycle
from taktwin.product.fleet.fleet import fleet
from taktwin.product.fleet.study import study_fleet, study_life
from taktwin.product.fleet.use import use_of
from tests.analysis.footprint.plant import PLANT

MODEL = """\
taktwin: 1
name: works
products:
  m7:
    options: {powertrain: {erev: 85 %, bev: 15 %}, drive: {rwd: 40 %, awd: 60 %}}
    car:
      drive: suv-range-extender
      options:
        powertrain: {bev: {drive: suv-battery}}
        drive: {awd: {more: 100 kg}}
  m5: {car: {drive: suv-battery, mass: 2.2 t}}
orders: {cars: {mix: {m7: 60 %, m5: 40 %}}}
shops: {final: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 120 s}]}}}}
"""
USE = """\
use:
  model: works.yaml
  life: 200000 km
  electricity: {region: China, year: 2024, kind: life_cycle}
"""


def test_mix() -> None:
    """Every variant that drives in its own way, with its share and mass."""
    cars = {(one.product, *one.options.values()): one for one in fleet(load_model(MODEL))}
    assert sum(one.share for one in cars.values()) == pytest.approx(1)
    assert cars["m7", "erev", "awd"].share == pytest.approx(0.6 * 0.85 * 0.6)
    assert cars["m7", "erev", "awd"].file.car.road.mass == pytest.approx(2600)
    assert cars["m7", "bev", "awd"].file.car.road.mass == pytest.approx(2435)
    assert cars["m7", "bev", "awd"].file.car.source is None
    assert cars["m5",].file.car.road.mass == pytest.approx(2200)


def test_mean_of_the_mix() -> None:
    """The mean of the mix is that of its cars by their shares; heavier cars take more."""
    found = study_fleet(load_model(MODEL))
    assert found.of().kwh == pytest.approx(sum(one.car.share * one.use.kwh for one in found.driven))
    assert found.of().kwh == pytest.approx(0.6 * found.of("m7").kwh + 0.4 * found.of("m5").kwh)
    by = {(one.car.product, *one.car.options.values()): one.use for one in found.driven}
    assert by["m7", "bev", "rwd"].kwh < by["m7", "bev", "awd"].kwh
    with pytest.raises(OptionError, match="no car of the mix"):
        found.of("m9")


def test_use_of_a_range_extender() -> None:
    """Between the curves: much on the battery, or little."""
    car, cycle = read_car("suv-range-extender").car, synthetic_cycle("like-cltc")
    found = use_of(car, cycle)
    assert found.highest[1] > found.litres >= found.lowest[1]
    kg, least, most = found.co2(0.0)
    assert least <= kg <= most
    assert found.co2(2.0)[1] > found.co2(0.1)[2]  # electricity that is all coal and more


def written(folder: Path, use: str = USE, model: str = MODEL) -> Path:
    """A file of footprints with a use, and its model."""
    (folder / "works.yaml").write_text(model, encoding="utf-8")
    path = folder / "plant.yaml"
    path.write_text(PLANT + use, encoding="utf-8")
    return path


def test_beside_the_footprint(tmp_path: Path) -> None:
    """The use stands beside the making and changes none of it."""
    path = written(tmp_path)
    found = study_footprint(path)
    life = study_life(found)
    assert life is not None
    by = {one.product: one for one in life.beside}
    assert by["m7"].made == found.of("m7").kg
    assert by["m5"].used == pytest.approx(life.fleet.of("m5").kwh * 0.578 * 2000)
    assert by["m7"].least <= by["m7"].used <= by["m7"].most
    told = CliRunner().invoke(app, ["footprint", str(path), "--json"])
    assert json.loads(told.output)["use_apart"]["life_km"] == 200000
    told = CliRunner().invoke(app, ["footprint", str(path)])
    assert "one car in use, 200,000 km of like-cltc" in told.output
    (tmp_path / "bare.yaml").write_text(PLANT, encoding="utf-8")
    assert study_life(study_footprint(tmp_path / "bare.yaml")) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("life: 200000 km", "life: 200000", "add a unit"),
        ("life: 200000 km", "life: 0 km", "do not drive"),
        ("life: 200000 km", "life: 5 min", "is a time"),
        ("life: 200000 km", "life: 1e12 km", "too large"),
        ("  life: 200000 km\n", "", "life"),
        ("year: 2024", "year: 1924", "nearest known"),
        ("{region: China, year: 2024, kind: life_cycle}", "0.5 kg/kWh", "has no source"),
        ("{region: China, year: 2024, kind: life_cycle}", "0.5 kg/kg\n  source: one", "not of electricity"),
        ("{region: China, year: 2024, kind: life_cycle}", "much", "an emission for each unit"),
        ("  model:", "  modle:", "did you mean `model`"),
    ],
)
def test_wrong_use(old: str, new: str, said: str, tmp_path: Path) -> None:
    """File, line and remedy."""
    assert old in USE
    with pytest.raises(ModelError) as error:
        read_account(written(tmp_path, USE.replace(old, new, 1)))
    assert said in str(error.value)
    assert "plant.yaml:" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("drive: suv-battery, mass", "drive: suv-batery, mass", "did you mean `suv-battery`"),
        ("{drive: suv-battery}}", "{drive: far/away.yaml}}", "there is no file"),
        ("mass: 2.2 t", "mass: 0", "cannot have no mass"),
        ("mass: 2.2 t", "mass: 2.2", "add a unit"),
        ("bev: {drive", "bvv: {drive", "did you mean `bev`"),
        ("        powertrain: {bev", "        powertran: {bev", "did you mean `powertrain`"),
        ("more: 100 kg", "more: 100 kg, less: 1 kg", "give one of the two"),
        ("more: 100 kg", "drive: suv-battery", "two options say which file"),
        ("more: 100 kg", "mroe: 100 kg", "did you mean `more`"),
        ("{car: {drive: suv-battery, mass: 2.2 t}}", "{car: suv-battery}", "expected a mapping"),
    ],
)
def test_wrong_cars(old: str, new: str, said: str) -> None:
    """A model whose cars cannot be."""
    assert old in MODEL
    with pytest.raises(ModelError) as error:
        load_model(MODEL.replace(old, new, 1))
    assert said in str(error.value)


def test_refused(tmp_path: Path) -> None:
    """No cars, several plants, options that take off more than there is, products that are called otherwise."""
    with pytest.raises(OptionError, match="says how it drives"):
        fleet(load_model("mm1"))
    with pytest.raises(OptionError, match="several plants"):
        fleet(load_model("two-plants"))
    with pytest.raises(OptionError, match="more than its mass"):
        fleet(load_model(MODEL.replace("more: 100 kg", "less: 9 t")))
    other = MODEL.replace("m7", "x7").replace("m5", "x5")
    with pytest.raises(OptionError, match="call them alike"):
        study_life(study_footprint(written(tmp_path, model=other)))


def test_a_file_of_a_base_stays_beside_it(tmp_path: Path) -> None:
    """A model that extends another in another folder drives its cars."""
    (tmp_path / "far").mkdir()
    car = "car: 1\nroad: {mass: 1.2 t, rolling: 0.01, drag: 0.3, area: 2 m2}\n"
    car += "battery: {charge: 100 Ah, voltage: 330 V, resistance: 90 mohm, start: 90 %}\n"
    (tmp_path / "far" / "mini.yaml").write_text(car, encoding="utf-8")
    base = MODEL.replace("drive: suv-battery, mass: 2.2 t", "drive: mini.yaml")
    (tmp_path / "far" / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "own.yaml").write_text("taktwin: 1\nname: own\nextends: far/base.yaml\n", encoding="utf-8")
    assert {one.file.car.road.mass for one in fleet(load_model(tmp_path / "own.yaml"))} >= {1200.0}
