"""`taktwin energy`: what a car takes of each medium, emits and costs, in several years of weather."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import target
from taktwin.cli.energy.measures import measures_of
from taktwin.cli.language.say import tell_warnings, text
from taktwin.cli.options import InLanguage, Language, OnePlant, Overrides
from taktwin.cli.outfile import check_outfile, check_page, check_table, write_one_table
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    from taktwin.api.run import Run
    from taktwin.model.nouns.plant import PlantModel
    from taktwin.planning.energy.measures import MeasureStudy
    from taktwin.planning.energy.study import EnergyStudy

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
            "alone plans the battery; `cost=MONEY` among the changes is what the measure costs a year.",
        ),
    ] = None,
    idle: Annotated[
        bool, typer.Option("--idle", help="Also tell what each machine takes while nothing is worked on.")
    ] = False,
    pauses: Annotated[
        bool,
        typer.Option(
            "--pauses",
            help="Find after how long machines with `pauses` sleep best, at equal throughput, in paired runs of at "
            "least 5 replications; 20 or more tell small losses.",
        ),
    ] = False,
    shift: Annotated[
        bool,
        typer.Option(
            "--shift",
            help="Find in which hours make cells work, vehicles charge and ovens warm up at the least cost by the "
            "tariff, at equal throughput, in paired runs of at least 5 replications.",
        ),
    ] = False,
    plan: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the hours of `--shift` as a model that extends this one, .yaml."),
    ] = None,
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
    cars: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write kWh by medium and kg CO2 of every job: .csv, .parquet or .xlsx; not of a year.",
        ),
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
    files = weather or []
    _there(files)
    _check_files(out, cars, report, year, [path, *files])
    _check_plan(plan, shift, one, path)
    import taktwin
    from taktwin.analysis.site.year import check_length
    from taktwin.model.nouns.calendar import DAY_S
    from taktwin.model.spelt.views import one_plant
    from taktwin.planning.energy.idle import idle_machines
    from taktwin.planning.energy.measures import check_measures
    from taktwin.planning.energy.study import site_of, study_energy
    from taktwin.planning.energy.weather import of_elsewhere, weather_years
    from taktwin.runs.options import RunOptions

    wanted, costs = measures_of(measures or [])
    plant = taktwin.load(model, overrides or [], one)
    tell_warnings(plant.warnings)
    site = site_of(one_plant(plant.model))
    years = weather_years(site, files)  # what is wrong with them is said before any run
    for one_year in of_elsewhere(site, years):
        _tell_place(one_year.name, one_year.place.name, site.place)
    if wanted:
        check_measures(site, wanted, costs, year)
    _check_studies(one_plant(plant.model) if shift else plant.model, pauses, shift)
    if year:
        check_length(one_plant(plant.model), days * DAY_S)
    if wanted or pauses or shift:
        replications = max(replications, FEWEST_PAIRS)
    announce_compile()
    with progress(text("{model}: {days:g} days x {n}", model=target.stem(model), days=days, n=replications)) as done:
        run = plant.simulate(days=days, warmup=warmup, seed=seed, replications=replications, progress=done)
    found = study_energy(plant.model, run.results, years, year, battery)
    options = RunOptions(days=days, warmup=run.result.warmup_days, seed=seed, replications=replications)
    saved = asleep = shifted = None
    taken = idle_machines(plant.model, run.results) if idle else None
    if pauses:
        from taktwin.planning.energy.pauses import study_pauses

        asleep = study_pauses(plant.model, options, progress)
    if shift:
        from taktwin.cli.energy.shifttables import write_shifting
        from taktwin.planning.energy.shifting import study_shifting

        shifted = study_shifting(plant.model, options, years, year, progress)
        if plan is not None:
            write_shifting(plan, model, overrides or [], shifted)
    if wanted:
        from taktwin.planning.energy.measures import study_measures

        saved = study_measures(plant.model, wanted, options, years, year, progress, run.results, costs)
    if out is not None:
        write_one_table(out, found.ledgers[0].series(), "energy")
    if cars is not None:
        from taktwin.planning.energy.cars import energy_of_cars

        write_one_table(cars, energy_of_cars(one_plant(plant.model), run.result, years), "cars")
    if report is not None:
        _report(report, target.stem(model), found, run, language.value, saved)
    if as_json:
        head = {"model": target.stem(model), "seed": seed, "days": days, "replications": replications}
        more = {} if saved is None else {"measures": saved.as_dict()}
        more |= {} if taken is None else {"idle": [one.as_dict() for one in taken]}
        more |= {} if asleep is None else {"pauses": asleep.as_dict()}
        more |= {} if shifted is None else {"shift": shifted.as_dict()}
        typer.echo(json.dumps(head | found.as_dict() | more, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.energy.pausetables import print_idle, print_pauses
    from taktwin.cli.energy.shifttables import print_shifting
    from taktwin.cli.energy.tables import print_energy, print_measures

    print_energy(target.stem(model), found)
    if taken is not None:
        print_idle(taken)
    if saved is not None:
        print_measures(saved)
    if asleep is not None:
        print_pauses(asleep)
    if shifted is not None:
        print_shifting(shifted)
    if out is not None:
        typer.echo(text("series: {path}", path=out))
    if cars is not None:
        typer.echo(text("jobs: {path}", path=cars))
    if plan is not None:
        typer.echo(text("model: {path}", path=plan))
    if report is not None:
        typer.echo(text("report: {path}", path=report))


def _check_files(out: Path | None, cars: Path | None, report: Path | None, year: bool, read: list[Path]) -> None:
    """See to it that all that is to be written can be."""
    if cars is not None and year:
        raise typer.BadParameter(text("a year spread from a run has no single jobs; drop --year."), param_hint="--cars")
    check_table(out)
    check_table(cars, "--cars")
    for file in (out, cars, report):
        check_outfile(file, *read)
    if out is not None and cars is not None and out.resolve() == cars.resolve():
        raise typer.BadParameter(
            text("'{path}' is where the series go; name another file.", path=cars), param_hint="--cars"
        )
    check_page(report)


def _check_studies(model: PlantModel, pauses: bool, shift: bool) -> None:
    """See to it that there is something to find, before any run."""
    if pauses:
        from taktwin.planning.energy.pauses import check_pauses

        check_pauses(model)
    if shift:
        from taktwin.planning.energy.shifting import check_shifting

        check_shifting(model)


def _check_plan(plan: Path | None, shift: bool, one: str | None, model: Path) -> None:
    """See to it that the plan can be written: of a model of one plant, with `--shift`, as a model file."""
    if plan is None:
        return
    if not shift or one is not None:
        what = text("it is written of `--shift` alone, of a model of one plant.")
        raise typer.BadParameter(what, param_hint="--plan")
    if plan.suffix not in target.SUFFIXES:
        raise typer.BadParameter(text("'{path}' is no model file; end it in .yaml.", path=plan), param_hint="--plan")
    check_outfile(plan, model)


def _tell_place(weather: str, place: str, site: str) -> None:
    told = text("{weather} is the weather of {place}, the site is at {site}", weather=weather, place=place, site=site)
    typer.echo(text("warning: {what}", what=told), err=True)


def _report(path: Path, name: str, found: EnergyStudy, run: Run, language: str, saved: MeasureStudy | None) -> None:
    from taktwin.model.files.write import write_text
    from taktwin.report.shell.origin import origin
    from taktwin.report.site.page import render_energy

    about = origin(run.model, run.result.seed, run.result.days, len(run.results))
    write_text(path, render_energy(name, found, language, about, saved))


def _there(files: list[Path]) -> None:
    from taktwin.analysis.weather.synthetic import synthetic_names
    from taktwin.model.files.given import given_file

    for file in files:
        if str(file) not in synthetic_names():
            given_file(file, "weather")
