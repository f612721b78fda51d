"""A paint booth over a year of weather: what its air takes in each hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from taktwin.analysis.air import moist
from taktwin.analysis.air.loads import AirLoads, Humidifier, booth_air
from taktwin.analysis.supply.checks import number
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class PaintBooth:
    """The air of a paint booth.

    Attributes:
        supply_m3_h: supply air, at its own state.
        temperature_c: lowest and highest temperature of the band that the process allows, C.
        relative_humidity: lowest and highest humidity of the band, 0 to 1.
        recirculated_share: of the supply air that comes from the booth, 0 to below 1.
        heat_recovery: efficiency of the exchanger between exhaust and outdoor air (of temperatures), 0 to below 1.
        humidifier: `water` or `steam`.
    """

    supply_m3_h: float
    temperature_c: tuple[float, float] = (22.0, 24.0)
    relative_humidity: tuple[float, float] = (0.60, 0.70)
    recirculated_share: float = 0.0
    heat_recovery: float = 0.0
    humidifier: Humidifier = "water"

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: one is out of range, or a band has its ends the wrong way round.
        """
        number("supply_m3_h", self.supply_m3_h, least=0.0)
        _band("temperature_c", self.temperature_c, 5.0, 40.0)
        _band("relative_humidity", self.relative_humidity, 0.05, 0.95)
        number("recirculated_share", self.recirculated_share, least=0.0, below=1.0)
        number("heat_recovery", self.heat_recovery, least=0.0, below=1.0)
        if self.humidifier not in get_args(Humidifier):
            raise OptionError(f"there is no humidifier '{self.humidifier}'", "use water or steam", "humidifier")


def _band(name: str, band: tuple[float, float], least: float, most: float) -> None:
    try:
        low, high = band
    except (TypeError, ValueError):
        raise OptionError(
            f"{name} must be two figures, got {band!r}", "give the lowest and the highest", name
        ) from None
    if number(name, low, least=least, most=most) > number(name, high, least=least, most=most):
        raise OptionError(f"{name} must be the lowest and the highest, got {low:g} and {high:g}", "turn them", name)


@dataclass(frozen=True)
class BoothYear:
    """A paint booth in a year of weather.

    Attributes:
        booth: what was conditioned.
        weather: name of the year.
        labels: year, month, day, hour of each hour, shape (hours, 4).
        setpoint_c: where in the band the supply air was, C.
        loads: of each hour that the booth runs, times the share of it; mean kW, so kWh too.
    """

    booth: PaintBooth
    weather: str
    labels: NDArray[np.int64]
    setpoint_c: NDArray[np.float64]
    loads: AirLoads

    def hourly(self) -> pl.DataFrame:
        """One row an hour: month, day, hour, setpoint_c, and the amounts.

        These are cooling_kwh, heating_kwh, steam_kwh, recovered_kwh, water_kg and condensate_kg.
        """
        import polars as pl

        names = {name: self.labels[:, at] for at, name in ((1, "month"), (2, "day"), (3, "hour"))}
        return pl.DataFrame(
            names
            | {
                "setpoint_c": self.setpoint_c,
                "cooling_kwh": self.loads.cooling_kw,
                "heating_kwh": self.loads.heating_kw,
                "steam_kwh": self.loads.steam_kw,
                "recovered_kwh": self.loads.recovered_kw,
                "water_kg": self.loads.water_kg_h,
                "condensate_kg": self.loads.condensate_kg_h,
            }
        )

    def monthly(self) -> pl.DataFrame:
        """Sums by month: month, the amounts of `hourly`, and the largest hours peak_cooling_kw and peak_heating_kw."""
        import polars as pl

        amounts = ("cooling_kwh", "heating_kwh", "steam_kwh", "recovered_kwh", "water_kg", "condensate_kg")
        return (
            self.hourly()
            .group_by("month")
            .agg(
                pl.col(*amounts).sum(),
                pl.col("cooling_kwh").max().alias("peak_cooling_kw"),
                pl.col("heating_kwh").max().alias("peak_heating_kw"),
            )
            .sort("month")
        )

    @property
    def cooling_kwh(self) -> float:
        """Cooling of the year, at the coils."""
        return float(self.loads.cooling_kw.sum())

    @property
    def heating_kwh(self) -> float:
        """Heating of the year, at the coils."""
        return float(self.loads.heating_kw.sum())

    @property
    def steam_kwh(self) -> float:
        """Heat in the steam of a steam humidifier over the year."""
        return float(self.loads.steam_kw.sum())


def booth_year(booth: PaintBooth, year: WeatherYear, running: ArrayLike = 1.0) -> BoothYear:
    """Loads of a paint booth in each hour of a year.

    The supply air is as near to the outdoor air as the band allows: its temperature is that of the outdoor air within
    the band, its humidity ratio that of the outdoor air within what the band allows at that temperature. Cooling,
    heating and water are then those of `booth_air`. Weather within the band takes nothing.

    Args:
        booth: flow, band, recirculation, heat recovery.
        year: of weather, checked.
        running: share of each hour in which the booth runs, 0 to 1: one number, or one for each hour of the year.

    Raises:
        OptionError: `running` is out of range, or has not one value an hour.
    """
    import numpy as np

    share = _running(running, year.hours)
    outdoor, pressure = year.dry_bulb_c, year.pressure_pa
    humidity = moist.relative_humidity_of(outdoor, year.dew_point_c)
    setpoint = np.clip(outdoor, *booth.temperature_c)
    ratio = moist.humidity_ratio(outdoor, humidity, pressure)
    low, high = (moist.humidity_ratio(setpoint, one, pressure) for one in booth.relative_humidity)
    vapour = moist.vapour_pressure_pa(np.clip(ratio, low, high), pressure)
    loads = booth_air(
        outdoor,
        humidity,
        booth.supply_m3_h,
        setpoint,
        vapour / moist.saturation_pressure_pa(setpoint),
        pressure_pa=pressure,
        recirculated_share=booth.recirculated_share,
        heat_recovery=booth.heat_recovery,
        humidifier=booth.humidifier,
    )
    names = ("cooling_kw", "heating_kw", "steam_kw", "recovered_kw", "water_kg_h", "condensate_kg_h")
    scaled = AirLoads(dry_air_kg_s=loads.dry_air_kg_s, **{name: getattr(loads, name) * share for name in names})
    return BoothYear(booth, year.name, year.labels, setpoint, scaled)


def _running(running: ArrayLike, hours: int) -> NDArray[np.float64]:
    import numpy as np

    try:
        share = np.asarray(running, np.float64)
    except (TypeError, ValueError):
        raise OptionError("running must be numbers from 0 to 1", "give one, or one for each hour", "running") from None
    if share.shape not in ((), (hours,)):
        shape = "x".join(map(str, share.shape))
        raise OptionError(f"running must have 1 or {hours:,} values, got {shape}", "give one for each hour", "running")
    if not ((share >= 0.0) & (share <= 1.0)).all():
        raise OptionError("running must be numbers from 0 to 1", "give shares of the hour", "running")
    return np.broadcast_to(share, (hours,))
