"""`taktwin run`: simulate a model, show its figures, keep its results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import runfolder, target
from taktwin.cli.language.say import tell_warnings, text
from taktwin.cli.moment import seconds_after
from taktwin.cli.options import Days, InLanguage, Language, OnePlant, Overrides, OwnRules, Tables
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.supply.ratio import tell_zero_inventory, zero_inventory_rows
from taktwin.cli.tables import kpis
from taktwin.cli.tables.bottleneck import tell_bottleneck, tell_time
from taktwin.cli.tables.fleets import print_fleets
from taktwin.cli.tables.growth import warn_of_growth
from taktwin.cli.tables.quiet import warn_of_quiet
from taktwin.cli.tables.shortages import tell_shortages
from taktwin.cli.tables.standstill import warn_of_standstill

if TYPE_CHECKING:
    from taktwin.api.plant import Plant
    from taktwin.runs.options import Keep


def run(
    model: target.Model,
    days: Days = None,
    warmup: Annotated[
        float | None,
        typer.Option(help="Days to run before the measuring starts; by default until the plant has settled (MSER-5)."),
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
    one: OnePlant = None,
    overrides: Overrides = None,
    rules: OwnRules = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the results; by default runs/MODEL-N, a new one.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
    language: InLanguage = Language.EN,
    tables: Tables = None,
    trace: Annotated[bool, typer.Option("--trace", help="Keep every event of the run too (large).")] = False,
    bottleneck: Annotated[
        bool,
        typer.Option(help="Measure what holds the plant back: each suspect limits a little less, some seconds more."),
    ] = True,
    sequence: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Release the cars of the day in this sequence: position,ident, CSV or .xlsx."
        ),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Begin from a snapshot or a state; without a warm-up by default."),
    ] = None,
    keep_statistics: Annotated[
        bool,
        typer.Option("--keep-statistics", help="With a snapshot: the results cover what it had measured, too."),
    ] = False,
    keep: Annotated[
        Path | None,
        typer.Option("--save-snapshot", metavar="FILE", help="Write a snapshot, from which a later run can go on."),
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
    found = target.found(model)
    import taktwin
    from taktwin.analysis.supply.stops import part_stops
    from taktwin.model.files.given import given_file
    from taktwin.planning.warmup.pilot import told
    from taktwin.runs.options import RunOptions, default_days

    for name, file in (("sequence", sequence), ("start", start), ("rules", rules)):
        if file is not None:
            given_file(file, name)
    if at is not None and keep is None:
        raise typer.BadParameter(text("it says when a snapshot is taken; add --save-snapshot FILE."), param_hint="--at")
    check_outfile(keep, found, start, sequence)
    folder = runfolder.wanted(out)
    plant = taktwin.load(model, overrides or [], one)
    if rules is not None:
        plant = plant.with_rules(rules)
    days = default_days(plant.model) if days is None else days
    options = RunOptions(
        days=days, seed=seed, warmup=warmup, replications=replications, trace=trace,
        start=start, keep=_keep(plant, keep, at), keep_statistics=keep_statistics,
    )  # fmt: skip
    announce_compile()
    with progress(text("{model}: {days:g} days x {n}", model=target.stem(model), days=days, n=replications)) as done:
        result = plant.run(options, sequence, done)
    if bottleneck:
        with progress(text("what holds it back")) as done:
            result.measure_bottleneck(done)
    folder = runfolder.save(result, folder, target.stem(model), language.value, tables or [])
    seed = result.result.seed
    tell_warnings(result.warnings)
    if json:
        which = {"model": target.stem(model)} | ({} if one is None else {"plant": one})
        chosen = {"warmup_days": result.result.warmup_days, "warmup_why": result.warmup_why}
        head = {**which, "seed": seed, "days": days, **chosen, "replications": replications}
        measured = None if result.bottleneck is None else result.bottleneck.as_dict()
        warnings = [one.as_dict() for one in result.warnings]
        growing = [one.as_dict() for one in result.growth]
        found = {
            "warnings": warnings,
            "standstills": result.standstill_rows(),
            "growth": growing,
            "quiet": [one.as_dict() for one in result.quiet],
            "bottleneck": measured,
            "fleets": result.fleets.to_dicts(),
            "shortages": part_stops(result.results).to_dicts(),
            "supply": zero_inventory_rows(result),
        }
        typer.echo(kpis.as_json({**head, "folder": str(folder), **found}, result.kpis))
        return
    title = text("{model}: {days:g} days, seed {seed}", model=target.stem(model), days=days, seed=seed)
    kpis.print_table(title, result.kpis, replications)
    if result.warmup_why is not None:
        typer.echo(text("warm-up: {time}; {why}", time=told(result.result.warmup_days), why=result.warmup_why))
    print_fleets(result.fleets)
    for name in result.model.plants or [None]:
        tell_bottleneck(result if name is None else result.of(name), name)
    if result.bottleneck is not None:
        tell_time(result.bottleneck)
    for name in result.model.plants or [None]:
        tell_shortages(result if name is None else result.of(name), name)
        tell_zero_inventory(result if name is None else result.of(name), name)
    warn_of_standstill(result)
    warn_of_growth(result)
    for name in result.model.plants or [None]:
        warn_of_quiet(result if name is None else result.of(name), name)
    if keep is not None:
        typer.echo(text("snapshot: {path}", path=keep))
    typer.echo(text("report: {path}", path=folder / "report.html"))


def _keep(plant: Plant, path: Path | None, at: str | None) -> Keep | None:
    from taktwin.runs.options import Keep

    if path is None:
        return None
    return Keep(path, None if at is None else seconds_after(plant.model.start, at, "--at"))
