"""`taktwin line`: a serial line of exponential stations, without a model file."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.progress import announce_compile
from taktwin.cli.tables import kpis
from taktwin.cli.tables.line import print_theory
from taktwin.cli.tables.numbers import parsed


def line(
    rates: Annotated[str, typer.Option(metavar='"1 1 1"', help="Service rate of each station, jobs per unit of time.")],
    buffers: Annotated[
        str, typer.Option(metavar='"4 4"', help="Places between the stations, one number less than rates.")
    ] = "",
    failure_rates: Annotated[
        str, typer.Option(metavar='".."', help="Failures of each station per unit of its working time.")
    ] = "",
    repair_rates: Annotated[
        str, typer.Option(metavar='".."', help="Repairs of each station per unit of down time.")
    ] = "",
    parts: Annotated[int, typer.Option(min=1, help="Jobs to measure, after a warm-up.")] = 100_000,
    replications: Annotated[
        int | None,
        typer.Option(min=1, help="Independent runs; two or more give a 95 % interval. By default 1, with --exact 10."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    exact: Annotated[
        bool, typer.Option("--exact", help="Compare with theory: exact values, an approximation for long lines.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Simulate a serial line of exponential stations.

    The supply is endless, a finished job waits in its station while the next buffer is full (blocking after service),
    and stations fail only while they work. No model file is needed and nothing is written.
    """
    speed = _numbers(rates, "--rates")
    from taktwin.analysis.line.study import LineOptions, study_line

    options = LineOptions(
        rates=speed,
        buffers=_numbers(buffers, "--buffers") if buffers.split() else [],
        failure_rates=_numbers(failure_rates, "--failure-rates") if failure_rates.split() else None,
        repair_rates=_numbers(repair_rates, "--repair-rates") if repair_rates.split() else None,
        parts=parts,
        replications=replications,
        seed=seed,
        exact=exact,
    )
    announce_compile()
    found = study_line(options)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
    elif found.theory is not None:
        print_theory(found)
    else:
        title = text("line of {n} stations: {parts:,} jobs, seed {seed}", n=len(speed), parts=parts, seed=seed)
        kpis.print_table(title, found.result.kpis, options.runs)


def _numbers(text: str, option: str) -> list[float]:
    try:
        return parsed(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint=option) from None
