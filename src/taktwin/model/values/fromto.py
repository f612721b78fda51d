"""Times from one value to another: ``{white: {black: 4 min, red: 3 min}}``, or a CSV file with a row and a column each.

The file has the values jobs come from in its first column and those they go to in its first row; a bare number is in
s, and an empty cell says nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Discriminator, Tag, ValidationInfo

from taktwin.model.errors import ModelError
from taktwin.model.values.distribution import Distribution, TimeDistribution, parse_distribution
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.noun import Named, problem
from taktwin.model.values.textfile import read_text, spelt

MOST_VALUES = 1_000


def _read(value: Any, info: ValidationInfo) -> Any:
    """The times, from the file where it is one."""
    if not isinstance(value, str):
        return value
    path = Path((info.context or {}).get("folder", ".")) / value
    try:
        return _times(list(_rows(read_text(path), spelt(path.name))), spelt(path.name), path.parent)
    except ModelError as error:
        first = error.problems[0]
        raise problem(f'cannot read "{spelt(value)}": {first.message}', first.remedy) from None


def _rows(text: str, where: str) -> list[tuple[int, list[str]]]:
    """The rows that hold something, with their numbers."""
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found: list[tuple[int, list[str]]] = []
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(cells):
                found.append((rows.line_num, cells))
    except csv.Error as error:
        message = f'"{where}", row {rows.line_num}: cannot be read ({error})'
        raise problem(message, "check the quotation marks and commas of this row") from None
    return found


def _times(rows: list[tuple[int, list[str]]], where: str, folder: Path) -> dict[str, dict[str, Distribution]]:
    if len(rows) < 2 or len(rows[0][1]) < 2:
        raise problem(
            f'"{where}" holds no matrix', "write the values to which in its first row, and those from which in column 1"
        )
    to = rows[0][1][1:]
    while to and not to[-1]:
        to.pop()
    for name in to:
        if not name or to.count(name) > 1:
            what = f'"{name}" twice' if name else "a column without a value"
            raise problem(f'"{where}" has {what} in its first row', "name each value once")
    if max(len(to), len(rows)) > MOST_VALUES:
        raise problem(f'"{where}" has more than {MOST_VALUES} values', "group some of them in an option of their own")
    found: dict[str, dict[str, Distribution]] = {}
    for line, cells in rows[1:]:
        begin = f'"{where}", row {line}'
        if not cells[0] or cells[0] in found:
            what = f'the second row from "{cells[0]}"' if cells[0] else "no value from which"
            raise problem(f"{begin}: {what}", "name each value once, in the first column")
        if any(cells[len(to) + 1 :]):
            raise problem(f"{begin}: more times than the first row has values", "remove what is too much")
        pairs = zip(to, cells[1:], strict=False)
        found[cells[0]] = {name: _time(cell, begin, folder) for name, cell in pairs if cell}
    return found


def _time(cell: str, where: str, folder: Path) -> Distribution:
    try:
        float(cell)
    except ValueError:
        text = cell
    else:
        text = f"{cell} s"
    try:
        return parse_distribution(text, folder)
    except QuantityError as error:
        raise problem(f"{where}: {error.message}", error.remedy) from None


def _how(value: Any) -> str:
    return "<each>" if isinstance(value, Mapping) else "<file>"


if TYPE_CHECKING:
    TimesFromTo = dict[str, dict[str, Distribution]]
else:
    #: From which value -> to which -> the time; always a mapping in Python.
    TimesFromTo = Annotated[
        Annotated[str, Tag("<file>")] | Annotated[Named[Named[TimeDistribution]], Tag("<each>")],
        Discriminator(_how),
        AfterValidator(_read),
    ]
