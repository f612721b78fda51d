"""Utility curves, range and weighted consumption, and what a lighter part saves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from taktwin.model.errors import ModelError, OptionError
from taktwin.product.drive.car import Car
from taktwin.product.drive.cold import cold_start
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.lighter import PUBLISHED, lighter
from taktwin.product.drive.synthetic import synthetic_cycle
from taktwin.product.drive.trip import drive_adaptive, drive_electric
from taktwin.product.drive.utility import UtilityCurve, read_utility, utility_names
from taktwin.product.drive.weighted import depletion, electric_range, weigh, weighted

CYCLE = synthetic_cycle("like-cltc")
CURVE = "utility: 1\nname: own\ndistance: 400 km\ncoefficients: [10, -1, -2]\n"


@pytest.mark.parametrize(
    ("name", "known"), [("wltp", (0.902, 0.969)), ("wltp-2025", (0.659, 0.846)), ("wltp-2027", (0.445, 0.669))]
)
def test_curves(name: str, known: tuple[float, float]) -> None:
    """At 100 and 200 km, as known; none at no range, never above 1, and what it is not stands in its name."""
    curve = read_utility(name)
    assert (curve.at(100e3), curve.at(200e3)) == (pytest.approx(known[0], abs=6e-4), pytest.approx(known[1], abs=6e-4))
    assert curve.at(0) == curve.at(-5) == 0
    assert curve.at(1e9) <= 1
    assert "not GB/T" in curve.name
    assert name in utility_names()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("utility: 1", "utility: 2", "utility"),
        ("distance: 400 km", "distance: 400", "add a unit"),
        ("distance: 400 km", "distance: 0", "the distance is 0"),
        ("distance: 400 km", "distance: 4 h", "is a time"),
        ("[10, -1, -2]", "[]", "too few"),
        ("[10, -1, -2]", "[10, .nan]", "not finite"),
        ("[10, -1, -2]", "[10, -40]", "a longer range is lower"),
        ("[10, -1, -2]", "[ten]", "expected a number"),
        ("coefficients", "coeficients", "did you mean `coefficients`"),
        ("name: own\n", "", "name"),
    ],
)
def test_curve_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    """File, line and remedy."""
    path = tmp_path / "curve.yaml"
    path.write_text(CURVE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ModelError) as error:
        read_utility(path)
    assert said in str(error.value)
    assert "curve.yaml" in str(error.value)


def test_range(cars: tuple[Car, Car]) -> None:
    """Driving until the battery is at its target goes as far, within a cycle."""
    extender, battery = cars
    far, kwh = electric_range(extender, CYCLE)
    charge, km = 1.0, 0.0
    while charge > extender.charge:
        trip = drive_electric(replace(extender, charge=charge), CYCLE)
        charge, km = trip.end, km + trip.km
    assert km - CYCLE.distance / 1000 <= far / 1000 <= km + CYCLE.distance / 1000
    assert kwh > 10
    assert electric_range(battery, CYCLE)[0] > 1.5 * far
    with pytest.raises(DriveError, match="not fuller"):
        electric_range(replace(extender, charge=0.9), CYCLE, 0.8)


def test_weighted(cars: tuple[Car, Car]) -> None:
    """All on the battery, nothing on it, and half."""
    extender, battery = cars
    none = weighted(extender, CYCLE, UtilityCurve("none", 1e6, (0.0,)))
    assert (none.kwh, none.fuel) == (0, none.sustaining)
    found = weighted(extender, CYCLE, read_utility())
    assert found.fuel >= (1 - found.utility) * none.sustaining
    assert found.fuel == pytest.approx((1 - found.utility) * none.sustaining, rel=0.1)
    assert found.kwh == pytest.approx(found.utility * found.depleting_kwh, rel=0.1)
    with pytest.raises(DriveError):
        weighted(battery, CYCLE, read_utility())


def test_phase_by_phase(cars: tuple[Car, Car]) -> None:
    """Phases follow each other over the range; each counts by what the curve gains over it."""
    car = cars[0]
    far, kwh = electric_range(car, CYCLE)
    parts = depletion(car, CYCLE, far, kwh)
    assert [part.begin for part in parts] == [0.0, *(part.end for part in parts[:-1])]
    assert len(parts) % 3 == 0
    assert abs(parts[-1].end - far) <= 2 * CYCLE.distance
    assert parts[0].fuel == 0 < parts[-3].end
    assert sum(part.kwh for part in parts) == pytest.approx(kwh * far / 100e3, rel=0.02)
    curve = read_utility()
    found = weigh(far, kwh, parts, 5.0, curve)
    by_hand = sum((curve.at(one.end) - curve.at(one.begin)) * one.kwh / (one.end - one.begin) for one in parts) * 100e3
    assert found.kwh == pytest.approx(by_hand)
    assert found.utility == pytest.approx(curve.at(parts[-1].end))
    ramp = Cycle("ramp", CYCLE.speeds[:401], CYCLE.grades[:401])  # ends at speed: cannot be driven on end
    assert len(depletion(car, ramp, far, kwh)) == 1


def test_cold_start(cars: tuple[Car, Car]) -> None:
    """A share of the fuel of the first seconds that it runs, no more than of all."""
    trip = drive_adaptive(cars[0], CYCLE)
    low, high = cold_start(trip)
    assert 0 < low < high == pytest.approx(3 * low)
    assert cold_start(trip, (0.1, 0.3), 10**6)[0] == pytest.approx(0.1 * trip.fuel_kwh)
    assert low < 0.1 * trip.fuel_kwh or (trip.generated > 0).sum() <= 300


def test_lighter(cars: tuple[Car, Car]) -> None:
    """A range that holds every source; poor recuperation saves more; twice the mass saves about twice."""
    for car in cars:
        found = lighter(car, CYCLE, (90, 180))
        by = {one.source: one for one in found.savings}
        assert len(by) == len(PUBLISHED) + 2
        assert by["this car"].high == pytest.approx(2 * by["this car"].low, rel=0.02)
        assert by["this car with poor recuperation"].low > by["this car"].low
        assert found.share == (min(x.low_share for x in by.values()), max(x.high_share for x in by.values()))
        assert found.share[0] < found.share[1] / 2


@pytest.mark.parametrize("kg", [(0, 90), (-5, 90), (90, 30), (90, 5000), (float("nan"), 90), (90, float("inf"))])
def test_lighter_refused(kg: tuple[float, float], cars: tuple[Car, Car]) -> None:
    """Nothing, less than nothing, or more than half of the car."""
    with pytest.raises(OptionError, match="lighter"):
        lighter(cars[0], CYCLE, kg)
    with pytest.raises(OptionError, match="coast-down"):
        lighter(replace(cars[0], road=replace(cars[0].road, coast_down=(100, 1, 0.4))), CYCLE, (90, 180))
