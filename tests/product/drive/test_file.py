"""Files of cars: what they say, and what is refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError, OptionError
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.file.read import car_names, read_car
from taktwin.product.drive.study import STRATEGIES, study_drive

CAR = """\
car: 1
name: small
road: {mass: 1.5 t, rolling: 0.009, drag: 0.3, area: 2.2 m2}
battery: {charge: 60 Ah, voltage: 330 V, slope: 60 V, resistance: 100 mohm, start: 30 %}
source: {kind: range_extender, best: 25 kW, efficiency: 38 %, idle: 7 kW, most: 50 kW}
"""


def written(folder: Path, text: str) -> Path:
    """The file of a text."""
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_file_says(tmp_path: Path) -> None:
    """In SI units, with defaults; the best efficiency is the one that was given, and at its place."""
    found = read_car(written(tmp_path, CAR))
    car = found.car
    assert (car.road.mass, car.road.drag_area, car.charge) == (1500, pytest.approx(0.66), 0.3)
    assert car.battery.charge == pytest.approx(60)
    assert car.battery.resistance == pytest.approx(0.1)
    source = car.source
    assert source is not None
    assert source.efficiency == pytest.approx(0.38)
    for power in (24e3, 26e3):
        assert power / (source.idle + source.rate * power + source.curve * power**2) < 0.38
    assert found.noise.idle == 41


@pytest.mark.parametrize("name", car_names())
def test_shipped(name: str) -> None:
    """Every car that comes with Taktwin says where its numbers come from, and drives."""
    found = read_car(name)
    assert found.mark is not None
    assert study_drive(found, "like-cltc").as_dict()["car"] == name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("car: 1", "car: 2", "car"),
        ("car: 1\n", "", "car"),
        ("road:", "raod:", "did you mean `road`"),
        ("mass: 1.5 t", "mass: 1.5", "add a unit"),
        ("mass: 1.5 t", "mass: 0", "mass is 0"),
        ("mass: 1.5 t", "mass: -2 t", "negative"),
        ("mass: 1.5 t", "mass: .inf", "mass"),
        ("mass: 1.5 t, ", "", "mass"),
        ("rolling: 0.009", "rolling: 9", "no car has"),
        ("drag: 0.3", "drag: 30", "no car has"),
        ("rolling: 0.009, ", "", "rolling is missing"),
        (", area: 2.2 m2", "", "area is missing"),
        ("area: 2.2 m2", "area: 2.2 m", "is a length"),
        ("drag: 0.3, area: 2.2 m2", "coast_down: [100, 1, 0.4]", "say the same twice"),
        ("rolling: 0.009, drag: 0.3, area: 2.2 m2", "coast_down: [100, 1]", "too few"),
        ("rolling: 0.009, drag: 0.3, area: 2.2 m2", "coast_down: [100, 1, -0.4]", "below 0"),
        ("rolling: 0.009, drag: 0.3, area: 2.2 m2", "coast_down: [100, 1, .nan]", "not finite"),
        ("mass: 1.5 t", "mass: 1.5 t, rotating: 0.9", "1 or more"),
        ("charge: 60 Ah", "charge: 60 kWh", "is an energy"),
        ("charge: 60 Ah", "charge: 0", "charge is 0"),
        ("voltage: 330 V", "voltage: 330", "add a unit"),
        ("voltage: 330 V", "voltage: 0", "voltage is 0"),
        ("resistance: 100 mohm", "resistance: 100 V", "is a voltage"),
        ("start: 30 %", "start: 130 %", "100 %"),
        (", start: 30 %", "", "start"),
        ("kind: range_extender", "kind: turbine", "kind"),
        ("best: 25 kW", "best: 60 kW", "above `most`"),
        ("best: 25 kW", "best: 0", "best is 0"),
        ("efficiency: 38 %", "efficiency: 0 %", "efficiency is 0"),
        ("efficiency: 38 %", "efficiency: 380 %", "100 %"),
        ("idle: 7 kW", "idle: 70 kW", "cannot have 38 %"),
        ("idle: 7 kW", "idle: 7 kg", "is a mass"),
        ("most: 50 kW", "most: 50 kW, converter: 0 %", "converter is 0"),
        ("most: 50 kW", "most: 50 kW, start: 60 kW", "is a power"),
        ("car: 1", "car: 1\nmotor: {gear: 0 %}", "gear is 0"),
        ("car: 1", "car: 1\nmotor: {radius: 0.35}", "add a unit"),
        ("car: 1", "car: 1\nbrake: {begin: 20 km/h}", "not above `begin`"),
        ("car: 1", "car: 1\nbrake: {share: 95}", "95 %"),
        ("car: 1", "car: 1\nnoise: {idle: loud}", "noise"),
        ("car: 1", "car: 1\nnoise: {idle: 1e9}", "a level of"),
        ("car: 1", "car: 1\nauxiliaries: 400", "add a unit"),
    ],
)
def test_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    """Each fault names file and line, and what to do."""
    assert old in CAR
    with pytest.raises(ModelError) as error:
        read_car(written(tmp_path, CAR.replace(old, new, 1)))
    assert said in str(error.value)
    assert "small.yaml" in str(error.value)


def test_study(tmp_path: Path) -> None:
    """All strategies beside the best one, which none beats by more than the grid of the optimum allows."""
    found = study_drive(written(tmp_path, CAR), "like-wltc")
    assert {one.trip.strategy for one in found.driven} == set(STRATEGIES)
    assert found.bound_kwh is not None
    for one in found.driven:
        assert one.over_best > -0.005
        assert one.balanced_kwh > found.bound_kwh * 0.999
    assert found.table().height == 1800 * len(STRATEGIES)
    two = study_drive(written(tmp_path, CAR), "like-wltc", strategies=("thermostat",))
    assert [one.trip.strategy for one in two.driven] == ["thermostat", "best"]


def test_study_refuses(tmp_path: Path) -> None:
    """No such strategy, none for a car without a source, no such cycle."""
    path = written(tmp_path, CAR)
    with pytest.raises(OptionError, match="no strategy"):
        study_drive(path, "like-wltc", strategies=("clever",))
    with pytest.raises(OptionError, match="so there is no strategy"):
        study_drive("suv-battery", "like-wltc", strategies=("best",))
    with pytest.raises(ModelError, match="no such file"):
        study_drive(path, "wltc")


def test_gains_charge() -> None:
    """Downhill a battery gains charge: no range is told, below 0 or other."""
    speeds = np.concatenate([np.arange(0, 15.0), np.full(300, 15.0), np.arange(14.0, -1, -1)])
    way = Cycle("down", speeds, np.full(speeds.size, -0.08))
    found = study_drive("suv-battery", way)
    assert found.electric_per_100km is not None
    assert found.electric_per_100km < 0
    assert found.range_km is None is found.as_dict()["range_km"]
    with pytest.raises(DriveError, match="stands all the time"):
        study_drive("suv-battery", Cycle("still", np.zeros(60), np.zeros(60)))
