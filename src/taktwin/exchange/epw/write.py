"""Write an EPW file: cells as they stood, those that were changed with their new numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from taktwin.exchange.epw.fields import COLUMNS, DAY, FIELDS, FLAGS, HEADER, HOUR, MINUTE, MONTH, YEAR
from taktwin.exchange.epw.file import EpwFile, Place
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Codes for what a made year does not have, from column 6 on; the fields of `FIELDS` are filled in.
_MISSING = (
    "99.9", "99.9", "999", "999999", "9999", "9999", "9999", "9999", "9999", "9999", "999999", "999999", "999999",
    "9999", "999", "999", "99", "99", "9999", "99999", "9", "999999999", "999", "0.999", "999", "99", "999",
    "999", "99",
)  # fmt: skip


def epw_text(file: EpwFile) -> str:
    """The file as text, with the line ends of the format.

    Raises:
        ValueError: a row does not have the columns of the others.
    """
    width = {len(row) for row in file.rows}
    if len(width) != 1:
        raise ValueError(Phrase("rows of {width} columns", width=sorted(width)))
    return "".join(f"{line}\r\n" for line in (*file.header, *(",".join(row) for row in file.rows)))


def with_values(
    file: EpwFile, rows: Sequence[int], labels: NDArray[np.int64], values: Mapping[str, NDArray[np.float64]]
) -> EpwFile:
    """A file with other hours and values; cells whose number stays are kept letter by letter.

    Args:
        file: what was read.
        rows: for each hour of the new file the row of the old one that it is made of.
        labels: year, month, day, hour of each, shape (hours, 4).
        values: for each name of `FIELDS` the numbers, shape (hours,).
    """
    made = []
    for at, row in enumerate(rows):
        cells = list(file.rows[row])
        for to, column in enumerate((YEAR, MONTH, DAY, HOUR)):
            if int(file.labels[row, to]) != int(labels[at, to]):
                cells[column] = str(int(labels[at, to]))
        for name, field in FIELDS.items():
            if file.values[name][row] != values[name][at]:  # NaN differs from everything
                cells[field.column] = f"{values[name][at]:.{field.decimals}f}"
        made.append(tuple(cells))
    lines = tuple(file.lines[row] for row in rows)
    return replace(file, rows=tuple(made), lines=lines, labels=labels, values=dict(values))


def new_file(
    name: str,
    place: Place,
    comment: str,
    labels: NDArray[np.int64],
    values: Mapping[str, NDArray[np.float64]],
) -> EpwFile:
    """A file of hours that were in none, such as a synthetic year.

    Args:
        name: of the file.
        place: for the header.
        comment: what it is and where it comes from, for the header; no line ends.
        labels: year, month, day, hour of each hour, shape (hours, 4).
        values: for each name of `FIELDS` the numbers, shape (hours,).
    """
    where = f"{place.latitude_deg:.5f},{place.longitude_deg:.5f},{place.timezone_h:.1f},{place.altitude_m:.1f}"
    said = comment.replace('"', "'")
    content = (
        f"{place.name},-,-,{place.source},{place.station},{where}",
        "0",
        "0",
        "0",
        "No,0,0,0",
        f'"{said}"',
        '"made by Taktwin"',
        "1,1,Data,Sunday,1/ 1,12/31",
    )
    rows = []
    for at, label in enumerate(labels):
        cells = [""] * COLUMNS
        cells[YEAR], cells[MONTH], cells[DAY], cells[HOUR] = (str(int(part)) for part in label)
        cells[MINUTE], cells[FLAGS] = "60", "?9" * 8
        cells[6:] = _MISSING
        for field in FIELDS.values():
            cells[field.column] = f"{values[field.name][at]:.{field.decimals}f}"
        rows.append(tuple(cells))
    header = tuple(f"{word},{rest}" for word, rest in zip(HEADER, content, strict=True))
    return EpwFile(name, header, place, tuple(rows), (0,) * len(rows), labels, dict(values))
