"""A sequence as a table: what it is worth, what the order given was, how far the optimum is; and a mended one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.plain import padded
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    from taktwin.planning.sequence.mending import Mending
    from taktwin.planning.sequence.study import SequenceStudy

WORDS = {
    "paint_color_changes": Phrase("colour changes"),
    "high_violations": Phrase("violations, high priority"),
    "low_violations": Phrase("violations, low priority"),
    "smoothing": Phrase("smoothing"),
    "tardiness": Phrase("positions late"),
    "changes": Phrase("positions changed"),
}
_MOST = 10.0  # share above a bound that is still told as one; beyond, such as of a score, the distance is told


def print_sequence(study: SequenceStudy) -> None:
    """Print the objectives of the order given and of the sequence found, and the distance from the optimum at most."""
    found, given = study.found, study.given
    cars = len(found.order)
    typer.echo(
        text(
            "{name}: 1 car, seed {seed}" if cars == 1 else "{name}: {n:,} cars, seed {seed}",
            name=study.problem.name, n=cars, seed=found.seed,
        )
    )  # fmt: skip
    heads = "".join(padded(one, -14) for one in (text("given"), text("found"), text("bound")))
    typer.echo(f"{'':28}{heads}  {text('at most above the optimum')}")
    for objective, bound in found.bound.values.items():
        value = found.score.values[objective]
        above = _above(found.gap(objective), value - bound)
        typer.echo(_row(said(WORDS[objective]), given.values[objective], value, bound, above))
    total, bound = found.score.total, found.lower_bound
    typer.echo(_row(text("score"), given.total, total, bound, _above(found.gap(), total - bound)))
    if not given.valid:
        typer.echo(text("the order given has {n} cars beyond the batch limit", n=given.over_limit))
    if found.moves == 0 and found.optimal:
        typer.echo(text("no moves: the sequence that the search would begin with is proved optimal"))
        return
    speed = found.moves / max(found.seconds, 1e-9) / 1e6
    typer.echo(
        text(
            "{moves:,} moves in {seconds:.1f} s ({speed:.1f} million a second)",
            moves=found.moves, seconds=found.seconds, speed=speed,
        )
    )  # fmt: skip


def _row(name: str, given: float, found: float, bound: float, above: str) -> str:
    return f"{padded(name, 28)}{given:14,.10g}{found:14,.10g}{bound:14,.10g}  {above}"


def _above(gap: float | None, difference: float) -> str:
    if gap == 0.0:
        return text("proved optimal")
    if gap is None:
        return text("{difference:,.10g} (the bound is 0)", difference=difference)
    if gap > _MOST:
        return f"{difference:,.10g}"
    return text("less than 0.1 %") if gap < 0.001 else f"{gap * 100:.1f} %"


def print_mending(found: Mending) -> None:
    """Print the objectives of the plan, of the plan closed up and of the mended sequence."""
    mended, gone, left = found.mended, len(found.lost), found.mended.problem.cars
    typer.echo(text("{name}: {n} of {all:,} cars dropped out", name=found.cars.problem.name, n=gone, all=left + gone))
    heads = (text("planned"), text("closed up"), text("mended"), text("enough"))
    typer.echo(" " * 28 + "".join(padded(one, -14) for one in heads))
    for one in found.objectives:
        enough = f"{mended.enough[one]:,.10g}" if one in mended.enough else ""
        values = (found.planned.values[one], found.closed.values[one], mended.score.values[one])
        typer.echo(padded(said(WORDS[one]), 28) + "".join(f"{value:14,.10g}" for value in values) + f"{enough:>14}")
    if found.closed.over_limit:
        typer.echo(text("closed up, {n} cars are beyond the batch limit; mended, none is", n=found.closed.over_limit))
    typer.echo(
        text(
            "{n:,} of {all:,} positions changed, in {seconds:.2f} s",
            n=mended.changed, all=left, seconds=mended.seconds,
        )
    )  # fmt: skip
    if not mended.reached:
        typer.echo(text("not all that was wanted is reached: give more --effort, or say with --enough what will do"))
