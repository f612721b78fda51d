"""Order streams: what became of their jobs, how many wait before their line, and what was ready when it was due."""

import polars as pl

from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

_MEANS = ("entered", "finished", "scrapped", "joined", "waiting_mean", "due", "on_time", "tardiness_s")
NOTICED = 0.01
"""Jobs before the lines below which nobody waits there."""


def orders(facts: Facts, words: Words) -> Section | None:
    """The section; None where nothing waited before a line, nothing was due and no jobs became parts of others."""
    table = pl.concat([result.orders for result in facts.results])
    table = table.group_by("stream", "main", maintain_order=True).agg(pl.col(_MEANS).mean())
    sums = table.select(pl.col("waiting_mean", "due", "joined").sum()).row(0, named=True)
    if sums["waiting_mean"] < NOTICED and sums["due"] == 0 and sums["joined"] == 0:
        return None
    section = Section("orders", words("orders_title"))
    head = ["orders_stream", "orders_entered", "orders_finished", "orders_scrapped", "orders_joined", "orders_waiting"]
    due = sums["due"] > 0
    head += ["orders_due", "orders_on_time", "orders_late"] if due else []
    rows = [_row(row, due, words) for row in table.iter_rows(named=True)]
    section.table([words(key) for key in head], rows, texts=1)
    section.note(words("orders_note"))
    return section


def _row(row: dict[str, float | str], due: bool, words: Words) -> list[str]:
    cells = [str(row["stream"])]
    cells += [number(float(row[name])) for name in ("entered", "finished", "scrapped", "joined", "waiting_mean")]
    if not due:
        return cells
    asked = float(row["due"])
    if asked == 0.0:
        return [*cells, "0", "–", "–"]
    share, late = float(row["on_time"]) / asked, float(row["tardiness_s"]) / asked
    return [*cells, number(asked), percent(share), words.duration(late)]
