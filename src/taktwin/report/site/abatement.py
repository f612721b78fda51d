"""What measures save, and the picture of what a ton of CO2 costs that they avoid: wide where much, high where dear."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from taktwin.planning.energy.abatement import Abatement, in_order
from taktwin.planning.energy.measures import MeasureStudy
from taktwin.report.shell.figure import Figure, axis, figure, rounded, short
from taktwin.report.shell.palette import INK, SERIES
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number

_HEIGHT = 400


def measure_section(study: MeasureStudy | None, words: Words) -> Section | None:
    """Bars of the first year of weather, and tables of all; None without measures.

    A bar is as wide as the measure saves CO2 a year, and as high as a ton of it costs; below 0 it pays for itself.
    """
    if study is None:
        return None
    section = Section("site-measures", words("site_measures"))
    if study.abatements:
        first = in_order(study.abatements, study.abatements[0].weather)
        if first:
            section.chart(curve(first, study.currency or "", words), words("site_curve", money=study.currency))
        heads, rows = _yearly(study, words)
        section.table(heads, rows, texts=len(heads) - 6, heading=words("site_curve_table", money=study.currency))
        section.note(words("site_curve_note", weather=study.abatements[0].weather))
        section.note(words("site_curve_alone"))
    heads, rows = _each(study, words)
    section.table(heads, rows, texts=len(heads) - 2, heading=words("site_each"))
    section.note(words("site_each_note"))
    return section


def curve(bars: list[Abatement], money: str, words: Words) -> Figure:
    """The marginal abatement curve.

    Args:
        bars: in their order, from the left; all have a price.
        money: of the prices.
        words: of the page.
    """
    data, notes, left = [], list[dict[str, Any]](), 0.0
    reach = [value for one in bars for value in (one.low or 0.0, one.high or 0.0, 0.0)]
    for place, one in enumerate(bars, start=1):
        price, low, high = (value or 0.0 for value in (one.price, one.low, one.high))
        interval = words("site_curve_tip", tons=_span(one.tons_low, one.tons_high), price=_span(low, high), money=money)
        data.append(
            {
                "type": "bar",
                "name": short(f"{place} {one.measure}", 28),
                "x": rounded([left + one.tons / 2], 6),
                "y": rounded([price]),
                "width": rounded([one.tons], 6),
                "marker": {"color": SERIES[(place - 1) % len(SERIES)], "line": {"color": "#fff", "width": 1}},
                "error_y": {
                    "type": "data", "symmetric": False, "array": rounded([high - price]),
                    "arrayminus": rounded([price - low]), "color": INK, "thickness": 1.2, "width": 4,
                },
                "hovertemplate": f"{interval}<extra>{one.measure}</extra>",
            }
        )  # fmt: skip
        above = max(high, 0.0)
        notes.append({"x": left + one.tons / 2, "y": above, "text": str(place), "showarrow": False, "yshift": 10})
        left += one.tons
    wide = max(reach) - min(reach) or 1.0
    axes = {
        "xaxis": axis(words("axis_tons"), grid=False, range=[0.0, left * 1.01], tickformat=","),
        "yaxis": axis(
            words("axis_per_ton", money=money), tickformat=",", zeroline=True, zerolinecolor=INK,
            range=[min(reach) - 0.08 * wide, max(reach) + 0.12 * wide],
        ),
    }  # fmt: skip
    margin = {"l": 72, "r": 16, "t": 48, "b": 52}
    return figure(data, _HEIGHT, annotations=notes, showlegend=True, bargap=0, margin=margin, **axes)


def _yearly(study: MeasureStudy, words: Words) -> tuple[list[str], list[list[str]]]:
    """Bars by their numbers, then what has no price; each with its intervals, and with its weather where it matters."""
    weathers = list(dict.fromkeys(one.weather for one in study.abatements))
    rows = []
    for weather in weathers:
        known = in_order(study.abatements, weather)
        others = [one for one in study.abatements if one.weather == weather and one.price is None]
        for place, one in enumerate([*known, *others], start=1):
            price = words("site_unsure") if one.price is None else number(one.price)
            ends = "" if one.low is None or one.high is None else _span(one.low, one.high)
            names = [str(place) if one.price is not None else "", one.measure, PurePath(weather).name]
            tons = number(one.tons), _span(one.tons_low, one.tons_high)
            rows.append([*names, *tons, number(one.cost), number(one.saved), price, ends])
    keys = ("site_no", "site_measure", "site_weather", "site_tons", "site_interval")
    keys += ("site_cost", "site_saved_bill", "site_per_ton", "site_interval")
    return _without_one_weather([words(key) for key in keys], rows, 2)


def _each(study: MeasureStudy, words: Words) -> tuple[list[str], list[list[str]]]:
    units = {"kwh": "kWh", "co2_kg": "kg CO2", "money": study.currency or ""}
    rows = [
        [one.measure, PurePath(one.weather).name, units[one.figure], number(one.saved), _span(one.low, one.high)]
        for one in study.savings
    ]
    keys = ("site_measure", "site_weather", "site_unit", "site_saved", "site_interval")
    return _without_one_weather([words(key) for key in keys], rows, 1)


def _without_one_weather(heads: list[str], rows: list[list[str]], column: int) -> tuple[list[str], list[list[str]]]:
    """The table without the column of the weather where all rows have the same."""
    if len({row[column] for row in rows}) > 1:
        return heads, rows
    return heads[:column] + heads[column + 1 :], [row[:column] + row[column + 1 :] for row in rows]


def _span(low: float, high: float) -> str:
    first, last = number(low), number(high)
    return first if first == last else f"{first} … {last}"
