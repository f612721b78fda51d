"""A plan as a model file that extends the one planned for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import assignments
from taktwin.cli.outfile import check_outfile


def check_model_file(out: Path | None) -> None:
    """See to it, before the work, that a model file of this name can be written; None is no file.

    Raises:
        typer.BadParameter: its name does not end as one, or it is there already.
        typer.Exit: it cannot be written.
    """
    if out is None:
        return
    if out.suffix not in (".yaml", ".yml"):
        raise typer.BadParameter(
            text("'{path}' is no model file; let its name end with .yaml.", path=out), param_hint="--out"
        )
    if out.exists() and not out.is_dir():
        raise typer.BadParameter(text("'{path}' exists already; choose another name.", path=out), param_hint="--out")
    check_outfile(out)


def write_model_file(out: Path, model: str, path: Path, overrides: list[str], changes: Mapping[str, Any]) -> None:
    """Write the values of a plan, and those given on the command line, on top of the model planned for."""
    from taktwin.library import UnknownModelError, model_path
    from taktwin.model.files.write import write_text
    from taktwin.planning.extending import model_text

    try:
        model_path(model)
        extends = model
    except UnknownModelError:
        extends = os.path.relpath(path.resolve(), out.resolve().parent)
    own = dict(override.split("=", 1) for override in assignments(overrides))
    write_text(out, model_text(extends, out.stem, {**own, **changes}), new=True)
