"""Layout, times and cars of the contest's store.

Times from solutions of the contest in public repositories: 18, 12, 6, 0, 12, 18 s to bring a car from paint into lane 1
to 6 and to come back to the middle, the same to fetch one for assembly; 24, 18, 12, 6, 12, 18 s from or to the return
lane; 9 s from place to place in a lane. All of them follow from where things stand along the way of a transfer
machine, in seconds from the middle: lanes at -9, -6, -3, 0, 6, 9, the return lane at 3 (derived; each of the 24 times
comes out).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text
from taktwin.planning.bodystore.retrieval import StoreError

Flags = npt.NDArray[np.int64]

_POWER = {"混动": 1, "燃油": 0, "hybrid": 1, "petrol": 0}
_DRIVE = {"四驱": 1, "两驱": 0, "4wd": 1, "2wd": 0}
_COLUMNS = {"动力": "power", "power": "power", "驱动": "drive", "drive": "drive"}


@dataclass(frozen=True)
class Layout:
    """A store of lanes with a transfer machine at each end."""

    lanes: tuple[int, ...] = (-9, -6, -3, 0, 6, 9)
    """Where each lane stands: seconds from the middle of the transfer machines, to either side."""
    back: int | None = 3
    """Where the return lane stands; None without one."""
    length: int = 10
    """Cars in a lane."""
    step: int = 9
    """Seconds from place to place in a lane."""
    paint: int = 9
    """Seconds between two cars from paint (assumed: with it no store is faster than the contest's 9 x cars + 72)."""
    forced: bool = True
    """Problem 1 of the contest: the first car of the return lane is taken before cars from paint, and of the cars at
    the ends of the lanes the one that came there first. Problem 2 is without these two."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            StoreError: no lanes, or a length or step below 1.
        """
        if not self.lanes or self.length < 1 or self.step < 1:
            raise StoreError(Phrase("a store of lanes needs a lane, a length and a step of 1 or more"))

    def bring(self, lane: int) -> int:
        """Seconds to bring a car from paint into a lane (or from it to assembly) and come back."""
        return 2 * abs(self.lanes[lane])

    def turn_back(self, lane: int) -> int:
        """Seconds to bring a car from a lane into the return lane (or out of it into a lane) and come back."""
        if self.back is None:
            raise StoreError(Phrase("this store has no return lane"))
        return abs(self.lanes[lane]) + abs(self.lanes[lane] - self.back) + abs(self.back)


@dataclass(frozen=True)
class Cars:
    """The cars in the order in which paint delivers them."""

    hybrid: Flags
    """1 for a hybrid, 0 for another power train."""
    four: Flags
    """1 for four driven wheels, 0 for two."""

    def __post_init__(self) -> None:
        """Check the flags.

        Raises:
            StoreError: no cars, or flags of different lengths.
        """
        if not self.hybrid.size or self.hybrid.size != self.four.size:
            raise StoreError(
                Phrase(
                    "give both flags of each car: got {size} and {size2}", size=self.hybrid.size, size2=self.four.size
                )
            )

    @property
    def count(self) -> int:
        """Number of cars."""
        return int(self.hybrid.size)


def made_up_cars(count: int = 318, hybrid: float = 0.3, four: float = 0.3, batch: float = 4.0, seed: int = 1) -> Cars:
    """Cars in batches, as paint delivers them; the contest's own lists are not ours to ship.

    Args:
        count: cars; the contest has 318.
        hybrid: share of hybrids.
        four: share of four-wheel drives.
        batch: mean length of a run of equal cars (geometric).
        seed: of the drawing.
    """
    random = np.random.default_rng(seed)
    flags = np.zeros((2, count), np.int64)
    at = 0
    while at < count:
        run = int(random.geometric(1.0 / batch))
        kind = random.random(2) < (hybrid, four)
        flags[:, at : at + run] = kind[:, None]
        at += run
    return Cars(flags[0], flags[1])


def read_cars(path: Path) -> Cars:
    """Read a list of cars: CSV in UTF-8, a row a car in the order of paint, columns 动力 and 驱动 (or power, drive).

    Raises:
        StoreError: the file cannot be read, a column is missing or a value unknown; the message names file, line and
            column.
    """
    try:
        rows = list(csv.reader(read_text(path).splitlines()))
    except ModelError as error:
        raise StoreError(str(error)) from None
    except csv.Error as error:
        raise StoreError(
            Phrase("{path}: cannot be read ({error}); check its quotation marks", path=path, error=str(error))
        ) from None
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    places = {_COLUMNS[name]: i for i, name in enumerate(heading) if name in _COLUMNS}
    for wanted, chinese in (("power", "动力"), ("drive", "驱动")):
        if wanted not in places:
            raise StoreError(
                Phrase('{path}:1: no column "{chinese}" or "{wanted}"', path=path, chinese=chinese, wanted=wanted),
                Phrase("the columns are {heading}", heading=", ".join(heading)),
            )
    body = [(line, row) for line, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    if not body:
        raise StoreError(Phrase("{path}: no cars", path=path), Phrase("write a row for each below the heading"))
    columns = [
        _flags(path, body, places["power"], "power", _POWER),
        _flags(path, body, places["drive"], "drive", _DRIVE),
    ]
    return Cars(*columns)


def _flags(path: Path, body: Sequence[tuple[int, list[str]]], place: int, name: str, known: dict[str, int]) -> Flags:
    found = []
    for line, row in body:
        word = row[place].strip().lower() if place < len(row) else ""
        if word not in known:
            raise StoreError(
                Phrase(
                    '{path}:{line}: {name}: expected one of {known}, got "{word}"',
                    path=path,
                    line=line,
                    name=name,
                    known=", ".join(known),
                    word=word,
                )
            )
        found.append(known[word])
    return np.array(found, np.int64)
