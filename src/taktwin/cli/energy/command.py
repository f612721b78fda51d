"""`taktwin energy`: what a car takes of each medium, emits and costs, in several years of weather."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import target
from taktwin.cli.language.say import tell_warnings, text
from taktwin.cli.options import InLanguage, Language, OnePlant, Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    from taktwin.api.run import Run
    from taktwin.planning.energy.study import EnergyStudy

ENDINGS = (".csv", ".parquet", ".xlsx")
FEWEST_PAIRS = 5
"""Replications of measures, at least."""


def energy(
    model: target.Model,
    weather: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="EPW",
            help="Weather of the place, an EPW file or a synthetic year; may be given again: figures become ranges. "
            "Default the synthetic years of the place.",
        ),
    ] = None,
    year: Annotated[
        bool, typer.Option("--year", help="Spread the run over the weather and the working days of a whole year.")
    ] = False,
    battery: Annotated[
        bool, typer.Option("--battery", help="Plan the battery of the site at the least cost, too.")
    ] = False,
    measures: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar='"NAME: PATH=VALUE; ..."',
            help="What these changes save, in paired runs of at least 5 replications; may be given again. `battery` "
            "alone plans the battery.",
        ),
    ] = None,
    pauses: Annotated[
        bool,
        typer.Option(
            "--pauses",
            help="Find after how long machines with `pauses` sleep best, at equal throughput, in paired runs of at "
            "least 5 replications; 20 or more tell small losses.",
        ),
    ] = False,
    days: Annotated[float, typer.Option(min=0.01, help="Days to measure.")] = 7.0,
    warmup: Annotated[
        float | None, typer.Option(min=0.0, help="Days before; default until the plant has settled.")
    ] = None,
    replications: Annotated[int, typer.Option(min=1, help="Independent runs; two or more give intervals.")] = 1,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    one: OnePlant = None,
    overrides: Overrides = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the series of the first weather: .csv, .parquet or .xlsx."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write flows, loads and books as a page, .html.")
    ] = None,
    language: InLanguage = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell what a car takes of each medium, emits and costs.

    Simulates the model, adds the loads of its `site` in the weather of the days, and prints the books by shop and use.
    """
    path = target.found(model)
    if out is not None and out.suffix.lower() not in ENDINGS:
        message = text("'{path}' is no table; let its name end with .csv, .parquet or .xlsx.", path=out)
        raise typer.BadParameter(message, param_hint="--out")
    files = weather or []
    _there(files)
    check_outfile(out, path, *files)
    check_outfile(report, path, *files)
    import taktwin
    from taktwin.model.spelt.views import one_plant
    from taktwin.planning.energy.study import site_of, study_energy
    from taktwin.planning.energy.weather import weather_years
    from taktwin.runs.options import RunOptions

    wanted = _measures(measures or [])
    plant = taktwin.load(model, overrides or [], one)
    tell_warnings(plant.warnings)
    years = weather_years(site_of(one_plant(plant.model)), files)  # what is wrong with them is said before any run
    if wanted or pauses:
        replications = max(replications, FEWEST_PAIRS)
    announce_compile()
    with progress(text("{model}: {days:g} days x {n}", model=target.stem(model), days=days, n=replications)) as done:
        run = plant.simulate(days=days, warmup=warmup, seed=seed, replications=replications, progress=done)
    found = study_energy(plant.model, run.results, years, year, battery)
    options = RunOptions(days=days, warmup=run.result.warmup_days, seed=seed, replications=replications)
    saved = asleep = None
    if pauses:
        from taktwin.planning.energy.pauses import study_pauses

        asleep = study_pauses(plant.model, options, progress)
    if wanted:
        from taktwin.planning.energy.measures import study_measures

        saved = study_measures(plant.model, wanted, options, years, year, progress, run.results)
    if out is not None:
        _write(out, found)
    if report is not None:
        _report(report, target.stem(model), found, run, language.value)
    if as_json:
        head = {"model": target.stem(model), "seed": seed, "days": days, "replications": replications}
        more = {} if saved is None else {"measures": saved.as_dict()}
        more |= {} if asleep is None else {"pauses": asleep.as_dict()}
        typer.echo(json.dumps(head | found.as_dict() | more, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.energy.pausetables import print_pauses
    from taktwin.cli.energy.tables import print_energy, print_measures

    print_energy(target.stem(model), found)
    if saved is not None:
        print_measures(saved)
    if asleep is not None:
        print_pauses(asleep)
    if out is not None:
        typer.echo(text("series: {path}", path=out))
    if report is not None:
        typer.echo(text("report: {path}", path=report))


def _report(path: Path, name: str, found: EnergyStudy, run: Run, language: str) -> None:
    from taktwin.model.files.write import write_text
    from taktwin.report.shell.origin import origin
    from taktwin.report.site.page import render_energy

    about = origin(run.model, run.result.seed, run.result.days, len(run.results))
    write_text(path, render_energy(name, found, language, about))


def _measures(given: list[str]) -> dict[str, list[str]]:
    """Name -> changes of each measure."""
    found: dict[str, list[str]] = {}
    for one in given:
        name, colon, rest = one.partition(":")
        changes = [change.strip() for change in rest.split(";") if change.strip()]
        if (not changes and (colon or name.strip() != "battery")) or "=" in name or not name.strip():
            what = text("'{measure}' is no measure; write NAME: PATH=VALUE; PATH=VALUE.", measure=one)
            raise typer.BadParameter(what, param_hint="--measure")
        if name.strip() in found:
            what = text("the measure '{name}' stands there twice.", name=name)
            raise typer.BadParameter(what, param_hint="--measure")
        found[name.strip()] = changes
    return found


def _there(files: list[Path]) -> None:
    from taktwin.analysis.weather.synthetic import synthetic_names
    from taktwin.model.files.given import given_file

    for file in files:
        if str(file) not in synthetic_names():
            given_file(file, "weather")


def _write(out: Path, found: EnergyStudy) -> None:
    from taktwin.model.files.tablefiles import write_csv, write_workbook
    from taktwin.model.files.write import write_table

    table = found.ledgers[0].series()
    if out.suffix.lower() == ".csv":
        write_csv(out, table)
    elif out.suffix.lower() == ".parquet":
        write_table(out, table)
    else:
        write_workbook(out, {"energy": table}, {})
