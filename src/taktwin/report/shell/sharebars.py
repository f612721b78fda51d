"""Bars that show what the time of pools went into: of operators, of fleets."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import STATE
from taktwin.report.shell.words import Words


def share_bars(table: pl.DataFrame, pools: str, shares: Mapping[str, tuple[str, str]], words: Words) -> Figure:
    """A bar for each row: the shares of its time on shift.

    Args:
        table: a row for each pool.
        pools: the column with their names.
        shares: column of a share -> the state whose colour it has, and its text.
        words: in which it is written.
    """
    names = table.get_column(pools).to_list()
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": words(text),
            "y": names,
            "x": rounded([100 * share for share in table.get_column(column).to_list()]),
            "marker": {"color": STATE[state], "line": {"width": 0}},
            "hovertemplate": "%{y}: %{x:.1f} %<extra>" + words(text) + "</extra>",
        }
        for column, (state, text) in shares.items()
    ]
    return figure(
        data,
        max(19 * len(names) + 100, 150),
        barmode="stack",
        bargap=0.22,
        showlegend=True,
        xaxis=axis(words("axis_on_shift"), range=[0, 100], dtick=20),
        yaxis=axis(grid=False, autorange="reversed", type="category", showline=False, ticksuffix=" "),
    )
