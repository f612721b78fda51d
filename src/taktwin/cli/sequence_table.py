"""A sequence as a table and as one JSON object: what it is worth, what the order given was, how far the optimum is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from taktwin.planning.sequence.score import Score
    from taktwin.planning.sequence.solve import Solution

WORDS = {
    "paint_color_changes": "colour changes",
    "high_violations": "violations, high priority",
    "low_violations": "violations, low priority",
    "smoothing": "smoothing",
    "tardiness": "positions late",
    "changes": "positions changed",
}
_MOST = 10.0  # share above a bound that is still told as one; beyond, such as of a score, the distance is told


def as_json(name: str, found: Solution, given: Score) -> dict[str, Any]:
    """What `--json` prints: the score, the objectives, those of the order given, the bounds, and how it was found."""
    return {
        "instance": name,
        "cars": len(found.order),
        "score": whole(found.score.total),
        **{objective: whole(value) for objective, value in found.score.values.items()},
        "given": {objective: whole(value) for objective, value in given.values.items()},
        "lower_bound": whole(found.lower_bound),
        "lower_bounds": {objective: whole(value) for objective, value in found.bound.values.items()},
        "gap": found.gap(),
        "optimal": found.optimal,
        "over_batch_limit": found.score.over_limit,
        "seconds": round(found.seconds, 3),
        "moves": found.moves,
        "seed": found.seed,
        "workers": found.workers,
        "interrupted": found.interrupted,
    }


def print_table(name: str, found: Solution, given: Score) -> None:
    """Print the objectives of the order given and of the sequence found, and the distance from the optimum at most."""
    cars = len(found.order)
    typer.echo(f"{name}: {cars:,} {'car' if cars == 1 else 'cars'}, seed {found.seed}")
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


def whole(value: float) -> float | int:
    """A number that is whole as one without a decimal point."""
    return int(value) if float(value).is_integer() else value


def _above(gap: float | None, difference: float) -> str:
    if gap == 0.0:
        return "proved optimal"
    if gap is None:
        return f"{difference:,.10g} (the bound is 0)"
    if gap > _MOST:
        return f"{difference:,.10g}"
    return "less than 0.1 %" if gap < 0.001 else f"{gap * 100:.1f} %"
