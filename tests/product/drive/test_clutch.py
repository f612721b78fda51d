"""An engine that may be clutched to the wheels: in series as before, what a clutch saves, and what is refused."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.product.drive.car import Car
from taktwin.product.drive.clutch import Clutch, drive_clutched
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.errors import CannotFollowError, DriveError
from taktwin.product.drive.file.read import read_car
from taktwin.product.drive.synthetic import synthetic_cycle
from taktwin.product.drive.trip import drive_equivalent
from tests.product.drive.test_file import CAR, written

CYCLE = synthetic_cycle("like-cltc")


def test_in_series_it_is_the_equivalent_strategy(cars: tuple[Car, Car]) -> None:
    """A second program of it, with the open voltage of the target, within 0.1 %; and a clutch that never closes."""
    known = drive_equivalent(cars[0], CYCLE)
    assert known.factor is not None
    never = drive_clutched(cars[0], CYCLE, Clutch(begin=math.inf))
    assert never.per_100km == never.series_per_100km
    assert never.closed_share == 0
    assert never.series_per_100km == pytest.approx(known.per_100km(known.balanced_kwh(known.factor)), rel=1e-3)


def test_a_clutch_saves(cars: tuple[Car, Car]) -> None:
    """Closed only above its speed and while driving; a better one is closed longer and saves more."""
    found = drive_clutched(cars[0], CYCLE, Clutch())
    assert (CYCLE.means[found.closed] >= 65 / 3.6).all()
    assert (found.trip.demand.motor[found.closed] > 0).all()
    assert found.per_100km < found.series_per_100km
    assert 0.97 * found.per_100km < found.bound_per_100km <= found.per_100km
    worse = drive_clutched(cars[0], CYCLE, Clutch(efficiency=0.80))
    assert found.bound_per_100km < worse.bound_per_100km
    assert found.per_100km < worse.per_100km <= worse.series_per_100km * 1.005


def test_by_hand(cars: tuple[Car, Car]) -> None:
    """What a clutched engine spares the bus is its power at the wheels, and what the motor loses less."""
    car = cars[0]
    found = drive_clutched(car, CYCLE, Clutch())
    at = int(np.flatnonzero(found.closed)[0])
    v = CYCLE.means[at]
    motor, loss = found.trip.demand.motor[at], found.trip.demand.loss[at]
    w = v / car.motor.radius * car.motor.ratio
    spared = []
    for share in np.linspace(0.1, 1, 19):
        left = motor - 0.96 * share * min(1350 * v * 1.8, 110e3)
        less = car.motor.torque * (left / w) ** 2 + car.motor.speed * w + car.motor.drag * w**3 + car.motor.constant
        spared.append(motor + loss - left - less)
    assert min(abs(one - found.trip.generated[at]) for one in spared) < 1e-6


def test_a_steady_speed(cars: tuple[Car, Car]) -> None:
    """Where every second is alike one price is all or nothing: first the one and then the other holds the charge."""
    steady = Cycle("steady", np.full(1801, 100 / 3.6), np.zeros(1801))
    found = drive_clutched(cars[0], steady, Clutch())
    assert found.comparable
    assert found.trip.end == pytest.approx(cars[0].charge, abs=1e-3)
    assert found.per_100km <= found.series_per_100km


def test_cannot(cars: tuple[Car, Car]) -> None:
    """No source, or a battery that is too weak."""
    with pytest.raises(DriveError):
        drive_clutched(cars[1], CYCLE, Clutch())
    source = cars[0].source
    assert source is not None
    small = replace(source, best=8500.0, most=9000.0)
    weak = replace(cars[0], source=small, battery=replace(cars[0].battery, resistance=5.0))
    with pytest.raises(CannotFollowError, match="at second"):
        drive_clutched(weak, CYCLE, Clutch())


@pytest.mark.parametrize(
    ("clutch", "said"),
    [
        ("{revolutions: 0}", "revolutions is 0"),
        ("{revolutions: 5}", "too small"),
        ("{efficiency: 0 %}", "efficiency is 0"),
        ("{inner: 48}", "48 %"),
        ("{most: 50 J}", "no more work than its friction"),
        ("{friction: 75}", "add a unit"),
        ("{from: 65}", "add a unit"),
        ("{form: 65 km/h}", "did you mean `from`"),
    ],
)
def test_refused(clutch: str, said: str, tmp_path: Path) -> None:
    """File, line and remedy."""
    with pytest.raises(ModelError) as error:
        read_car(written(tmp_path, CAR.replace("most: 50 kW", f"most: 50 kW, clutch: {clutch}")))
    assert said in str(error.value)
    assert "small.yaml" in str(error.value)


def test_a_fuel_cell_has_none(tmp_path: Path) -> None:
    """It has no shaft."""
    text = CAR.replace("range_extender", "fuel_cell").replace("most: 50 kW", "most: 50 kW, clutch: {}")
    with pytest.raises(ModelError, match="no shaft"):
        read_car(written(tmp_path, text))
