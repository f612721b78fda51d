"""`taktwin resequence`: a planned sequence without the cars that dropped out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktwin.cli import sequence_cars
from taktwin.cli.exits import explained
from taktwin.cli.options import Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.sequence_table import WORDS, whole

if TYPE_CHECKING:
    from taktwin.planning.sequence.resequence import Resequenced
    from taktwin.planning.sequence.score import Score


def resequence(
    where: Annotated[str, typer.Argument(metavar="MODEL|DIR", help=sequence_cars.WHERE)],
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
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the sequence as CSV: position,ident.")] = None,
    overrides: Overrides = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Take cars out of a planned sequence, and mend what that breaks by changing as few positions as possible."""
    with explained():
        check_outfile(out)
        from taktwin.planning.sequence.files.orderfile import read_order, write_order
        from taktwin.planning.sequence.lost import read_lost
        from taktwin.planning.sequence.objectives import parse_values
        from taktwin.planning.sequence.ready import before_compiling
        from taktwin.planning.sequence.resequence import resequence as mend
        from taktwin.planning.sequence.score import score

        problem, plant = sequence_cars.read(where, overrides)
        order = read_order(plan, problem)
        gone = read_lost(lost, problem.idents)
        wanted = None if enough is None else parse_values(enough)
        sequence_cars.check_spared([out], where, plant, [plan, Path(lost)])
        before_compiling(lambda: typer.echo("compiling the sequencer once, about 7 s ...", err=True))
        mended = mend(problem, order, gone, enough=wanted, frozen=frozen, effort=effort, seed=seed)
        if out is not None:
            write_order(out, mended.problem, mended.order)
        planned = score(problem, order)
    more = [one for one in WORDS if one in mended.enough and one not in problem.objectives]
    names = [*problem.objectives, *more]
    assert mended.problem.reference is not None
    closed = score(mended.problem, mended.problem.reference)
    if json:
        from json import dumps

        typer.echo(dumps(_as_json(problem.name, names, mended, planned, closed, gone)))
        return
    _print_table(problem.name, names, mended, planned, closed, len(gone))
    if out is not None:
        typer.echo(f"sequence: {out}")


def _as_json(
    name: str, names: list[str], mended: Resequenced, planned: Score, closed: Score, gone: list[str]
) -> dict[str, Any]:
    assert mended.problem.reference is not None
    return {
        "instance": name,
        "cars": mended.problem.cars,
        "lost": gone,
        "planned": {one: whole(planned.values[one]) for one in names},
        "closed_up": {one: whole(closed.values[one]) for one in names},
        "mended": {one: whole(mended.score.values[one]) for one in names},
        "enough": {one: whole(value) for one, value in mended.enough.items()},
        "reached": mended.reached,
        "changed": mended.changed,
        "positions": [
            {"position": at + 1, "before": mended.problem.idents[old], "ident": mended.problem.idents[new]}
            for at, (old, new) in enumerate(zip(mended.problem.reference, mended.order, strict=True))
            if old != new
        ],
        "seconds": round(mended.seconds, 3),
    }


def _print_table(name: str, names: list[str], mended: Resequenced, planned: Score, closed: Score, gone: int) -> None:
    left = mended.problem.cars
    typer.echo(f"{name}: {gone} of {left + gone:,} cars dropped out")
    typer.echo(f"{'':28}{'planned':>14}{'closed up':>14}{'mended':>14}{'enough':>14}")
    for one in names:
        enough = f"{mended.enough[one]:,.10g}" if one in mended.enough else ""
        values = (planned.values[one], closed.values[one], mended.score.values[one])
        typer.echo(f"{WORDS[one]:28}" + "".join(f"{value:14,.10g}" for value in values) + f"{enough:>14}")
    if closed.over_limit:
        typer.echo(f"closed up, {closed.over_limit} cars are beyond the batch limit; mended, none is")
    typer.echo(f"{mended.changed:,} of {left:,} positions changed, in {mended.seconds:.2f} s")
    if not mended.reached:
        typer.echo("not all that was wanted is reached: give more --effort, or say with --enough what will do")
