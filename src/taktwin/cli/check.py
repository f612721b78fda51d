"""`taktwin check`: is the model right, before anything runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.language.say import tell_warnings, text
from taktwin.cli.options import InLanguage, Language, Overrides
from taktwin.cli.outfile import check_outfile


def check(
    model: target.Model,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Refuse numbers without a mark of where they come from, as for the shipped models."
        ),
    ] = False,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print one JSON object, with the load of everything and what is drawn of each part."
        ),
    ] = False,
    picture: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the plant: an SVG image that a browser shows.")
    ] = None,
    overrides: Overrides = None,
    language: InLanguage = Language.EN,
) -> None:
    """Check a model without running it.

    Reads names, units, sums, ways through the plant and parts, and prints every finding, and the highest loads.
    """
    path = target.found(model)
    check_outfile(picture, path)
    import taktwin
    from taktwin.cli.tables.loads import print_loads, print_parts
    from taktwin.library import model_names
    from taktwin.model.errors import ModelError
    from taktwin.model.files.marks import unmarked_numbers
    from taktwin.model.files.write import write_text

    # Loading refuses a model with errors, so what is left to say is a warning.
    plant = taktwin.load(path, overrides or [])
    warnings = plant.warnings
    tell_warnings(warnings)
    # A shipped model is held to the rule that it teaches.
    if (strict or model in model_names()) and (unmarked := unmarked_numbers(path)):
        raise ModelError(unmarked)
    if picture is not None:
        write_text(picture, plant.picture(language.value))
    if as_json:
        found = {
            "warnings": [one.as_dict() for one in warnings],
            "loads": [one.as_dict() for one in plant.loads],
            "parts": [one.as_dict() for one in plant.parts],
        }
        typer.echo(json.dumps({"model": target.stem(model), **found}, indent=2, ensure_ascii=False, allow_nan=False))
        return
    count = len(warnings)
    typer.echo(
        text(
            "{model}: no errors, 1 warning" if count == 1 else "{model}: no errors, {n} warnings", model=model, n=count
        )
    )
    print_loads(plant.loads, ordered=any(line.orders is not None for _, _, line in plant.model.all_lines()))
    print_parts(plant.parts)
    if picture is not None:
        typer.echo(text("picture: {path}", path=picture))
