"""Synthetic years: the figures of their months, the same each time, and nothing that the guard would change."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.analysis.weather.climate import climates, distance_km
from taktwin.analysis.weather.guard import guard
from taktwin.analysis.weather.months import hourly, monthly
from taktwin.analysis.weather.sun import sun_of
from taktwin.analysis.weather.synthetic import synthetic_names, synthetic_year
from taktwin.exchange.epw.file import Place
from taktwin.model.errors import OptionError

NAMES = synthetic_names()


@pytest.mark.parametrize("name", NAMES)
def test_months_are_those_of_the_source(name: str) -> None:
    found, wanted = monthly(synthetic_year(name).year), climates()[name]
    for column, figures, tolerance in (
        ("ghi_kwh_m2", wanted.ghi_kwh_m2, 0.1),
        ("dhi_kwh_m2", wanted.dhi_kwh_m2, 0.1),
        ("dry_bulb_c", wanted.dry_bulb_c, 0.01),
        ("wind_m_s", wanted.wind_m_s, 0.051),
        ("relative_humidity", wanted.relative_humidity, 0.5),
    ):
        np.testing.assert_allclose(found[column], figures, atol=tolerance, rtol=0, err_msg=column)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_labelled_and_passes_the_guard(name: str) -> None:
    made = synthetic_year(name)
    assert made.year.synthetic
    assert "SYNTHETIC" in made.file.header[5]
    assert [one.kind for one in made.remarks] == ["synthetic"]
    checked = guard(made.file)
    assert not checked.changes
    assert not checked.remarks


def test_it_is_the_same_each_time() -> None:
    one, other = synthetic_year(NAMES[0]), synthetic_year(NAMES[0])
    assert one.file.rows == other.file.rows


def test_global_is_diffuse_plus_direct() -> None:
    year = synthetic_year("chongqing-cloudy").year
    sun = sun_of(year)
    high = sun.zenith_deg < 85.0
    open_ = year.ghi_w_m2 - year.dhi_w_m2 - year.dni_w_m2 * sun.cos_zenith
    assert np.abs(open_[high]).max() < 1.5  # all three are rounded to 1 W/m2
    assert not year.ghi_w_m2[sun.highest_deg < -1.0].any()


def test_days_differ() -> None:
    days = synthetic_year("chongqing-cloudy").year.ghi_w_m2.reshape(-1, 24).sum(axis=1)
    july = days[181:212]
    assert july.max() > 4 * july.min()


def test_an_unknown_year() -> None:
    with pytest.raises(OptionError, match="no synthetic year 'berlin'; there are chongqing-bright, chongqing-cloudy"):
        synthetic_year("berlin")


def test_hours_as_a_table() -> None:
    table = hourly(synthetic_year().year)
    assert table.height == 8760
    assert table.row(0)[:4] == (2023, 1, 1, 1)
    assert table.row(-1)[:4] == (2023, 12, 31, 24)


def test_distance_on_the_globe() -> None:
    """A degree of latitude is 2 pi 6,371 km / 360 everywhere."""
    one, other = (Place("", "", "", latitude, 106.0, 8.0, 0.0) for latitude in (29.0, 30.0))
    assert distance_km(one, other) == pytest.approx(2 * np.pi * 6371.0 / 360.0)


def test_the_sun_at_noon_of_the_equinox() -> None:
    """Its zenith is the latitude; the middle of an hour is 30 minutes before its label."""
    year = synthetic_year().year
    day = (year.labels[:, 1] == 3) & (year.labels[:, 2] == 21)
    sun = sun_of(year)
    noon = int(np.argmin(sun.zenith_deg[day]))
    assert sun.zenith_deg[day].min() == pytest.approx(year.place.latitude_deg, abs=0.8)
    assert noon + 1 in (13, 14)  # highest at 13:01, as the place lies 13.5 degrees west of its zone
    assert year.utc()[0] == np.datetime64("2022-12-31T16:30:00")
