"""`taktwin experiment`: vary a model, compare the variants."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import complete, runfolder, target
from taktwin.cli.exits import INTERRUPTED
from taktwin.cli.language.say import text
from taktwin.cli.options import Days, InLanguage, Language, OnePlant, Overrides, OwnRules, Tables
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.tables.experiment import print_tables

Texts = list[str] | None
_PLACES = "local (threads, the default), processes, ray (a local Ray) or ray://HOST:PORT"


def experiment(
    model: target.Model,
    vary: Annotated[
        Texts, typer.Option(metavar="PATH=V1,V2,...", help="Try each value; given again: every combination.")
    ] = None,
    ranges: Annotated[
        Texts, typer.Option("--range", metavar="PATH=LOW..HIGH", help="A range for --design lhs or --sensitivity.")
    ] = None,
    scenarios: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV or .xlsx: a column for each path, a row for each scenario.")
    ] = None,
    design: Annotated[
        str,
        typer.Option(
            metavar="full|lhs",
            help="All combinations, or a Latin hypercube.",
            autocompletion=complete.words("full", "lhs"),
        ),
    ] = "full",
    points: Annotated[int | None, typer.Option(min=1, help="Points of --design lhs or --sensitivity.")] = None,
    sensitivity: Annotated[
        str | None,
        typer.Option(
            metavar="morris|sobol",
            help="Which of the ranges matter (needs SALib).",
            autocompletion=complete.words("morris", "sobol"),
        ),
    ] = None,
    replications: Annotated[
        int | None, typer.Option(min=1, help="Independent runs of each scenario; default 10, for --sensitivity 1.")
    ] = None,
    until: Annotated[
        Texts,
        typer.Option(
            "--until-half-width",
            metavar="KPI=1%",
            help="Replicate until the interval is that narrow.",
            autocompletion=complete.goals,
        ),
    ] = None,
    select: Annotated[
        str | None,
        typer.Option(
            metavar="max:KPI", help="Find the best scenario, or with min:KPI the lowest.", autocompletion=complete.aims
        ),
    ] = None,
    indifference: Annotated[
        float | None, typer.Option(help="Smallest difference that matters to --select; default 1 % of the best.")
    ] = None,
    most: Annotated[int, typer.Option("--at-most", min=1, help="Replications at most for the two above.")] = 1000,
    confidence: Annotated[str, typer.Option(help="Of the intervals and of --select.")] = "95%",
    base: Annotated[
        str | None,
        typer.Option(metavar="NAME|I", help="The scenario to compare with; default the first."),
    ] = None,
    kpis: Annotated[
        Texts,
        typer.Option(
            "--kpi",
            help="A figure to compare, as wip or weld.blocked_share; can be given again.",
            autocompletion=complete.figures,
        ),
    ] = None,
    days: Days = None,
    warmup: Annotated[
        str | None,
        typer.Option(
            metavar="DAYS|auto",
            help="Days before the measuring. Default: until the slowest has settled (MSER-5); auto: it has to.",
        ),
    ] = None,
    start: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Begin every run from a state; without a warm-up by default."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result, wherever it runs.")] = 1,
    one: OnePlant = None,
    overrides: Overrides = None,
    rules: OwnRules = None,
    on: Annotated[
        str,
        typer.Option(
            metavar="PLACE",
            help=f"Where to run: {_PLACES}.",
            autocompletion=complete.words("local", "processes", "ray", "ray://"),
        ),
    ] = "local",
    workers: Annotated[int | None, typer.Option(min=1, help="Replications at a time; default one a core.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the experiment; one that was interrupted goes on where it was."),
    ] = None,
    tables: Tables = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
    language: InLanguage = Language.EN,
) -> None:
    """Vary a model and compare the variants.

    All scenarios get the same random numbers, so that their differences show early. Prints means, differences from the
    base and their intervals; keeps every finished replication in the folder.
    """
    target.found(model)
    import taktwin
    from taktwin.planning.experiment.factor import parse_factor, parse_range
    from taktwin.planning.experiment.study import ExperimentOptions, study_experiment

    sampled = design == "lhs" or sensitivity is not None
    folder = out or runfolder.next_free(f"{target.stem(model)}-experiment")
    options = ExperimentOptions(
        vary=None if sampled else [parse_factor(text) for text in vary or ()],
        ranges=[parse_range(text) for text in [*(ranges or ()), *((vary or ()) if sampled else ())]],
        scenarios=scenarios,
        design=design,
        points=points,
        sensitivity=sensitivity,
        replications=replications,
        days=days,
        warmup=_warmup(warmup),
        start=start,
        seed=seed,
        base=base,
        kpis=kpis,
        confidence=confidence,
        until=until,
        select=select,
        indifference=indifference,
        most=most,
        on=on,
        workers=workers,
        out=folder,
        tables=tables or [],
        overrides=overrides or [],
        rules=rules,
    )
    plant = taktwin.load(model, overrides or [], one)
    announce_compile()
    try:
        found = study_experiment(plant.model, options, progress)
    except KeyboardInterrupt:
        _say_what_is_kept(folder, given=out is not None)
        raise typer.Exit(INTERRUPTED) from None
    from taktwin.report.experiment import write_experiment

    write_experiment(found, plant.model, folder / "report.html", language.value)
    if as_json:
        typer.echo(json.dumps(found.as_dict(target.stem(model)), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print_tables(target.stem(model), found)


def _warmup(given: str | None) -> float | str | None:
    if given is None or given == "auto":
        return given
    try:
        return float(given)
    except ValueError:
        raise typer.BadParameter(
            text("'{given}' is no warm-up; give a number of days, or auto.", given=given), param_hint="--warmup"
        ) from None


def _say_what_is_kept(folder: Path, *, given: bool) -> None:
    if not (folder / "manifest.json").is_file():
        typer.echo(text("interrupted before the first replication; nothing was written"), err=True)
        return
    how = text("the same command") if given else text("the same command with --out {folder}", folder=folder)
    typer.echo(
        text("interrupted; what is finished is kept in {folder}, {how} goes on from there", folder=folder, how=how),
        err=True,
    )
