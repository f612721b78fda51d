"""The highest loads of a model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import listed, text
from taktwin.cli.tables.names import kind
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    from taktwin.model.checks.ways.loads import Load
    from taktwin.model.checks.ways.partrates import PartRate

MOST = 5
_JOBS = Phrase("jobs")
_COUNTED = {
    "cell": Phrase("hits"),
    "fleet": Phrase("trips"),
    "crew": Phrase("repairs"),
    "operators": Phrase("calls"),
}


def print_loads(loads: Sequence[Load], ordered: bool = False) -> None:
    """Print the highest loads, equal stations of one entry together; of a plant with orders, why there are none."""
    from taktwin.model.checks.ways.loads import highest

    if not loads:
        if ordered:
            typer.echo(
                text(
                    "loads: not told, as they do not follow from the model alone (orders have release times of their "
                    "own, or several lines start jobs whenever there is room): a run tells them"
                )
            )
        return
    paces = dict.fromkeys(one.pace for one in loads if one.pace is not None)
    title = text("highest loads, at the full pace of {lines}", lines=listed(paces)) if paces else text("highest loads")
    table = plain_table(title, [text("resource"), text("kind"), text("load"), text("arrive")], (0, 1, 3))
    setups: list[str] = []
    for one, count in highest(list(loads), MOST):
        name = one.entry if count > 1 else one.name
        name = f"{one.plant}.{name}" if one.plant is not None else name
        load = "-" if math.isinf(one.load) else f"{one.load * 100:.0f} %"
        what = text("{n} stations", n=count) if count > 1 else kind(one.kind)
        if one.setup_s > 0:
            setups.append(f"{name} {shown(one.setup_s)} s")
        table.add_row(
            name, what, load, text("{rate} {unit}/h", rate=shown(one.per_hour), unit=_COUNTED.get(one.kind, _JOBS))
        )
    print_table(table, 80)
    if setups:
        typer.echo(text("set-ups as of jobs in random order, in the mean of all jobs: {list}", list=listed(setups)))


def print_parts(parts: Sequence[PartRate]) -> None:
    """Print the parts that last the shortest; nothing where none is drawn, or it is not known how many."""
    if not parts:
        return
    heads = [text("stock point"), text("part"), text("for a job"), text("drawn"), text("days of supply")]
    table = plain_table(text("parts that last the shortest"), heads, (0, 1, 2, 3))
    for one in sorted(parts, key=lambda one: one.days)[:MOST]:
        name = f"{one.plant}.{one.stock}" if one.plant is not None else one.stock
        each = [amount for amount in dict.fromkeys((one.least, one.most)) if amount is not None]
        amounts = interval(each[0], each[1]) if len(each) == 2 else "".join(map(shown, each))
        table.add_row(name, one.part, amounts, f"{shown(one.per_hour)} /h", shown(one.days))
    print_table(table, 80)
