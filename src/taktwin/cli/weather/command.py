"""`taktwin weather`: weather files checked and repaired, monthly figures, yield of photovoltaics."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktwin.cli.exits import fail
from taktwin.cli.language.say import said, text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile

if TYPE_CHECKING:
    from taktwin.analysis.photovoltaics.mounting import Mounting
    from taktwin.analysis.weather.guard import CheckedWeather
    from taktwin.exchange.epw.read import WeatherError


def weather(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="EPW files, or shipped synthetic years: chongqing-cloudy, chongqing-bright.",
            show_default=False,
        ),
    ],
    pv: Annotated[
        list[str] | None,
        typer.Option(
            "--pv",
            metavar='"tilt=10,..."',
            help="Yield of modules: mounting (roof, rack, bipv, facade), tilt, azimuth, ...; may be given again.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write the repaired hours there, as .epw or .csv; of one FILE."
        ),
    ] = None,
    changes: Annotated[bool, typer.Option("--changes", help="List every value that was changed.")] = False,
    language: InLanguage = Language.EN,  # noqa: ARG001 - read before the command runs
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object with all of it.")] = False,
) -> None:
    """Check weather files: what cannot be is repaired by stated rules, or the file is refused.

    Prints what was found and done, and monthly figures; with --pv the yield of a kWp, as a range over the files.
    """
    if out is not None and (len(files) > 1 or out.suffix.lower() not in (".epw", ".csv")):
        what = text("it takes one FILE, and a name that ends with .epw or .csv.")
        raise typer.BadParameter(what, param_hint="--out")
    mountings = _mountings(pv or [])
    check_outfile(out, *files)
    checked, refused = _checked(files)
    if refused:
        raise fail([line for error in refused for line in _lines(error)], refused[0].exit_code)
    if out is not None:
        _write(out, checked[0])
    from taktwin.analysis.photovoltaics.output import pv_yield
    from taktwin.analysis.weather.months import monthly

    yields = [pv_yield([one.year for one in checked], mounting) for mounting in mountings]
    if as_json:
        found: dict[str, Any] = {
            "files": [{**one.as_dict(), "monthly": monthly(one.year).to_dicts()} for one in checked],
            "pv": [one.as_dict() for one in yields],
        }
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.weather.tables import print_changes, print_pv, print_weather

    for one in checked:
        print_weather(one)
        if changes:
            print_changes(one)
    if yields:
        print_pv(yields)
    if out is not None:
        typer.echo(text("written: {path}", path=out))


def _mountings(texts: list[str]) -> list[Mounting]:
    from taktwin.analysis.photovoltaics.mounting import parse_mounting
    from taktwin.model.errors import OptionError

    found = []
    for one in texts:
        try:
            found.append(parse_mounting(one))
        except OptionError as error:  # its parameter is one of the mounting, not of this command
            raise typer.BadParameter(str(error), param_hint="--pv") from None
    return found


def _checked(files: list[Path]) -> tuple[list[CheckedWeather], list[WeatherError]]:
    """The years that pass, and why the others do not."""
    from taktwin.analysis.weather.guard import read_weather
    from taktwin.analysis.weather.synthetic import synthetic_names, synthetic_year
    from taktwin.exchange.epw.read import WeatherError
    from taktwin.model.files.given import given_file

    for file in files:
        if str(file) not in synthetic_names():
            given_file(file, "files")
    passed, refused = [], []
    for file in files:
        try:
            passed.append(synthetic_year(str(file)) if str(file) in synthetic_names() else read_weather(file))
        except WeatherError as error:
            refused.append(error)
    return passed, refused


def _lines(error: WeatherError) -> list[str]:
    """A line for each fault: file, place, what is wrong and the remedy."""
    lines = []
    for fault in error.faults:
        what = text("{what}; {remedy}", what=said(fault.detail), remedy=said(fault.remedy))
        for place in filter(None, (said(fault.place), error.file)):
            what = text("{what}: {that}", what=place, that=what)
        lines.append(what)
    return lines


def _write(path: Path, checked: CheckedWeather) -> None:
    """Write the repaired hours, whole or not at all. Raises OSError."""
    from taktwin.analysis.weather.months import hourly
    from taktwin.exchange.epw.write import epw_text
    from taktwin.model.files.tablefiles import write_csv
    from taktwin.model.files.write import write_text

    if path.suffix.lower() == ".csv":
        write_csv(path, hourly(checked.year))
    else:
        write_text(path, epw_text(checked.file))
