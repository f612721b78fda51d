"""The guard: wrong hours are found and repaired by their rule, or the file is refused; good files stay as they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from taktwin.analysis.weather.findings import RULES
from taktwin.analysis.weather.guard import guard, read_weather
from taktwin.exchange.epw import WeatherError, epw_text, parse_epw
from tests.analysis.weather.files import (
    BAD,
    CSWD,
    DHI,
    DNI,
    DRY,
    GHI,
    GOOD,
    PRESSURE,
    WIND,
    Edit,
    at,
    guarded,
    put,
    shared_file,
    spoilt,
)

NOON = at(7, 3, 13)
NIGHT = at(7, 3, 2)


untouched = cache(guarded)


def test_a_good_year_is_left_alone() -> None:
    found = untouched()
    assert not found.changes
    assert epw_text(found.file).encode() == spoilt()


FOUND = [
    ("a temperature that is no number", put(NOON, dry="warm"), "dry_bulb", "no_number"),
    ("NaN", put(NOON, dry="nan"), "dry_bulb", "no_number"),
    ("infinity", put(NOON, wind="inf"), "wind_speed", "no_number"),
    ("an empty cell", put(NOON, pressure=""), "pressure", "no_number"),
    ("the code for a missing temperature", put(NOON, dry="99.9"), "dry_bulb", "missing"),
    ("the code for a missing wind", put(NOON, wind="999"), "wind_speed", "missing"),
    ("the code for missing radiation", put(NOON, dni="9999"), "dni", "missing"),
    ("the code for a missing humidity", put(NOON, humidity="999"), "relative_humidity", "missing"),
    ("a storm", put(NOON, wind="77"), "wind_speed", "out_of_range"),
    ("a negative wind", put(NOON, wind="-1"), "wind_speed", "out_of_range"),
    ("a temperature in Fahrenheit", put(NOON, dry="88"), "dry_bulb", "out_of_range"),
    ("a spike", put(NOON, dry="60"), "dry_bulb", "spike"),
    ("a cold spike", put(NIGHT, dry="-20"), "dry_bulb", "spike"),
    ("a pressure of the mountains", put(NOON, pressure="80000"), "pressure", "pressure_of_height"),
    ("a wet sensor", put(NOON, humidity="104"), "relative_humidity", "over_saturated"),
    ("a negative humidity", put(NOON, humidity="-5"), "relative_humidity", "out_of_range"),
    ("a dew point above the dry bulb", put(NOON, dew="39"), "dew_point", "dew_above_dry_bulb"),
    ("light at night", put(NIGHT, ghi="80"), "ghi", "night"),
    ("sun at night", put(NIGHT, dni="300"), "dni", "night"),
    ("negative light at night", put(NIGHT, dhi="-4"), "dhi", "out_of_range"),
    ("more than the sky gives", put(NOON, ghi="2600"), "ghi", "ghi_above_sky"),
    ("more diffuse than the sky gives", put(NOON, dhi="1900"), "dhi", "dhi_above_sky"),
    ("more than the sun gives", put(NOON, dni="1500"), "dni", "dni_above_sun"),
    ("more than the lowlands get", put(NOON, dni="1010"), "dni", "dni_above_sun"),
    ("a high sun at dusk", put(at(9, 20, 20), dni="700"), "dni", "dni_above_sun"),
    ("negative radiation", put(NOON, ghi="-300"), "ghi", "out_of_range"),
    ("direct radiation that nobody sees", put(at(7, 3, 12), dni="1"), "dni", "closure"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "field", "rule"), [one[1:] for one in FOUND], ids=[one[0] for one in FOUND])
def test_a_wrong_value_is_found_and_repaired(edit: Edit, field: str, rule: str) -> None:
    found = guarded(edit)
    mine = [one for one in found.changes if one.field == field]
    assert [one.rule for one in mine] == [rule]
    assert all(one.field in {field, "dew_point", "relative_humidity"} for one in found.changes)
    assert rule in RULES
    good = untouched()
    for name, tolerance in (("dry_bulb_c", 2.0), ("dew_point_c", 1.0), ("pressure_pa", 1.0), ("wind_m_s", 0.1)):
        assert np.abs(getattr(found.year, name) - getattr(good.year, name)).max() < tolerance, name
    for name in ("ghi_w_m2", "dni_w_m2", "dhi_w_m2"):
        assert np.abs(getattr(found.year, name) - getattr(good.year, name)).max() < 25.0, name


def test_what_was_repaired_stays_as_it_is() -> None:
    edits = [edit for _, edit, field, _ in FOUND if field in ("dni", "dry_bulb", "dew_point")]
    found = guarded(together(*edits[:5], put(at(7, 4, 12), ghi="2600"), put(at(7, 5, 12), dni="1500")))
    assert len(found.changes) >= 3
    assert not guard(parse_epw(epw_text(found.file).encode(), "again")).changes


def test_the_list_of_changes_says_hour_line_was_is() -> None:
    (change,) = guarded(put(NOON, dry="60")).changes
    assert (change.month, change.day, change.hour, change.line) == (7, 3, 13, NOON + 9)
    assert (change.field, change.was, change.rule) == ("dry_bulb", "60", "spike")
    assert 20.0 < float(change.now) < 40.0


def test_all_radiation_of_an_hour_from_the_days_around() -> None:
    found = guarded(put(NOON, ghi="9999", dni="9999", dhi="9999"))
    assert {one.rule for one in found.changes} == {"missing"}
    year = found.year
    assert year.ghi_w_m2[NOON] == pytest.approx((year.ghi_w_m2[NOON - 24] + year.ghi_w_m2[NOON + 24]) / 2)
    assert 0 <= year.dhi_w_m2[NOON] <= year.ghi_w_m2[NOON]


# --- the hours


def leave_out(*rows: int) -> Edit:
    def edit(header: list[str], lines: list[list[str]]) -> None:
        for row in sorted(rows, reverse=True):
            del lines[row]

    return edit


def repeat(row: int, **cells: object) -> Edit:
    def edit(header: list[str], lines: list[list[str]]) -> None:
        lines.insert(row, list(lines[row]))
        put(row + 1, **cells)(header, lines)

    return edit


def summer_time(header: list[str], lines: list[list[str]]) -> None:
    """Labels of a clock that is an hour ahead from 26 March to 29 October."""
    first, end = at(3, 26, 3), at(10, 29, 3)
    labels = [row[:4] for row in lines]
    for row in range(first, end):
        lines[row][:4] = labels[row + 1]


def test_missing_hours_are_made() -> None:
    found = guarded(leave_out(NOON, NOON + 1, NOON + 2))
    assert found.year.hours == 8760
    assert {one.rule for one in found.changes} == {"missing_hour"}
    assert {(one.day, one.hour) for one in found.changes} == {(3, 13), (3, 14), (3, 15)}
    assert len(found.changes) == 3 * 8
    assert {one.line for one in found.changes} == {0}
    good = untouched().year
    assert np.abs(found.year.dry_bulb_c - good.dry_bulb_c).max() < 1.0


def test_an_hour_that_stands_twice_is_left_out() -> None:
    found = guarded(repeat(NOON))
    assert [(one.field, one.rule) for one in found.changes] == [("row", "repeated_hour")]
    np.testing.assert_array_equal(found.year.dry_bulb_c, untouched().year.dry_bulb_c)


def test_summer_time_is_set_back() -> None:
    found, good = guarded(summer_time), untouched()
    assert {one.rule for one in found.changes} == {"summer_time"}
    assert len(found.changes) == at(10, 29, 3) - at(3, 26, 3)
    np.testing.assert_array_equal(found.year.ghi_w_m2, good.year.ghi_w_m2)
    np.testing.assert_array_equal(found.year.labels, good.year.labels)


def leap(header: list[str], lines: list[list[str]]) -> None:
    """A leap day, like the day before."""
    day = [list(row) for row in lines[at(2, 28, 1) : at(3, 1, 1)]]
    for row in day:
        row[2] = "29"
    lines[at(3, 1, 1) : at(3, 1, 1)] = day


def test_a_leap_day_belongs_to_the_year() -> None:
    found = guarded(leap)
    assert not found.changes
    assert found.year.hours == 8784


# --- refused


def swap(header: list[str], lines: list[list[str]]) -> None:
    lines[100], lines[101] = lines[101], lines[100]


def from_zero(header: list[str], lines: list[list[str]]) -> None:
    for row in lines:
        row[3] = str(int(row[3]) - 1)


def all_cells(column: int, change) -> Edit:
    def edit(header: list[str], lines: list[list[str]]) -> None:
        for number, row in enumerate(lines):
            row[column] = str(change(float(row[column]), number))

    return edit


def other_place(old: str, new: str) -> Edit:
    def edit(header: list[str], lines: list[list[str]]) -> None:
        assert old in header[0]
        header[0] = header[0].replace(old, new)

    return edit


def later(hours: int) -> Edit:
    def edit(header: list[str], lines: list[list[str]]) -> None:
        columns = [[row[column] for row in lines] for column in (GHI, DNI, DHI)]
        for column, values in zip((GHI, DNI, DHI), columns, strict=True):
            for row, line in enumerate(lines):
                line[column] = values[row - hours]

    return edit


def dip(value: float, row: int) -> float:
    return value * (0.7 if row % 24 == 12 else 1.0)


def together(*edits: Edit) -> Edit:
    def edit(header: list[str], lines: list[list[str]]) -> None:
        for one in edits:
            one(header, lines)

    return edit


def nowhere(header: list[str], lines: list[list[str]]) -> None:
    """The same sun and time far from any climate that is known."""
    header[0] = header[0].replace("29.58333", "29.58333").replace("106.46670", "104.06670")


ALL = (GHI, DNI, DHI)
REFUSED = [
    ("cut in the middle", leave_out(*range(4000, 8760)), "cut"),
    ("the last hour is missing", leave_out(8759), "cut"),
    ("begins late", leave_out(0, 1), "cut"),
    ("a day is missing", leave_out(*range(at(5, 1, 1), at(5, 2, 1))), "long_gap"),
    ("out of order", swap, "out_of_order"),
    ("hours from 0 to 23", from_zero, "bad_time"),
    ("a thirtieth of February", lambda _, rows: rows[at(2, 28, 5)].__setitem__(2, "30"), "bad_time"),
    ("twice, with different values", repeat(NOON, dry="5"), "repeated_hour"),
    ("seven temperatures in a row are missing", together(*(put(NOON + k, dry="99.9") for k in range(7))), "long_gap"),
    ("a fifth of the winds is missing", all_cells(WIND, lambda v, n: 999 if n % 5 == 0 else v), "too_many"),
    ("no temperatures", all_cells(DRY, lambda v, n: 99.9), "too_many"),
    ("a fifth of the sun is missing", all_cells(DNI, lambda v, n: 9999 if n % 5 == 0 else v), "too_many"),
    ("pressure in hPa", all_cells(PRESSURE, lambda v, n: v / 100), "too_many"),
    ("pressure of another altitude", other_place("259.1", "2590.1"), "pressure_of_height"),
    ("the sun is three hours late", later(3), "too_many"),
    ("the sun is an hour late", later(1), "noon"),
    ("two humps", all_cells(GHI, dip), "mean_day"),
    ("no radiation", together(*(all_cells(column, lambda v, n: 0) for column in ALL)), "radiation"),
    ("more than the place has", together(*(all_cells(c, lambda v, n: v * 1.25) for c in (GHI, DHI))), "climate"),
    ("half the radiation of its place", together(*(all_cells(c, lambda v, n: v / 2) for c in ALL)), "climate"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "kind"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_a_year_that_cannot_be_is_refused(edit: Edit, kind: str) -> None:
    with pytest.raises(WeatherError) as caught:
        guarded(edit)
    assert kind in [fault.kind for fault in caught.value.faults]
    assert all(fault.detail and fault.remedy for fault in caught.value.faults)
    assert str(caught.value).startswith("year.epw: ")


def test_a_place_without_a_climate_is_said() -> None:
    assert "climate" in [one.kind for one in guarded(nowhere).remarks]


# --- the files of Chongqing


@pytest.mark.parametrize("path", [shared_file(CSWD)])
def test_all_41_wrong_hours_of_the_chinese_file_are_found(path: Path) -> None:
    found = read_weather(path)
    assert found.counted() == {("dni_above_sun", "dni"): 41}
    assert max(float(one.was) for one in found.changes) == 77332
    assert all(float(one.now) <= 1000.0 for one in found.changes)


@pytest.mark.parametrize("path", [shared_file(name) for name in GOOD if name != CSWD])
def test_no_false_alarm(path: Path) -> None:
    found = read_weather(path)
    assert not found.changes
    assert epw_text(found.file).split() == path.read_text(encoding="latin-1").split()
    assert {one.kind for one in found.remarks} <= {"humidity", "noon"}


@pytest.mark.parametrize("path", [shared_file(BAD)])
def test_the_file_of_another_sun_is_refused(path: Path) -> None:
    with pytest.raises(WeatherError) as caught:
        read_weather(path)
    assert {fault.kind for fault in caught.value.faults} == {"mean_day", "climate"}
