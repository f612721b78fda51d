"""What a sequence changes in the plant, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, spoken, text
from taktwin.cli.tables.names import measure, unit
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.planning.sequence.effect import Effect


def print_effect(name: str, effect: Effect) -> None:
    """Print what changes in the plant as a table, and which figures are lacking."""
    from taktwin.analysis.paired import VERDICTS
    from taktwin.api.reports import lacking_figures

    title = text(
        "{name}: {days:g} days after {warmup:g} of warm-up, 1 pair of runs, seed {seed}"
        if effect.replications == 1
        else "{name}: {days:g} days after {warmup:g} of warm-up, {n} pairs of runs, seed {seed}",
        name=name, days=effect.days, warmup=effect.warmup, n=effect.replications, seed=effect.seed,
    )  # fmt: skip
    level = text("{level:g} % interval", level=effect.confidence * 100)
    heads = [text("figure"), text("unit"), text("before"), text("after"), text("difference"), level, ""]
    table = plain_table(title, heads, texts=(0, 1, 6))
    for row in effect.table.rows(named=True):
        numbers = [shown(row[key]) for key in ("before", "after", "difference")]
        ends = interval(row["low"], row["high"])
        table.add_row(measure(row["measure"]), unit(row["unit"]), *numbers, ends, said(VERDICTS[row["verdict"]]))
    print_table(table, width=150)
    for lacking in lacking_figures(effect, spoken()):
        typer.echo(lacking)
