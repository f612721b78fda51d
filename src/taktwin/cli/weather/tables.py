"""Checked weather and yields of photovoltaics, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.numbers import interval
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.analysis.photovoltaics.output import PvYield
    from taktwin.analysis.weather.guard import CheckedWeather

_WIDTH = 130


def print_weather(checked: CheckedWeather) -> None:
    """Print what the guard did to a file, and its monthly figures."""
    from taktwin.analysis.weather.findings import RULES
    from taktwin.analysis.weather.months import monthly

    year = checked.year
    typer.echo(
        text(
            "{name}: {hours:,} hours, {count} values changed",
            name=year.name,
            hours=year.hours,
            count=len(checked.changes),
        )
    )
    for (rule, field), count in checked.counted().items():
        typer.echo(text("  {count} x {field}: {what}", count=count, field=field, what=said(RULES[rule])))
    for remark in checked.remarks:
        typer.echo(text("  note: {what}", what=said(remark.text)))
    heads = (
        text("month"),
        text("global kWh/m2"),
        text("direct"),
        text("diffuse"),
        text("mean C"),
        text("lowest"),
        text("highest"),
        text("humidity %"),
        text("wind m/s"),
    )
    table = plain_table("", heads)
    months = monthly(year)
    columns = (
        "ghi_kwh_m2",
        "dni_kwh_m2",
        "dhi_kwh_m2",
        "dry_bulb_c",
        "lowest_c",
        "highest_c",
        "relative_humidity",
        "wind_m_s",
    )
    for row in months.select("month", *columns).iter_rows():
        table.add_row(str(row[0]), *(f"{value:,.1f}" for value in row[1:]))
    sums = [f"{months[name].sum():,.0f}" for name in columns[:3]]
    air = (
        year.dry_bulb_c.mean(),
        year.dry_bulb_c.min(),
        year.dry_bulb_c.max(),
        100 * year.relative_humidity.mean(),
        year.wind_m_s.mean(),
    )
    table.add_row(text("year"), *sums, *(f"{float(value):,.1f}" for value in air))
    print_table(table, _WIDTH)


def print_changes(checked: CheckedWeather) -> None:
    """Print every change: hour, line, field, was, is, rule."""
    heads = (text("hour"), text("line of the file"), text("field"), text("was"), text("is"), text("rule"))
    table = plain_table("", heads, texts=(0, 2, 5))
    for one in checked.changes:
        hour = f"{one.month}/{one.day} {one.hour}:00"
        table.add_row(hour, str(one.line or "-"), one.field, one.was or "-", one.now or "-", one.rule)
    print_table(table, _WIDTH)


def print_pv(yields: Sequence[PvYield]) -> None:
    """Print the yield of each mounting in each year of weather, and its range."""
    title = text("photovoltaics, a year")
    heads = (text("mounting"), text("tilt/azimuth"), text("weather"), text("kWh/kWp"), text("on the plane kWh/m2"))
    table = plain_table(title, heads, texts=(0, 1, 2))
    for one in yields:
        mounted = (one.mounting.mounting, f"{one.mounting.tilt_deg:g}/{one.mounting.azimuth:g}")
        for year in one.years:
            plane = f"{year.plane_kwh_m2:,.0f}"
            table.add_row(*mounted, year.weather.rpartition("/")[2], f"{year.kwh_per_kwp:,.0f}", plane)
        if len(one.years) > 1:
            low, high = one.low_kwh_per_kwp, one.high_kwh_per_kwp
            table.add_row(*mounted, text("range"), interval(low, high, lambda value: f"{value:,.0f}"), "")
    print_table(table, _WIDTH)
