"""Idle energy at the terminal: what takes it, when machines sleep best, what that saves, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taktwin.planning.energy.idle import IdleMachine
    from taktwin.planning.energy.pauses import PauseStudy

_WIDTH = 110
_MOST = 12
"""Rows of the table of idle energy; the others are summed up."""


def print_idle(found: Sequence[IdleMachine]) -> None:
    """Print what the machines take while nothing is worked on; of many those that take most."""
    total = sum(one.lost for one in found)
    heads = [text("shop"), text("machine or load"), text("working"), text("idle"), text("standby"), text("asleep")]
    heads += [text("off shift"), text("share of idle energy")]
    table = plain_table(text("what is taken while nothing is worked on, in kWh a day"), heads, texts=(0, 1))
    for one in found[:_MOST]:
        figures = (one.working, one.idle, one.standby, one.paused, one.off)
        table.add_row(one.shop or text("no shop"), one.name, *map(shown, figures), f"{one.lost / total:.0%}")
    print_table(table, _WIDTH)
    if len(found) > _MOST:
        rest = sum(one.lost for one in found[_MOST:])
        typer.echo(text("{n} others: {kwh} kWh a day", n=len(found) - _MOST, kwh=shown(rest)))
    typer.echo(text("idle energy in all: {kwh} kWh a day, without what the site adds", kwh=shown(total)))


def print_pauses(found: PauseStudy) -> None:
    """Print the times of each entry of `pauses`, the idle energy of each shop, and the proof."""
    heads = [text("pauses"), text("machines"), text("brief after"), text("long after")]
    heads += [text("idle, kWh/day"), text("saved, kWh/day")]
    table = plain_table(text("when machines sleep best"), heads, texts=(0,))
    for one in found.groups:
        times = (_time(one.brief_s), _time(one.long_s))
        table.add_row(one.name, shown(one.machines), *times, shown(one.idle_kwh), shown(one.saved_kwh))
    print_table(table, _WIDTH)
    heads = [text("shop"), text("idle, kWh/day"), text("saved, kWh/day")]
    table = plain_table(text("idle energy by shop"), heads, texts=(0,))
    for shop, (idle, saved) in found.shops.items():
        table.add_row(shop or text("no shop"), shown(idle), shown(saved))
    table.add_row(text("all"), shown(found.idle_kwh), shown(found.saved.difference))
    print_table(table, _WIDTH)
    typer.echo(
        text(
            "saved in paired runs: {share} of the idle energy, {interval} kWh a day", share=f"{found.share:.1%}",
            interval=interval(found.paired.low, found.paired.high),
        )
    )  # fmt: skip
    typer.echo(
        text(
            "throughput: {jobs} jobs a day, difference with pauses {gained} ({interval}), {n} replications",
            jobs=shown(found.jobs), gained=shown(found.gained.difference),
            interval=interval(found.gained.low, found.gained.high), n=found.replications,
        )
    )  # fmt: skip
    typer.echo(text("with these changes, for `--set` or the model:"))
    for change in found.changes:
        typer.echo(f"  {change}")


def _time(seconds: float | None) -> str:
    return text("never") if seconds is None else f"{shown(seconds)} s"
