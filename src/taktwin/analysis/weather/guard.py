"""The weather guard: a file is read, put in order, repaired where a rule says how, or refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from taktwin.analysis.weather.air import find_wrong_cells, repair_air
from taktwin.analysis.weather.clock import set_clock
from taktwin.analysis.weather.draft import Draft
from taktwin.analysis.weather.findings import Change, Remark
from taktwin.analysis.weather.radiation import repair_radiation
from taktwin.analysis.weather.sun import sun_of
from taktwin.analysis.weather.wholeyear import check_year
from taktwin.analysis.weather.year import WeatherYear, year_of
from taktwin.exchange.epw.file import EpwFile
from taktwin.exchange.epw.read import read_epw


@dataclass(frozen=True)
class CheckedWeather:
    """A year that passed the guard.

    Attributes:
        year: the weather, repaired.
        file: the repaired file; `save` writes it.
        changes: what was changed, in the order of the year.
        remarks: what was left as it is.
    """

    year: WeatherYear
    file: EpwFile
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]

    def counted(self) -> dict[tuple[str, str], int]:
        """How many values of each field each rule changed: (rule, field) -> number."""
        return dict(sorted(Counter((one.rule, one.field) for one in self.changes).items()))

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "file": self.year.name,
            "synthetic": self.year.synthetic,
            "hours": self.year.hours,
            "changes": [one.as_dict() for one in self.changes],
            "remarks": [one.as_dict() for one in self.remarks],
        }


def read_weather(path: str | Path) -> CheckedWeather:
    """Read a weather file through the guard.

    Args:
        path: an EPW file. Its hours end at their label, in the standard time of the place.

    Raises:
        WeatherError: it is no EPW file, or no weather; with file, line, what was found and a remedy.
        ModelError: it is no regular file, or too large.
        OSError: it cannot be read.
    """
    return guard(read_epw(path))


def guard(file: EpwFile) -> CheckedWeather:
    """Check the hours of a file, and repair what a rule says how to repair.

    Args:
        file: as it was read.

    Raises:
        WeatherError: it cannot be weather of its place, or too much of it would have to be repaired.
    """
    draft = Draft(file, set_clock(file))
    find_wrong_cells(draft)
    remarks = repair_air(draft)
    sun = sun_of(year_of(replace(file, labels=draft.clock.labels, values=draft.values)))  # hours and place are enough
    repair_radiation(draft, sun)
    made = draft.repaired()
    year = year_of(made)
    remarks += check_year(year, sun)
    return CheckedWeather(year, made, tuple(draft.changes()), tuple(remarks))
