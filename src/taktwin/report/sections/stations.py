"""Stations by state: all of them in plant order, the most loaded, and the ranking behind the bottleneck."""

from typing import Any

import polars as pl

from taktwin.analysis.tables import ON_SHIFT, work_units
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded, text_width
from taktwin.report.shell.palette import STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, percent

FEW = 40
"""Up to so many stations get a named bar each; more are drawn as a strip, and the most loaded ones named."""

TOP = 20

PLOT_WIDTH = 1000
"""Width (px) for which the names under the strip are laid out: that of a small laptop."""


def shares(facts: Facts) -> pl.DataFrame:
    """Stations and make cells in plant order with the percentages of their scheduled time."""
    return (
        work_units(facts.resources)
        .group_by("station", "shop", maintain_order=True)
        .agg(pl.col(*ON_SHIFT).sum())
        .with_columns(pl.sum_horizontal(ON_SHIFT).alias("pbt"))
        .filter(pl.col("pbt") > 0)
        .with_columns([(100 * pl.col(state) / pl.col("pbt")).alias(state) for state in ON_SHIFT])
    )


def stations(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without stations."""
    table = shares(facts)
    if not table.height:
        return None
    section = Section("stations", words("stations_title"))
    present = [state for state in ON_SHIFT if float(table.get_column(state).sum()) > 1e-6 * table.height]
    bold = facts.ranking[0].station if len(facts.ranking) > 1 else None
    if table.height <= FEW:
        section.chart(_named(table, present, words, bold))
    else:
        section.chart(_strip(table, present, words), words("stations_all"))
        order = {entry.station: entry.rank for entry in facts.ranking}
        names = sorted(order, key=lambda name: order[name])[:TOP]
        top = pl.DataFrame({"station": names}).join(table, on="station", how="inner", maintain_order="left")
        section.chart(_named(top, present, words, bold, legend=False), words("stations_top", n=top.height))
    section.note(words("stations_note"))
    _ranking(section, facts, words)
    return section


def _trace(state: str, words: Words, **more: Any) -> dict[str, Any]:
    return {"type": "bar", "name": words(state), "marker": {"color": STATE[state], "line": {"width": 0}}, **more}


def _named(table: pl.DataFrame, states: list[str], words: Words, bold: str | None, legend: bool = True) -> Figure:
    names = table.get_column("station").to_list()
    labels = [f"<b>{name}</b>" if name == bold else name for name in names]
    data = [
        _trace(
            state,
            words,
            orientation="h",
            y=names,
            x=rounded(table.get_column(state).to_list()),
            hovertemplate="%{y}: %{x:.1f} %<extra>" + words(state) + "</extra>",
        )
        for state in states
    ]
    height = 19 * len(names) + (100 if legend else 60)
    return figure(
        data,
        max(height, 150),
        barmode="stack",
        bargap=0.22,
        showlegend=legend,
        xaxis=axis(words("axis_share"), range=[0, 100], dtick=20),
        yaxis=axis(
            grid=False,
            autorange="reversed",
            type="category",
            showline=False,
            tickvals=names,
            ticktext=labels,
            ticksuffix=" ",
        ),
    )


def _strip(table: pl.DataFrame, states: list[str], words: Words) -> Figure:
    """One thin bar for each station, shops marked below."""
    places = list(range(table.height))
    names = table.get_column("station").to_list()
    data = [
        _trace(
            state,
            words,
            x=places,
            y=rounded(table.get_column(state).to_list()),
            customdata=names,
            width=1,
            hovertemplate="%{customdata}: %{y:.1f} %<extra>" + words(state) + "</extra>",
        )
        for state in states
    ]
    shops = (
        table.with_row_index("row")
        .group_by("shop", maintain_order=True)
        .agg(pl.col("row").min().alias("first"), pl.col("row").max().alias("last"))
    )
    names = _names(shops, table.height, words)
    below = 44 - min(name["yshift"] for name in names)
    return figure(
        data,
        270 + below,
        barmode="stack",
        bargap=0,
        showlegend=True,
        margin={"l": 56, "r": 16, "t": 8, "b": below},
        xaxis=axis(grid=False, range=[-0.5, table.height - 0.5], showticklabels=False, showline=False),
        yaxis=axis(words("axis_share"), range=[0, 100], dtick=20),
        shapes=_edges(shops),
        annotations=names,
    )


def _edges(shops: pl.DataFrame) -> list[dict[str, Any]]:
    """Lines between the shops."""
    return [
        {
            "type": "line",
            "x0": first - 0.5,
            "x1": first - 0.5,
            "y0": -0.04,
            "y1": 1,
            "yref": "paper",
            "line": {"color": "#1f2933", "width": 1},
        }
        for first in shops.get_column("first")
        if first > 0
    ]


def _names(shops: pl.DataFrame, total: int, words: Words) -> list[dict[str, Any]]:
    """The shops' names under their stations, in as many rows as it takes for them not to touch."""
    pixel = total / PLOT_WIDTH  # stations a pixel
    ends: list[float] = []  # right end of the last name in each row
    out = []
    for row in shops.iter_rows(named=True):
        text = words.shop(row["shop"])
        half = text_width(text) / 2 * pixel
        middle = (row["first"] + row["last"]) / 2
        middle = min(max(middle, half - 0.5), total - 0.5 - half)
        line = next((k for k, end in enumerate(ends) if middle - half > end), len(ends))
        ends[line:] = [middle + half + 10 * pixel, *ends[line + 1 :]]
        out.append(
            {
                "x": middle,
                "y": -0.04,
                "yshift": -17 * line,
                "yref": "paper",
                "yanchor": "top",
                "text": text,
                "showarrow": False,
                "font": {"size": 12},
            }
        )
    return out


def _ranking(section: Section, facts: Facts, words: Words) -> None:
    if len(facts.ranking) < 2:
        return
    head = [
        "",
        "station",
        "shop",
        "active_share",
        "working",
        "setup",
        "down",
        "active_period",
        "up_blocked",
        "down_starved",
    ]
    rows = [
        [
            str(entry.rank),
            entry.station,
            words.shop(entry.shop),
            percent(entry.active_share),
            percent(entry.working),
            percent(entry.setup),
            percent(entry.down),
            "–" if entry.mean_active_period_s is None else words.duration(entry.mean_active_period_s),
            percent(entry.upstream_blocked),
            percent(entry.downstream_starved),
        ]
        for entry in facts.ranking[:8]
    ]
    section.table([words(key) if key else "" for key in head], rows, texts=3, heading=words("rank_title"))
    section.note(words("rank_note"))
