"""Reads the tables of the ROADEF challenge: rows with their line numbers, problems with file and column.

Theirs are separated by `;`. What a spreadsheet program makes of them is read, too: commas or tabs, values in quotes.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from taktwin.model.errors import ModelError, Problem
from taktwin.model.values.nearest import nearest
from taktwin.model.values.textfile import read_text

MOST_NUMBER = 10**9  # what the tables count stays within 32 bits
_NAMES = {";": "`;`", "\t": "a tab", ",": "`,`"}


@dataclass
class Table:
    """A heading and the rows below it, each with its line in the file (from 1). ``separator`` stands between values."""

    file: str
    separator: str = ";"
    heading: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int | None, column: str, message: str, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, line, column, message, remedy))

    def raise_problems(self) -> None:
        """Raise a `ModelError` with all problems noted so far, if any."""
        if self.problems:
            raise ModelError(self.problems)

    def number(self, line: int, column: str, text: str) -> int | None:
        """A whole number; None where the text is none (then the problem is noted)."""
        try:
            found = int(text)
        except ValueError:
            self.wrong(line, column, f'expected a whole number, got "{text[:40]}"', "write digits only, such as 15")
            return None
        if abs(found) > MOST_NUMBER:
            self.wrong(line, column, f"{text[:40]} is too large", f"give at most {MOST_NUMBER}")
            return None
        return found


def read_table(path: Path, columns: tuple[str, ...]) -> Table:
    """Read a table whose heading begins with ``columns``; case does not matter, nor a separator at the end of a line.

    Raises:
        ModelError: The file is missing, empty or no text; a column is missing or stands twice; a row has another number
            of values than the heading.
    """
    table = Table(str(path))
    for line, text in enumerate(read_text(path).splitlines(), 1):
        if not text.strip():
            continue
        if not table.heading:
            table.separator = next((one for one in ";\t," if one in text), ";")
        try:
            cells = [cell.strip() for cell in next(csv.reader([text], delimiter=table.separator))]
        except csv.Error as error:
            table.wrong(line, "", f"cannot be read ({error})", "check the quotation marks of this row")
            continue
        if cells[-1] == "" and len(cells) > 1:
            cells.pop()
        if not table.heading:
            table.heading = cells
            _check_heading(table, line, columns)
        elif len(cells) != len(table.heading):
            table.wrong(
                line,
                "",
                f"expected {len(table.heading)} values ({_shortened(table.heading)}), got {len(cells)}",
                f"separate the values by {_NAMES[table.separator]}, one for each column of the first line",
            )
        else:
            table.rows.append((line, cells))
    if not table.heading:
        table.wrong(1, "", "the file is empty", f"begin with the line `{';'.join(columns)}`")
    table.raise_problems()
    return table


def _check_heading(table: Table, line: int, columns: tuple[str, ...]) -> None:
    folded = [name.casefold() for name in table.heading]
    for at, column in enumerate(columns):
        if at < len(folded) and folded[at] == column.casefold():
            continue
        got = table.heading[at] if at < len(folded) else "nothing"
        if column.casefold() in folded:
            message = f"expected the column `{column}` at place {at + 1}, got `{got}`"
        else:
            near = nearest(column, table.heading)
            message = f"the column `{column}` is missing" + (f" (there is `{near}`)" if near else "")
        table.wrong(line, column, message, f"begin the file with `{table.separator.join(columns)}`")
    twice = [name for at, name in enumerate(table.heading) if name.casefold() in folded[:at]]
    if twice:
        table.wrong(line, twice[0], f"the column `{twice[0]}` stands twice", "keep one of them")
    table.raise_problems()


def _shortened(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
