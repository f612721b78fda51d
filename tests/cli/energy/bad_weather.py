"""Wrong weather files: what is changed, and what has to be said of it."""

from __future__ import annotations

from collections.abc import Callable

Lines = list[str]


def _cell(row: int, column: int, text: str) -> Callable[[Lines], str]:
    def change(lines: Lines) -> str:
        cells = lines[row].split(",")
        cells[column] = text
        return "\n".join([*lines[:row], ",".join(cells), *lines[row + 1 :]])

    return change


def _column(first: int, last: int, column: int, text: str) -> Callable[[Lines], str]:
    def change(lines: Lines) -> str:
        rows = [line.split(",") for line in lines]
        for cells in rows[first:last]:
            cells[column] = text
        return "\n".join(",".join(cells) for cells in rows)

    return change


#: Changes of the lines of a weather file, and what has to be said.
WEATHERS: dict[str, tuple[Callable[[Lines], str], str, str, str]] = {
    "cut within a row": (lambda lines: "\n".join(lines)[:300_000], "line ", "cut", "fetch it again"),
    "cut between rows": (lambda lines: "\n".join(lines[:4000]), "line 4000", "cut", "fetch it again"),
    "no header": (lambda lines: "\n".join(lines[8:]), "line 1", "does not begin with LOCATION", "give an EPW file"),
    "empty": (lambda _: "", "line 1", "does not begin with LOCATION", "give an EPW file"),
    "no latitude": (_cell(0, 6, "north"), "line 1", "latitude is not between", "write latitude"),
    "latitude of 1e308": (_cell(0, 6, "1e308"), "line 1", "latitude is not between", "write latitude"),
    "time zone of another side": (_cell(0, 8, "-8"), "line 1", "does not fit the longitude", "correct the header"),
    "two rows an hour": (_cell(7, 2, "2"), "line 8", "2 rows an hour", "one row an hour"),
    "month 13": (_cell(2000, 1, "13"), "line 2001", "no hour 13/25", "hours of a day"),
    "day that is none": (_cell(2000, 2, "x"), "line 2001", "no year, month, day or hour", "write whole numbers"),
    "hour 25": (_cell(2000, 3, "25"), "line 2001", "no hour 3/25 25:00", "hours of a day"),
    "short row": (
        lambda lines: "\n".join([*lines[:2000], lines[2000][:40], *lines[2001:]]),
        "line 2001",
        "columns",
        "fetch it again",
    ),
    "eight days without temperature": (
        _column(3000, 3200, 6, "99.9"),
        "line 3001",
        "200 hours in a row",
        "another file",
    ),
    "no temperature": (_column(8, 9000, 6, "nan"), "weather.epw", "100 % of dry_bulb", "take another file"),
    "negative radiation": (_column(8, 9000, 13, "-50"), "weather.epw", "100 % of ghi", "take another file"),
    "altitude of another place": (_cell(0, 9, "4000"), "weather.epw", "that of 4000 m", "correct the altitude"),
}
