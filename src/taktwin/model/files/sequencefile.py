"""A sequence of the cars of a day as CSV: `position,ident`, positions from 1; read from a workbook as well."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.write import write_text
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.sheet import Sheet, is_workbook, read_sheet

HEADING = ("position", "ident")
#: Problems of one file that are told at once.
_MOST = 20
_LONGEST = 40  # of a wrong value that is told back
_POSITION = re.compile(r"0*[1-9][0-9]{0,9}")


def write_sequence(path: str | Path, idents: Sequence[str]) -> Path:
    """Write cars in their order, positions from 1: CSV, or `.xlsx`; whole or not at all. Raises OSError."""
    if is_workbook(Path(path)):
        import polars as pl

        from taktwin.model.files.tablefiles import write_workbook

        table = pl.DataFrame({"position": range(1, len(idents) + 1), "ident": list(idents)})
        write_workbook(Path(path), {"sequence": table}, {})
        return Path(path)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(HEADING)
    rows.writerows(enumerate(idents, start=1))
    return write_text(path, text.getvalue())


def read_sequence(path: str | Path, idents: Sequence[str]) -> list[int]:
    """The cars of a day in the order of a file, each as its place in ``idents``.

    The rows may stand in any order. Raises `ModelError` with every problem (file, line, what was expected, remedy): no
    UTF-8, another heading, a position that is no whole number, is taken or is left out, a car that is unknown, named
    twice or missing.
    """
    sheet = read_sheet(Path(path))
    reader = _Reader(sheet.file, idents)
    reader.read(sheet)
    return reader.order()


def check_idents(given: Sequence[str], idents: Sequence[str]) -> list[int]:
    """As `read_sequence`, for idents in their order. Raises `ModelError`."""
    reader = _Reader("sequence", idents)
    for position, ident in enumerate(given, start=1):
        reader.row(None, position, str(ident))
    reader.complete()
    return reader.order()


class _Reader:
    def __init__(self, file: str, idents: Sequence[str]) -> None:
        self.file = file
        self.idents = idents
        self.number = {ident: car for car, ident in enumerate(idents)}
        self.problems: list[Problem] = []
        self.places: dict[int, int] = {}
        self.lines: dict[int, int | None] = {}  # car -> line that names it
        self.last: int | None = None

    def problem(self, line: int | None, field: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, field, message, remedy))

    def read(self, sheet: Sheet) -> None:
        heading: tuple[str, ...] | None = None
        for line, cells in sheet.rows:
            self.last = line
            if heading is None:
                heading = cells
                if cells != HEADING:
                    got = ",".join(cells)
                    self.problem(
                        line,
                        "",
                        Phrase('expected the heading "position,ident", got "{got}"', got=got),
                        Phrase("write it so"),
                    )
                    return
            else:
                self._cells(line, cells)
        if heading is None:
            self.problem(
                1,
                "",
                Phrase("the file is empty"),
                Phrase('begin with the heading "position,ident", one row a car below'),
            )
            return
        self.complete()

    def _cells(self, line: int, cells: tuple[str, ...]) -> None:
        if len(cells) != len(HEADING):
            self.problem(
                line,
                "",
                Phrase("expected 2 values, got {n}", n=len(cells)),
                Phrase("give each row a position and an ident"),
            )
            return
        text, ident = cells
        if not _POSITION.fullmatch(text):
            shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
            message = Phrase('expected a position such as 1, got "{shown}"', shown=shown)
            self.problem(line, "position", message, Phrase("number the cars from 1"))
            if ident in self.number:
                self.lines.setdefault(self.number[ident], line)
            return
        self.row(line, int(text), ident)

    def row(self, line: int | None, position: int, ident: str) -> None:
        """Note one car at its position."""
        car = self.number.get(ident)
        if car is None:
            remedy = suggest(ident, self.idents, most=5)
            self.problem(line, "ident", Phrase('there is no car "{ident}" in this day', ident=ident), remedy)
            return
        if car in self.lines:
            before = f"in line {self.lines[car]}" if self.lines[car] else "further up"
            self.problem(
                line,
                "ident",
                Phrase('the car "{ident}" stands {before} already', ident=ident, before=before),
                Phrase("name every car once"),
            )
        elif position in self.places:
            other = self.idents[self.places[position]]
            self.problem(
                line,
                "position",
                Phrase('position {position} is taken by "{other}"', position=position, other=other),
                Phrase("number the cars 1, 2, 3, ..."),
            )
        else:
            self.places[position] = car
        self.lines.setdefault(car, line)

    def complete(self) -> None:
        """Note cars that are missing, and else positions that are left out."""
        missing = [ident for car, ident in enumerate(self.idents) if car not in self.lines]
        if missing:
            shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
            self.problem(
                self.last,
                "ident",
                Phrase("cars of the day are missing: {shown}", shown=shown),
                Phrase("give each a position"),
            )
        elif not self.problems:
            gap = next((p for p in range(1, len(self.idents) + 1) if p not in self.places), None)
            if gap is not None:
                last = max(self.places)
                message = Phrase("position {gap} is left out, and the last one is {last}", gap=gap, last=last)
                self.problem(
                    self.last, "position", message, Phrase("number the {n} cars without gaps", n=len(self.idents))
                )

    def order(self) -> list[int]:
        """The cars by position. Raises `ModelError` with the first problems and the number of the others."""
        if self.problems:
            more = len(self.problems) - _MOST
            if more > 0:
                last = self.problems[_MOST - 1]
                self.problems[_MOST:] = [
                    Problem(
                        last.file, last.line, "", Phrase("{more} more problems follow", more=more), Phrase("mend these")
                    )
                ]
            raise ModelError(self.problems)
        return [car for _, car in sorted(self.places.items())]
