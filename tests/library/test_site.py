"""The energy of the reference plants with their site, over a year: within what is published of car plants."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.planning.energy.study import EnergyStudy

#: kWh of all media a car: what comparable plants take (docs/energy.md).
LEAST, MOST = 750.0, 1800.0


@pytest.fixture(scope="module")
def phoenix() -> EnergyStudy:
    return taktwin.load("phoenix").energy(days=7, warmup=4, whole_year=True)


def test_a_car_takes_what_cars_take(phoenix: EnergyStudy) -> None:
    low, high = phoenix.kwh_per_car
    assert LEAST < low <= high < MOST
    assert low == pytest.approx(865, rel=0.02)


def test_paint_takes_most_of_it(phoenix: EnergyStudy) -> None:
    for ledger in phoenix.ledgers:
        kwh = ledger.by_shop().filter(pl.col("unit") == "kWh")
        paint = float(kwh.filter(pl.col("shop") == "paint")["per_car"].sum())
        assert 0.40 < paint / ledger.kwh_per_car < 0.70


def test_a_year_has_its_cars_and_its_sun(phoenix: EnergyStudy) -> None:
    """250 days near 30 jobs an hour; 18.1 MW give what two files of Chongqing leave open."""
    for ledger in phoenix.ledgers:
        assert ledger.cars == pytest.approx(150_000, rel=0.04)
        assert 10e6 < float(ledger.sun.sum()) < 17e6


@pytest.mark.parametrize(("name", "factor"), [("phoenix-60", 1.9), ("phoenix-30", 3.8)])
def test_larger_plants_have_a_larger_site(name: str, factor: float) -> None:
    base, one = taktwin.load("phoenix").model.site, taktwin.load(name).model.site
    assert base is not None
    assert one is not None
    for group in ("booths", "oxidisers", "halls", "lighting"):
        for key, load in getattr(base, group).items():
            for field in {"supply", "air", "ventilation", "fans", "power"} & set(type(load).model_fields):
                scaled = getattr(getattr(one, group)[key], field).value
                assert scaled == pytest.approx(factor * getattr(load, field).value, rel=0.06), (group, key, field)
