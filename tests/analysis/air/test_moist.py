"""Moist air: the reference states, a second library, and what holds of any air."""

from __future__ import annotations

from typing import Any

import numpy as np
import psychrolib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.analysis.air import moist
from taktwin.analysis.air.state import air_state
from taktwin.model.errors import OptionError
from tests.energy import reference


@pytest.mark.parametrize("case", reference("psychrometrics", "state"))
def test_reference(case: dict) -> None:
    found = air_state(case["dry_bulb_C"], relative_humidity=case["rel_hum"], pressure_pa=case["pressure_Pa"])
    assert found.humidity_ratio == pytest.approx(case["hum_ratio_kg_kg"], rel=1e-4)
    assert found.enthalpy_kj_kg == pytest.approx(case["enthalpy_kJ_kg"], rel=1e-4)
    assert found.dew_point_c == pytest.approx(case["dew_point_C"], rel=1e-4)
    assert found.wet_bulb_c == pytest.approx(case["wet_bulb_C"], rel=1e-4)
    assert found.density_kg_m3 == pytest.approx(case["density_kg_m3"], rel=1e-4)


def test_a_second_library_says_the_same() -> None:
    """PsychroLib over a grid of temperatures, humidities and pressures; its dew point is iterated to 0.001 K."""
    second: Any = psychrolib  # takes arrays too, which its annotations do not say
    second.SetUnitSystem(second.SI)
    dry, humidity, pressure = (
        one.ravel() for one in np.meshgrid((-20.0, -3.0, 0.5, 12.0, 31.0, 45.0), (0.1, 0.5, 1.0), (8e4, 1e5))
    )
    ratio = moist.humidity_ratio(dry, humidity, pressure)
    np.testing.assert_allclose(ratio, second.GetHumRatioFromRelHum(dry, humidity, pressure), rtol=1e-6)
    np.testing.assert_allclose(
        moist.enthalpy_kj_kg(dry, ratio) * 1000.0, second.GetMoistAirEnthalpy(dry, ratio), rtol=1e-6, atol=0.1
    )
    np.testing.assert_allclose(
        moist.density_kg_m3(dry, ratio, pressure), second.GetMoistAirDensity(dry, ratio, pressure), rtol=1e-5
    )
    np.testing.assert_allclose(
        moist.dew_point_c(dry, humidity), second.GetTDewPointFromRelHum(dry, humidity), atol=2e-3
    )


def test_water_boils_and_freezes_where_it_should() -> None:
    """Saturation: 611.66 Pa at the triple point, 101.4 kPa at 100 C; dry air has 1.292 kg/m3 at 0 C and 101,325 Pa."""
    assert moist.saturation_pressure_pa(0.01) == pytest.approx(611.66, abs=0.1)
    assert moist.saturation_pressure_pa(100.0) == pytest.approx(101_420, rel=1e-3)
    assert moist.density_kg_m3(0.0, 0.0, 101_325.0) == pytest.approx(1.2923, abs=2e-4)


AIR = given(dry=st.floats(-30, 50), humidity=st.floats(0.02, 1.0), pressure=st.floats(70_000, 105_000))


@AIR
def test_what_holds_of_any_air(dry: float, humidity: float, pressure: float) -> None:
    found = air_state(dry, relative_humidity=humidity, pressure_pa=pressure)
    assert found.dew_point_c <= found.dry_bulb_c + 1e-9
    assert (
        found.dew_point_c <= found.wet_bulb_c + 0.05 <= dry + 0.1
    )  # over ice the two formulas differ by some hundredths
    for known in ({"dew_point_c": found.dew_point_c}, {"humidity_ratio": found.humidity_ratio}):
        same = air_state(dry, pressure_pa=pressure, **known)
        assert same.relative_humidity == pytest.approx(humidity, rel=1e-5)
        assert same.enthalpy_kj_kg == pytest.approx(found.enthalpy_kj_kg, rel=1e-5, abs=1e-4)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ({}, "one measure of humidity is needed, got 0"),
        ({"relative_humidity": 0.5, "dew_point_c": 5.0}, "one measure of humidity is needed, got 2"),
        ({"relative_humidity": 65}, "relative_humidity must be above 0 and 1 or less, got 65"),
        ({"relative_humidity": 0.0}, "relative_humidity must be above 0"),
        ({"relative_humidity": float("nan")}, "finite number"),
        ({"dew_point_c": 25.0}, "dew_point_c must be -90 or more and 20 or less"),
        ({"humidity_ratio": 0.05}, "humidity_ratio must be 0.01469"),
        ({"humidity_ratio": -0.01}, "humidity_ratio must be above 0"),
        ({"relative_humidity": 0.5, "pressure_pa": 1013.25}, "pressure_pa must be 30000 or more"),
        ({"relative_humidity": "wet"}, "relative_humidity must be a number"),
    ],
)
def test_air_that_cannot_be(given_: dict, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        air_state(20.0, **given_)


def test_steam_is_no_air() -> None:
    with pytest.raises(OptionError, match="hardly any air"):
        air_state(99.0, relative_humidity=1.0, pressure_pa=60_000.0)
