"""`taktwin new`: a small working model to start from."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import CHINESE, spoken, text
from taktwin.cli.outfile import check_outfile
from taktwin.model.files.write import write_text

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the plant; the file becomes NAME.yaml.")],
) -> None:
    """Write a small model file to start from.

    It is commented and runs as it is. An existing file is never overwritten.
    """
    path = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if not _NAME.fullmatch(path.stem):
        raise typer.BadParameter(
            text(
                "'{name}' cannot name a plant; use letters, digits, - and _, and start with a letter.", name=path.stem
            ),
            param_hint="NAME",
        )
    if path.exists():
        raise typer.BadParameter(text("'{path}' exists already; choose another name.", path=path), param_hint="NAME")
    check_outfile(path)
    file = "plant.zh.yaml" if spoken() == CHINESE else "plant.yaml"
    draft = files("taktwin.library.templates").joinpath(file).read_text(encoding="utf-8")
    try:
        write_text(path, draft.replace("NAME", path.stem), new=True)
    except FileExistsError:
        raise typer.BadParameter(
            text("'{path}' exists already; choose another name.", path=path), param_hint="NAME"
        ) from None
    typer.echo(text("wrote {path}; run it with: taktwin run {path}", path=path))
