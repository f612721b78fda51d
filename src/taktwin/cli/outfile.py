"""Files that a command writes at its end, checked at its begin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.exits import RUN, USAGE, fail
from taktwin.cli.language.say import text
from taktwin.model.files.write import check_writable

if TYPE_CHECKING:
    import polars as pl

PAGES = (".html", ".htm")
TABLES = (".csv", ".parquet", ".xlsx")


def check_outfile(path: Path | None, *read: Path | None) -> None:
    """See to it, before the work, that a file can be written and is none that is read; None is no file.

    Raises:
        typer.Exit: it is a folder, there is no folder for it, it cannot be written (read-only, open elsewhere), or the
            command reads it.
    """
    if path is None:
        return
    if path.is_dir():
        raise fail([text("{path}: this is a folder; name the file to write", path=path)], RUN)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise fail([text("{path}: there is no folder {folder}; make it first", path=path, folder=folder)], RUN)
    if path.is_file() and any(one is not None and one.is_file() and path.samefile(one) for one in read):
        raise fail([text("{path}: this is what the command reads; name another file to write", path=path)], USAGE)
    try:
        check_writable(path)
    except OSError as error:
        why = error.strerror or error
        message = text(
            "{path}: cannot be written ({why}); close it elsewhere, or name another file", path=path, why=why
        )
        raise fail([message], RUN) from None


def check_page(path: Path | None, option: str = "--report") -> None:
    """See to it that a page is named as one: under another name no program would open it. None is no file.

    Raises:
        typer.BadParameter: it is not.
    """
    if path is not None and path.suffix.lower() not in PAGES:
        message = text("'{path}' is no page; let its name end with .html.", path=path)
        raise typer.BadParameter(message, param_hint=option)


def check_table(path: Path | None, option: str = "--out") -> None:
    """See to it that a table is named as one of those that are written. None is no file.

    Raises:
        typer.BadParameter: it is not.
    """
    if path is not None and path.suffix.lower() not in TABLES:
        message = text("'{path}' is no table; let its name end with .csv, .parquet or .xlsx.", path=path)
        raise typer.BadParameter(message, param_hint=option)


def write_one_table(path: Path, table: pl.DataFrame, sheet: str) -> None:
    """Write a table in the format that the name of its file says.

    Args:
        path: with one of the endings `TABLES`.
        table: what is written.
        sheet: name of it in a workbook.

    Raises:
        OSError: it cannot be written; the error names the file.
    """
    from taktwin.model.files.tablefiles import write_csv, write_workbook
    from taktwin.model.files.write import write_table

    if path.suffix.lower() == ".csv":
        write_csv(path, table)
    elif path.suffix.lower() == ".parquet":
        write_table(path, table)
    else:
        write_workbook(path, {sheet: table}, {})
