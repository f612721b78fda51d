"""What holds the plant back, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.names import eased, kind

if TYPE_CHECKING:
    from taktwin.api.run import Run
    from taktwin.planning.bottleneck.gain import Gain
    from taktwin.planning.bottleneck.study import BottleneckStudy

_MOST = 3  # lines of the best


def tell_bottleneck(run: Run, plant: str | None = None) -> None:
    """Print what pays most, if it was measured; then what is busiest."""
    from taktwin.analysis.bottleneck import bottlenecks

    if run.bottleneck is not None:
        what = text("bottleneck") if plant is None else text("bottleneck of {plant}", plant=plant)
        for line in _measured(run.bottleneck):
            typer.echo(text("{what}: {that}", what=what, that=line))
    ranked = bottlenecks(run.results)
    what = text("busiest") if plant is None else text("busiest of {plant}", plant=plant)
    why = said(ranked[0].why) if ranked else text("none, nothing worked")
    typer.echo(text("{what}: {that}", what=what, that=why))


def _measured(study: BottleneckStudy) -> list[str]:
    if study.reason:
        return [text("not measured: {why}", why=study.reason)]
    if study.best:
        more = len(study.best) - _MOST
        lines = [_gain(one) for one in study.best[:_MOST]]
        return lines if more <= 0 else [*lines, text("and {n} more that gain about as much", n=more)]
    none = text("none alone; of {n} that were eased none gains for sure", n=len(study.gains))
    return [text("{none}; the most: {gain}", none=none, gain=_gain(study.gains[0])) if study.gains else none]


def _gain(one: Gain) -> str:
    gain, low, high = one.shown
    return text(
        "{name} ({kind}), {how}: {gain} jobs/h (95 %: {low} to {high})",
        name=one.name, kind=kind(one.kind), how=eased(one), gain=gain, low=low, high=high,
    )  # fmt: skip


def tell_time(study: BottleneckStudy) -> None:
    """Print how long the measuring took, and what it covered."""
    if not study.reason:
        tried, runs = len({(one.name, one.change) for one in study.gains}), study.replications
        typer.echo(
            text(
                "eased one by one: {tried}, {days:g} days, up to {runs} replications, {seconds:.1f} s",
                tried=tried, days=study.days, runs=runs, seconds=study.seconds,
            )
        )  # fmt: skip
