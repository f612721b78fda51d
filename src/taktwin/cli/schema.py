"""`taktwin schema`: the JSON Schemas of the model file and of start states, for editors."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def schema(
    state: Annotated[bool, typer.Option("--state", help="That of a start state instead, see `taktwin state`.")] = False,
) -> None:
    """Print the JSON Schema of the model file.

    With it (draft-07) an editor completes and checks while you type.
    """
    from taktwin.model.schema import json_schema, state_schema

    text = json.dumps(state_schema() if state else json_schema(), indent=2, ensure_ascii=False)
    typer.echo(text)
