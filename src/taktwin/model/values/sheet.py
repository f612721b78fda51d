"""Tables that a user writes in a spreadsheet program: the rows of a CSV file, or of a sheet of an Excel workbook.

The rules of a CSV file (they are told in `docs/spreadsheets.md`):

- UTF-8, with or without a byte order mark; a first line `sep=;` names the separator, as Excel writes it;
- else the separator is that of `;`, tab and `,` which stands most often in the first line that is not empty, outside
  quotation marks (`,` before `;` before tab where two stand equally often); where none does there is one column;
- where anything but `,` parts the columns, numbers may have decimal commas.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text, spelt

#: Endings of workbooks that are read.
WORKBOOKS = (".xlsx", ".xlsm")
_WITH_SHEET = re.compile(r"^(?P<file>.*\.xls[xm])(?:#(?P<sheet>.*))?$", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(r"^sep=([;,\t])\r?\n?$", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_COMMA = re.compile(r"^([+-]?\d*),(\d+(?:[eE][+-]?\d+)?)(\s*(?![\d,])[^,;()\[\]{}]*)?$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that are not empty, each with its number (that of its first line, from 1) and its cells, stripped.

    ``file`` is how messages call it, ``commas`` says whether a number may have a decimal comma.
    """

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    commas: bool

    def number(self, cell: str) -> str:
        """A cell in which a decimal comma of a number, with a unit or without, is a point."""
        return point(cell) if self.commas else cell


def point(cell: str) -> str:
    """``1,5 h`` -> ``1.5 h``; what is no number with a decimal comma stays as it is."""
    match = _COMMA.match(cell)
    return cell if match is None else f"{match[1] or '0'}.{match[2]}{match[3] or ''}"


def file_of(path: Path) -> Path:
    """The file itself, where a path names a sheet of a workbook (`orders.xlsx#Week 2`)."""
    match = _WITH_SHEET.match(str(path))
    return Path(match["file"]) if match is not None and match["sheet"] is not None else path


def is_workbook(path: Path) -> bool:
    """Whether a path names a workbook, or a sheet of one."""
    return _WITH_SHEET.match(str(path)) is not None


def read_sheet(path: Path) -> Sheet:
    """The rows of a file: CSV, or the first sheet of a workbook, or the one that stands behind `#` in its name.

    Raises:
        ModelError: It cannot be read; with file, row, column and remedy.
    """
    match = _WITH_SHEET.match(str(path))
    if match is not None:
        from taktwin.model.values.workbook import read_workbook

        name, rows = read_workbook(Path(match["file"]), match["sheet"])
        return Sheet(name, _even(rows), True)
    text = read_text(path)
    separator, rows = _csv_rows(text, spelt(str(path)))
    return Sheet(str(path), rows, separator != ",")


def _csv_rows(text: str, file: str) -> tuple[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    first, skipped = _first_line(text)
    told = _SEPARATOR.match(first)
    separator = told[1] if told else separator_of(first)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[tuple[int, tuple[str, ...]]] = []
    line = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return separator, tuple(_trimmed(found))
        except csv.Error as error:
            message = Phrase("row {line}: cannot be read ({error})", line=line, error=error)
            remedy = Phrase("check the quotation marks and separators of this row")
            raise ModelError([Problem(file, line, "", message, remedy)]) from None
        here, line = line, rows.line_num + 1
        if told and here == skipped + 1:
            continue
        cells = tuple(cell.strip() for cell in row)
        if any(cells):
            found.append((here, cells))


def _first_line(text: str) -> tuple[str, int]:
    """The first line that is not empty, and how many are above it."""
    for number, line in enumerate(io.StringIO(text, newline="")):
        if line.strip():
            return line, number
    return "", 0


def separator_of(line: str) -> str:
    """What parts the columns of a heading; `;` where it is one column, so that a comma stays in its cell."""
    bare = _QUOTED.sub("", line)
    best = max(",;\t", key=bare.count)
    return best if best in bare else ";"


def _trimmed(rows: list[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Without columns at the end of the heading in which nothing stands at all."""
    heading = len(rows[0][1]) if rows else 0
    used = max((_width(cells) for _, cells in rows), default=0)
    for number, cells in rows:
        yield number, cells[:used] if used < heading >= len(cells) else cells


def _even(rows: list[tuple[int, tuple[str, ...]]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Rows of a sheet, which end where their last value stands, as long as its heading."""
    width = _width(rows[0][1]) if rows else 0
    return tuple(
        (number, (*cells[: max(width, _width(cells))], *[""] * (width - len(cells)))) for number, cells in rows
    )


def _width(cells: tuple[str, ...]) -> int:
    return max((at for at, cell in enumerate(cells, 1) if cell), default=0)
