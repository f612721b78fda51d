"""`taktwin claims`: which printed figures can be true, alone and beside each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.options import InLanguage, Language


def claims(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="YAML with claims, a Markdown table with the columns id and statement, or `register`.",
            show_default=False,
        ),
    ],
    language: InLanguage = Language.EN,  # noqa: ARG001 - read before the command runs
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list instead of the table.")] = False,
) -> None:
    """Say which printed figures can be true.

    Each claim is consistent, possible only under a condition, in contradiction with another figure, or impossible; with
    the arithmetic behind it and the likely slip. `register` judges the printed figures about the cluster of Chongqing.
    """
    from taktwin.analysis.claims.files import REGISTER
    from taktwin.analysis.claims.study import judge_claims
    from taktwin.model.files.given import given_file

    found = judge_claims(REGISTER if str(file) == REGISTER else given_file(file, "file"))
    if as_json:
        typer.echo(json.dumps([one.as_dict() for one in found], indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.tables.claims import print_claims

    print_claims(found)
