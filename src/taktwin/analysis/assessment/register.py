"""A register of hazardous waste out of its table; every fault is told with its row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.carbon.waste import WasteEntry
from taktwin.model.errors import ModelError, Problem
from taktwin.model.values.nearest import suggest
from taktwin.model.values.sheet import Sheet, read_sheet

COLUMNS = ("day", "code", "kg", "store", "way", "manifest")


def read_register(path: Path) -> list[WasteEntry]:
    """The lines of a register.

    Args:
        path: CSV or .xlsx with the columns of `COLUMNS`; `manifest` may be missing.

    Raises:
        ModelError: with file, row, column and remedy of each problem.
    """
    sheet = read_sheet(path)
    if not sheet.rows:
        raise ModelError(
            [Problem(sheet.file, 1, "", "the register is empty", f"give the columns {', '.join(COLUMNS)}")]
        )
    line, heading = sheet.rows[0]
    problems = [
        Problem(sheet.file, line, name, f'there is no column "{name}"', suggest(name, heading))
        for name in COLUMNS[:-1]
        if name not in heading
    ]
    problems += [
        Problem(sheet.file, line, name, f'unknown column "{name}"', suggest(name, COLUMNS))
        for name in heading
        if name not in COLUMNS
    ]
    if len(set(heading)) < len(heading):
        problems.append(Problem(sheet.file, line, "", "a column is there twice", "keep one of them"))
    if problems:
        raise ModelError(problems)
    found = []
    for line, cells in sheet.rows[1:]:
        row = dict(zip(heading, cells, strict=False))
        try:
            found.append(_entry(sheet, row))
        except CarbonError as error:
            problems.append(Problem(sheet.file, line, "", error.message, error.remedy))
    if problems:
        raise ModelError(problems)
    return found


def _entry(sheet: Sheet, row: dict[str, str]) -> WasteEntry:
    try:
        day = dt.date.fromisoformat(row.get("day", "")[:10])
    except ValueError:
        raise CarbonError(f'expected a day, got "{row.get("day", "")}"', "write it as in 2025-12-31") from None
    try:
        kg = float(sheet.number(row.get("kg", "")))
    except ValueError:
        raise CarbonError(f'expected kg, got "{row.get("kg", "")}"', "write a number without a unit") from None
    code, store = row.get("code", ""), row.get("store", "")
    if not code or not store:
        raise CarbonError("the line has no code or no store", "fill the cells")
    return WasteEntry(day, code, kg, store, row.get("way", "").lower(), row.get("manifest", ""))
