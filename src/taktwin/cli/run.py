"""`taktwin run`: simulate a model, show its figures, keep its results."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import kpi_table, runfolder, target
from taktwin.cli.exits import explained
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.settings import Overrides

if TYPE_CHECKING:
    from taktwin.api import Run


class Language(StrEnum):
    """Languages of the report."""

    EN = "en"
    ZH = "zh"


def _positive(value: float | None) -> float | None:
    if value is not None and not 0 < value < float("inf"):
        raise typer.BadParameter(f"{value:g} is not a time to simulate; give a number of days above 0.")
    return value


def _not_negative(value: float | None) -> float | None:
    if value is not None and not 0 <= value < float("inf"):
        raise typer.BadParameter(f"{value:g} is not a warm-up; give a number of days, 0 for none.")
    return value


def run(
    model: target.Model,
    days: Annotated[float, typer.Option(help="Days to measure, after the warm-up.", callback=_positive)] = 30.0,
    warmup: Annotated[
        float | None,
        typer.Option(
            help="Days to run before the measuring starts; by default enough for the model.", callback=_not_negative
        ),
    ] = None,
    replications: Annotated[
        int, typer.Option(min=1, help="Independent runs; with two or more, every figure gets a 95 % interval.")
    ] = 1,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result, on any machine.")] = 1,
    overrides: Overrides = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the results; by default runs/MODEL-N, a new one.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.EN,
    trace: Annotated[bool, typer.Option("--trace", help="Keep every event of the run too (large).")] = False,
) -> None:
    """Simulate a model and keep the results.

    Prints the figures of the run and writes manifest, tables and report into a folder of its own.
    """
    with explained():
        target.found(model)
        folder = runfolder.wanted(out)
        import taktwin

        plant = taktwin.load(model, overrides=overrides or [])
        announce_compile()
        with progress(f"{target.stem(model)}: {days:g} days x {replications}") as done:
            result = plant.simulate(
                days=days, seed=seed, warmup=warmup, replications=replications, progress=done, trace=trace
            )
        folder = runfolder.save(result, folder, target.stem(model), language.value)
    if json:
        head = {"model": target.stem(model), "seed": seed, "days": days, "replications": replications}
        typer.echo(kpi_table.as_json({**head, "folder": str(folder)}, result.kpis))
        return
    kpi_table.print_table(f"{target.stem(model)}: {days:g} days, seed {seed}", result.kpis, replications)
    typer.echo(_bottleneck(result))
    typer.echo(f"report: {folder / 'report.html'}")


def _bottleneck(result: Run) -> str:
    from taktwin.analysis.bottleneck import bottlenecks

    ranked = bottlenecks(result.results)
    return f"bottleneck: {ranked[0].why}" if ranked else "bottleneck: none, nothing worked"
