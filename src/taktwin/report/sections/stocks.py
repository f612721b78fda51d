"""Stocks of made and bought parts, each with a small line of its level."""

import polars as pl

from taktwin.analysis.tables import bucket_seconds, series_of
from taktwin.report.facts import Facts
from taktwin.report.shell.palette import ACCENT, STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

SHOWN = 12
"""More stock points than this are folded away."""

POINTS = 84
DAYS = 7
WIDTH, HEIGHT = 150, 22


def stocks(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without stock points."""
    table = facts.stocks.sort(
        pl.col("stopped_h_per_day") > 0,
        "stopped_h_per_day",
        pl.col("cover_h").fill_null(1e9),
        descending=[True, True, False],
    )
    if not table.height:
        return None
    section = Section("stocks", words("stocks_title"))
    lines = _sparklines(facts, table.get_column("stock").to_list())
    made = facts.made_stocks()
    is_made = pl.col("stock").is_in(list(made))
    for heading, part in (
        (words("stocks_made"), table.filter(is_made)),
        (words("stocks_bought"), table.filter(~is_made)),
    ):
        if part.height:
            _table(section, part, heading, lines, words)
    section.note(words("stocks_note"))
    return section


def _table(section: Section, table: pl.DataFrame, heading: str, lines: dict[str, str], words: Words) -> None:
    head = ("part", "stock", "level", "mean_col", "min", "max", "drawn", "cover", "zero", "stops")
    rows = [
        [
            words.part(row["part"]),
            row["stock"],
            lines.get(row["stock"], ""),
            number(row["mean"]),
            number(row["min"]),
            number(row["max"]),
            number(row["drawn_per_day"]),
            number(row["cover_h"]),
            percent(row["reached_zero_share"], 2).removesuffix("\u00a0%") if row["reached_zero_share"] else "0",
            number(row["stopped_h_per_day"], 2) if row["stopped_h_per_day"] else "0",
        ]
        for row in table.iter_rows(named=True)
    ]
    fold = (SHOWN, words("stocks_all", n=len(rows) - SHOWN))
    section.table([words(key) for key in head], rows, texts=3, heading=heading, fold=fold)


def _sparklines(facts: Facts, names: list[str]) -> dict[str, str]:
    """Level over the last days of the first replication as a small SVG by stock, from 0 to its maximum."""
    first = facts.first
    since = first.elapsed_s - DAYS * 86400.0
    step = max(1, round(min(first.elapsed_s, DAYS * 86400.0) / bucket_seconds(first) / POINTS))
    table = (
        series_of(first, "stock")
        .with_columns(pl.col("name").cast(pl.String))
        .filter(pl.col("name").is_in(names) & (pl.col("start_s") >= since))
        .group_by("name", pl.col("bucket") // step, maintain_order=True)
        .agg(pl.col("value").mean())
        .group_by("name", maintain_order=True)
        .agg(pl.col("value"))
    )
    return {name: _svg(values) for name, values in table.iter_rows()}


def _svg(values: list[float]) -> str:
    top = max(values, default=0.0) or 1.0
    across = WIDTH / max(1, len(values) - 1)
    points = " ".join(f"{k * across:.1f},{HEIGHT - 1.5 - (HEIGHT - 3) * v / top:.1f}" for k, v in enumerate(values))
    colour = STATE["down"] if min(values, default=1.0) < 0.005 * top else ACCENT
    return (
        f'<svg class="spark" width="{WIDTH}" height="{HEIGHT}" role="img">'
        f'<line x1="0" x2="{WIDTH}" y1="{HEIGHT - 0.5}" y2="{HEIGHT - 0.5}" stroke="#d5dae0"/>'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.2"/></svg>'
    )
