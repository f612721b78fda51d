"""Columns of numbers out of the table beside a file of a dispatch, with the row of every fault."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.sheet import Sheet, read_sheet


@dataclass
class Columns:
    """The table of a path; it is read when the first column is asked for."""

    path: Path
    _found: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def sheet(self) -> Sheet:
        """The table.

        Raises:
            ModelError: it cannot be read, or has no row below its heading.
        """
        found = read_sheet(self.path)
        if len(found.rows) < 2:
            message = Phrase("the table has no row below its heading")
            raise ModelError([Problem(found.file, 1, "", message, Phrase("give a heading, and a row for each step"))])
        width = len(found.rows[0][1])
        for line, cells in found.rows[1:]:
            if any(cells[width:]):
                message = Phrase(
                    "row {line}: there are {n} cells, the heading has {width}", line=line, n=len(cells), width=width
                )
                remedy = Phrase(
                    "drop what is too much; a decimal comma needs quotation marks, or `;` between the columns"
                )
                raise ModelError([Problem(found.file, line, "", message, remedy)])
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The heading."""
        return self.sheet.rows[0][1]

    def column(self, name: str, least: float = -math.inf, most: float = math.inf) -> Any:
        """The numbers of a column.

        Args:
            name: in the heading.
            least: smallest number that can be.
            most: largest number that can be.

        Raises:
            ModelError: there is no such column, it is there twice, or a cell holds no finite number, or one beyond
                these bounds.
        """
        if name not in self._found:
            self._found[name] = self._numbers(name)
        found = self._found[name]
        wrong = np.flatnonzero((found < least) | (found > most))
        if wrong.size:
            line = self.sheet.rows[1 + wrong[0]][0]
            bounds = (
                Phrase("{least:g} or more", least=least)
                if found[wrong[0]] < least
                else Phrase("{most:g} or less", most=most)
            )
            message = Phrase(
                "row {line}: expected {bounds}, got {found:g}", line=line, bounds=bounds, found=found[wrong[0]]
            )
            remedy = Phrase(
                "check sign and unit: {size} of {size2} values are out of bounds", size=wrong.size, size2=found.size
            )
            raise ModelError([Problem(self.sheet.file, line, name, message, remedy)])
        return found

    def _numbers(self, name: str) -> Any:
        sheet, heading = self.sheet, self.names
        if heading.count(name) != 1:
            what = (
                Phrase('there is no column "{name}"', name=name)
                if name not in heading
                else Phrase('the column "{name}" is there twice', name=name)
            )
            remedy = suggest(name, heading) if name not in heading else Phrase("keep one of them")
            raise ModelError([Problem(sheet.file, sheet.rows[0][0], name, what, remedy)])
        place, found, problems = heading.index(name), np.empty(len(sheet.rows) - 1), []
        for k, (line, cells) in enumerate(sheet.rows[1:]):
            cell = sheet.number(cells[place]) if place < len(cells) else ""
            try:
                found[k] = float(cell)
            except ValueError:
                found[k] = math.nan
            if not math.isfinite(found[k]):
                what = (
                    Phrase('row {line}: expected a number, got "{cell}"', line=line, cell=cell)
                    if cell
                    else Phrase("row {line}: the cell is empty", line=line)
                )
                problems.append(Problem(sheet.file, line, name, what, Phrase("fill it with a number, without a unit")))
        if problems:
            more = len(problems) - 10
            if more > 0:
                note = Phrase("and {more} more rows of this column", more=more)
                problems = [*problems[:10], Problem(sheet.file, None, name, note, "")]
            raise ModelError(problems)
        return found
