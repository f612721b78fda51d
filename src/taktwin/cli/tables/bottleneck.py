"""What holds the plant back, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from taktwin.api.run import Run
    from taktwin.planning.bottleneck.study import BottleneckStudy

_MOST = 3  # lines of the best


def tell_bottleneck(run: Run, plant: str | None = None) -> None:
    """Print what pays most, if it was measured; then what is busiest."""
    from taktwin.analysis.bottleneck import bottlenecks

    whose = "" if plant is None else f" of {plant}"
    if run.bottleneck is not None:
        for line in _measured(run.bottleneck):
            typer.echo(f"bottleneck{whose}: {line}")
    ranked = bottlenecks(run.results)
    typer.echo(f"busiest{whose}: {ranked[0].why if ranked else 'none, nothing worked'}")


def _measured(study: BottleneckStudy) -> list[str]:
    if study.reason:
        return [f"not measured: {study.reason}"]
    if study.best:
        more = len(study.best) - _MOST
        lines = [one.told for one in study.best[:_MOST]]
        return lines if more <= 0 else [*lines, f"and {more} more that gain about as much"]
    first = f"; the most: {study.gains[0].told}" if study.gains else ""
    return [f"none alone; of {len(study.gains)} that were eased none gains for sure{first}"]


def tell_time(study: BottleneckStudy) -> None:
    """Print how long the measuring took, and what it covered."""
    if not study.reason:
        tried, runs = len({(one.name, one.change) for one in study.gains}), study.replications
        typer.echo(f"eased one by one: {tried}, {study.days:g} days, up to {runs} replications, {study.seconds:.1f} s")
