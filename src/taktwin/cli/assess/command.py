"""`taktwin assess`: a plant against the tables of green and zero-carbon factories, with what is not given left open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile


def assess(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML of figures with their sources.")],
    write_table: Annotated[
        Path | None,
        typer.Option("--write-table", metavar="FILE.yaml", help="Write the table that is used, to be filled in."),
    ] = None,
    language: InLanguage = Language.EN,  # noqa: ARG001 - read before the command runs
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Assess a plant as a green and a zero-carbon factory.

    Each line names its figure, where it comes from and what it lacks; what is not given has no score. Then solvents,
    the register of hazardous waste, and a path of so many percent a year.
    """
    from taktwin.analysis.assessment.read import read_assessment
    from taktwin.analysis.assessment.study import assess as study
    from taktwin.model.files.given import given_file

    given_file(file, "file")
    check_outfile(write_table, file)
    read = read_assessment(file)
    check_outfile(write_table, *read.read)
    found = study(read)
    if write_table is not None:
        from taktwin.model.files.write import write_text

        write_text(write_table, read.read[1].read_text(encoding="utf-8"), new=False)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.tables.assess import print_assessment

    print_assessment(found)
    if write_table is not None:
        typer.echo(text("table: {path}", path=write_table))
