"""`taktwin resequence`: a planned sequence without the cars that dropped out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import cars, complete
from taktwin.cli.language.say import text
from taktwin.cli.options import OnePlant, Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import announce_sequencer
from taktwin.cli.tables.sequence import print_mending


def resequence(
    where: Annotated[str, typer.Argument(metavar="MODEL|DIR", help=cars.WHERE, autocompletion=complete.cars)],
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The planned sequence as CSV: position,ident.")],
    lost: Annotated[
        str,
        typer.Option(metavar="FILE|CAR,...", help="The cars that dropped out: a file, one a line, or names."),
    ],
    frozen: Annotated[int, typer.Option(min=0, help="Positions at the head that are on their way already.")] = 0,
    enough: Annotated[
        str | None,
        typer.Option(
            metavar="NAME=N,...",
            help="What will do, for each objective; default: the high violations and colour changes of the plan.",
        ),
    ] = None,
    effort: Annotated[int, typer.Option(min=1, help="How many times as long to search.")] = 1,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same sequence.")] = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the sequence: position,ident, CSV or .xlsx.")
    ] = None,
    one: OnePlant = None,
    overrides: Overrides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Take cars out of a planned sequence, and mend what that breaks by changing as few positions as possible."""
    check_outfile(out)
    from taktwin.planning.sequence.files.orderfile import write_order
    from taktwin.planning.sequence.mending import MendingOptions, mend_sequence

    options = MendingOptions(lost=lost, frozen=frozen, enough=enough, effort=effort, seed=seed)
    read = cars.read(where, overrides, one)
    cars.check_spared([out], where, read, [plan, Path(lost)])
    announce_sequencer()
    found = mend_sequence(read, plan, options)
    if out is not None:
        write_order(out, found.mended.problem, found.mended.order)
    if as_json:
        typer.echo(json.dumps(found.as_dict()))
        return
    print_mending(found)
    if out is not None:
        typer.echo(text("sequence: {path}", path=out))
