"""`taktwin dispatch`: when a site imports, stores and exports electricity, at the least cost."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile, check_table, write_one_table


def dispatch(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="YAML of site, tariff and battery, with a table of the series beside it."),
    ],
    frontier: Annotated[
        int,
        typer.Option(min=0, max=1000, metavar="N", help="Also N plans from the cheapest to that with the least CO2."),
    ] = 0,
    time: Annotated[
        float | None, typer.Option(min=0.1, metavar="S", help="Seconds for each plan at most; default no limit.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the series of the plan: .csv, .parquet or .xlsx.")
    ] = None,
    language: InLanguage = Language.EN,  # noqa: ARG001 - read before the command runs
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Plan battery, photovoltaics and grid at the least cost.

    Prints the bill with the battery and without it. Import with export, and charge with discharge, never fall together.
    """
    from taktwin.model.files.given import given_file
    from taktwin.planning.dispatch.file.read import read_dispatch
    from taktwin.planning.dispatch.study import study_dispatch

    given_file(file, "file")
    check_table(out)
    if frontier == 1:
        raise typer.BadParameter(text("one plan is no frontier; ask for two or more."), param_hint="--frontier")
    check_outfile(out, file)
    read = read_dispatch(file)
    check_outfile(out, *read.read)
    found = study_dispatch(read, points=frontier, time_limit=math.inf if time is None else time)
    if out is not None:
        write_one_table(out, found.table(), "dispatch")
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.tables.dispatch import print_dispatch

    print_dispatch(found)
    if out is not None:
        typer.echo(text("series: {path}", path=out))
