"""Reads a sheet of an Excel workbook as rows of texts, within bounds: a small file can hold a very large sheet."""

from __future__ import annotations

import datetime as dt
import hashlib
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.textfile import fault_of, read_bytes, spelt

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

#: All parts of a workbook, unpacked. A year's orders of a large plant are some 100 MB.
MOST_UNPACKED = 512 * 2**20
MOST_PARTS = 10_000
MOST_ROWS = 1_048_576  # of Excel
MOST_CELLS = 8_000_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file: Excel before 2007, or a workbook with a password

Rows = list[tuple[int, tuple[str, ...]]]
#: What was read last: checking a model, and running it, read its orders several times.
_KEPT: dict[tuple[str, str | None, bytes], tuple[str, Rows]] = {}
MOST_KEPT = 4


def read_workbook(path: Path, sheet: str | None) -> tuple[str, Rows]:
    """How messages call a sheet, and its rows that are not empty, each with its number; the first sheet for None.

    A number is written with 15 digits, as Excel shows it; a time as seconds; a date as in ``2026-01-05 10:30``; a flag
    as ``true`` or ``false``. A formula counts with the value that it had when the workbook was saved.

    Raises:
        ModelError: It is no workbook, a damaged or very large one, has no such sheet, or a cell holds an error.
    """
    content = read_bytes(path)
    key = (str(path), sheet, hashlib.blake2b(content, digest_size=16).digest())
    kept = _KEPT.get(key)
    if kept is None:
        kept = _read(str(path), sheet, content)
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = kept
    return kept


def _read(file: str, sheet: str | None, content: bytes) -> tuple[str, Rows]:
    _check_archive(file, content)
    with _opened(file, content, values=True) as book:
        title = _title(file, sheet, book)
        where = spelt(f"{file}#{title}")
        reader = _Reader(where)
        rows = list(reader.rows(book[title]))
    if _formulas(content):
        with _opened(file, content, values=False) as book:
            reader.check_formulas(book[title], dict(rows))
    return where, rows


def _check_archive(file: str, content: bytes) -> None:
    """Whether it is a zip archive whose parts, unpacked, are no more than can be read."""
    if content.startswith(_OLD):
        message = Phrase("this is a workbook with a password, or one of Excel before 2007")
        raise _refused(file, message, Phrase("save it as .xlsx without a password"))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise _refused(
            file, Phrase("this is no Excel workbook, or a damaged one"), Phrase("save it again as .xlsx")
        ) from None
    size = sum(part.file_size for part in parts)
    if size > MOST_UNPACKED or len(parts) > MOST_PARTS:
        message = Phrase(
            "unpacked, the workbook has {value:,.0f} MiB, at most {value2} are read",
            value=size / 2**20,
            value2=MOST_UNPACKED // 2**20,
        )
        raise _refused(file, message, Phrase("keep what is needed in a workbook of its own, or save the sheet as CSV"))


@contextmanager
def _opened(file: str, content: bytes, *, values: bool) -> Iterator[Workbook]:
    from openpyxl import load_workbook

    book: Any = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of colours and lists of choices that it leaves out
            book = load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)
            yield book
    except ModelError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged part makes of openpyxl
        message = Phrase("the workbook cannot be read ({value})", value=spelt(str(error))[:120] or type(error).__name__)
        raise _refused(file, message, Phrase("open it in a spreadsheet program and save it again as .xlsx")) from None
    finally:
        if book is not None:
            book.close()


def _title(file: str, sheet: str | None, book: Workbook) -> str:
    names = [one.title for one in book.worksheets]
    if not names:
        raise _refused(file, Phrase("the workbook has no sheet with cells"), Phrase("add one"))
    if sheet is None:
        return names[0]
    found = next((name for name in names if name.casefold() == sheet.strip().casefold()), None)
    if found is None:
        raise _refused(file, Phrase('there is no sheet "{sheet}"', sheet=spelt(sheet)), suggest(sheet, names))
    return found


def _formulas(content: bytes) -> bool:
    """Whether any sheet has a formula."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                with archive.open(name=part) as file:
                    before = b""
                    while block := file.read(2**20):
                        if b"<f" in before + block:
                            return True
                        before = block[-1:]
    return False


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file

    def rows(self, sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
        sheet.reset_dimensions()  # what a file says of its size is not always so
        number = seen = 0
        for number, cells in enumerate(sheet.iter_rows(), 1):
            seen += len(cells)
            if number > MOST_ROWS or seen > MOST_CELLS:
                message = Phrase(
                    "the sheet is larger than {most_cells:,} cells or {most_rows:,} rows",
                    most_cells=MOST_CELLS,
                    most_rows=MOST_ROWS,
                )
                remedy = Phrase("delete what is below and beside the table, or save the sheet as CSV")
                raise ModelError(
                    [
                        Problem(
                            self.file,
                            number,
                            "",
                            Phrase("row {number}: {message}", number=number, message=message),
                            remedy,
                        )
                    ]
                )
            texts = [self._text(number, at, cell) for at, cell in enumerate(cells, 1)]
            if any(texts):
                yield number, tuple(texts)

    def check_formulas(self, sheet: Any, rows: dict[int, tuple[str, ...]]) -> None:
        """Refuse a formula that has no value: some programs write none."""
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(), 1):
            for at, cell in enumerate(cells, 1):
                if cell.data_type != "f":
                    continue
                known = rows.get(number, ())
                if (at > len(known) or not known[at - 1]) and '""' not in str(cell.value):
                    message = Phrase("holds a formula that was never calculated")
                    raise self._wrong(number, at, message, "open it in a spreadsheet program and save it")

    def _wrong(self, row: int, column: int, message: str, remedy: str) -> ModelError:
        from openpyxl.utils import get_column_letter

        where = f"{get_column_letter(column)}{row}"
        return ModelError(
            [
                Problem(
                    self.file,
                    row,
                    where,
                    Phrase("row {row}: the cell {where} {message}", row=row, where=where, message=message),
                    remedy,
                )
            ]
        )

    def _text(self, row: int, column: int, cell: Any) -> str:
        value = cell.value
        if value is None:
            return ""
        if cell.data_type == "e":
            raise self._wrong(row, column, f"holds the error {spelt(str(value))}", "mend its formula, or empty it")
        text = _as_text(value)
        fault = fault_of(text)
        if fault is not None:
            raise self._wrong(row, column, f"cannot be read: {fault[0]}", fault[1])
        return text


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}" if abs(value) >= 1e15 or value != int(value) else str(int(value))
    if isinstance(value, dt.datetime):
        return _rounded(value).isoformat(sep=" ")
    if isinstance(value, dt.time):
        value = dt.datetime.combine(dt.date.min, value) - dt.datetime.min
    if isinstance(value, dt.timedelta):
        return f"{round(value.total_seconds(), 3):.12g} s"
    return str(value).strip()


def _rounded(moment: dt.datetime) -> dt.datetime:
    """To the second, where it is within a millisecond of one: Excel counts in parts of a day."""
    nearest = (moment + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return nearest if abs((moment - nearest).total_seconds()) <= 0.002 else moment


def _refused(file: str, message: str, remedy: str) -> ModelError:
    return ModelError([Problem(spelt(file), None, "", message, remedy)])
