"""MODEL on the command line: the name of a shipped model, or a file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import complete
from taktwin.cli.language.say import text

Model = Annotated[
    str,
    typer.Argument(
        metavar="MODEL",
        help="A shipped model (see `taktwin models`) or a model file.",
        autocompletion=complete.models,
    ),
]
SUFFIXES = {".yaml", ".yml"}


def found(model: str) -> Path:
    """Return the file of a MODEL.

    Raises:
        typer.BadParameter: It is neither a shipped name nor a file; the message suggests the nearest of either.
    """
    from taktwin.library import UnknownModelError, model_names, model_path

    path = Path(model)
    try:
        return model_path(model)
    except UnknownModelError as error:
        if path.is_file():
            return path
        what = text('no shipped model is called "{name}"', name=model)
        hint = text("the shipped models are {list}", list=", ".join(model_names()))
        if error.nearest:
            hint = text("did you mean `{name}`?", name=error.nearest)
    if path.is_dir():
        raise typer.BadParameter(
            text("'{model}' is a folder; give the model file in it.", model=model), param_hint="MODEL"
        )
    beside = (
        {str(p): p for p in path.parent.glob("*") if p.suffix in SUFFIXES and p.is_file()}
        if path.parent.is_dir()
        else {}
    )
    if path.suffix in SUFFIXES or len(path.parts) > 1:
        what = text("there is no file '{model}'", model=model)
        hint = text("check the path, or write a new file with `taktwin new NAME`")
    near = get_close_matches(model, [*beside, *(str(p.with_suffix("")) for p in beside.values())], n=1, cutoff=0.8)
    if near:
        name = near[0] if near[0] in beside else next(file for file in beside if file.startswith(near[0]))
        hint = text("did you mean `{name}`?", name=name)
    raise typer.BadParameter(text("{what}: {that}", what=what, that=hint), param_hint="MODEL")


def stem(model: str) -> str:
    """Return the short name of a MODEL: `phoenix` for `phoenix`, `plant` for `models/plant.yaml`."""
    path = Path(model)
    return path.stem if path.suffix in SUFFIXES else path.name
