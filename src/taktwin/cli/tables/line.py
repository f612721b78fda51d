"""The simulated line beside its theory, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import listed, text
from taktwin.cli.tables.names import unit
from taktwin.cli.tables.numbers import interval, shown

if TYPE_CHECKING:
    from taktwin.analysis.line.check import Compared
    from taktwin.analysis.line.study import LineStudy


def print_theory(study: LineStudy) -> None:
    """Print the simulated line beside its theory, and a verdict below."""
    from taktwin.analysis.line.decomposition import TYPICAL_ERROR

    options, theory, rows = study.options, study.theory, study.rows
    assert theory is not None, "no theory was asked for"
    kind = text("exact") if theory.states else text("approximate")
    title = text(
        "line of {n} stations: {parts:,} jobs, seed {seed}",
        n=len(options.rates), parts=options.parts, seed=options.seed,
    )  # fmt: skip
    title = text("{title}, mean of {n} replications", title=title, n=options.runs)
    _table(title, kind, rows)
    if not theory.states:
        error = rows[0].theory / rows[0].simulated - 1
        typer.echo(
            text(
                "approximate: the Markov chain of this line is too large, so the theory is a decomposition; "
                "its throughput is seldom wrong by more than {typical:g} %, here it differs by {error:+.1f} %",
                typical=TYPICAL_ERROR * 100,
                error=error * 100,
            )
        )
        return
    apart = [row.name for row in rows if not row.agrees]
    counted = text("{states:,} states; all {n} figures taken together at 99 %", states=theory.states, n=len(rows))
    if apart:
        figures = listed(apart)
        typer.echo(
            text(
                "the simulation does NOT agree with theory in: {figures} ({counted})", figures=figures, counted=counted
            )
        )
    else:
        typer.echo(text("the simulation agrees with theory ({counted})", counted=counted))


def _table(title: str, kind: str, rows: Sequence[Compared]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(text("figure"), no_wrap=True)
    table.add_column(kind, justify="right", no_wrap=True)
    table.add_column(text("simulated"), justify="right", no_wrap=True)
    table.add_column(text("unit"), no_wrap=True)
    table.add_column(text("95 % interval"), no_wrap=True)
    for row in rows:
        if row.theory == 0 == row.simulated:
            continue  # a buffer without places, a station that never fails
        ends = interval(row.low, row.high)
        table.add_row(row.name, shown(row.theory), shown(row.simulated), unit(row.unit), ends)
    console = Console(highlight=False)
    console.width = max(console.width, 120)
    console.print(table)
