"""Yield of 1 kWp over a year of weather, hour by hour, by pvlib."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taktwin.analysis.photovoltaics.mounting import KINDS, Mounting
from taktwin.analysis.supply.checks import number
from taktwin.analysis.weather.sun import sun_of
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class PvYear:
    """A kWp of modules in one year of weather.

    Attributes:
        weather: name of the year.
        mounting: of the modules.
        month: of each hour, 1 to 12.
        ac_w: mean power of each hour in W per kWp, at the meter.
        plane_w_m2: radiation on the plane of the modules, mean of each hour.
    """

    weather: str
    mounting: Mounting
    month: NDArray[np.int64]
    ac_w: NDArray[np.float64]
    plane_w_m2: NDArray[np.float64]

    @property
    def kwh_per_kwp(self) -> float:
        """Yield of the year."""
        return float(self.ac_w.sum()) / 1000.0

    @property
    def monthly_kwh_per_kwp(self) -> list[float]:
        """Yield of each month, January first."""
        import numpy as np

        return [float(one) for one in np.bincount(self.month - 1, weights=self.ac_w, minlength=12) / 1000.0]

    @property
    def plane_kwh_m2(self) -> float:
        """Radiation of the year on the plane of the modules."""
        return float(self.plane_w_m2.sum()) / 1000.0

    @property
    def peak_w_per_kwp(self) -> float:
        """Largest mean power of an hour."""
        return float(self.ac_w.max())

    def as_dict(self) -> dict[str, Any]:
        """For JSON: without the hours."""
        return {
            "weather": self.weather,
            "kwh_per_kwp": self.kwh_per_kwp,
            "monthly_kwh_per_kwp": self.monthly_kwh_per_kwp,
            "plane_kwh_m2": self.plane_kwh_m2,
            "peak_w_per_kwp": self.peak_w_per_kwp,
        }


@dataclass(frozen=True)
class PvYield:
    """Yield as a range over years of weather; which of them is right nobody knows.

    Attributes:
        mounting: of the modules.
        years: one for each year of weather, in the order given.
    """

    mounting: Mounting
    years: tuple[PvYear, ...]

    @property
    def low_kwh_per_kwp(self) -> float:
        """Lowest yield of a year."""
        return min(one.kwh_per_kwp for one in self.years)

    @property
    def high_kwh_per_kwp(self) -> float:
        """Highest yield of a year."""
        return max(one.kwh_per_kwp for one in self.years)

    def kwh(self, area_m2: float, efficiency: float) -> tuple[float, float]:
        """Lowest and highest yield of a year in kWh, of some area of modules.

        Args:
            area_m2: of the modules, not of the roof.
            efficiency: of the modules under standard conditions, 0 to 1: 0.21 is 0.21 kWp per m2.

        Raises:
            OptionError: a figure is out of range.
        """
        peak_kw = number("area_m2", area_m2, least=0.0) * number("efficiency", efficiency, above=0.0, below=1.0)
        return self.low_kwh_per_kwp * peak_kw, self.high_kwh_per_kwp * peak_kw

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "mounting": self.mounting.mounting,
            "tilt": self.mounting.tilt_deg,
            "azimuth": self.mounting.azimuth,
            "low_kwh_per_kwp": self.low_kwh_per_kwp,
            "high_kwh_per_kwp": self.high_kwh_per_kwp,
            "years": [one.as_dict() for one in self.years],
        }


def pv_yield(years: Sequence[WeatherYear], mounting: Mounting | None = None) -> PvYield:
    """Yield of 1 kWp in each of some years of weather.

    The sun stands where it is at the middle of each hour. Radiation on the plane by Hay and Davies, reflection losses
    by the physical model for the beam and its mean over the sky and the ground (Marion), cell temperature by Sandia's
    model, power of modules and inverter by PVWatts (version 5); all of them by pvlib.

    Args:
        years: of weather, checked; give all that are believed, the result is a range.
        mounting: of the modules; a roof to the south if None.

    Raises:
        OptionError: there is no year.
    """
    if not years:
        raise OptionError("there is no year of weather", "give at least one", "years")
    chosen = Mounting() if mounting is None else mounting
    return PvYield(chosen, tuple(_pv_year(year, chosen) for year in years))


def _pv_year(year: WeatherYear, mounting: Mounting) -> PvYear:
    import numpy as np
    from pvlib import iam, inverter, irradiance, pvsystem, temperature

    sun = sun_of(year)
    plane = irradiance.get_total_irradiance(
        mounting.tilt_deg,
        mounting.azimuth,
        sun.apparent_zenith_deg,
        sun.azimuth_deg,
        year.dni_w_m2,
        year.ghi_w_m2,
        year.dhi_w_m2,
        dni_extra=sun.extraterrestrial_w_m2,
        albedo=mounting.albedo,
        model="haydavies",
    )
    incidence = irradiance.aoi(mounting.tilt_deg, mounting.azimuth, sun.apparent_zenith_deg, sun.azimuth_deg)
    diffuse = iam.marion_diffuse("physical", mounting.tilt_deg)
    # 0 where the sun is behind the modules, or where pvlib has no value (below the horizon)
    direct, sky, ground, whole = (
        np.nan_to_num(np.asarray(plane[part], np.float64))
        for part in ("poa_direct", "poa_sky_diffuse", "poa_ground_diffuse", "poa_global")
    )
    effective = direct * np.nan_to_num(iam.physical(incidence)) + sky * diffuse["sky"] + ground * diffuse["ground"]
    parameters = temperature.TEMPERATURE_MODEL_PARAMETERS["sapm"][KINDS[mounting.mounting][0]]
    cell = temperature.sapm_cell(whole, year.dry_bulb_c, year.wind_m_s, **parameters)
    dc = pvsystem.pvwatts_dc(effective, cell, 1000.0, mounting.gamma) * (1.0 - mounting.losses)
    ac = inverter.pvwatts(dc, 1000.0 / mounting.inverter, mounting.inverter)
    return PvYear(year.name, mounting, year.month, np.maximum(np.nan_to_num(np.asarray(ac)), 0.0), whole)
