"""Times from one value to another: ``{white: {black: 4 min, red: 3 min}}``, or a table with a row and a column each.

The table (CSV, or a sheet of a workbook: `changes.xlsx#Paint`) has the values that jobs come from in its first column,
and those that they go to in its first row; a bare number is in s, and an empty cell says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Discriminator, Tag, ValidationInfo

from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import Distribution, TimeDistribution, parse_distribution
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.noun import Named, problem
from taktwin.model.values.sheet import Sheet, read_sheet
from taktwin.model.values.textfile import spelt

MOST_VALUES = 1_000


def _read(value: Any, info: ValidationInfo) -> Any:
    """The times, from the file where it is one."""
    if not isinstance(value, str):
        return value
    path = Path((info.context or {}).get("folder", ".")) / value
    try:
        sheet = read_sheet(path)
        return _times(sheet, spelt(Path(sheet.file).name), path.parent)
    except ModelError as error:
        first = error.problems[0]
        raise problem(
            Phrase('cannot read "{value}": {message}', value=spelt(value), message=first.message), first.remedy
        ) from None


def _times(sheet: Sheet, where: str, folder: Path) -> dict[str, dict[str, Distribution]]:
    rows = sheet.rows
    if len(rows) < 2 or len(rows[0][1]) < 2:
        raise problem(
            Phrase('"{where}" holds no matrix', where=where),
            Phrase("write the values to which in its first row, and those from which in column 1"),
        )
    to = list(rows[0][1][1:])
    while to and not to[-1]:
        to.pop()
    for name in to:
        if not name or to.count(name) > 1:
            what = Phrase('"{name}" twice', name=name) if name else Phrase("a column without a value")
            raise problem(
                Phrase('"{where}" has {what} in its first row', where=where, what=what), Phrase("name each value once")
            )
    if max(len(to), len(rows)) > MOST_VALUES:
        raise problem(
            Phrase('"{where}" has more than {most_values} values', where=where, most_values=MOST_VALUES),
            Phrase("group some of them in an option of their own"),
        )
    found: dict[str, dict[str, Distribution]] = {}
    for line, cells in rows[1:]:
        begin = f'"{where}", row {line}'
        if not cells[0] or cells[0] in found:
            what = Phrase('the second row from "{cell}"', cell=cells[0]) if cells[0] else Phrase("no value from which")
            raise problem(f"{begin}: {what}", Phrase("name each value once, in the first column"))
        if any(cells[len(to) + 1 :]):
            raise problem(
                Phrase("{begin}: more times than the first row has values", begin=begin),
                Phrase("remove what is too much"),
            )
        pairs = zip(to, cells[1:], strict=False)
        found[cells[0]] = {name: _time(sheet.number(cell), begin, folder) for name, cell in pairs if cell}
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
