"""Runs beside each other, as one JSON object and as tables."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import ENGLISH, listed, spoken, text
from taktwin.cli.tables.names import figure as title_of
from taktwin.cli.tables.names import kind, state, unit
from taktwin.cli.tables.numbers import interval, shown

if TYPE_CHECKING:
    from taktwin.analysis.comparison.compare import Comparison
    from taktwin.analysis.comparison.fields import Change
    from taktwin.analysis.comparison.figures import Figure
    from taktwin.analysis.comparison.places import PlaceChange

_MOST_CHANGES, _MOST_PLACES = 30, 8
_NOTICED = 0.005


def as_json(found: Comparison) -> str:
    """Return one JSON object: the runs, their KPIs, what differs in the models, the places that changed most."""
    return json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False)


def tell(found: Comparison) -> None:
    """Print all of it."""
    base = found.names[0]
    _figures(found)
    for name, changes in found.models.items():
        if changes is None:
            typer.echo(text("{run}: the model of one of the runs was not kept", run=name))
            continue
        count = len(changes)
        typer.echo(_differ(name, count, base))
        for change in changes[:_MOST_CHANGES]:
            typer.echo(f"  {_change(change)}")
        if count > _MOST_CHANGES:
            typer.echo("  " + text("and {n} more (--json prints all)", n=count - _MOST_CHANGES))
    for name in found.names[1:]:
        places = [one for one in found.places if one.run == name and one.moved >= _NOTICED][:_MOST_PLACES]
        typer.echo(
            text("{run}: places that changed most" if places else "{run}: no place changed noticeably", run=name)
        )
        for place in places:
            typer.echo(f"  {_place(place)}")


def _figures(found: Comparison) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("KPI", no_wrap=True)
    titled = spoken() != ENGLISH  # as of a run
    if titled:
        table.add_column(text("figure"), no_wrap=True)
    table.add_column(text("unit"), no_wrap=True)
    table.add_column(found.names[0], justify="right", no_wrap=True)
    for name in found.names[1:]:
        table.add_column(name, justify="right", no_wrap=True)
        table.add_column(text("difference"), no_wrap=True)
    for kpi in dict.fromkeys(figure.kpi for figure in found.figures):
        row = {figure.run: figure for figure in found.of(kpi)}
        if all(figure.value == 0 or math.isnan(figure.value) for figure in row.values()):
            continue
        first = row[found.names[0]]
        cells = [kpi, title_of(kpi)] if titled else [kpi]
        cells += [unit(first.unit), shown(first.value)]
        for name in found.names[1:]:
            cells += [shown(row[name].value), difference(row[name])] if name in row else ["-", ""]
        table.add_row(*cells)
    console = Console(highlight=False)
    console.width = max(console.width, 100 + 40 * len(found.names))
    console.print(table)


def difference(figure: Figure) -> str:
    """A difference with its interval: `+0.53 (0.41 to 0.65)`, and `*` where it is one beyond chance."""
    if figure.difference is None or math.isnan(figure.difference):
        return "-"
    found = f"{'+' if figure.difference > 0 else ''}{shown(figure.difference)}"
    if figure.difference_low is None or figure.difference_high is None:
        return found
    star = " *" if figure.sure else ""
    return f"{found} ({interval(figure.difference_low, figure.difference_high)}){star}"


def _change(change: Change) -> str:
    before, after = ("-" if value is None else value for value in (change.before, change.after))
    return f"{change.path}: {before} -> {after}"


def _place(place: PlaceChange) -> str:
    states = sorted(place.before, key=lambda one: -abs(place.after[one] - place.before[one]))
    told = [
        f"{state(one)} {place.before[one]:.1%} -> {place.after[one]:.1%}"
        for one in states[:3]
        if abs(place.after[one] - place.before[one]) >= _NOTICED / 2
    ]
    return text("{place} ({kind}): {states}", place=place.place, kind=kind(place.kind), states=listed(told))


def _differ(run: str, count: int, base: str) -> str:
    if count == 0:
        return text("{run}: no values of the model differ from {base}", run=run, base=base)
    if count == 1:
        return text("{run}: 1 value of the model differs from {base}", run=run, base=base)
    return text("{run}: {n} values of the model differ from {base}", run=run, n=count, base=base)
