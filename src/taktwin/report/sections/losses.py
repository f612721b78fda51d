"""Losses of scheduled station time as a Pareto chart."""

import polars as pl

from taktwin.analysis.losses import KNOCK_ON, ROOT_CAUSES
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number

MOST = 15


def losses(facts: Facts, words: Words) -> Section | None:
    """The section; None where nothing was lost."""
    if not facts.pareto.height:
        return None
    section = Section("losses", words("pareto_title"))
    section.chart(_pareto(facts.pareto, words))
    echo = facts.scheduled.filter(pl.col("state").is_in(KNOCK_ON)).get_column("hours").sum()
    section.note(words("pareto_note", knock_on=number(float(echo))))
    return section


def _pareto(table: pl.DataFrame, words: Words) -> Figure:
    top = table.head(MOST)
    names = [
        words.loss(shop, cause, detail) for shop, cause, detail in top.select("shop", "cause", "detail").iter_rows()
    ]
    hours = top.get_column("hours").to_list()
    labels = [
        f"{number(value)} h · {100 * share:.0f} %" for value, share in top.select("hours", "cumulative").iter_rows()
    ]
    causes = top.get_column("cause").to_list()
    rest = float(table.get_column("hours").sum()) - sum(hours)
    if table.height > MOST:
        names.append(words("others"))
        hours.append(rest)
        labels.append(f"{number(rest)} h · 100 %")
        causes.append("others")
    data = []
    for cause in dict.fromkeys([*(c for c in (*ROOT_CAUSES, "join") if c in causes), *causes]):
        rows = [k for k, entry in enumerate(causes) if entry == cause]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": words(cause),
                "y": [names[k] for k in rows],
                "x": rounded([hours[k] for k in rows]),
                "text": [labels[k] for k in rows],
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {"color": STATE.get(cause, "#9aa5b1")},
                "hovertemplate": "%{y}: %{text}<extra></extra>",
            }
        )
    return figure(
        data,
        26 * len(names) + 100,
        barmode="overlay",
        bargap=0.25,
        showlegend=len(data) > 1,
        margin={"l": 56, "r": 110, "t": 8, "b": 44},
        xaxis=axis(words("axis_lost"), rangemode="tozero"),
        yaxis=axis(
            grid=False, autorange="reversed", type="category", categoryorder="array", categoryarray=names,
            showline=False, dtick=1, ticksuffix=" ",
        ),
    )  # fmt: skip
