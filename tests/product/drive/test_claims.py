"""The ranges that claims about cars are held against are those that `taktwin drive` finds."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from taktwin.analysis.claims.reproduced import known
from taktwin.product.drive.file.read import CarFile, read_car
from taktwin.product.drive.lighter import lighter
from taktwin.product.drive.study import DriveStudy, study_drive
from taktwin.product.drive.synthetic import cycle_names, synthetic_cycle

FILE = read_car("suv-range-extender")


def driven(file: CarFile, cycle: str) -> DriveStudy:
    """Twice, as the ranges say."""
    return study_drive(file, cycle, 2, ("load_following", "thermostat", "adaptive", "equivalent", "quiet"))


@pytest.mark.long
@pytest.mark.parametrize("cycle", cycle_names())
def test_fuel_and_noise(cycle: str) -> None:
    """Every figure of this cycle lies in its range, half a digit aside."""
    source = FILE.car.source
    assert source is not None
    worse = source.efficiency / 0.41
    before = replace(source, idle=source.idle * worse, rate=source.rate * worse, curve=source.curve * worse)
    new = {one.trip.strategy: one for one in driven(FILE, cycle).driven}
    old = {one.trip.strategy: one for one in driven(replace(FILE, car=replace(FILE.car, source=before)), cycle).driven}
    for name, kinds in (("control", new), ("both", old)):
        for row in known()[name]:
            saved = 1 - new[row["after"]].balanced_kwh / kinds[row["before"]].balanced_kwh
            assert row["low"] - 5e-4 <= saved <= row["high"] + 5e-4, (name, row)
    for row in known()["heard"]:
        file = replace(FILE, noise=replace(FILE.noise, idle=FILE.noise.idle + row["level"]))
        by = {one.trip.strategy: one for one in study_drive(file, cycle, 2, ("load_following", "quiet")).driven}
        assert row["before"][0] - 5e-4 <= by["load_following"].audible <= row["before"][1] + 5e-4
        assert by["quiet"].audible == row["capped"]
        assert (by["quiet"].trip.end > FILE.car.charge - 0.015) == row["held"]
        fuel = by["quiet"].balanced_kwh / new["equivalent"].balanced_kwh - 1
        assert row["fuel"][0] - 5e-4 <= fuel <= row["fuel"][1] + 5e-4


def test_mass() -> None:
    """The slopes of our own car."""
    slopes = {row["name"]: row for row in known()["slopes"]}
    for cycle in cycle_names():
        found = {one.source: one.low for one in lighter(FILE.car, synthetic_cycle(cycle), (100, 100)).savings}
        assert slopes["own"]["low"] - 5e-3 <= found["this car"] <= slopes["own"]["high"] + 5e-3
        assert slopes["poor"]["low"] - 5e-3 <= found["this car with poor recuperation"] <= slopes["poor"]["high"] + 5e-3


def test_loudness() -> None:
    """A tenth of the loudness is 33 dB less."""
    assert known()["loudness"]["half_db"] * math.log2(10) == pytest.approx(33.2, abs=0.05)
