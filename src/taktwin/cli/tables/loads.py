"""The highest loads of a model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.tables.numbers import shown
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.model.checks.ways.loads import Load
    from taktwin.model.checks.ways.partrates import PartRate

MOST = 5


def print_loads(loads: Sequence[Load], ordered: bool = False) -> None:
    """Print the highest loads, equal stations of one entry together; of a plant with orders, why there are none."""
    from taktwin.model.checks.ways.loads import highest

    if not loads:
        why = "orders have release times of their own, or several lines start jobs whenever there is room"
        if ordered:
            typer.echo(f"loads: not told, as they do not follow from the model alone ({why}): a run tells them")
        return
    paces = dict.fromkeys(one.pace for one in loads if one.pace is not None)
    pace = f", at the full pace of {', '.join(paces)}" if paces else ""
    table = plain_table(f"highest loads{pace}", ["resource", "kind", "load", "arrive"], (0, 1, 3))
    setups: list[str] = []
    for one, count in highest(list(loads), MOST):
        name = one.entry if count > 1 else one.name
        name = f"{one.plant}.{name}" if one.plant is not None else name
        load = "-" if math.isinf(one.load) else f"{one.load * 100:.0f} %"
        unit = {"cell": "hits", "fleet": "trips", "crew": "repairs", "operators": "calls"}.get(one.kind, "jobs")
        kind = f"{count} stations" if count > 1 else one.kind.replace("_", " ")
        if one.setup_s > 0:
            setups.append(f"{name} {shown(one.setup_s)} s")
        table.add_row(name, kind, load, f"{shown(one.per_hour)} {unit}/h")
    print_table(table, 80)
    if setups:
        typer.echo(f"set-ups as of jobs in random order, in the mean of all jobs: {', '.join(setups)}")


def print_parts(parts: Sequence[PartRate]) -> None:
    """Print the parts that last the shortest; nothing where none is drawn, or it is not known how many."""
    if not parts:
        return
    table = plain_table(
        "parts that last the shortest", ["stock point", "part", "for a job", "drawn", "days of supply"], (0, 1, 2, 3)
    )
    for one in sorted(parts, key=lambda one: one.days)[:MOST]:
        name = f"{one.plant}.{one.stock}" if one.plant is not None else one.stock
        each = [shown(amount) for amount in dict.fromkeys((one.least, one.most)) if amount is not None]
        table.add_row(name, one.part, " to ".join(each), f"{shown(one.per_hour)} /h", shown(one.days))
    print_table(table, 80)
