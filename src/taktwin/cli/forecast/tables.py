"""A forecast as tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.live.forecast import Forecast
    from taktwin.live.shadow import Shadow
    from taktwin.live.twin.wholeshift import WholeShift

_ROWS = 12  # of the fan
_STOCKS = 10
_SHORT = ("5 %", "25 %", "50 %", "75 %", "95 %")


def print_shadow(shadow: Shadow) -> None:
    """Print what was made of the events."""
    figures = shadow.figures
    typer.echo(
        text(
            "{n} events: {moves} moves inferred, {impossible} impossible, {late} late, {repeated} repeated, {refused} "
            "refused; {jobs} jobs in the plant, {finished} finished",
            n=figures.received, moves=figures.moves, impossible=figures.impossible, late=figures.late,
            repeated=figures.repeated, refused=figures.refused, jobs=shadow.jobs, finished=shadow.finished,
        )
    )  # fmt: skip


def print_forecast(found: Forecast, whole: WholeShift | None = None) -> None:
    """Print the fan, the chance of the target, ends of orders, missing parts and media."""
    title = text(
        "{plant}, from {at} to {until}, {n} replications",
        plant=found.plant, at=_clock(found, found.at), until=_clock(found, found.until), n=found.replications,
    )  # fmt: skip
    table = plain_table(title, [text("jobs out by"), *_SHORT])
    fan, every = found.fan(), max(1, math.ceil((len(found.times) - 1) / _ROWS))
    for at in [*range(every, len(found.times) - 1, every), len(found.times) - 1]:
        table.add_row(_clock(found, float(found.times[at])), *(f"{jobs:.0f}" for jobs in fan[:, at]))
    print_table(table, width=72)
    low, high = found.interval()
    ends = {"mean": f"{found.mean:.1f}", "low": f"{low:.0f}", "high": f"{high:.0f}"}
    typer.echo(text("expected: {mean} jobs; 90 % of the runs make {low} to {high}", **ends))
    if found.target is not None:
        share, least, most = found.reaches()
        about = {"n": found.target, "chance": f"{share:.0%}", "low": f"{least:.0%}", "high": f"{most:.0%}"}
        typer.echo(text("{n} jobs or more: {chance} (95 % interval {low} to {high})", **about))
    if whole is not None:
        _print_shift(whole)
    if found.orders:
        _print_orders(found)
    if found.waited:
        _print_stocks(found)
    if found.energy:
        _print_energy(found)


def _print_shift(whole: WholeShift) -> None:
    line = text(
        "the shift had made {made} before, as far as was told; {mean} in all, 90 % of the runs {low} to {high}",
        made=whole.made, mean=f"{whole.mean:.1f}", low=f"{whole.low:.0f}", high=f"{whole.high:.0f}",
    )  # fmt: skip
    if whole.target is not None:
        jobs, *shares = whole.target
        chance, low, high = (f"{one:.0%}" for one in shares)
        line += text("; {n} or more: {chance} ({low} to {high})", n=jobs, chance=chance, low=low, high=high)
    typer.echo(line)


def _print_orders(found: Forecast) -> None:
    table = plain_table(text("asked for"), [text("order"), text("leaves by then"), *_SHORT])
    for order in found.orders:
        share, times = found.ends(order)
        dates = [_clock(found, time) if math.isfinite(time) else text("later") for time in times]
        table.add_row(str(order), f"{share:.0%}", *dates)
    print_table(table, width=90)


def _print_stocks(found: Forecast) -> None:
    table = plain_table(text("work waits for parts"), [text("stock"), text("chance"), text("then waits, min")])
    for name, (share, seconds) in list(found.stock_outs().items())[:_STOCKS]:
        table.add_row(name, f"{share:.1%}", f"{seconds / 60:.1f}")
    print_table(table, width=60)


def _print_energy(found: Forecast) -> None:
    import numpy as np

    table = plain_table(text("media"), [text("medium"), text("unit"), text("mean"), "5 %", "95 %"], texts=(0, 1))
    for (medium, unit), amounts in found.energy.items():
        low, high = np.quantile(amounts, (0.05, 0.95))
        table.add_row(medium, unit, f"{amounts.mean():,.0f}", f"{low:,.0f}", f"{high:,.0f}")
    print_table(table, width=60)


def _clock(found: Forecast, time: float) -> str:
    return found.date(time).strftime("%m-%d %H:%M")
