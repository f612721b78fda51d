"""`taktwin check`: is the model right, before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import target
from taktwin.cli.options import Language
from taktwin.cli.outfile import check_outfile


def check(
    model: target.Model,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Refuse numbers without a mark of where they come from, as for the shipped models."
        ),
    ] = False,
    picture: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the plant: an SVG image that a browser shows.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Language of the picture.")] = Language.EN,
) -> None:
    """Check a model without running it.

    Reads names, units, sums, ways through the plant and parts, and prints every finding.
    """
    path = target.found(model)
    check_outfile(picture, path)
    from taktwin.api.plant import Plant
    from taktwin.library import model_names
    from taktwin.model.checks.check import check_model
    from taktwin.model.errors import ModelError
    from taktwin.model.files.marks import unmarked_numbers
    from taktwin.model.files.write import write_text
    from taktwin.model.files.yamlio import load_model

    # Loading refuses a model with errors, so what is left to say is a warning.
    read = load_model(path)
    warnings = check_model(read)
    for warning in warnings:
        typer.echo(str(warning), err=True)
    # A shipped model is held to the rule that it teaches.
    if (strict or model in model_names()) and (unmarked := unmarked_numbers(path)):
        raise ModelError(unmarked)
    typer.echo(f"{model}: no errors, {len(warnings)} warning{'' if len(warnings) == 1 else 's'}")
    if picture is not None:
        write_text(picture, Plant(read).picture(language.value))
        typer.echo(f"picture: {picture}")
