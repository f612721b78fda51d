"""Monthly figures of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.analysis.weather.year import WeatherYear

if TYPE_CHECKING:
    import polars as pl


def monthly(year: WeatherYear) -> pl.DataFrame:
    """Figures by month: sums of radiation in kWh/m2, means and extremes of the air.

    Args:
        year: of weather.

    Returns:
        Twelve rows: month, ghi_kwh_m2, dni_kwh_m2, dhi_kwh_m2, dry_bulb_c, lowest_c, highest_c, dew_point_c,
        relative_humidity (percent), wind_m_s.
    """
    import polars as pl

    hours = pl.DataFrame(
        {
            "month": year.month,
            "ghi": year.ghi_w_m2,
            "dni": year.dni_w_m2,
            "dhi": year.dhi_w_m2,
            "dry": year.dry_bulb_c,
            "dew": year.dew_point_c,
            "humidity": year.relative_humidity,
            "wind": year.wind_m_s,
        }
    )
    return (
        hours.group_by("month")
        .agg(
            (pl.col("ghi").sum() / 1000.0).alias("ghi_kwh_m2"),
            (pl.col("dni").sum() / 1000.0).alias("dni_kwh_m2"),
            (pl.col("dhi").sum() / 1000.0).alias("dhi_kwh_m2"),
            pl.col("dry").mean().alias("dry_bulb_c"),
            pl.col("dry").min().alias("lowest_c"),
            pl.col("dry").max().alias("highest_c"),
            pl.col("dew").mean().alias("dew_point_c"),
            (pl.col("humidity").mean() * 100.0).alias("relative_humidity"),
            pl.col("wind").mean().alias("wind_m_s"),
        )
        .sort("month")
    )


def hourly(year: WeatherYear) -> pl.DataFrame:
    """The hours of a year as a table: year, month, day, hour, and the columns of `WeatherYear` under their names.

    Args:
        year: of weather.
    """
    import polars as pl

    labels = {name: year.labels[:, at] for at, name in enumerate(("year", "month", "day", "hour"))}
    columns = (
        "dry_bulb_c", "dew_point_c", "relative_humidity", "pressure_pa", "ghi_w_m2", "dni_w_m2", "dhi_w_m2", "wind_m_s",
    )  # fmt: skip
    return pl.DataFrame(labels | {name: getattr(year, name) for name in columns})
