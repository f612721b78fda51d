"""Levels of the buffers along the line, and how often they are full and empty."""

import math

import polars as pl

from taktwin.analysis.kinds import STANDING
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import ACCENT, LIGHT, STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number

MOST = 48
"""More buffers than this make the chart unreadable; the largest ones are shown."""


def buffers(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without buffers."""
    table = facts.buffers.filter(pl.col("kind").is_in(STANDING))
    if not table.height:
        return None
    section = Section("buffers", words("buffers_title"))
    limited = table.filter(pl.col("capacity").is_finite() & (pl.col("capacity") > 0))
    if not limited.height:
        section.chart(_in_jobs(table, words))
        section.note(words("buffers_note_jobs"))
        return section
    shown = limited
    if limited.height > MOST:
        shown = limited.sort("capacity", descending=True, maintain_order=True).head(MOST).sort("order")
    section.chart(_in_share(shown, words))
    section.note(words("buffers_note"))
    if shown.height < limited.height:
        section.note(words("buffers_most", n=shown.height, all=limited.height))
    unlimited = table.filter(pl.col("capacity").is_infinite())
    if unlimited.height:
        texts = [
            words("level_of", name=name, mean=number(mean), max=number(most))
            for name, mean, most in unlimited.select("buffer", "scheduled_mean", "max").head(12).iter_rows()
        ]
        section.note(words("buffers_unlimited", list=words("semicolon").join(texts)))
    return section


def _spread(table: pl.DataFrame) -> tuple[list[float], list[float]]:
    """p10 and p90, or min and max where the run has no series."""
    low = table.select(pl.coalesce("p10", "min")).to_series().to_list()
    high = table.select(pl.coalesce("p90", "max")).to_series().to_list()
    return low, high


def _in_share(table: pl.DataFrame, words: Words) -> Figure:
    names = table.get_column("buffer").to_list()
    capacity = table.get_column("capacity").to_list()
    mean = table.get_column("scheduled_mean").to_list()
    low, high = _spread(table)

    def share(values: list[float]) -> list:
        return rounded([100 * value / most for value, most in zip(values, capacity, strict=True)])

    hover = [
        f"{name}: {number(m)} / {number(most)} {words.jobs}"
        for name, m, most in zip(names, mean, capacity, strict=True)
    ]
    full, empty = ([100 * v for v in table.get_column(c).to_list()] for c in ("full_share", "empty_share"))
    data = [
        {
            "type": "bar",
            "name": words("range"),
            "x": names,
            "base": share(low),
            "y": share([max(0.0, h - v) for v, h in zip(low, high, strict=True)]),
            "marker": {"color": LIGHT},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": words("mean"),
            "x": names,
            "y": share(mean),
            "marker": {"color": ACCENT, "size": 8},
            "text": hover,
            "hovertemplate": "%{text}<extra></extra>",
        },
        {
            "type": "bar",
            "name": words("full"),
            "x": names,
            "y": rounded(full),
            "yaxis": "y2",
            "marker": {"color": STATE["blocked"]},
            "hovertemplate": "%{x}: %{y:.1f} %<extra>" + words("full") + "</extra>",
        },
        {
            "type": "bar",
            "name": words("empty"),
            "x": names,
            "y": rounded([-v for v in empty]),
            "customdata": rounded(empty),
            "yaxis": "y2",
            "marker": {"color": STATE["starved"]},
            "hovertemplate": "%{x}: %{customdata:.1f} %<extra>" + words("empty") + "</extra>",
        },
    ]
    reach = max(5.0, math.ceil(max(*full, *empty) / 5) * 5) * 1.05
    step = next(s for s in (2, 5, 10, 20, 50) if reach / s <= 2.2 or s == 50)
    ticks = [k * step for k in range(-int(reach // step), int(reach // step) + 1)]
    return figure(
        data,
        430,
        barmode="overlay",
        bargap=0.35 if len(names) > 8 else 0.75,
        showlegend=True,
        xaxis=axis(grid=False, type="category", anchor="y2", tickangle=-45 if len(names) > 8 else 0, dtick=1,
        showline=False), yaxis=axis(words("axis_fill"), range=[0, 103], dtick=25, domain=[0.42, 1]),
        yaxis2=axis(
            words("axis_time"), range=[-reach, reach], domain=[0, 0.32], tickvals=ticks, ticktext=[str(abs(t)) for t in
            ticks], zeroline=True, zerolinecolor="#b8c0c9",
        ),
    )  # fmt: skip


def _in_jobs(table: pl.DataFrame, words: Words) -> Figure:
    names = table.get_column("buffer").to_list()
    low, high = _spread(table)
    data = [
        {
            "type": "bar",
            "name": words("range"),
            "x": names,
            "base": rounded(low),
            "y": rounded([max(0.0, h - v) for v, h in zip(low, high, strict=True)]),
            "marker": {"color": LIGHT},
            "width": 0.35 if len(names) > 2 else 0.12,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": words("mean"),
            "x": names,
            "y": rounded(table.get_column("scheduled_mean").to_list()),
            "marker": {"color": ACCENT, "size": 9},
            "hovertemplate": "%{x}: %{y:.3g}<extra>" + words("mean") + "</extra>",
        },
    ]
    return figure(
        data,
        280,
        showlegend=True,
        xaxis=axis(grid=False, type="category"),
        yaxis=axis(words("axis_level"), rangemode="tozero"),
    )
