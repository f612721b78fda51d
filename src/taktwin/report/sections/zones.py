"""Zones of moving and indexed lines: who was late, and for whom the line stood."""

import polars as pl

from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

MOST = 20
"""Rows of the table."""


def zones(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without such lines."""
    tables = [found for result in facts.results if (found := getattr(result, "zones", None)) is not None]
    if not tables or not tables[0].height:
        return None
    sums = ("jobs", "work_s", "overloads", "overload_s", "helped_s", "stops", "stopped_s")
    mean = pl.concat(tables).group_by("zone", "station", maintain_order=True).agg(pl.col(*sums).mean())
    shown = mean.sort(["stopped_s", "overload_s"], descending=True, maintain_order=True).head(MOST)
    late = shown.filter((pl.col("stopped_s") > 0) | (pl.col("overload_s") > 0))
    shown = late if late.height else shown  # where somebody was late, those who were not say nothing
    elapsed = facts.results[0].elapsed_s
    rows = []
    for row in shown.iter_rows(named=True):
        jobs = row["jobs"] or 1.0
        rows.append(
            [
                row["zone"],
                row["station"],
                words("unit_s", n=number(row["work_s"] / jobs)),
                number(1000.0 * row["overloads"] / jobs),
                words("unit_s", n=number(row["overload_s"] / jobs)),
                words.duration(row["helped_s"]),
                number(row["stops"]),
                f"{words.duration(row['stopped_s'])} ({percent(row['stopped_s'] / elapsed)})",
            ]
        )
    section = Section("zones", words("zones_title"))
    keys = ("zone", "line", "work", "overloads", "overload", "helped", "stops", "stopped")
    section.table([words(f"zones_{key}") for key in keys], rows, texts=2)
    section.note(words("zones_note", n=len(rows)))
    return section
