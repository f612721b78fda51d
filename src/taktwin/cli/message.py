"""`taktwin message`: files of partners, such as EDIFACT call-offs, recognised, checked, shown and made into tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktwin.cli import runfolder
from taktwin.cli.exits import fail
from taktwin.cli.language.say import said, text
from taktwin.cli.options import TableFormat
from taktwin.cli.outfile import check_outfile

if TYPE_CHECKING:
    from taktwin.exchange.content import Content
    from taktwin.exchange.refused import Fault, MessageError


def message(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="EDIFACT (DELFOR, DELJIT, DESADV), EPCIS events, Catena-X documents, VDA 5050 factsheets.",
            show_default=False,
        ),
    ],
    codes: Annotated[
        Path | None,
        typer.Option(
            "--codes",
            metavar="FILE.yaml",
            help="What the status codes of EDIFACT mean (SEQ, SCC); default as in the docs.",
        ),
    ] = None,
    tables: Annotated[
        list[TableFormat] | None,
        typer.Option(
            "--tables", help="Format of the tables of --out, csv by default; may be given again.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write calls, demand and despatches there as tables.")
    ] = None,
    edi: Annotated[
        Path | None,
        typer.Option(
            "--edi",
            metavar="FILE",
            help="The files are tables of demand, call-offs or despatches (CSV, .xlsx), as --out has them: write them "
            "as EDIFACT.",
        ),
    ] = None,
    reference: Annotated[str, typer.Option(metavar="TEXT", help="Of --edi: number of the interchange.")] = "1",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object with all that the files hold.")
    ] = False,
) -> None:
    """Read messages of partners: check them, show what they say, write it as tables.

    Says for each wrong segment what is wrong and what to do. A file with an error is refused as a whole, and so are
    the others with it. What can be read but is hardly meant (a gap in the sequence) is a warning.
    """
    if tables and out is None:
        raise typer.BadParameter(text("it says how tables are written; add --out FOLDER."), param_hint="--tables")
    if edi is not None:
        if out is not None:
            raise typer.BadParameter(text("--edi writes messages, --out tables; give one of them."), param_hint="--edi")
        files = [_from_tables(files, edi, reference, codes)]
    folder = runfolder.wanted(out)
    from taktwin.exchange.edi.codes import OURS, read_codes
    from taktwin.exchange.messages import read_message
    from taktwin.exchange.refused import MessageError
    from taktwin.model.files.given import given_file

    for file in files:
        given_file(file, "files")
    known = OURS if codes is None else read_codes(given_file(codes, "codes"))
    contents: list[tuple[str, Content]] = []
    wrong: list[MessageError] = []
    for file in files:
        try:
            contents.append((str(file), read_message(file.read_bytes(), str(file), known)))
        except MessageError as error:
            wrong.append(error)
    if wrong:
        raise fail([_line(error.file, fault) for error in wrong for fault in error.faults], wrong[0].exit_code)
    if folder is not None:
        _write(folder, contents, [one.value for one in tables or [TableFormat.CSV]])
    if as_json:
        found = {"files": [_as_dict(file, one) for file, one in contents]}
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.tables.message import print_messages

    print_messages(contents)
    for file, one in contents:
        for warning in one.warnings:
            typer.echo(text("warning: {what}", what=_line(file, warning)), err=True)
    if folder is not None:
        typer.echo(text("tables: {path}", path=folder))


def _from_tables(files: list[Path], edi: Path, reference: str, codes: Path | None) -> Path:
    """Write the messages that tables say; what is written is then read and shown as any other file."""
    from taktwin.exchange.edi import read_codes, write_interchange
    from taktwin.exchange.edi.codes import OURS
    from taktwin.exchange.edi.fromtables import interchange_of
    from taktwin.model.files.given import given_file

    for file in files:
        given_file(file, "files")
    check_outfile(edi, *files)
    known = OURS if codes is None else read_codes(given_file(codes, "codes"))
    write_interchange(interchange_of(files, reference), edi, codes=known)
    return edi


def _as_dict(file: str, content: Content) -> dict[str, Any]:
    """For JSON: all that a file holds, and the warnings of it."""
    return {
        "file": file,
        "format": content.format,
        "warnings": [one.as_dict() for one in content.warnings],
        **content.data,
    }


def _line(file: str, fault: Fault) -> str:
    """A fault in one line: file, place, kind, what is wrong and the remedy."""
    what = text("{what}: {that}", what=fault.kind, that=said(fault.detail))
    for place in filter(None, (said(fault.place), file)):
        what = text("{what}: {that}", what=place, that=what)
    return text("{what}; {remedy}", what=what, remedy=said(fault.remedy))


def _write(folder: Path, contents: list[tuple[str, Content]], formats: list[str]) -> None:
    """Write the tables, all or none. Raises OSError."""
    from taktwin.exchange.content import frames
    from taktwin.model.files.tablefiles import write_tables
    from taktwin.model.files.write import whole_folder

    with whole_folder(folder) as draft:
        write_tables(draft, frames(contents), formats, {})
