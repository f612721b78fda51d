"""Reads the tables of the ROADEF challenge: rows with their line numbers, problems with file and column.

Theirs are separated by `;`. What a spreadsheet program makes of them is read, too: commas or tabs, values in quotes.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
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
            self.wrong(
                line,
                column,
                Phrase('expected a whole number, got "{text}"', text=text[:40]),
                Phrase("write digits only, such as 15"),
            )
            return None
        if abs(found) > MOST_NUMBER:
            self.wrong(
                line,
                column,
                Phrase("{text} is too large", text=text[:40]),
                Phrase("give at most {most_number}", most_number=MOST_NUMBER),
            )
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
            table.wrong(
                line,
                "",
                Phrase("cannot be read ({error})", error=str(error)),
                Phrase("check the quotation marks of this row"),
            )
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
                Phrase(
                    "expected {n} values ({heading}), got {n2}",
                    n=len(table.heading),
                    heading=_shortened(table.heading),
                    n2=len(cells),
                ),
                Phrase(
                    "separate the values by {names}, one for each column of the first line",
                    names=_NAMES[table.separator],
                ),
            )
        else:
            table.rows.append((line, cells))
    if not table.heading:
        table.wrong(
            1, "", Phrase("the file is empty"), Phrase("begin with the line `{columns}`", columns=";".join(columns))
        )
    table.raise_problems()
    return table


def _check_heading(table: Table, line: int, columns: tuple[str, ...]) -> None:
    folded = [name.casefold() for name in table.heading]
    for at, column in enumerate(columns):
        if at < len(folded) and folded[at] == column.casefold():
            continue
        got = table.heading[at] if at < len(folded) else "nothing"
        if column.casefold() in folded:
            message = Phrase(
                "expected the column `{column}` at place {at}, got `{got}`", column=column, at=at + 1, got=got
            )
        else:
            near = nearest(column, table.heading)
            message = (
                Phrase("the column `{column}` is missing (there is `{near}`)", column=column, near=near)
                if near
                else Phrase("the column `{column}` is missing", column=column)
            )
        table.wrong(
            line, column, message, Phrase("begin the file with `{columns}`", columns=table.separator.join(columns))
        )
    twice = [name for at, name in enumerate(table.heading) if name.casefold() in folded[:at]]
    if twice:
        table.wrong(
            line, twice[0], Phrase("the column `{twice}` stands twice", twice=twice[0]), Phrase("keep one of them")
        )
    table.raise_problems()


def _shortened(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")
