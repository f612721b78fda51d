"""What a sequence changes in the plant, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.tables.numbers import shown
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.planning.sequence.effect import Effect


def print_effect(name: str, effect: Effect) -> None:
    """Print what changes in the plant as a table, and which figures are lacking."""
    pairs = "1 pair" if effect.replications == 1 else f"{effect.replications} pairs"
    title = f"{name}: {effect.days:g} days after {effect.warmup:g} of warm-up, {pairs} of runs, seed {effect.seed}"
    level = f"{effect.confidence * 100:g} % interval"
    table = plain_table(title, ["figure", "unit", "before", "after", "difference", level, ""], texts=(0, 1, 6))
    for row in effect.table.rows(named=True):
        ends = "-" if row["low"] is None else f"{shown(row['low'])} to {shown(row['high'])}"
        numbers = [shown(row[key]) for key in ("before", "after", "difference")]
        table.add_row(row["measure"], row["unit"], *numbers, ends, row["verdict"])
    print_table(table, width=150)
    from taktwin.api.reports import lacking_figures

    for text in lacking_figures(effect):
        typer.echo(text)
