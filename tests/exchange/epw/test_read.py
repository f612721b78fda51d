"""EPW files, read and written: letter by letter, beside pvlib's reader, and refused with their line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from taktwin.exchange.epw import FIELDS, WeatherError, epw_text, parse_epw, read_epw, with_values
from taktwin.model.errors import ModelError
from tests.analysis.weather.files import BRIGHT, CSWD, Edit, shared_file, spoilt


def test_what_is_read_is_written_letter_by_letter() -> None:
    data = spoilt()
    file = parse_epw(data, "year.epw")
    assert epw_text(file).encode() == data
    same = with_values(file, range(len(file.rows)), file.labels, file.values)
    assert epw_text(same).encode() == data


def test_only_what_changes_is_written_anew() -> None:
    file = parse_epw(spoilt(), "year.epw")
    values = {name: column.copy() for name, column in file.values.items()}
    values["dni"][12] = 123.4
    before, after = (epw_text(one).splitlines() for one in (file, with_values(file, range(8760), file.labels, values)))
    assert [number for number, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [8 + 12]
    assert after[20].split(",")[14] == "123"


@pytest.mark.parametrize("path", [shared_file(CSWD), shared_file(BRIGHT)])
def test_pvlib_reads_the_same(path: Path) -> None:
    """A second reader, column by column; its labels are the begin of the hour, ours the end."""
    from pvlib.iotools import read_epw as second

    table, place = second(str(path))
    hours: Any = table.index
    file = read_epw(path)
    names = {
        "dry_bulb": "temp_air", "dew_point": "temp_dew", "relative_humidity": "relative_humidity",
        "pressure": "atmospheric_pressure", "ghi": "ghi", "dni": "dni", "dhi": "dhi", "wind_speed": "wind_speed",
    }  # fmt: skip
    assert set(names) == set(FIELDS)
    for ours, theirs in names.items():
        np.testing.assert_array_equal(file.values[ours], table[theirs].to_numpy())
    np.testing.assert_array_equal(file.labels[:, 3], hours.hour + 1)
    np.testing.assert_array_equal(file.labels[:, 2], hours.day)
    assert (file.place.latitude_deg, file.place.longitude_deg) == (place["latitude"], place["longitude"])
    assert (file.place.timezone_h, file.place.altitude_m) == (place["TZ"], place["altitude"])


def test_a_file_with_a_name_in_latin_1() -> None:
    data = spoilt().replace(b"Chongqing Shapingba", b"K\xf6ln")
    assert parse_epw(data, "year.epw").place.name == "Köln"


def head(line: int, old: str, new: str) -> Edit:
    """An edit of a line of the header."""

    def edit(header: list[str], rows: list[list[str]]) -> None:
        assert old in header[line]
        header[line] = header[line].replace(old, new)

    return edit


def cell(row: int, column: int, value: str) -> Edit:
    def edit(header: list[str], rows: list[list[str]]) -> None:
        rows[row][column] = value

    return edit


def cut(row: int, columns: int) -> Edit:
    """The file ends within a row."""

    def edit(header: list[str], rows: list[list[str]]) -> None:
        del rows[row + 1 :], rows[row][columns:]

    return edit


def shorter(row: int) -> Edit:
    def edit(header: list[str], rows: list[list[str]]) -> None:
        del rows[row][-1]

    return edit


def no_rows(header: list[str], rows: list[list[str]]) -> None:
    rows.clear()


def no_header(header: list[str], rows: list[list[str]]) -> None:
    header.clear()


def narrow(header: list[str], rows: list[list[str]]) -> None:
    for row in rows:
        del row[12:]


REFUSED = [
    ("no header", no_header, "no_epw", "line 1"),
    ("another header", head(3, "GROUND TEMPERATURES", "GROUND"), "no_epw", "line 4"),
    ("no hours", no_rows, "cut", "line 9"),
    ("few columns", narrow, "no_epw", "line 9"),
    ("latitude beyond the pole", head(0, "29.58333", "129.58333"), "bad_place", "line 1"),
    ("longitude without a number", head(0, "106.46670", "east"), "bad_place", "line 1"),
    ("longitude west of Greenwich", head(0, "106.46670", "-106.46670"), "bad_place", "line 1"),
    ("altitude in the sky", head(0, "259.1", "25910"), "bad_place", "line 1"),
    ("no time zone", head(0, ",8.0,", ",,"), "bad_place", "line 1"),
    ("four rows an hour", head(7, "1,1,Data", "1,4,Data"), "not_hourly", "line 8"),
    ("cut within the last row", cut(4000, 9), "cut", "line 4009"),
    ("a short row", shorter(99), "bad_row", "line 108"),
    ("a day of no number", cell(50, 2, "x"), "bad_time", "line 59"),
    ("half an hour", cell(50, 3, "2.5"), "bad_time", "line 59"),
    ("no year", cell(50, 0, ""), "bad_time", "line 59"),
]


@pytest.mark.parametrize(("edit", "kind", "line"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_is_no_file_is_refused_with_its_line(edit: Edit, kind: str, line: str) -> None:
    with pytest.raises(WeatherError) as caught:
        parse_epw(spoilt(edit), "year.epw")
    (fault,) = caught.value.faults
    assert (fault.kind, fault.place) == (kind, line)
    assert fault.remedy
    assert str(caught.value).startswith(f"year.epw: {line}: {kind}: ")


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"PK\x03\x04", b"LOCATION", "年".encode(), spoilt()[:3000]])
def test_bytes_of_something_else(data: bytes) -> None:
    with pytest.raises(WeatherError):
        parse_epw(data, "x")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="folder"):
        read_epw(tmp_path)
