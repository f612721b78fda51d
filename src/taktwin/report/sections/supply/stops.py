"""Stops for want of parts: which part, where, and how long, the worst first."""

import polars as pl

from taktwin.report.facts import Facts
from taktwin.report.sections.supply.names import family_title
from taktwin.report.shell.figure import Figure, axis, figure, rounded, text_width
from taktwin.report.shell.palette import INK, STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

BARS = 15
"""Causes that have a bar."""

SHOWN = 12
"""More rows than this are folded away."""

_CAUSES = {"part": ("pstop_part", STATE["waiting_parts"]), "matched": ("pstop_matched", STATE["join"])}
_HEAD = ("what", "family", "cause", "where", "stock", "seconds", "share")


def part_stops(facts: Facts, words: Words) -> Section | None:
    """The section; None where nobody waited for a part."""
    table = facts.part_stops.with_columns(who=_who(facts))
    if not table.height:
        return None
    section = Section("stops", words("pstop_title"))
    bars = _bars(table)
    if bars.height > 1:
        section.chart(_pareto(bars, facts, words))
    rows = [
        [
            words.part(row["cause"]),
            "–" if row["family"] is None else family_title(facts.model, row["family"], words),
            words(_CAUSES[row["kind"]][0]),
            row["resource"],
            row["stock"] or "–",
            number(row["seconds_per_day"]),
            percent(row["share"]),
        ]
        for row in table.iter_rows(named=True)
    ]
    fold = (SHOWN, words("pstop_all", n=len(rows) - SHOWN))
    section.table([words(f"pstop_{key}") for key in _HEAD], rows, texts=5, fold=fold)
    section.note(words("pstop_note"))
    return section


def _who(facts: Facts) -> pl.Expr:
    """Whose bar a row belongs to: the part family; of parts without one the part, of lines the line."""
    family = pl.col("family") if _families(facts) else pl.lit(None, pl.String)
    return pl.coalesce(family, "cause")


def _families(facts: Facts) -> bool:
    return bool(facts.supply.cover)


def _title(name: str, facts: Facts, words: Words) -> str:
    found = family_title(facts.model, name, words) if _families(facts) else name
    return words.part(name) if found == name else found


def _bars(table: pl.DataFrame) -> pl.DataFrame:
    """Waits by cause, the longest first, and the share of all that they make together (%)."""
    return (
        table.group_by("who", "kind", maintain_order=True)
        .agg(pl.col("seconds_per_day", "share").sum())
        .sort("seconds_per_day", descending=True, maintain_order=True)
        .with_columns(together=pl.col("share").cum_sum() * 100.0)
        .head(BARS)
    )


def _pareto(bars: pl.DataFrame, facts: Facts, words: Words) -> Figure:
    names = [_title(name, facts, words) for name in bars.get_column("who")]
    places = list(range(len(names)))
    data = []
    for kind, (text, colour) in _CAUSES.items():
        mine = bars.get_column("kind") == kind
        if mine.any():
            minutes = (bars.get_column("seconds_per_day") / 60.0).to_list()
            data.append(
                {
                    "type": "bar",
                    "name": words(text),
                    "x": [place for place, own in zip(places, mine, strict=True) if own],
                    "y": rounded([value for value, own in zip(minutes, mine, strict=True) if own]),
                    "marker": {"color": colour},
                    "hovertemplate": "%{x}: %{y:.3g}<extra>" + words(text) + "</extra>",
                }
            )
    data.append(
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": words("pstop_sum"),
            "x": places,
            "y": rounded(bars.get_column("together").to_list()),
            "yaxis": "y2",
            "line": {"color": INK, "width": 1.2},
            "marker": {"size": 5},
            "hovertemplate": "%{y:.1f} %<extra>" + words("pstop_sum") + "</extra>",
        }
    )
    tilted = len(names) > 1 and max(text_width(name) for name in names) > 1000.0 / len(names)
    x = {"tickvals": places, "ticktext": names, "tickangle": -40 if tilted else 0, "range": [-0.6, len(names) - 0.4]}
    return figure(
        data,
        340,
        showlegend=True,
        bargap=0.35 if len(names) > 3 else 0.75,
        margin={"l": 56, "r": 56, "t": 8, "b": 44},
        xaxis=axis(grid=False, **x),
        yaxis=axis(words("pstop_axis"), rangemode="tozero"),
        yaxis2=axis(words("pstop_sum"), grid=False, overlaying="y", side="right", range=[0, 104], dtick=25),
    )  # fmt: skip
