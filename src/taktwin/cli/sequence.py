"""`taktwin sequence`: which car follows which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktwin.cli.exits import INTERRUPTED, RUN, explained, fail
from taktwin.cli.progress import progress

if TYPE_CHECKING:
    from taktwin.planning.sequence.solve import Solution

_WORDS = {
    "paint_color_changes": "colour changes",
    "high_violations": "violations, high priority",
    "low_violations": "violations, low priority",
    "smoothing": "smoothing",
    "tardiness": "positions late",
    "changes": "positions changed",
}


def _positive(value: float | None) -> float | None:
    if value is not None and not 0 < value < float("inf"):
        raise typer.BadParameter(f"{value:g} is no time; give a number of seconds above 0.")
    return value


def sequence(
    where: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of a ROADEF 2005 instance, or a file of CSPLib prob001.")
    ],
    time: Annotated[
        float | None,
        typer.Option(
            metavar="S", help="Seconds to search; default 60, or as long as --moves takes.", callback=_positive
        ),
    ] = None,
    moves: Annotated[
        int | None, typer.Option(min=1, help="Moves to try instead: the same result on any machine.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed, moves and workers give the same sequence.")] = 1,
    workers: Annotated[int | None, typer.Option(min=1, help="Searches at a time; default one a core.")] = None,
    objective: Annotated[
        str | None,
        typer.Option(
            metavar="NAME[=W],...",
            help="What counts, the most important first; with weights, their weighted sum. "
            f"Names: {', '.join(list(_WORDS)[:4])}.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the sequence as CSV: position,ident.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Find a sequence with few violations of the ratios and few colour changes.

    Says how far it may be from the best there is. Ctrl-C ends the search; the best sequence until then is kept.
    """
    with explained():
        _check_out(out)
        from taktwin.planning.sequence.objectives import parse_objectives
        from taktwin.planning.sequence.orderfile import write_order
        from taktwin.planning.sequence.ready import before_compiling
        from taktwin.planning.sequence.roadef import read_instance
        from taktwin.planning.sequence.solve import solve

        problem = read_instance(where)
        if objective is not None:
            problem = problem.with_objectives(*parse_objectives(objective))
        before_compiling(lambda: typer.echo("compiling the sequencer once, about 10 s ...", err=True))
        with progress(problem.name) as done:
            found = solve(problem, seconds=time, moves=moves, seed=seed, workers=workers, progress=done)
        if found.interrupted:
            typer.echo("interrupted; this is the best sequence until then", err=True)
        if out is not None:
            write_order(out, problem, found.order)
    if json:
        from json import dumps

        typer.echo(dumps(as_json(problem.name, found)))
    else:
        _print(problem.name, found)
        if out is not None:
            typer.echo(f"sequence: {out}")
    if found.interrupted:
        raise typer.Exit(INTERRUPTED)


def _check_out(out: Path | None) -> None:
    """See to it before the search that the file can be written."""
    if out is None:
        return
    if out.is_dir():
        raise fail([f"{out}: this is a folder; name the file to write"], RUN)
    if not out.absolute().parent.is_dir():
        raise fail([f"{out}: there is no folder {out.absolute().parent}; make it first"], RUN)


def as_json(name: str, found: Solution) -> dict[str, Any]:
    """What `--json` prints: the score, the objectives, their bounds, and how it was found."""
    values = {name: _whole(value) for name, value in found.score.values.items()}
    return {
        "instance": name,
        "cars": len(found.order),
        "score": _whole(found.score.total),
        **values,
        "lower_bound": _whole(found.lower_bound),
        "lower_bounds": {name: _whole(value) for name, value in found.bound.values.items()},
        "gap": found.gap(),
        "optimal": found.optimal,
        "over_batch_limit": found.score.over_limit,
        "seconds": round(found.seconds, 3),
        "moves": found.moves,
        "seed": found.seed,
        "workers": found.workers,
        "interrupted": found.interrupted,
    }


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value


def _print(name: str, found: Solution) -> None:
    typer.echo(f"{name}: {len(found.order)} cars, seed {found.seed}")
    typer.echo(f"{'':28}{'found':>14}{'bound':>14}  at most above the optimum")
    for objective, bound in found.bound.values.items():
        value = found.score.values[objective]
        typer.echo(
            f"{_WORDS[objective]:28}{value:14,.10g}{bound:14,.10g}  {_above(found.gap(objective), value - bound)}"
        )
    total, bound = found.score.total, found.lower_bound
    typer.echo(f"{'score':28}{total:14,.10g}{bound:14,.10g}  {_above(found.gap(), total - bound)}")
    speed = found.moves / max(found.seconds, 1e-9) / 1e6
    typer.echo(f"{found.moves:,} moves in {found.seconds:.1f} s ({speed:.1f} million a second)")


def _above(gap: float | None, difference: float) -> str:
    if gap == 0.0:
        return "proved optimal"
    if gap is None:
        return f"{difference:,.10g} (the bound is 0)"
    return f"{gap:.1%}"
