"""`taktwin schema`: the JSON Schema of the model file, for editors."""

from __future__ import annotations

import json

import typer

from taktwin.cli.exits import explained


def schema() -> None:
    """Print the JSON Schema of the model file.

    With it (draft-07) an editor completes and checks while you type.
    """
    with explained():
        from taktwin.model.schema import json_schema

        text = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    typer.echo(text)
