"""`taktwin compare`: runs beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile, check_page


def compare(
    runs: Annotated[
        list[Path],
        typer.Argument(metavar="RUN", help="Run folders; each is compared with the first.", show_default=False),
    ],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a report, one HTML file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
    language: InLanguage = Language.EN,
) -> None:
    """Put two or more runs beside each other.

    Prints the figures with their differences, what differs in the models, and the places that changed most.
    """
    check_outfile(out)
    check_page(out, "--out")
    import taktwin
    from taktwin.cli.tables import compare as tables

    found = taktwin.compare(*runs)
    if out is not None:
        taktwin.write_report(found, out, language.value)
    if json:
        typer.echo(tables.as_json(found))
        return
    tables.tell(found)
    if out is not None:
        typer.echo(text("report: {path}", path=out))
