"""Operators: what their time goes into, by pool, and who waits for them."""

import polars as pl

from taktwin.analysis.operators import operators as by_pool
from taktwin.analysis.operators import waits_for_operators
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

MOST = 10
#: Column -> state whose colour it has, and its text.
_SHARES = {
    "working": ("working", "working"),
    "walking": ("walking", "walking"),
    "waiting": ("waiting_operator", "operators_waiting"),
    "idle": ("starved", "operators_idle"),
}


def operators(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without operators."""
    table = by_pool(facts.results)
    if not table.height:
        return None
    section = Section("operators", words("operators_title"))
    section.chart(_bars(table, words))
    days = facts.results[0].days
    head = ["operators_pool", "operators_number", "operators_calls", "operators_utilisation", "working", "walking"]
    head += ["operators_waiting", "operators_idle", "operators_off"]
    rows = [
        [row["pool"], str(row["operators"]), number(row["calls"] / days)]
        + [percent(row[key]) for key in ("utilisation", *_SHARES, "off_shift")]
        for row in table.iter_rows(named=True)
    ]
    section.table([words(key) for key in head], rows, texts=1)
    section.note(words("operators_note"))
    waits = waits_for_operators(facts.results).head(MOST)
    if waits.height:
        lines = [
            [row["resource"], words.shop(row["shop"]), row["need"], number(row["hours"])]
            for row in waits.iter_rows(named=True)
        ]
        names = ["station", "shop", "operators_need", "operators_hours"]
        section.table([words(key) for key in names], lines, texts=3, heading=words("operators_waits"))
        section.note(words("operators_waits_note"))
    return section


def _bars(table: pl.DataFrame, words: Words) -> Figure:
    """A bar for each pool: the shares of its time on shift."""
    pools = table.get_column("pool").to_list()
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": words(text),
            "y": pools,
            "x": rounded([100 * share for share in table.get_column(column).to_list()]),
            "marker": {"color": STATE[state], "line": {"width": 0}},
            "hovertemplate": "%{y}: %{x:.1f} %<extra>" + words(text) + "</extra>",
        }
        for column, (state, text) in _SHARES.items()
    ]
    return figure(
        data,
        max(19 * len(pools) + 100, 150),
        barmode="stack",
        bargap=0.22,
        showlegend=True,
        xaxis=axis(words("axis_on_shift"), range=[0, 100], dtick=20),
        yaxis=axis(grid=False, autorange="reversed", type="category", showline=False, ticksuffix=" "),
    )
