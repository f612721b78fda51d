"""A year of weather, hour by hour: what sun, air and plant need of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taktwin.exchange.epw.file import EpwFile, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hours = NDArray[np.float64]


@dataclass(frozen=True)
class WeatherYear:
    """Hours of a year in the standard time of the place; an hour ends at its label. Arrays have one value an hour.

    Attributes:
        name: of the file, or of the synthetic year.
        place: where it is of.
        synthetic: made from monthly figures, not measured.
        labels: year, month, day, hour of each hour, shape (hours, 4).
        dry_bulb_c: temperature of the air, C.
        dew_point_c: dew point, C; never above the dry bulb.
        relative_humidity: from 0 to 1.
        pressure_pa: of the air, Pa.
        ghi_w_m2: global radiation on a horizontal plane, mean of the hour, W/m2.
        dni_w_m2: direct radiation on a plane towards the sun, W/m2.
        dhi_w_m2: diffuse radiation on a horizontal plane, W/m2.
        wind_m_s: wind speed at 10 m.
    """

    name: str
    place: Place
    synthetic: bool
    labels: NDArray[np.int64]
    dry_bulb_c: Hours
    dew_point_c: Hours
    relative_humidity: Hours
    pressure_pa: Hours
    ghi_w_m2: Hours
    dni_w_m2: Hours
    dhi_w_m2: Hours
    wind_m_s: Hours

    @property
    def hours(self) -> int:
        """8,760, or 8,784 with a leap day."""
        return len(self.labels)

    @property
    def month(self) -> NDArray[np.int64]:
        """1 to 12 of each hour, shape (hours,)."""
        return self.labels[:, 1]

    def by_month(self, hourly: Hours) -> Hours:
        """Sums of an hourly series by month, shape (12,)."""
        import numpy as np

        return np.bincount(self.month - 1, weights=hourly, minlength=12).astype(np.float64)

    def utc(self, minutes_before_label: float = 30.0) -> NDArray[Any]:
        """Instants in UTC (datetime64), by default the middle of each hour; an hour ends at its label.

        Months of a typical year are of different years; each hour has the sun of its own.
        """
        import numpy as np

        seconds = (self.labels[:, 3] - self.place.timezone_h) * 3600.0 - minutes_before_label * 60.0
        return _days(self.labels).astype("datetime64[s]") + np.round(seconds).astype("timedelta64[s]")


def _days(labels: NDArray[np.int64]) -> NDArray[Any]:
    """The day of each hour; a year that cannot be is 2023, a leap day in a year without one puts all into 2024."""
    import numpy as np

    year = np.where((labels[:, 0] >= 1900) & (labels[:, 0] <= 2100), labels[:, 0], 2023)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    if ((labels[:, 1] == 2) & (labels[:, 2] == 29) & ~leap).any():
        year = np.full(len(labels), 2024)
    months = ((year - 1970) * 12 + labels[:, 1] - 1).astype("datetime64[M]")
    return months.astype("datetime64[D]") + (labels[:, 2] - 1).astype("timedelta64[D]")


def year_of(file: EpwFile, synthetic: bool = False) -> WeatherYear:
    """The year of a file whose values are whole."""
    values: Mapping[str, Hours] = file.values
    return WeatherYear(
        name=file.name,
        place=file.place,
        synthetic=synthetic,
        labels=file.labels,
        dry_bulb_c=values["dry_bulb"],
        dew_point_c=values["dew_point"],
        relative_humidity=values["relative_humidity"] / 100.0,
        pressure_pa=values["pressure"],
        ghi_w_m2=values["ghi"],
        dni_w_m2=values["dni"],
        dhi_w_m2=values["dhi"],
        wind_m_s=values["wind_speed"],
    )
