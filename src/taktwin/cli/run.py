"""`taktwin run`: simulate a model, show its figures, keep its results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import kpi_table, runfolder, target
from taktwin.cli.exits import explained
from taktwin.cli.moment import seconds_after
from taktwin.cli.options import Language, Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    from taktwin.api.plant import Plant, Run
    from taktwin.runs.replications import Keep


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
    seed: Annotated[
        int | None,
        typer.Option(
            min=0, help="The same seed gives the same result, on any machine. Default 1, or that of the snapshot."
        ),
    ] = None,
    overrides: Overrides = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the results; by default runs/MODEL-N, a new one.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
    language: Annotated[Language, typer.Option(help="Language of the report.")] = Language.EN,
    trace: Annotated[bool, typer.Option("--trace", help="Keep every event of the run too (large).")] = False,
    sequence: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Release the cars of the day in this sequence, a CSV with position,ident."),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Begin from a snapshot or a state; without a warm-up by default."),
    ] = None,
    keep_statistics: Annotated[
        bool,
        typer.Option("--keep-statistics", help="With a snapshot: the results cover what it had measured, too."),
    ] = False,
    save_snapshot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a snapshot, from which a later run can go on.")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help='When the snapshot is taken, as in "2026-01-06 06:00", or in "36 h" since the start of the plant; '
            "by default at the end of the run.",
        ),
    ] = None,
) -> None:
    """Simulate a model and keep the results.

    Prints the figures of the run and writes manifest, tables and report into a folder of its own.
    """
    if sequence is not None and not sequence.is_file():
        raise typer.BadParameter(f"there is no file '{sequence}'; check the path.", param_hint="--sequence")
    _check_start(start, keep_statistics, save_snapshot, at, replications, seed, warmup)
    with explained():
        check_outfile(save_snapshot, target.found(model), start, sequence)
        folder = runfolder.wanted(out)
        import taktwin

        plant = taktwin.load(model, overrides=overrides or [])
        keep = _keep(plant, save_snapshot, at)
        announce_compile()
        with progress(f"{target.stem(model)}: {days:g} days x {replications}") as done, _said_as_usage():
            result = plant.simulate(
                days=days, seed=seed, warmup=warmup, replications=replications, progress=done, trace=trace,
                start=start, keep=keep, keep_statistics=keep_statistics, sequence=sequence,
            )  # fmt: skip
        folder = runfolder.save(result, folder, target.stem(model), language.value)
    seed = result.result.seed
    if json:
        head = {"model": target.stem(model), "seed": seed, "days": days, "replications": replications}
        typer.echo(kpi_table.as_json({**head, "folder": str(folder)}, result.kpis))
        return
    kpi_table.print_table(f"{target.stem(model)}: {days:g} days, seed {seed}", result.kpis, replications)
    typer.echo(_bottleneck(result))
    if save_snapshot is not None:
        typer.echo(f"snapshot: {save_snapshot}")
    typer.echo(f"report: {folder / 'report.html'}")


def _check_start(
    start: Path | None,
    keep_statistics: bool,
    save_snapshot: Path | None,
    at: str | None,
    replications: int,
    seed: int | None,
    warmup: float | None,
) -> None:
    """Options that exclude each other, or that need another one."""
    if start is not None and not start.is_file():
        raise typer.BadParameter(f"there is no file '{start}'; check the path.", param_hint="--from")
    if keep_statistics and (start is None or replications > 1 or seed is not None or warmup):
        message = "one run goes on with what it had measured: give a snapshot, and no seed, warm-up or replications."
        raise typer.BadParameter(message, param_hint="--keep-statistics")
    if at is not None and save_snapshot is None:
        raise typer.BadParameter("it says when a snapshot is taken; add --save-snapshot FILE.", param_hint="--at")
    if save_snapshot is not None and replications > 1:
        message = "a snapshot is of one run; leave --replications out."
        raise typer.BadParameter(message, param_hint="--save-snapshot")
    if save_snapshot is not None and not save_snapshot.absolute().parent.is_dir():
        message = f"there is no folder '{save_snapshot.parent}'; make it first."
        raise typer.BadParameter(message, param_hint="--save-snapshot")


def _keep(plant: Plant, path: Path | None, at: str | None) -> Keep | None:
    from taktwin.runs.replications import Keep

    if path is None:
        return None
    return Keep(path, None if at is None else seconds_after(plant.model.start, at, "--at"))


@contextmanager
def _said_as_usage() -> Iterator[None]:
    """Options that do not fit each other, found when the times of the run are known, are wrong usage."""
    from taktwin.runs.replications import RunOptionError

    try:
        yield
    except RunOptionError as error:
        raise typer.BadParameter(str(error)) from None


def _bottleneck(result: Run) -> str:
    from taktwin.analysis.bottleneck import bottlenecks

    ranked = bottlenecks(result.results)
    return f"bottleneck: {ranked[0].why}" if ranked else "bottleneck: none, nothing worked"
