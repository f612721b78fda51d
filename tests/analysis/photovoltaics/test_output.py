"""Yield of photovoltaics: the reference cases, what follows from the formulas, and the range over files."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from taktwin.analysis.photovoltaics.mounting import Mounting, parse_mounting
from taktwin.analysis.photovoltaics.output import pv_yield
from taktwin.analysis.weather.guard import read_weather
from taktwin.analysis.weather.synthetic import synthetic_year
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError
from tests.energy import reference
from tests.shared import shared_folder

KINDS = {
    "sapm close_mount_glass_glass": "roof",
    "sapm open_rack_glass_glass": "rack",
    "sapm insulated_back_glass_polymer": "bipv",
}


@cache
def weather(name: str) -> WeatherYear:
    return read_weather(shared_folder() / "data" / "climate" / name).year


@pytest.mark.parametrize("case", reference("pv_yield"))
def test_reference(case: dict) -> None:
    """1 % a year and 2 % a month are asked for; formulas and weather are the same, so it is far less."""
    mounting = Mounting(
        KINDS[case["temperature_model"]],
        tilt=case["tilt_deg"],
        azimuth=case["azimuth_deg"],
        gamma=case["gamma_per_K"],
        losses=case["loss_percent"] / 100.0,
    )
    (found,) = pv_yield([weather(case["file"])], mounting).years
    assert found.kwh_per_kwp == pytest.approx(case["ac_kWh_per_kWp"], rel=0.001)
    assert found.monthly_kwh_per_kwp == pytest.approx(case["monthly_kWh_per_kWp"], rel=0.002)
    assert found.plane_kwh_m2 == pytest.approx(case["poa_kWh_m2"], rel=0.001)
    assert found.peak_w_per_kwp == pytest.approx(case["peak_ac_W_per_kWp"], rel=0.001)


def test_a_roof_of_18800_m2() -> None:
    """2.36 to 3.45 GWh a year, not the 15.84 GWh that were printed of it."""
    names = ("CHN_CQ_Chongqing.Shapingba.575160_CSWD", "CHN_CQ_Chongqing.575160_TMYx.2011-2025")
    files = [f"{name}.epw" for name in (*names, "CHN_CQ_Chongqing.575160_TMYx.2009-2023")]
    if not all((shared_folder() / "data" / "climate" / name).is_file() for name in files):
        pytest.skip("no weather files; set TAKTWIN_SHARED to the folder that holds `data`")
    found = pv_yield([weather(name) for name in files], Mounting("bipv"))
    low, high = found.kwh(18_800, 0.21)
    assert round(low / 1e6, 2) == 2.36
    assert round(high / 1e6, 2) == 3.45


@cache
def year() -> WeatherYear:
    return synthetic_year("chongqing-bright").year


def test_no_sun_no_yield() -> None:
    dark = np.zeros(8760)
    found = pv_yield([replace(year(), ghi_w_m2=dark, dni_w_m2=dark, dhi_w_m2=dark)])
    assert found.high_kwh_per_kwp == 0.0


def test_losses_take_their_share() -> None:
    """Power is linear in losses up to the inverter, whose efficiency changes by some per mille."""
    usual, none = (pv_yield([year()], Mounting(losses=one)).low_kwh_per_kwp for one in (0.14, 0.0))
    assert usual == pytest.approx(0.86 * none, rel=0.01)


def test_a_flat_plane_sees_the_global_radiation() -> None:
    (flat,) = pv_yield([year()], Mounting(tilt=0.0)).years
    assert flat.plane_kwh_m2 == pytest.approx(year().ghi_w_m2.sum() / 1000.0, rel=0.005)


def test_hot_modules_give_less() -> None:
    rack, roof, bipv = (
        pv_yield([year()], Mounting(kind, tilt=10.0)).low_kwh_per_kwp for kind in ("rack", "roof", "bipv")
    )
    assert rack > roof > bipv
    assert rack == pytest.approx(bipv, rel=0.1)


def test_walls_see_the_sun_of_their_side() -> None:
    (east,), (west,) = (pv_yield([year()], Mounting("facade", azimuth=side)).years for side in (90.0, 270.0))
    morning = year().labels[:, 3] <= 12
    assert east.ac_w[morning].sum() > 2 * west.ac_w[morning].sum()
    assert west.ac_w[~morning].sum() > 2 * east.ac_w[~morning].sum()


def test_a_range_over_years() -> None:
    both = pv_yield([synthetic_year("chongqing-cloudy").year, year()])
    assert both.low_kwh_per_kwp == both.years[0].kwh_per_kwp < both.high_kwh_per_kwp == both.years[1].kwh_per_kwp
    assert sum(both.years[0].monthly_kwh_per_kwp) == pytest.approx(both.low_kwh_per_kwp)
    assert both.kwh(100.0, 0.2) == pytest.approx((20 * both.low_kwh_per_kwp, 20 * both.high_kwh_per_kwp))
    assert both.as_dict()["years"][1]["weather"] == "chongqing-bright"


@pytest.mark.parametrize(
    ("text", "mounting"),
    [
        ("roof", Mounting("roof")),
        ("tilt=10,azimuth=180,mounting=rack", Mounting("rack", 10.0, 180.0)),
        (" facade , azimuth = 270 ", Mounting("facade", None, 270.0)),
        ("bipv,losses=0.08,gamma=-0.003", Mounting("bipv", losses=0.08, gamma=-0.003)),
    ],
)
def test_as_written(text: str, mounting: Mounting) -> None:
    assert parse_mounting(text) == mounting


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no mounting ''"),
        ("rooof", "did you mean `roof`"),
        ("tilt=steep", "tilt is no number"),
        ("tilt=nan", "tilt must be a finite number"),
        ("tilt=-5", "tilt must be 0 or more"),
        ("tilt=91", "90 or less"),
        ("azimuth=361", "360 or less"),
        ("losses=14", "losses must be"),
        ("gamma=0.0035", "gamma must be"),
        ("inverter=0", "inverter must be above 0"),
        ("albedo=2", "albedo must be"),
        ("tilt=5,tilt=6", "'tilt' stands twice"),
        ("roof,bipv", "'mounting' stands twice"),
        ("slope=5", "a mounting has no 'slope'"),
    ],
)
def test_a_mounting_that_cannot_be(text: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        parse_mounting(text)


def test_figures_that_cannot_be() -> None:
    with pytest.raises(OptionError, match="no year of weather"):
        pv_yield([])
    found = pv_yield([year()])
    with pytest.raises(OptionError, match="efficiency must be above 0 and below 1"):
        found.kwh(100.0, 21.0)
    with pytest.raises(OptionError, match="area_m2 must be 0 or more"):
        found.kwh(-1.0, 0.21)
