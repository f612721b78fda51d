"""Docks: trucks, doors taken and trucks in the yard; of a traced run through the day."""

import math
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.analysis.supply.dockday import DockDay
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import ACCENT, LIGHT, STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

MOST = 4
"""More docks than this have no chart of their own."""

_HEAD = ("dock", "doors", "trucks", "busy", "wait", "longest", "most")


def docks(facts: Facts, words: Words) -> Section | None:
    """The section; None where no truck came to a dock."""
    tables = [table for result in facts.results if (table := getattr(result, "docks", None)) is not None]
    if not tables or not sum(int(table["trucks"].sum()) for table in tables):
        return None
    rows = [
        [
            row["dock"],
            number(row["doors"]),
            number(row["trucks"] / sum(result.days for result in facts.results)),
            percent(row["busy"]),
            number(row["waited"] / row["trucks"] / 60.0 if row["trucks"] else None),
            number(row["longest"] / 60.0),
            number(row["most"]),
        ]
        for row in _together(tables).iter_rows(named=True)
    ]
    section = Section("docks", words("dock_title"))
    section.table([words(f"dock_{key}") for key in _HEAD], rows)
    for one in facts.supply.docks[:MOST]:
        section.chart(_day(one, words), words("dock_day", dock=one.dock))
    section.note(words("dock_note"))
    section.note(words("dock_note_day" if facts.supply.docks else "dock_untraced"))
    return section


def _together(tables: list[pl.DataFrame]) -> pl.DataFrame:
    """The docks of all replications."""
    waited = (pl.col("wait_mean_s").fill_null(0.0) * pl.col("trucks")).sum().alias("waited")
    return (
        pl.concat(tables)
        .group_by("dock", maintain_order=True)
        .agg(
            pl.col("doors").first(),
            pl.col("busy_share").mean().alias("busy"),
            waited,
            pl.col("trucks").sum(),
            pl.col("wait_max_s").max().alias("longest"),
            pl.col("most_waiting").max().alias("most"),
        )
    )


def _day(one: DockDay, words: Words) -> Figure:
    hours = [(slot + 0.5) * 24.0 / one.trucks.size for slot in range(one.trucks.size)]
    trucks, busy, waiting = (_told(values) for values in (one.trucks, one.busy, one.waiting))
    highest = max(float(one.doors), *(value for value in waiting if value is not None))
    data = [
        {
            "type": "bar",
            "name": words("dock_per_hour"),
            "x": hours,
            "y": trucks,
            "marker": {"color": LIGHT},
            "hovertemplate": "%{y:.3g}<extra>" + words("dock_per_hour") + "</extra>",
        },
        _line("dock_at_doors", hours, busy, ACCENT, words),
        _line("dock_in_yard", hours, waiting, STATE["blocked"], words),
    ]
    x = axis(words("axis_hour"), grid=False, range=[0, 24], tick0=0, dtick=3, ticksuffix=":00", anchor="y2")
    return figure(
        data,
        380,
        showlegend=True,
        bargap=0.12,
        xaxis=x,
        yaxis=axis(words("dock_per_hour"), rangemode="tozero", domain=[0.55, 1]),
        yaxis2=axis(words("dock_axis"), range=[0, highest * 1.06], domain=[0, 0.48]),
    )


def _told(values: NDArray[np.float64]) -> list[float | None]:
    """Numbers for a chart; None for the parts of the day that the run does not have."""
    return rounded([None if math.isnan(value) else value for value in values.tolist()])


def _line(key: str, hours: list[float], values: list[float | None], colour: str, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words(key),
        "x": hours,
        "y": values,
        "yaxis": "y2",
        "line": {"color": colour, "shape": "hvh", "width": 2},
        "hovertemplate": "%{y:.3g}<extra>" + words(key) + "</extra>",
    }
