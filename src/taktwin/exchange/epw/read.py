"""Read an EPW file. What cannot be an EPW file, or has been cut off within a row, is refused with its line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taktwin.exchange.epw.fields import COLUMNS, DAY, FEWEST, FIELDS, HEADER, HOUR, MONTH, YEAR
from taktwin.exchange.epw.file import FIRST_LINE, EpwFile, Place
from taktwin.exchange.refused import MessageError, PlainFault
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_bytes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FETCH = Phrase("the file has been cut off; fetch it again")
_GIVE = Phrase("give an EPW file: eight lines of header, then one line an hour")


class WeatherError(MessageError[PlainFault]):
    """A weather file that cannot be used; nothing of it is taken.

    Attributes:
        file: name of the file.
        faults: what was found, each with kind, place, detail and remedy.
    """


def read_epw(path: str | Path) -> EpwFile:
    """Read an EPW file as it stands: nothing is checked that needs the sun or the air, see `read_weather`.

    Args:
        path: the file. Its hours end at their label, in the standard time of the place.

    Raises:
        WeatherError: it is no EPW file, a row is cut off or has no time, or there are several rows an hour.
        ModelError: it is no regular file, or too large.
        OSError: it cannot be read.
    """
    path = Path(path)
    return parse_epw(read_bytes(path), str(path))


def parse_epw(data: bytes, name: str) -> EpwFile:
    """The same for the content of a file; ``name`` is that of the file in errors.

    Raises:
        WeatherError: as of `read_epw`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # names of places and comments of older files
        text = data.decode("latin-1")
    lines = text.splitlines()
    header = _header(lines, name)
    place = _place(header[0], name)
    _one_row_an_hour(header[-1], name)
    rows, numbers = _rows(lines, name)
    return EpwFile(name, header, place, rows, numbers, _labels(rows, numbers, name), _values(rows))


def _refuse(file: str, kind: str, line: int | None, detail: Phrase, remedy: Phrase) -> WeatherError:
    place = Phrase("line {number}", number=line) if line else ""
    return WeatherError(file, [PlainFault(kind, place, detail, remedy)])


def _header(lines: Sequence[str], name: str) -> tuple[str, ...]:
    """The eight lines of the header."""
    for number, word in enumerate(HEADER, 1):
        found = lines[number - 1] if number <= len(lines) else ""
        if "\0" in found or not found.upper().startswith(word):
            detail = Phrase("the line does not begin with {word}", word=word)
            raise _refuse(name, "no_epw", number, detail, _GIVE)
    return tuple(lines[: len(HEADER)])


#: What the figures of a place can be: name, least, most.
_LIMITS = (
    ("latitude", -90.0, 90.0),
    ("longitude", -180.0, 180.0),
    ("time zone", -12.0, 14.0),
    ("altitude", -1000.0, 9999.9),
)


def _place(line: str, name: str) -> Place:
    cells = [cell.strip() for cell in line.split(",")]
    found = []
    for at, (word, low, high) in enumerate(_LIMITS, 6):
        value = _number(cells[at]) if at < len(cells) else math.nan
        if not low <= value <= high:
            detail = Phrase("{what} is not between {low:g} and {high:g}", what=word, low=low, high=high)
            remedy = Phrase("write latitude, longitude, time zone and altitude of the place into LOCATION")
            raise _refuse(name, "bad_place", 1, detail, remedy)
        found.append(value)
    if abs(found[1] / 15.0 - found[2]) > 3.5:  # the widest real one is 3 h: the west of China
        detail = Phrase("the time zone {zone:g} h does not fit the longitude {east:g}", zone=found[2], east=found[1])
        remedy = Phrase("east is positive, for both: correct the header")
        raise _refuse(name, "bad_place", 1, detail, remedy)
    return Place(cells[1], cells[5], cells[4], *found)


def _one_row_an_hour(line: str, name: str) -> None:
    cells = line.split(",")
    per_hour = _number(cells[2]) if len(cells) > 2 else math.nan
    if per_hour != 1:
        detail = Phrase("there are {count} rows an hour", count=cells[2].strip() if len(cells) > 2 else "?")
        raise _refuse(name, "not_hourly", len(HEADER), detail, Phrase("give a file with one row an hour"))


def _rows(lines: Sequence[str], name: str) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Cells and line of each hour; each row has as many cells as the first."""
    rows, numbers = [], []
    for number, line in enumerate(lines[len(HEADER) :], FIRST_LINE):
        if line.strip():
            rows.append(tuple(line.split(",")))
            numbers.append(number)
    if not rows:
        raise _refuse(name, "cut", FIRST_LINE, Phrase("there are no hours"), _FETCH)
    wanted = len(rows[0])
    if not FEWEST <= wanted <= COLUMNS + 1:  # a comma may end each row
        detail = Phrase("the row has {count} columns", count=wanted)
        raise _refuse(name, "no_epw", numbers[0], detail, _GIVE)
    for row, number in zip(rows, numbers, strict=True):
        if len(row) != wanted:
            detail = Phrase("the row has {count} columns, the first has {wanted}", count=len(row), wanted=wanted)
            last = number == numbers[-1]
            raise _refuse(name, "cut" if last else "bad_row", number, detail, _FETCH)
    return tuple(rows), tuple(numbers)


def _labels(rows: Sequence[Sequence[str]], numbers: Sequence[int], name: str) -> NDArray[np.int64]:
    import numpy as np

    found = np.empty((len(rows), 4), np.int64)
    for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        for to, column in enumerate((YEAR, MONTH, DAY, HOUR)):
            value = _number(row[column])
            if not 0 <= value <= 9999 or value != math.floor(value):  # NaN is in no range
                detail = Phrase("{text} is no year, month, day or hour", text=row[column].strip() or "''")
                raise _refuse(name, "bad_time", number, detail, Phrase("write whole numbers, such as 2005,1,31,24"))
            found[at, to] = int(value)
    return found


def _values(rows: Sequence[Sequence[str]]) -> dict[str, NDArray[np.float64]]:
    import numpy as np

    return {field.name: np.array([_number(row[field.column]) for row in rows], np.float64) for field in FIELDS.values()}


def _number(text: str) -> float:
    """The number of a cell; NaN for what is none, and for the infinities."""
    try:
        value = float(text)
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
