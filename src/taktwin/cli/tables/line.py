"""The simulated line beside its theory, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.tables.numbers import shown

if TYPE_CHECKING:
    from taktwin.analysis.line.check import Compared
    from taktwin.analysis.line.study import LineStudy


def print_theory(study: LineStudy) -> None:
    """Print the simulated line beside its theory, and a verdict below."""
    from taktwin.analysis.line.decomposition import TYPICAL_ERROR

    options, theory, rows = study.options, study.theory, study.rows
    assert theory is not None, "no theory was asked for"
    kind = "exact" if theory.states else "approximate"
    title = (
        f"line of {len(options.rates)} stations: {options.parts:,} jobs, seed {options.seed}, "
        f"mean of {options.runs} replications"
    )
    _table(title, kind, rows)
    if not theory.states:
        error = rows[0].theory / rows[0].simulated - 1
        typer.echo(
            "approximate: the Markov chain of this line is too large, so the theory is a decomposition; "
            f"its throughput is seldom wrong by more than {TYPICAL_ERROR * 100:g} %, "
            f"here it differs by {error * 100:+.1f} %"
        )
        return
    apart = [row.name for row in rows if not row.agrees]
    counted = f"{theory.states:,} states; all {len(rows)} figures taken together at 99 %"
    if apart:
        typer.echo(f"the simulation does NOT agree with theory in: {', '.join(apart)} ({counted})")
    else:
        typer.echo(f"the simulation agrees with theory ({counted})")


def _table(title: str, kind: str, rows: Sequence[Compared]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("figure", no_wrap=True)
    table.add_column(kind, justify="right", no_wrap=True)
    table.add_column("simulated", justify="right", no_wrap=True)
    table.add_column("unit", no_wrap=True)
    table.add_column("95 % interval", no_wrap=True)
    for row in rows:
        if row.theory == 0 == row.simulated:
            continue  # a buffer without places, a station that never fails
        interval = f"{shown(row.low)} to {shown(row.high)}"
        table.add_row(row.name, shown(row.theory), shown(row.simulated), row.unit, interval)
    console = Console(highlight=False)
    console.width = max(console.width, 120)
    console.print(table)
