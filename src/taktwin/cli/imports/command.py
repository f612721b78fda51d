"""`taktwin import`: a model of another program as a draft in the model language."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.exits import INPUT
from taktwin.cli.language.say import problem_line, text
from taktwin.cli.outfile import check_outfile


class Format(StrEnum):
    """Programs whose models are read."""

    JAAMSIM = "jaamsim"


def importing(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help="What the file is: jaamsim.", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The model; of JaamSim a .cfg.", show_default=False)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the draft there instead of printing it.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object: the draft, and what it does not have.")
    ] = False,
) -> None:
    """Read a model of another program into a draft.

    Says line by line what the draft does not have of it, or has otherwise; the same stands at the head of the draft.
    """
    import taktwin
    from taktwin.model.files.given import given_file

    given_file(file, "file")
    check_outfile(out, file)
    del format_  # there is but one
    draft = taktwin.read_jaamsim(file)
    if out is not None:
        draft.save(out)
    if as_json:
        found = {
            "draft": draft.text,
            "untaken": [one.as_dict() for one in draft.untaken],
            "problems": [one.as_dict() for one in draft.problems],
        }
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif out is None:
        typer.echo(draft.text, nl=False)
    else:
        typer.echo(text("draft: {path}", path=out))
    if not as_json:
        for one in draft.untaken:
            typer.echo(text("not taken: {what}", what=one), err=True)
    for problem in draft.problems:
        typer.echo(text("error: {message}", message=problem_line(problem)), err=True)
    if draft.problems:
        raise typer.Exit(INPUT)
