"""A year of hours from monthly figures: the same each time, labelled synthetic, for work without a weather file.

Sums of global and diffuse radiation and means of temperature and wind are those of the months. The course within a
month is made: days differ in cloud and temperature by fixed patterns, so that a plant sees bright and dull, warm and
cold days. It is no forecast and no typical year, and its extremes are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from taktwin.analysis.air.moist import dew_point_c, relative_humidity_of
from taktwin.analysis.weather.climate import Months, climates
from taktwin.analysis.weather.findings import Remark
from taktwin.analysis.weather.guard import CheckedWeather
from taktwin.analysis.weather.radiation import LOWEST_DIRECT_DEG, diffuse_share, direct_limit
from taktwin.analysis.weather.sun import Sun, sun_of
from taktwin.analysis.weather.year import year_of
from taktwin.exchange.epw.fields import FIELDS
from taktwin.exchange.epw.write import new_file
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hours = NDArray[np.float64]

YEAR = 2023
"""A year without a leap day."""
_GOLDEN = 0.6180339887498949
"""Multiples of the golden ratio, taken modulo 1, are spread evenly and never repeat: a pattern without chance."""
_WARMEST_HOUR = 15.0
_DARKEST = 0.08


def synthetic_names() -> list[str]:
    """Names of the synthetic years that come with Taktwin."""
    return sorted(climates())


def synthetic_year(name: str = "chongqing-cloudy") -> CheckedWeather:
    """A synthetic year of 8,760 hours, always the same.

    Args:
        name: one of `synthetic_names`. Two of the same place differ as far as the sources do: carry both.

    Raises:
        OptionError: there is no such year.
    """
    if name not in climates():
        raise OptionError(f"there is no synthetic year '{name}'", f"there are {', '.join(synthetic_names())}", "name")
    return _made(name)


@cache
def _made(name: str) -> CheckedWeather:
    """A year, made once; its arrays can only be read."""
    months = climates()[name]
    labels = _labels()
    values = dict(zip(("dry_bulb", "dew_point", "relative_humidity"), _air(months, labels), strict=True))
    pressure = 101325.0 * (1.0 - 2.25577e-5 * months.place.altitude_m) ** 5.25588  # ISO 2533
    values |= {"pressure": _full(labels, pressure), "wind_speed": _monthly(labels, months.wind_m_s)}
    dark = {field: _full(labels, 0.0) for field in ("ghi", "dni", "dhi")}
    source = f"SYNTHETIC year made from {months.source}; no measurement, course within the months is made"
    file = new_file(name, months.place, source, labels, values | dark)
    sun = sun_of(year_of(file, synthetic=True))
    ghi = _global(months, labels, sun)
    dhi = _diffuse(months, labels, sun, ghi)
    high = sun.zenith_deg <= 90.0 - LOWEST_DIRECT_DEG
    dni = _full(labels, 0.0)
    dni[high] = ((ghi - dhi) / sun.cos_zenith.clip(1e-6))[high]
    dni = dni.clip(0.0, direct_limit(sun, months.place.altitude_m, values["pressure"]))
    values |= {"ghi": ghi, "dni": dni, "dhi": dhi}
    rounded = {field: values[field].round(FIELDS[field].decimals) for field in FIELDS}  # the file says the same
    made = new_file(name, months.place, source, labels, rounded)
    text = Phrase("synthetic: made from {source}", source=months.source)
    year = year_of(made, synthetic=True)
    for one in fields(year):
        if hasattr(value := getattr(year, one.name), "setflags"):
            value.setflags(write=False)
    return CheckedWeather(year, made, (), (Remark("synthetic", text),))


def _labels() -> NDArray[np.int64]:
    import numpy as np

    days = np.arange(f"{YEAR}-01-01", f"{YEAR + 1}-01-01", dtype="datetime64[D]")
    month = days.astype("datetime64[M]")
    parts = np.column_stack(
        (
            np.full(len(days), YEAR),
            month.astype(np.int64) % 12 + 1,
            (days - month).astype(np.int64) + 1,
        )
    )
    return np.column_stack((np.repeat(parts, 24, axis=0), np.tile(np.arange(1, 25), len(days))))


def _full(labels: NDArray[np.int64], value: float) -> Hours:
    import numpy as np

    return np.full(len(labels), value)


def _monthly(labels: NDArray[np.int64], values: tuple[float, ...]) -> Hours:
    """The value of its month for each hour."""
    import numpy as np

    return np.array(values)[labels[:, 1] - 1]


def _global(months: Months, labels: NDArray[np.int64], sun: Sun) -> Hours:
    """Global radiation: a clear day's course (cos z to the power of 1.15) times how clear the day is.

    How clear a day is runs from 0.08 (the darkest overcast) to 1 by a fixed pattern, to a power that makes the sum of
    the month; 82 % of what comes before the atmosphere is the clearest.
    """
    import numpy as np

    day = np.arange(len(labels)) // 24
    pattern = (day + 1) * _GOLDEN % 1.0
    clear = 0.82 * sun.extraterrestrial_w_m2 * sun.cos_zenith**1.15
    found = np.zeros(len(labels))
    for month in range(12):
        here = labels[:, 1] == month + 1
        wanted = 1000.0 * months.ghi_kwh_m2[month]
        power = _solved(
            lambda p, h=here: float((clear[h] * (_DARKEST + (1.0 - _DARKEST) * pattern[h] ** p)).sum()), wanted
        )
        found[here] = (clear * (_DARKEST + (1.0 - _DARKEST) * pattern**power))[here]
    return found


def _diffuse(months: Months, labels: NDArray[np.int64], sun: Sun, ghi: Hours) -> Hours:
    """Diffuse radiation: `diffuse_share` to a power that makes the sum of the month; all is diffuse at low suns."""
    import numpy as np

    share = diffuse_share(ghi, sun)
    share[sun.zenith_deg > 90.0 - LOWEST_DIRECT_DEG] = 1.0
    found = np.zeros(len(labels))
    for month in range(12):
        here = labels[:, 1] == month + 1
        power = _solved(lambda p, h=here: float((ghi[h] * share[h] ** p).sum()), 1000.0 * months.dhi_kwh_m2[month])
        found[here] = (ghi * share**power)[here]
    return found


def _solved(falling: Callable[[float], float], wanted: float) -> float:
    """Where a falling function of a power has a value, by bisection."""
    low, high = 0.0, 50.0
    for _ in range(80):
        middle = (low + high) / 2.0
        low, high = (middle, high) if falling(middle) > wanted else (low, middle)
    return (low + high) / 2.0


def _air(months: Months, labels: NDArray[np.int64]) -> tuple[Hours, Hours, Hours]:
    """Dry bulb, dew point and relative humidity (percent).

    The monthly mean, moved smoothly from month to month; warm and cold spells of some days, as sums of waves, within a
    third of the range of the month; the day's swing, a fifth of it. The vapour in the air stays over a day, so the
    humidity swings against the temperature; its mean is that of the month.
    """
    import numpy as np

    at = np.arange(len(labels))
    range_ = _monthly(labels, tuple(np.subtract(months.highest_c, months.lowest_c)))
    spells = np.sin(2.0 * np.pi * at / (24 * 7.3)) + np.sin(2.0 * np.pi * at / (24 * 11.9) + 1.0)
    swing = np.cos(2.0 * np.pi * (labels[:, 3] - 0.5 - _WARMEST_HOUR) / 24.0)
    dry = _smooth(labels, months.dry_bulb_c) + range_ * (spells / 6.0 + swing / 10.0)
    dry = _with_means(labels, dry, months.dry_bulb_c)
    mean = np.repeat(dry.reshape(-1, 24).mean(axis=1), 24)
    wanted = _monthly(labels, months.relative_humidity) / 100.0
    wet, dew, humidity = wanted, dry, wanted
    for _ in range(30):  # the mean humidity of a day is not that at its mean temperature
        dew = np.minimum(dew_point_c(mean, np.clip(wet, 0.05, 1.0)), dry)
        humidity = relative_humidity_of(dry, dew)
        wet = wet * wanted / (_with_mean_of(labels, humidity))
    return dry, dew, 100.0 * humidity


def _smooth(labels: NDArray[np.int64], values: tuple[float, ...]) -> Hours:
    """Straight lines between the middles of the months, the year around."""
    import numpy as np

    sizes = np.bincount(labels[:, 1] - 1, minlength=12)
    ends = np.cumsum(sizes)
    middles = ends - sizes / 2.0
    total = float(ends[-1])
    knots = np.concatenate(([middles[-1] - total], middles, [middles[0] + total]))
    heights = (values[-1], *values, values[0])
    return np.interp(np.arange(len(labels)) + 0.5, knots, heights)


def _with_means(labels: NDArray[np.int64], series: Hours, means: tuple[float, ...]) -> Hours:
    """A series moved so that its months have given means."""
    return series + _monthly(labels, means) - _with_mean_of(labels, series)


def _with_mean_of(labels: NDArray[np.int64], series: Hours) -> Hours:
    """For each hour the mean of its month."""
    import numpy as np

    month = labels[:, 1] - 1
    return (np.bincount(month, weights=series) / np.bincount(month))[month]
