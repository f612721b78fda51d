"""Loads of supply air: the reference cases, balances of energy and water, and a booth over a year."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.analysis.air import moist
from taktwin.analysis.air.loads import FEED_WATER_C, STEAM_KJ_KG, WATER_KJ_KG_K, booth_air
from taktwin.analysis.air.paintbooth import PaintBooth, booth_year
from taktwin.analysis.weather.synthetic import synthetic_year
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError
from tests.energy import reference

PRESSURE = 98_500.0


@pytest.mark.parametrize("case", reference("psychrometrics", "booth_air"))
def test_reference(case: dict) -> None:
    """1 % is asked for; the formulas are the same."""
    found = booth_air(
        case["outdoor_C"],
        case["outdoor_rel_hum"],
        case["supply_m3_h"],
        case["setpoint_C"],
        case["setpoint_rel_hum"],
        pressure_pa=case["pressure_Pa"],
        recirculated_share=case["recirculated_share"],
    )
    for name, key in (
        ("dry_air_kg_s", "dry_air_kg_s"),
        ("cooling_kw", "cooling_kW"),
        ("heating_kw", "heating_kW"),
        ("water_kg_h", "water_kg_h"),
        ("condensate_kg_h", "condensate_kg_h"),
    ):
        assert float(getattr(found, name)) == pytest.approx(case[key], rel=1e-4, abs=1e-6), name


WEATHER = given(
    outdoor=st.floats(-20, 45),
    humidity=st.floats(0.1, 1.0),
    recirculated=st.sampled_from([0.0, 0.5, 0.9]),
    humidifier=st.sampled_from(["water", "steam"]),
)


@WEATHER
def test_energy_and_water_balance(outdoor: float, humidity: float, recirculated: float, humidifier) -> None:
    """What comes in with outdoor air, coils and water leaves with supply air and condensate."""
    found = booth_air(
        outdoor,
        humidity,
        100_000,
        23.0,
        0.65,
        pressure_pa=PRESSURE,
        recirculated_share=recirculated,
        humidifier=humidifier,
    )
    wanted = moist.humidity_ratio(23.0, 0.65, PRESSURE)
    fresh = (1.0 - recirculated) * found.dry_air_kg_s
    ratio = moist.humidity_ratio(outdoor, humidity, PRESSURE)
    water_in, water_out = found.water_kg_h / 3600.0, found.condensate_kg_h / 3600.0
    assert fresh * ratio + water_in == pytest.approx(fresh * wanted + water_out, abs=1e-6)
    per_kg = STEAM_KJ_KG if humidifier == "steam" else WATER_KJ_KG_K * FEED_WATER_C
    coil = moist.dew_point_c(23.0, 0.65)
    come = fresh * moist.enthalpy_kj_kg(outdoor, ratio) + found.heating_kw + water_in * per_kg
    gone = fresh * moist.enthalpy_kj_kg(23.0, wanted) + found.cooling_kw + water_out * WATER_KJ_KG_K * coil
    assert float(come) == pytest.approx(float(gone), rel=1e-6, abs=0.01)
    assert min(found.cooling_kw, found.heating_kw, found.steam_kw) >= 0.0


@WEATHER
def test_heat_recovery_never_costs(outdoor: float, humidity: float, recirculated: float, humidifier) -> None:
    def total(efficiency: float) -> float:
        found = booth_air(
            outdoor,
            humidity,
            100_000,
            23.0,
            0.65,
            recirculated_share=recirculated,
            heat_recovery=efficiency,
            humidifier=humidifier,
        )
        return float(found.cooling_kw + found.heating_kw)

    assert total(0.7) <= total(0.0) + 1e-9


def test_air_at_the_set_point_takes_nothing() -> None:
    found = booth_air(23.0, 0.65, 100_000, 23.0, 0.65, recirculated_share=0.3)
    assert max(map(float, (found.cooling_kw, found.heating_kw, found.water_kg_h, found.condensate_kg_h))) < 1e-6


def test_dry_winter_air_by_hand() -> None:
    """-5 C, 80 %: humidity ratio 0.00198; 23 C, 65 % needs 0.01141 at sea level: 0.0094 kg of steam per kg of air."""
    found = booth_air(-5.0, 0.8, 36_000, 23.0, 0.65, humidifier="steam")
    assert found.water_kg_h / 3600.0 / found.dry_air_kg_s == pytest.approx(0.00944, abs=2e-4)
    assert found.steam_kw == pytest.approx(found.water_kg_h / 3600.0 * (STEAM_KJ_KG - WATER_KJ_KG_K * FEED_WATER_C))


@cache
def year() -> WeatherYear:
    return synthetic_year("chongqing-cloudy").year


def test_weather_within_the_band_takes_nothing() -> None:
    mild = replace(year(), dry_bulb_c=np.full(8760, 23.0), dew_point_c=np.full(8760, 16.0))
    found = booth_year(PaintBooth(300_000), mild)
    assert found.cooling_kwh + found.heating_kwh < 1e-6


def test_hours_and_months_add_up() -> None:
    found = booth_year(PaintBooth(300_000), year())
    months = found.monthly()
    assert months.height == 12
    assert (
        months["cooling_kwh"].sum()
        == pytest.approx(found.cooling_kwh)
        == pytest.approx(found.hourly()["cooling_kwh"].sum())
    )
    assert months["heating_kwh"].sum() == pytest.approx(found.heating_kwh)
    assert months["peak_cooling_kw"].max() == found.loads.cooling_kw.max()
    assert ((found.setpoint_c >= 22.0) & (found.setpoint_c <= 24.0)).all()
    winter, summer = found.monthly().row(0, named=True), found.monthly().row(6, named=True)
    assert winter["cooling_kwh"] == 0.0 < winter["heating_kwh"]
    assert summer["cooling_kwh"] > summer["heating_kwh"] > 0.0  # what is dried is heated again


def test_a_band_recirculation_and_hours_save() -> None:
    def taken(booth: PaintBooth, running: float = 1.0) -> float:
        found = booth_year(booth, year(), running)
        return found.cooling_kwh + found.heating_kwh

    all_ = taken(PaintBooth(300_000))
    assert taken(PaintBooth(300_000, (23.0, 23.0), (0.65, 0.65))) > 1.1 * all_
    assert taken(PaintBooth(300_000, recirculated_share=0.8)) < 0.6 * all_
    assert taken(PaintBooth(300_000, heat_recovery=0.6)) < 0.95 * all_
    assert taken(PaintBooth(600_000)) == pytest.approx(2 * all_)
    assert taken(PaintBooth(300_000), 0.5) == pytest.approx(0.5 * all_)


def test_the_year_is_its_hours_one_by_one() -> None:
    """A plain loop over single hours gives the same."""
    booth = PaintBooth(100_000, recirculated_share=0.5, heat_recovery=0.5)
    found = booth_year(booth, year())
    for hour in range(0, 8760, 397):
        one = replace(
            year(),
            **{n: getattr(year(), n)[hour : hour + 1] for n in ("labels", "dry_bulb_c", "dew_point_c", "pressure_pa")},
        )
        assert booth_year(booth, one).cooling_kwh == pytest.approx(found.loads.cooling_kw[hour])


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({"supply_m3_h": -1.0}, "supply_m3_h must be 0 or more"),
        ({"supply_m3_h": float("nan")}, "supply_m3_h must be a finite number"),
        ({"temperature_c": (24.0, 22.0)}, "temperature_c must be the lowest and the highest"),
        ({"temperature_c": (296.0, 297.0)}, "temperature_c must be"),
        ({"temperature_c": 23.0}, "temperature_c must be two figures"),
        ({"relative_humidity": (60, 70)}, "relative_humidity must be"),
        ({"recirculated_share": 1.0}, "recirculated_share must be"),
        ({"recirculated_share": 80}, "recirculated_share must be"),
        ({"heat_recovery": -0.1}, "heat_recovery must be"),
        ({"humidifier": "ice"}, "no humidifier 'ice'"),
    ],
)
def test_a_booth_that_cannot_be(given_: dict, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        PaintBooth(**{"supply_m3_h": 1000.0, **given_})


@pytest.mark.parametrize("running", [1.5, -0.1, float("nan"), [1.0] * 8759, [[1.0]], "always"])
def test_hours_that_cannot_be(running) -> None:
    with pytest.raises(OptionError, match="running must"):
        booth_year(PaintBooth(1000.0), year(), running)
