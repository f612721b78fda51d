"""A series of measured values from a file: times and values, one record a row."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from taktwin.model.errors import ModelError, OptionError, Problem
from taktwin.model.files.given import given_file
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.sheet import Sheet, read_sheet

#: How a file says that a record has no value.
MISSING = ("", "nan", "null", "none", "na", "n/a", "-")
_EPOCH = dt.datetime(1970, 1, 1)
_MOST_PROBLEMS = 20


@dataclass(frozen=True, kw_only=True)
class MeasuredSeries:
    """The records of a file, in its order.

    Attributes:
        file: its name.
        column: the name of the values.
        rows: number of each record's row in the file, from 1 (records).
        times: as the file has them (records).
        seconds: the times in s, from 1970 where they are dates (records).
        values: not-a-number where a value is missing (records).
    """

    file: str
    column: str
    rows: list[int]
    times: list[str]
    seconds: npt.NDArray[np.float64]
    values: npt.NDArray[np.float64]

    @property
    def steps_back(self) -> int:
        """How many times the clock goes back from a record to the next."""
        return int((np.diff(self.seconds) < 0).sum())


def read_series(path: str | Path, time: str | None = None, value: str | None = None) -> MeasuredSeries:
    """The series of a CSV file or a sheet of a workbook (how these are read: `docs/spreadsheets.md`).

    Args:
        path: of the file; its first row is the heading.
        time: name of the column of times (dates and times, or seconds); None: the first column.
        value: name of the column of values; None: the second.

    Raises:
        OptionError: there is no such file, or no such column.
        ModelError: a row is not as expected; every such row is named, up to twenty.
    """
    sheet = read_sheet(given_file(path, "file"))
    if not sheet.rows:
        raise ModelError(
            [
                Problem(
                    sheet.file, 1, "", Phrase("the file is empty"), Phrase("add a heading and one row for each record")
                )
            ]
        )
    line, heading = sheet.rows[0]
    if len(heading) < 2:
        message = Phrase(
            'expected at least two columns, a time and a value, got "{heading}"', heading=" ".join(heading)[:40]
        )
        raise ModelError([Problem(sheet.file, line, "", message, Phrase("write them as in `time,value`"))])
    when, what = _column(heading, time, 0, "time"), _column(heading, value, 1, "value")
    if _number(sheet, heading[what]) is not None:
        message = Phrase('expected a heading, got the value "{heading}"', heading=heading[what][:40])
        raise ModelError(
            [Problem(sheet.file, line, "", message, Phrase("name the columns in the first row: time,value"))]
        )
    return _Reader(sheet, len(heading), when, what).read(heading[what])


def _column(heading: Sequence[str], name: str | None, usual: int, parameter: str) -> int:
    if name is None:
        return usual
    if name not in heading:
        raise OptionError(Phrase('there is no column "{name}"', name=name), suggest(name, heading), parameter)
    return heading.index(name)


def _number(sheet: Sheet, cell: str) -> float | None:
    try:
        found = float(sheet.number(cell))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


class _Reader:
    """The rows below the heading, while they are read."""

    def __init__(self, sheet: Sheet, width: int, when: int, what: int) -> None:
        self.sheet, self.width, self.when, self.what = sheet, width, when, what
        self.problems: list[Problem] = []
        self.dated: bool | None = None  # whether the times are dates, by the first row; None before it
        self.zoned: bool | None = None

    def read(self, column: str) -> MeasuredSeries:
        rows, times, seconds, values = [], [], [], []
        for line, cells in self.sheet.rows[1:]:
            if len(cells) != self.width:
                message = Phrase("expected {width} values, got {n}", width=self.width, n=len(cells))
                self.problem(line, message, Phrase("give each column a value, or leave it empty"))
            else:
                rows.append(line)
                times.append(cells[self.when])
                seconds.append(self.instant(line, cells[self.when]))
                values.append(self.value(line, cells[self.what]))
            if len(self.problems) >= _MOST_PROBLEMS:
                break
        if not rows and not self.problems:
            self.problem(
                self.sheet.rows[0][0], Phrase("the file holds no records"), Phrase("add one row for each record")
            )
        if self.problems:
            raise ModelError(self.problems)
        return MeasuredSeries(
            file=self.sheet.file,
            column=column,
            rows=rows,
            times=times,
            seconds=np.array(seconds),
            values=np.array(values),
        )

    def problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(self.sheet.file, line, "", Phrase("row {line}: {message}", line=line, message=message), remedy)
        )

    def value(self, line: int, cell: str) -> float:
        if cell.lower() in MISSING:
            return math.nan
        found = _number(self.sheet, cell)
        if found is None:
            self.problem(
                line,
                Phrase('expected a number, got "{cell}"', cell=cell[:40]),
                Phrase("write one, or leave the cell empty"),
            )
            return math.nan
        return found

    def instant(self, line: int, cell: str) -> float:
        """Seconds of a time; all times of a file are of one sort."""
        number = _number(self.sheet, cell)
        if number is None:
            try:
                date = dt.datetime.fromisoformat(cell)
            except ValueError:
                message = Phrase('expected a time, got "{cell}"', cell=cell[:40])
                self.problem(line, message, Phrase("write it as in 2026-01-05 10:30:00, or in seconds"))
                return 0.0
            zoned = date.tzinfo is not None
            number = date.timestamp() if zoned else (date - _EPOCH).total_seconds()
            dated = True
        else:
            dated, zoned = False, False
        if self.dated is None:
            self.dated, self.zoned = dated, zoned
        elif (dated, zoned) != (self.dated, self.zoned):
            message = Phrase('the time "{cell}" is of another sort than those above', cell=cell[:40])
            self.problem(line, message, Phrase("give all as seconds, all as dates, or all as dates with a time zone"))
        return number
