"""Driving cycles: speed, and grade where the road is not level, second by second."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text
from taktwin.product.drive.errors import DriveError

FASTEST = 150.0
"""Highest speed of a cycle, m/s: above it a unit must be wrong."""
STEEPEST = 0.4
LONGEST = 1_000_000
KMH = 1 / 3.6
COLUMNS = ("time_s", "speed_kmh")
GRADE = "grade_pct"
PUBLISHED: dict[str, tuple[int, float, float]] = {
    "wltc_class3b": (1800, 23.266, 131.3),
    "wltc_class3a": (1800, 23.194, 131.3),
    "nedc": (1180, 10.931, 120.0),
    "udds": (1369, 11.990, 91.25),
    "hwfet": (765, 16.507, 96.4),
    "us06": (600, 12.888, 129.23),
    "cltc_p": (1800, 14.480, 114.0),
}
"""Duration (s), distance (km) and highest speed (km/h) as published: UN GTR 15, UN R83 as traced, EPA, GB/T 38146.1."""


@dataclass(frozen=True, eq=False)
class Cycle:
    """A cycle, sampled once a second.

    Attributes:
        name: of the cycle.
        speeds: m/s, one for each sample; two or more.
        grades: rise over run at each sample; 0 on a level road.
    """

    name: str
    speeds: Any
    grades: Any

    def __post_init__(self) -> None:
        speeds, grades = np.asarray(self.speeds, float), np.asarray(self.grades, float)
        if speeds.ndim != 1 or speeds.shape != grades.shape or speeds.size < 2:
            message = Phrase("cycle {name}: expected two samples or more, and as many grades as speeds", name=self.name)
            raise DriveError(message, Phrase("give one of each for every second"))
        for values, low, high, what in ((speeds, 0.0, FASTEST, "speed"), (grades, -STEEPEST, STEEPEST, "grade")):
            bad = np.flatnonzero(~((values >= low) & (values <= high)))
            if bad.size:
                message = Phrase(
                    "cycle {name}: second {bad}: a {what} of {values:g}",
                    name=self.name,
                    bad=bad[0],
                    what=what,
                    values=values[bad[0]],
                )
                raise DriveError(
                    message,
                    Phrase(
                        "give {low:g} to {high:g} ({value})",
                        low=low,
                        high=high,
                        value="m/s" if what == "speed" else Phrase("rise over run"),
                    ),
                )
        object.__setattr__(self, "speeds", speeds)
        object.__setattr__(self, "grades", grades)

    @cached_property
    def means(self) -> Any:
        """Mean speed of each second, m/s."""
        return (self.speeds[:-1] + self.speeds[1:]) / 2

    @property
    def seconds(self) -> int:
        """Its length, s."""
        return self.speeds.size - 1

    @property
    def distance(self) -> float:
        """Its way, m."""
        return float(self.means.sum())

    def repeated(self, times: int) -> Cycle:
        """The cycle driven several times, one after the other; it has to begin with the speed that it ends with."""
        if times < 1:
            raise DriveError(Phrase("a cycle is driven {times} times", times=times), Phrase("drive it once or more"))
        if times > 1 and self.speeds[0] != self.speeds[-1]:
            message = Phrase(
                "cycle {name} begins at {speeds:g} m/s and ends at {speeds2:g} m/s",
                name=self.name,
                speeds=self.speeds[0],
                speeds2=self.speeds[-1],
            )
            raise DriveError(message, Phrase("drive it once"))
        speeds = np.concatenate([self.speeds, *[self.speeds[1:]] * (times - 1)])
        return Cycle(self.name, speeds, np.concatenate([self.grades, *[self.grades[1:]] * (times - 1)]))

    def statistics(self) -> dict[str, float]:
        """Duration, distance, speeds and extremes of the acceleration."""
        moving = self.means > 0
        change = np.diff(self.speeds)
        return {
            "seconds": float(self.seconds),
            "km": self.distance / 1000,
            "highest_kmh": float(self.speeds.max()) / KMH,
            "mean_kmh": float(self.means.mean()) / KMH,
            "stop_share": 1 - float(moving.mean()),
            "highest_acceleration": float(change.max()),
            "lowest_acceleration": float(change.min()),
        }

    def published(self) -> str | None:
        """What differs from the published length, distance and highest speed; None where nothing does.

        A cycle without published figures differs in nothing.
        """
        known = PUBLISHED.get(self.name)
        if known is None:
            return None
        found = (self.seconds, self.distance / 1000, float(self.speeds.max()) / KMH)
        for mine, theirs, unit, allowed in zip(found, known, ("s", "km", "km/h"), (0, 1e-3, 0.051), strict=True):
            if abs(mine - theirs) > allowed * (theirs if unit == "km" else 1):
                return f"{mine:g} {unit} instead of {theirs:g} {unit}"
        return None


def read_cycle(path: str | Path) -> Cycle:
    """A cycle out of a CSV file with `time_s,speed_kmh` and, where the road is not level, `grade_pct`; 1 Hz.

    Raises:
        DriveError: a column is missing, a number cannot be read, seconds are missing, or a value is out of bounds.
        OSError: the file cannot be read.
    """
    path = Path(path)
    rows = list(csv.reader(read_text(path).splitlines()))
    heading = [name.strip() for name in rows[0]] if rows else []
    for name in COLUMNS:
        if name not in heading:
            raise DriveError(
                Phrase("{path}:1: there is no column {name}", path=path, name=name),
                Phrase("begin with {columns}", columns=",".join(COLUMNS)),
            )
    for name in (*COLUMNS, GRADE):
        if heading.count(name) > 1:
            raise DriveError(
                Phrase("{path}:1: the column {name} stands there twice", path=path, name=name),
                Phrase("keep one of them"),
            )
    columns = [heading.index(name) for name in COLUMNS] + ([heading.index(GRADE)] if GRADE in heading else [])
    found: list[list[float]] = []
    for line, row in enumerate(rows[1:], 2):
        if not "".join(row).strip():
            continue
        if len(found) >= LONGEST:
            raise DriveError(
                Phrase("{path}:{line}: more than {longest} seconds", path=path, line=line, longest=LONGEST),
                Phrase("give a shorter cycle"),
            )
        if len(row) > len(heading):
            message = Phrase(
                "{path}:{line}: {n} values under {n2} names", path=path, line=line, n=len(row), n2=len(heading)
            )
            raise DriveError(message, Phrase("mend the line; a decimal point is a point"))
        try:
            found.append([float(row[at]) for at in columns])
        except (ValueError, IndexError):
            raise DriveError(
                Phrase("{path}:{line}: expected numbers, got {row}", path=path, line=line, row=repr(",".join(row))),
                Phrase("mend the line"),
            ) from None
        if not math.isclose(found[-1][0], found[0][0] + len(found) - 1, abs_tol=1e-6):
            message = Phrase(
                "{path}:{line}: time {found:g} s, expected {found2:g} s",
                path=path,
                line=line,
                found=found[-1][0],
                found2=found[0][0] + len(found) - 1,
            )
            raise DriveError(message, Phrase("give one row for every second"))
        _check(found[-1][1], 0.0, FASTEST / KMH, "speed", "km/h", f"{path}:{line}")
        if len(columns) == 3:
            _check(found[-1][2], -STEEPEST * 100, STEEPEST * 100, "grade", "%", f"{path}:{line}")
    if len(found) < 2:
        raise DriveError(
            Phrase("{path}: {n} seconds", path=path, n=len(found)),
            Phrase("give two rows or more, one for every second"),
        )
    values = np.array(found).reshape(-1, len(columns))
    grades = values[:, 2] / 100 if len(columns) == 3 else np.zeros(len(values))
    if not values[:, 1].any():
        raise DriveError(Phrase("{path}: the car stands all the time", path=path), Phrase("give speeds above 0 km/h"))
    return Cycle(path.stem, values[:, 1] * KMH, grades)


def _check(value: float, low: float, high: float, what: str, unit: str, place: str) -> None:
    """In the unit of the file. Raises DriveError."""
    if not low <= value <= high:
        raise DriveError(
            Phrase("{place}: a {what} of {value:g} {unit}", place=place, what=what, value=value, unit=unit),
            Phrase("give {low:g} to {high:g} {unit}", low=low, high=high, unit=unit),
        )
