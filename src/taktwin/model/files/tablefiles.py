"""Tables as files that people open: Parquet, CSV (UTF-8), and one Excel workbook with a sheet for each table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from taktwin.model.errors import OptionError
from taktwin.model.files.write import polars_faults, scratch_folder, whole_file, write_table
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest

if TYPE_CHECKING:
    import polars as pl

FORMATS = ("parquet", "csv", "xlsx")
WORKBOOK = "tables.xlsx"
MOST_ROWS = 1_048_575  # of a sheet of Excel, below its heading
WIDEST = 40  # characters

Units = Mapping[str, Mapping[str, str]]
"""Table -> column -> unit."""


def table_formats(given: Iterable[str]) -> tuple[str, ...]:
    """The formats that tables are written in; Parquet always, since other commands read it.

    Raises:
        OptionError: one is unknown.
    """
    wanted = {"parquet", *given}
    for name in given:
        if name not in FORMATS:
            raise OptionError(Phrase('tables are not written as "{name}"', name=name), suggest(name, FORMATS), "tables")
    return tuple(name for name in FORMATS if name in wanted)


def write_tables(folder: Path, tables: Mapping[str, pl.DataFrame], formats: Sequence[str], units: Units) -> None:
    """Write tables into a folder, each file whole or not at all. Raises OSError."""
    for name, table in tables.items():
        if "parquet" in formats:
            write_table(folder / f"{name}.parquet", table)
        if "csv" in formats:
            write_csv(folder / f"{name}.csv", table)
    if "xlsx" in formats:
        write_workbook(folder / WORKBOOK, tables, units)


def write_csv(path: Path, table: pl.DataFrame) -> None:
    """Write a table as CSV: commas, points, UTF-8. Raises OSError."""
    with whole_file(path) as file, polars_faults(path):
        table.write_csv(file)


def write_workbook(path: Path, tables: Mapping[str, pl.DataFrame], units: Units) -> None:
    """Write tables as one workbook: a sheet each, heading frozen, with units; what is too long goes on in a next sheet.

    Raises:
        OSError: it cannot be written.
    """
    with scratch_folder(path) as scratch, whole_file(path) as file:
        _fill(file, scratch, tables, units)


def _fill(file: BinaryIO, scratch: Path, tables: Mapping[str, pl.DataFrame], units: Units) -> None:
    import xlsxwriter

    # row by row on disk: a year of a large plant does not fit into memory as cells
    options = {"constant_memory": True, "tmpdir": str(scratch), "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    bold = book.add_format({"bold": True, "bottom": 1})
    for name, table in tables.items():
        heads = [_head(column, units.get(name, {}).get(column, "")) for column in table.columns]
        for part, first in enumerate(range(0, max(table.height, 1), MOST_ROWS), 1):
            piece = table.slice(first, MOST_ROWS)
            sheet = book.add_worksheet(name if part == 1 else f"{name} {part}")
            sheet.freeze_panes(1, 0)
            for column, head in enumerate(heads):
                sheet.set_column(column, column, _width(head, piece.to_series(column)))
                sheet.write_string(0, column, head, bold)
            _rows(sheet, piece)
            if piece.height:
                sheet.autofilter(0, 0, piece.height, len(heads) - 1)
    if not tables:
        book.add_worksheet("empty")
    book.close()


def _head(column: str, unit: str) -> str:
    return f"{column} ({unit})" if unit else column


def _width(head: str, values: pl.Series) -> int:
    import polars as pl

    if values.dtype == pl.String:
        longest = values.str.len_chars().max()
    else:
        longest = 10 if values.dtype.is_float() else 8
    return min(max(len(head) + 3, int(longest or 0) + 1), WIDEST)  # type: ignore[arg-type]


def _rows(sheet: Any, table: pl.DataFrame) -> None:
    text, number, flag = sheet.write_string, sheet.write_number, sheet.write_boolean
    for row, values in enumerate(table.iter_rows(), 1):
        for column, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, str):
                text(row, column, value[:32_767])
            elif isinstance(value, bool):
                flag(row, column, value)
            elif isinstance(value, int | float) and math.isfinite(value):
                number(row, column, value)
            elif not (isinstance(value, float) and math.isnan(value)):
                text(row, column, "infinite" if value == math.inf else str(value))
