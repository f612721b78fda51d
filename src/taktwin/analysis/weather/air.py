"""Air of a file: values that cannot be, and what is put in their place."""

from __future__ import annotations

import warnings

from taktwin.analysis.air.moist import dew_point_c, relative_humidity_of
from taktwin.analysis.weather.draft import Draft
from taktwin.analysis.weather.findings import Remark, refusal
from taktwin.exchange.epw.fields import FIELDS
from taktwin.model.phrase import Phrase

LARGEST_SPIKE_K = 15.0
"""How far a dry bulb may lie from the median of its five hours; 6.0 K at most in five files of Chongqing."""
FURTHEST_PRESSURE_PA = 7000.0
"""How far a pressure may lie from that of the standard atmosphere: more than any cyclone or anticyclone inland."""
_DEW_ABOVE_K = 0.1  # a dew point and a dry bulb are rounded apart


def find_wrong_cells(draft: Draft) -> None:
    """Cells that are no number, a code for missing, or beyond the bounds of the format.

    A humidity of 100 to 110 % is a wet sensor, and becomes 100 %.
    """
    import numpy as np

    for name, field in FIELDS.items():
        values = draft.values[name]
        draft.wrong(name, np.isnan(values) & ~draft.clock.missing, "no_number")
        draft.wrong(name, values == field.missing, "missing")
        draft.wrong(name, (values < field.low) | (values > field.high), "out_of_range")
    humidity = draft.values["relative_humidity"]
    draft.wrong("relative_humidity", humidity > 100.0, "over_saturated", 100.0)


def repair_air(draft: Draft) -> list[Remark]:
    """Temperature, pressure, humidity and wind.

    Dry bulb, pressure and wind are filled in by straight lines. Dew point and humidity follow from each other; where
    both are unknown the dew point is filled in by a straight line, at most up to the dry bulb.

    Raises:
        WeatherError: too much is unknown, or the pressure is not that of the altitude.
    """
    import numpy as np

    dry = draft.values["dry_bulb"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # five unknown hours have no median, and are unknown anyway
        around = np.nanmedian([np.roll(dry, hours) for hours in range(-2, 3)], axis=0)
    draft.wrong("dry_bulb", np.abs(dry - around) > LARGEST_SPIKE_K, "spike")
    _check_pressure(draft)
    for name in ("dry_bulb", "pressure", "wind_speed"):
        draft.interpolate(name)
    return _repair_humidity(draft)


def _check_pressure(draft: Draft) -> None:
    """The standard atmosphere: 101,325 Pa (1 - 2.25577e-5 h)^5.25588 at h metres (ISO 2533)."""
    import numpy as np

    altitude = draft.file.place.altitude_m
    standard = 101325.0 * (1.0 - 2.25577e-5 * altitude) ** 5.25588
    pressure = draft.values["pressure"]
    if not np.isnan(pressure).all() and abs(float(np.nanmedian(pressure)) - standard) > FURTHEST_PRESSURE_PA:
        detail = Phrase(
            "the pressure is {median:,.0f} Pa, that of {altitude:g} m is {standard:,.0f} Pa",
            median=float(np.nanmedian(pressure)),
            altitude=altitude,
            standard=standard,
        )
        raise refusal(draft.file.name, "pressure_of_height", detail, Phrase("correct the altitude or the unit (Pa)"))
    draft.wrong("pressure", np.abs(pressure - standard) > FURTHEST_PRESSURE_PA, "pressure_of_height")


def _repair_humidity(draft: Draft) -> list[Remark]:
    import numpy as np

    dry, dew, humidity = (draft.values[name] for name in ("dry_bulb", "dew_point", "relative_humidity"))
    draft.wrong("dew_point", dew > dry + _DEW_ABOVE_K, "dew_above_dry_bulb")
    from_humidity = draft.unknown("dew_point") & (humidity > 0.0)
    if from_humidity.any():
        dew[from_humidity] = dew_point_c(dry[from_humidity], humidity[from_humidity] / 100.0)
    if draft.unknown("dew_point").any():  # both are unknown
        draft.interpolate("dew_point")
    np.minimum(dew, dry, out=dew)  # within the rounding, and after straight lines
    gone = draft.unknown("relative_humidity")
    draft.check_share("relative_humidity")
    humidity[gone] = 100.0 * relative_humidity_of(dry[gone], dew[gone])
    apart = int((np.abs(humidity - 100.0 * relative_humidity_of(dry, dew)) > 10.0).sum())
    if not apart:
        return []
    text = Phrase("in {count} hours dew point and relative humidity disagree by more than 10 points", count=apart)
    return [Remark("humidity", text)]
