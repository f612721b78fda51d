"""A sequence as a table: what it is worth, what the order given was, how far the optimum is; and a mended one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from taktwin.planning.sequence.mending import Mending
    from taktwin.planning.sequence.study import SequenceStudy

WORDS = {
    "paint_color_changes": "colour changes",
    "high_violations": "violations, high priority",
    "low_violations": "violations, low priority",
    "smoothing": "smoothing",
    "tardiness": "positions late",
    "changes": "positions changed",
}
_MOST = 10.0  # share above a bound that is still told as one; beyond, such as of a score, the distance is told


def print_sequence(study: SequenceStudy) -> None:
    """Print the objectives of the order given and of the sequence found, and the distance from the optimum at most."""
    found, given = study.found, study.given
    cars = len(found.order)
    typer.echo(f"{study.problem.name}: {cars:,} {'car' if cars == 1 else 'cars'}, seed {found.seed}")
    typer.echo(f"{'':28}{'given':>14}{'found':>14}{'bound':>14}  at most above the optimum")
    for objective, bound in found.bound.values.items():
        value = found.score.values[objective]
        above = _above(found.gap(objective), value - bound)
        typer.echo(_row(WORDS[objective], given.values[objective], value, bound, above))
    total, bound = found.score.total, found.lower_bound
    typer.echo(_row("score", given.total, total, bound, _above(found.gap(), total - bound)))
    if not given.valid:
        typer.echo(f"the order given has {given.over_limit} cars beyond the batch limit")
    if found.moves == 0 and found.optimal:
        typer.echo("no moves: the sequence that the search would begin with is proved optimal")
        return
    speed = found.moves / max(found.seconds, 1e-9) / 1e6
    typer.echo(f"{found.moves:,} moves in {found.seconds:.1f} s ({speed:.1f} million a second)")


def _row(name: str, given: float, found: float, bound: float, above: str) -> str:
    return f"{name:28}{given:14,.10g}{found:14,.10g}{bound:14,.10g}  {above}"


def _above(gap: float | None, difference: float) -> str:
    if gap == 0.0:
        return "proved optimal"
    if gap is None:
        return f"{difference:,.10g} (the bound is 0)"
    if gap > _MOST:
        return f"{difference:,.10g}"
    return "less than 0.1 %" if gap < 0.001 else f"{gap * 100:.1f} %"


def print_mending(found: Mending) -> None:
    """Print the objectives of the plan, of the plan closed up and of the mended sequence."""
    mended, gone, left = found.mended, len(found.lost), found.mended.problem.cars
    typer.echo(f"{found.cars.problem.name}: {gone} of {left + gone:,} cars dropped out")
    typer.echo(f"{'':28}{'planned':>14}{'closed up':>14}{'mended':>14}{'enough':>14}")
    for one in found.objectives:
        enough = f"{mended.enough[one]:,.10g}" if one in mended.enough else ""
        values = (found.planned.values[one], found.closed.values[one], mended.score.values[one])
        typer.echo(f"{WORDS[one]:28}" + "".join(f"{value:14,.10g}" for value in values) + f"{enough:>14}")
    if found.closed.over_limit:
        typer.echo(f"closed up, {found.closed.over_limit} cars are beyond the batch limit; mended, none is")
    typer.echo(f"{mended.changed:,} of {left:,} positions changed, in {mended.seconds:.2f} s")
    if not mended.reached:
        typer.echo("not all that was wanted is reached: give more --effort, or say with --enough what will do")
