"""Where the carriers of each pool are, and how often none can be taken."""

import polars as pl

from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

_MEANS = ("taken", "in_use", "on_way", "there", "none_share")


def carriers(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without carriers."""
    tables = [table for result in facts.results if (table := getattr(result, "carriers", None)) is not None]
    if not tables or not tables[0].height:
        return None
    means = pl.concat(tables).group_by("carriers", "count", maintain_order=True).agg(pl.col(_MEANS).mean())
    rows = [
        [
            row["carriers"],
            number(row["count"]),
            number(row["taken"] / facts.days),
            *(number(row[name]) for name in ("in_use", "on_way", "there")),
            percent(row["none_share"]),
        ]
        for row in means.iter_rows(named=True)
    ]
    section = Section("carriers", words("carriers_title"))
    head = ("pool", "count", "taken", "in_use", "on_way", "there", "none")
    section.table([words(f"carriers_{name}") for name in head], rows)
    section.note(words("carriers_note"))
    return section
