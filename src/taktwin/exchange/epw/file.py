"""An EPW file in memory: its place, the cells as they stand, and the numbers of the columns that are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIRST_LINE = 9
"""Line of the first hour: eight lines of header come before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the weather is of, as the header says.

    Attributes:
        name: of the place.
        station: number of the WMO, as written.
        source: of the data, as written.
        latitude_deg: north of the equator.
        longitude_deg: east of Greenwich.
        timezone_h: hours that its standard time is ahead of UTC.
        altitude_m: above the sea.
    """

    name: str
    station: str
    source: str
    latitude_deg: float
    longitude_deg: float
    timezone_h: float
    altitude_m: float


@dataclass(frozen=True)
class EpwFile:
    """What a file holds.

    Attributes:
        name: of the file.
        header: the eight lines of the header, without line ends.
        place: what the header says about the place.
        rows: the cells of each hour, as they stand.
        lines: the line of each row in the file, counted from 1; 0 for an hour that is in no file.
        labels: year, month, day, hour of each row, shape (rows, 4). An hour ends at its label: hour 1 is 0:00 to 1:00.
        values: for each name of `FIELDS` the numbers, shape (rows,); NaN where a cell is no number.
    """

    name: str
    header: tuple[str, ...]
    place: Place
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    labels: NDArray[np.int64]
    values: Mapping[str, NDArray[np.float64]]
