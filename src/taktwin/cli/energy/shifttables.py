"""Load shifting at the terminal: the hours in which cells work, what that saves, and that no job is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.numbers import interval, shown
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.planning.energy.shifting import ShiftStudy

_WIDTH = 120


def print_shifting(found: ShiftStudy) -> None:
    """Print the hours of each shop that pays, the savings, and the proof."""
    if not found.plan:
        shops = ", ".join(found.groups)
        typer.echo(text("load shifting: other hours of {shops} save nothing, or lose jobs", shops=shops))
        return
    heads = [text("shop"), text("how many"), text("hours in which they work"), text("h/week")]
    heads.append(text("lots due earlier"))
    table = plain_table(text("load shifting: the cheapest hours"), heads, texts=(0, 2))
    for one in found.plan.values():
        name = text("charging of vehicles") if one.group.fleets else one.group.name
        if one.group.machines:
            name = text("{name}, awake", name=name)
        count = len(one.group.cells or one.group.fleets or one.group.machines)
        figures = (shown(one.hours.hours), shown(len(one.reorder)))
        table.add_row(name, shown(count), one.hours.told, *figures)
    print_table(table, _WIDTH)
    heads = [text("weather"), text("unit"), text("saved"), text("95 % interval")]
    table = plain_table(text("what it saves, for each job"), heads, texts=(0, 1))
    for name, money in found.money.items():
        for unit, one in ((found.currency, money), ("kWh", found.kwh[name]), ("kg CO2", found.co2_kg[name])):
            table.add_row(name, unit, shown(one.difference), interval(one.low, one.high))
    print_table(table, _WIDTH)
    typer.echo(
        text(
            "throughput: {jobs} jobs a day, difference with these hours {gained} ({interval}), {n} replications",
            jobs=shown(found.jobs), gained=shown(found.gained.difference),
            interval=interval(found.gained.low, found.gained.high), n=found.replications,
        )
    )  # fmt: skip
    more = interval(found.stock.low, found.stock.high)
    typer.echo(text("parts more in stock: {more} ({interval})", more=shown(found.stock.difference), interval=more))


def write_shifting(path: Path, base: str, overrides: list[str], found: ShiftStudy) -> None:
    """Write the hours as a model that extends the one that they were found for.

    Args:
        path: of the new file.
        base: the model that it extends, a shipped name or a file.
        overrides: `PATH=VALUE` that the model was changed by.
        found: the hours.

    Raises:
        OSError: it cannot be written.
    """
    import io
    import os

    from ruamel.yaml import YAML
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    from taktwin.library import model_names
    from taktwin.model.files.write import write_text

    extends = base if base in model_names() else os.path.relpath(Path(base).resolve(), path.resolve().parent)
    read = YAML(typ="safe")
    given = {name.strip(): read.load(value) for name, _, value in (one.partition("=") for one in overrides)}
    model = {"taktwin": 1, "name": path.stem, "extends": extends, **found.model}
    model["set"] = {**given, **model["set"]}
    for calendar in model.get("calendars", {}).values():  # in quotes, as some readers of YAML take 06:00 for a number
        calendar["shifts"] = [
            {key: DoubleQuotedScalarString(told) for key, told in one.items()} for one in calendar["shifts"]
        ]
    writer = YAML()
    writer.width = 110
    out = io.StringIO()
    writer.dump(model, out)
    write_text(path, out.getvalue())
