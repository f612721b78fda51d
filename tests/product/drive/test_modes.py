"""Cold and heat, and a long way from a full battery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError, OptionError
from taktwin.product.drive.car import Car
from taktwin.product.drive.climate import Cabin, at_temperature
from taktwin.product.drive.demand import demand
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.file.read import read_car
from taktwin.product.drive.modes import drive_modes, falling
from taktwin.product.drive.synthetic import synthetic_cycle
from taktwin.product.drive.trip import drive_adaptive, drive_electric
from tests.product.drive.test_file import CAR, written

CYCLE = synthetic_cycle("like-cltc")


def taken(car: Car) -> float:
    """KWh of the battery, inside."""
    return drive_electric(replace(car, charge=0.6), CYCLE).internal_kwh


def test_temperature(cars: tuple[Car, Car]) -> None:
    """The colder the more, with a heater more than with a heat pump; at 20 C little changes."""
    car = cars[1]
    by = [taken(at_temperature(car, c, Cabin())) for c in (-15, -7, 0, 10, 20)]
    assert by == sorted(by, reverse=True)
    assert taken(at_temperature(car, 20)) == pytest.approx(taken(car), rel=0.01)
    assert taken(at_temperature(car, -7)) < taken(at_temperature(car, -7, Cabin(heat_pump=True))) < by[1]
    assert taken(at_temperature(car, 35, Cabin())) > taken(at_temperature(car, 35))
    assert at_temperature(car, -7).battery.energy < car.battery.energy


def test_cabin() -> None:
    """By hand: 21 - (-9) = 30 K x 110 W less 300 W of sun; in the heat the sun counts."""
    assert Cabin().power(-9) == pytest.approx(3000)
    assert Cabin(heat_pump=True).power(-10) == pytest.approx((31 * 110 - 300) / 1.5)
    assert Cabin().power(31) == pytest.approx((10 * 110 + 300) / 2.5)
    assert Cabin().power(21) == 0


def test_coast_down_in_the_cold(cars: tuple[Car, Car]) -> None:
    """Coast-down coefficients become stiffer and denser as rolling and drag do."""
    road = cars[1].road
    same = replace(road, coast_down=(road.mass * road.gravity * road.rolling, 0.0, 0.5 * road.air * road.drag_area))
    one, two = (at_temperature(replace(cars[1], road=r), -10) for r in (road, same))
    assert np.allclose(demand(one, CYCLE).bus, demand(two, CYCLE).bus)


@pytest.mark.parametrize("celsius", [-60, 80, float("nan"), float("inf")])
def test_temperature_refused(celsius: float, cars: tuple[Car, Car]) -> None:
    """Colder or hotter than cars are."""
    with pytest.raises(OptionError, match="give -40 to 55"):
        at_temperature(cars[0], celsius)


@pytest.mark.parametrize(
    ("cabin", "said"),
    [
        ("{loss: -5}", "give 0 to 1000"),
        ("{wanted: 80}", "give 0 to 40"),
        ("{cooling: 0}", "give 0.1 to 20"),
        ("{sun: .inf}", "give 0 to 3000"),
        ("{heat_pump: perhaps}", "true or false"),
        ("{hetpump: true}", "heat_pump"),
    ],
)
def test_cabin_refused(cabin: str, said: str, tmp_path: Path) -> None:
    """File, line and remedy."""
    with pytest.raises(ModelError) as error:
        read_car(written(tmp_path, CAR + f"cabin: {cabin}\n"))
    assert said in str(error.value)
    assert "small.yaml" in str(error.value)


def test_modes(cars: tuple[Car, Car]) -> None:
    """Battery first: no start until it is near its target. Mixed: it falls with the way. None beats what is known."""
    found = {one.name: one for one in drive_modes(cars[0], CYCLE, 280)}
    first, mixed, known = (found[name] for name in ("depleting", "blended", "equivalent"))
    on = np.flatnonzero(first.trip.generated)
    assert first.trip.charge[on[0]] < cars[0].charge + 0.12
    line = falling(cars[0], mixed.trip.demand.cycle, 1.0)
    assert np.abs(mixed.trip.charge - line).max() < 0.12
    assert known.per_100km <= min(first.per_100km, mixed.per_100km) * 1.005
    for one in found.values():
        assert one.trip.end == pytest.approx(cars[0].charge, abs=0.02)
    assert all(one.per_100km == 0 for one in drive_modes(cars[0], CYCLE, 50))


def test_a_reference_of_its_own(cars: tuple[Car, Car]) -> None:
    """A target that does not move is that of the car."""
    plain = drive_adaptive(cars[0], CYCLE)
    given = drive_adaptive(cars[0], CYCLE, reference=np.full(CYCLE.seconds, cars[0].charge), start=cars[0].charge)
    assert plain.fuel_kwh == given.fuel_kwh


def test_modes_refused(cars: tuple[Car, Car]) -> None:
    """No way, too long a one, no source."""
    for km in (0, -5, 1e6, float("nan")):
        with pytest.raises(OptionError, match="a way of"):
            drive_modes(cars[0], CYCLE, km)
    with pytest.raises(DriveError):
        drive_modes(cars[1], CYCLE, 50)
