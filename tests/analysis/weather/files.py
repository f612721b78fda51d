"""Weather files to spoil: a synthetic year as text, and the shared files of Chongqing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from taktwin.analysis.weather.guard import CheckedWeather, guard
from taktwin.analysis.weather.synthetic import synthetic_year
from taktwin.exchange.epw import epw_text, parse_epw
from tests.shared import shared_folder

DRY, DEW, HUMIDITY, PRESSURE, GHI, DNI, DHI, WIND = 6, 7, 8, 9, 13, 14, 15, 21
Edit = Callable[[list[str], list[list[str]]], None]

CSWD = "CHN_CQ_Chongqing.Shapingba.575160_CSWD.epw"
BRIGHT = "CHN_CQ_Chongqing.575160_TMYx.2011-2025.epw"
GOOD = (CSWD, "CHN_CQ_Chongqing.575160_TMYx.epw", "CHN_CQ_Chongqing.575160_TMYx.2009-2023.epw", BRIGHT)
BAD = "CHN_CQ_Chongqing.575160_TMYx.2004-2018.epw"


@cache
def _lines() -> tuple[str, ...]:
    return tuple(epw_text(synthetic_year("chongqing-bright").file).splitlines())


def at(month: int, day: int, hour: int) -> int:
    """The row of an hour of a year without a leap day."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return (sum(lengths[: month - 1]) + day - 1) * 24 + hour - 1


def spoilt(edit: Edit | None = None) -> bytes:
    """The synthetic year as a file, with an edit of its header and rows."""
    lines = list(_lines())
    header, rows = lines[:8], [line.split(",") for line in lines[8:]]
    if edit is not None:
        edit(header, rows)
    return "\r\n".join([*header, *(",".join(row) for row in rows), ""]).encode()


def guarded(edit: Edit | None = None) -> CheckedWeather:
    """The same through the guard."""
    return guard(parse_epw(spoilt(edit), "year.epw"))


def put(row: int, **cells: object) -> Edit:
    """An edit that writes cells of one row, by the names of the columns above."""
    places = {
        "dry": DRY,
        "dew": DEW,
        "humidity": HUMIDITY,
        "pressure": PRESSURE,
        "ghi": GHI,
        "dni": DNI,
        "dhi": DHI,
        "wind": WIND,
    }

    def edit(header: list[str], rows: list[list[str]]) -> None:
        for name, value in cells.items():
            rows[row][places[name]] = str(value)

    return edit


def shared_file(name: str) -> object:
    """A file of `data/climate` as a parameter; without it one that is skipped and says why."""
    file = shared_folder() / "data" / "climate" / name
    if not file.is_file():
        reason = f"no weather file at {file}; set TAKTWIN_SHARED to the folder that holds `data`"
        return pytest.param(file, marks=pytest.mark.skip(reason=reason), id=name)
    return pytest.param(file, id=name)
