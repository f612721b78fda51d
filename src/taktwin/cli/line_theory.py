"""`taktwin line --exact`: the simulated line beside its theory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli.exits import RUN, fail
from taktwin.cli.numbers import shown

if TYPE_CHECKING:
    from taktwin import LineResult
    from taktwin.analysis.line.check import Compared
    from taktwin.analysis.line.exact import LineTheory


def of(
    rates: Sequence[float], buffers: Sequence[int], fails: Sequence[float] | None, repairs: Sequence[float] | None
) -> LineTheory:
    """Return what theory says of the line.

    Raises:
        typer.Exit: The equations could not be solved; the message says why.
    """
    import taktwin

    try:
        return taktwin.line_theory(rates, buffers, fails, repairs)
    except ArithmeticError as error:
        raise fail([f"no theory for this line: {error}; without --exact it is simulated all the same"], RUN) from None


def show(head: Mapping[str, Any], stations: int, theory: LineTheory, result: LineResult, as_json: bool) -> None:
    """Print the comparison: as one JSON object, or as a table with a verdict below."""
    from taktwin.analysis.line.check import compared
    from taktwin.analysis.line.decomposition import TYPICAL_ERROR

    rows = compared(theory, result.figures)
    if as_json:
        typer.echo(_json(head, theory, rows))
        return
    kind = "exact" if theory.states else "approximate"
    title = f"line of {stations} stations: {head['parts']:,} jobs, seed {head['seed']}, mean of {head['replications']} "
    _table(title + "replications", kind, rows)
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


def _json(head: Mapping[str, Any], theory: LineTheory, rows: Sequence[Compared]) -> str:
    figures = {
        row.name: {
            "theory": row.theory,
            "value": row.simulated,
            "unit": row.unit,
            "low": row.low,
            "high": row.high,
            "agrees": row.agrees if theory.states else None,
        }
        for row in rows
    }
    known = {"theory": "exact" if theory.states else "approximate", "states": theory.states}
    agrees = all(row.agrees for row in rows) if theory.states else None
    return json.dumps({**head, **known, "agrees": agrees, "figures": figures}, indent=2, allow_nan=False)
