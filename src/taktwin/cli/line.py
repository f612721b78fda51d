"""`taktwin line`: a serial line of exponential stations, without a model file."""

from __future__ import annotations

from typing import Annotated

import typer

from taktwin.cli import kpi_table, line_theory
from taktwin.cli.exits import explained
from taktwin.cli.numbers import parsed
from taktwin.cli.progress import announce_compile


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
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Simulate a serial line of exponential stations.

    The supply is endless, a finished job waits in its station while the next buffer is full (blocking after service),
    and stations fail only while they work. No model file is needed and nothing is written.
    """
    speed = _list(rates, "--rates", least=0, open_=True)
    places = _list(buffers, "--buffers", least=0) if buffers.split() or len(speed) > 1 else []
    if len(places) != len(speed) - 1:
        raise typer.BadParameter(
            f"{len(speed)} stations have {len(speed) - 1} buffers between them, not {len(places)}.",
            param_hint="--buffers",
        )
    if any(b != int(b) for b in places):
        raise typer.BadParameter("a buffer holds a whole number of jobs.", param_hint="--buffers")
    fails = _for_each(failure_rates, "--failure-rates", len(speed), open_=False)
    repairs = _for_each(repair_rates, "--repair-rates", len(speed), open_=True)
    if (fails is None) != (repairs is None):
        raise typer.BadParameter(
            "failures need both: give a rate for each station in both options.",
            param_hint="--repair-rates" if repairs is None else "--failure-rates",
        )
    if exact and replications == 1:
        raise typer.BadParameter(
            "a comparison with theory needs the interval of 2 or more runs.", param_hint="--replications"
        )
    replications = replications or (10 if exact else 1)
    numbers = (speed, [int(b) for b in places], fails, repairs)
    with explained():
        import taktwin

        theory = line_theory.of(*numbers) if exact else None
        announce_compile()
        result = taktwin.line(*numbers, parts=parts, replications=replications, seed=seed)
    if theory is not None:
        head = {"model": "line", "seed": seed, "parts": parts, "replications": replications}
        line_theory.show(head, len(speed), theory, result, json)
        return
    if json:
        head = {"model": "line", "seed": seed, "parts": parts, "replications": replications}
        typer.echo(kpi_table.as_json(head, result.kpis))
        return
    kpi_table.print_table(f"line of {len(speed)} stations: {parts:,} jobs, seed {seed}", result.kpis, replications)


def _for_each(text: str, option: str, stations: int, *, open_: bool) -> list[float] | None:
    if not text.strip():
        return None
    numbers = _list(text, option, least=0, open_=open_)
    if len(numbers) != stations:
        raise typer.BadParameter(f"{stations} stations need {stations} numbers, not {len(numbers)}.", param_hint=option)
    return numbers


def _list(text: str, option: str, *, least: float, open_: bool = False) -> list[float]:
    """Return the numbers of an option, none below `least` (nor at it, when the bound is open)."""
    try:
        numbers = parsed(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint=option) from None
    for number in numbers:
        if number < least or (open_ and number == least):
            raise typer.BadParameter(
                f"{number:g} is too small; it must be {'above' if open_ else 'at least'} {least:g}.", param_hint=option
            )
    return numbers
