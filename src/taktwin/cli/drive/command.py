"""`taktwin drive`: what a car takes on a cycle, and how good the strategies of its range extender are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile, check_page, check_table, write_one_table
from taktwin.cli.progress import progress


def drive(
    car: Annotated[Path, typer.Argument(metavar="CAR", help="YAML of a car, or a car that comes with Taktwin.")],
    cycle: Annotated[
        Path,
        typer.Option(metavar="CYCLE", help="CSV with time_s,speed_kmh at 1 Hz; or like-wltc, like-cltc (synthetic)."),
    ] = Path("like-wltc"),
    repeat: Annotated[int, typer.Option(min=1, max=100, help="How often the cycle is driven.")] = 1,
    strategies: Annotated[
        list[str] | None,
        typer.Option(
            "--strategy",
            metavar="NAME",
            help="thermostat, load_following, adaptive, equivalent, quiet, best, or recognising; may be given again.",
        ),
    ] = None,
    lighter: Annotated[
        str | None,
        typer.Option(metavar="KG", help="Tell what a part saves that is so many kg lighter, such as 90 or 90-180."),
    ] = None,
    utility: Annotated[
        Path,
        typer.Option(
            metavar="CURVE", help="YAML of utility factors; or wltp, wltp-2025, wltp-2027. Of cars with a source."
        ),
    ] = Path("wltp"),
    temperature: Annotated[
        float | None, typer.Option(metavar="C", help="Of air and battery, with the cabin heated or cooled.")
    ] = None,
    trip: Annotated[
        float | None, typer.Option(metavar="KM", help="A way from a full battery: battery first, or both mixed.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every second: .csv, .parquet or .xlsx.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a page, .html.")] = None,
    language: InLanguage = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell what a car takes on a driving cycle.

    With a battery alone: electricity and range. With a range extender or a fuel cell: fuel of each strategy with the
    battery as full at the end as at the start, beside the least that is possible, and how long the engine is heard.
    """
    from taktwin.model.files.given import given_file
    from taktwin.product.drive.file.read import car_names
    from taktwin.product.drive.study import study_drive
    from taktwin.product.drive.synthetic import cycle_names
    from taktwin.product.drive.utility import utility_names

    files = []
    for name, file, known in (
        ("car", car, car_names()),
        ("cycle", cycle, cycle_names()),
        ("utility", utility, utility_names()),
    ):
        if str(file) not in known:
            files.append(given_file(file, name, known))
    check_table(out)
    check_outfile(out, *files)
    check_outfile(report, *files, out)
    check_page(report)
    kg = None if lighter is None else _kg(lighter)
    with progress(text("{car}: trips driven", car=car.stem)) as done:
        found = study_drive(car, cycle, repeat, tuple(strategies or ()), utility, kg, temperature, trip, done)
    if out is not None:
        write_one_table(out, found.table(), "drive")
    if report is not None:
        from taktwin.model.files.write import write_text
        from taktwin.report.car.drive import render_drive

        write_text(report, render_drive(found, language.value))
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.tables.drive import print_drive

    print_drive(found)
    if out is not None:
        typer.echo(text("series: {path}", path=out))
    if report is not None:
        typer.echo(text("report: {path}", path=report))


def _kg(told: str) -> tuple[float, float]:
    """A number of kg, or from one to another."""
    low, _, high = told.partition("-")
    try:
        return float(low), float(high or low)
    except ValueError:
        message = text("expected kg such as 90, or 90-180; got '{told}'", told=told)
        raise typer.BadParameter(message, param_hint="--lighter") from None
