"""The hours of a file put in order: each hour of the year once, in standard time, or the file is refused."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taktwin.analysis.weather.findings import Change, refusal
from taktwin.exchange.epw.file import EpwFile
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_GAP_H = 6
"""Hours in a row that are filled in from their neighbours: a quarter of a day, in which the weather goes on."""
_FETCH = Phrase("the file has been cut off; fetch it again")


@dataclass(frozen=True)
class Clock:
    """The hours of the year.

    Attributes:
        labels: year, month, day, hour of each, shape (hours, 4).
        rows: the row of the file that each is made of; the one before for a missing hour.
        missing: whether the hour is in no row, shape (hours,).
        changes: what was changed to come there.
    """

    labels: NDArray[np.int64]
    rows: list[int]
    missing: NDArray[np.bool_]
    changes: list[Change]


def set_clock(file: EpwFile) -> Clock:
    """Put the rows of a file into the hours of a year of 8,760 h, or of 8,784 h if it has a leap day.

    An hour that stands twice with the same values is left out once; up to `LONGEST_GAP_H` missing hours in a row are
    made; labels that skip an hour and repeat a later one in an otherwise whole year are summer time and are set back.

    Raises:
        WeatherError: there is no such day or hour, hours are out of order, one stands twice with different values, the
            year does not begin or end, or too many hours in a row are missing.
    """
    import numpy as np

    at = _hour_of_year(file)
    hours = 8784 if _leap(file) else 8760
    rows, changes = list(range(len(at))), list[Change]()
    steps = np.diff(at)
    back = np.flatnonzero(steps < 0)
    if back.size:
        row = int(back[0]) + 1
        detail = Phrase("{when} comes after a later hour", when=_when(file, row))
        raise refusal(
            file.name, "out_of_order", detail, Phrase("sort the hours, or take another file"), file.lines[row]
        )
    repeated, skipped = np.flatnonzero(steps == 0), np.flatnonzero(steps > 1)
    whole = len(at) == hours and at[0] == 0 and at[-1] == hours - 1
    if whole and len(repeated) == len(skipped) == 1 and skipped[0] < repeated[0]:
        changes = _set_back(file, at, int(skipped[0]) + 1, int(repeated[0]) + 1)
        at = np.arange(hours)
    else:
        for row in (int(one) + 1 for one in repeated):
            changes.append(_left_out(file, row))
        keep = np.concatenate(([True], steps != 0))
        rows, at = [row for row in rows if keep[row]], at[keep]
    _whole_year(file, at, hours, rows)
    filled = np.searchsorted(at, np.arange(hours), side="right") - 1
    missing = ~np.isin(np.arange(hours), at)
    chosen = [rows[int(one)] for one in filled]
    return Clock(_labels(file, chosen, hours), chosen, missing, changes)


def _leap(file: EpwFile) -> bool:
    return bool(((file.labels[:, 1] == 2) & (file.labels[:, 2] == 29)).any())


def _days(leap: bool) -> list[tuple[int, int]]:
    """Month and day of each day of a year."""
    year = 2024 if leap else 2023
    return [(month, day) for month in range(1, 13) for day in range(1, calendar.monthrange(year, month)[1] + 1)]


def _hour_of_year(file: EpwFile) -> NDArray[np.int64]:
    import numpy as np

    place = {one: number for number, one in enumerate(_days(_leap(file)))}
    found = np.empty(len(file.labels), np.int64)
    for row, (_, month, day, hour) in enumerate(file.labels):
        number = place.get((int(month), int(day)))
        if number is None or not 1 <= hour <= 24:
            detail = Phrase("there is no hour {when}", when=_when(file, row))
            remedy = Phrase("hours of a day are 1 to 24 and end at their label")
            raise refusal(file.name, "bad_time", detail, remedy, file.lines[row])
        found[row] = number * 24 + int(hour) - 1
    return found


def _when(file: EpwFile, row: int) -> str:
    _, month, day, hour = (int(part) for part in file.labels[row])
    return f"{month}/{day} {hour}:00"


def _set_back(file: EpwFile, at: NDArray[np.int64], first: int, end: int) -> list[Change]:
    """The hours from a skipped label to the repeated one: they are one hour early."""
    days = _days(_leap(file))
    changes = []
    for row in range(first, end):
        month, day = days[(int(at[row]) - 1) // 24]
        hour = (int(at[row]) - 1) % 24 + 1
        changes.append(
            Change(
                month, day, hour, file.lines[row], "time", _when(file, row), f"{month}/{day} {hour}:00", "summer_time"
            )
        )
    return changes


def _left_out(file: EpwFile, row: int) -> Change:
    if any(not _same(column[row], column[row - 1]) for column in file.values.values()):
        detail = Phrase("{when} stands twice, with different values", when=_when(file, row))
        remedy = Phrase("leave out the one that does not count, or take another file")
        raise refusal(file.name, "repeated_hour", detail, remedy, file.lines[row])
    _, month, day, hour = (int(part) for part in file.labels[row])
    return Change(month, day, hour, file.lines[row], "row", _when(file, row), "", "repeated_hour")


def _same(one: float, other: float) -> bool:
    return one == other or (one != one and other != other)  # two cells that are no number are the same


def _whole_year(file: EpwFile, at: NDArray[np.int64], hours: int, rows: list[int]) -> None:
    """Raises WeatherError if the year does not begin, does not end, or has a long gap."""
    import numpy as np

    if at[0] != 0:
        detail = Phrase("the year begins at {when}, not at 1/1 1:00", when=_when(file, rows[0]))
        raise refusal(file.name, "cut", detail, _FETCH, file.lines[rows[0]])
    if at[-1] != hours - 1:
        detail = Phrase("the year ends at {when}, not at 12/31 24:00", when=_when(file, rows[-1]))
        raise refusal(file.name, "cut", detail, _FETCH, file.lines[rows[-1]])
    gaps = np.diff(at) - 1
    longest = int(gaps.argmax())
    if gaps[longest] > LONGEST_GAP_H:
        row = rows[longest]
        detail = Phrase("{count} hours are missing after {when}", count=int(gaps[longest]), when=_when(file, row))
        raise refusal(
            file.name,
            "long_gap",
            detail,
            Phrase("at most 6 h in a row are filled in; take another file"),
            file.lines[row],
        )


def _labels(file: EpwFile, rows: list[int], hours: int) -> NDArray[np.int64]:
    import numpy as np

    days = np.array(_days(hours == 8784))
    of_day = np.repeat(days, 24, axis=0)
    year = file.labels[rows, 0]
    return np.column_stack((year, of_day, np.tile(np.arange(1, 25), len(days))))
