"""Bad input: order streams whose intervals run in shifts, work that is finished, shifts that overlap."""

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import PLANT, changed

INTERVAL = "interval: 120 s"
SHIFT = '{days: Mon-Fri, from: "06:00", to: "14:00", breaks: ["09:00-09:15"]}'
CASES = [
    Case("unknown", INTERVAL, "interval: 120 s\n    calendar: dya", "cars.calendar", 'no calendar "dya"', "`day`"),
    Case("no interval", INTERVAL, "calendar: day  # all", "cars.calendar", "only the time of an", "interval"),
    Case("list", INTERVAL, "interval: 120 s\n    calendar: [day]", "orders.cars.calendar", "", ""),
    Case("misspelt", INTERVAL, "interval: 120 s\n    calender: day", "cars.calender", "calender", "`calendar`"),
    Case("finish", "    shifts:", "    finish: perhaps\n    shifts:", "calendars.day.finish", "", "", "perhaps"),
    Case("finnish", "    shifts:", "    finnish: true\n    shifts:", "day.finnish", "finnish", "`finish`", "finnish"),
    Case(
        "of a shift", SHIFT, '{days: Mon, from: "06:00", to: "14:00", finish: true}', "shifts.0.finish", "finish", "",
    ),
]  # fmt: skip


@each(CASES)
def test_calendars(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


OPERATORS = """operators:
  team: {count: {early: 2, late: 3}, calendar: day}
crews:"""


@pytest.mark.parametrize(
    ("days", "begin", "overlaps"),
    [("Mon-Fri", "14:00", False), ("Mon-Fri", "13:59", True), ("Fri", "13:00", True), ("Sat", "13:00", False)],
)
def test_numbers_by_shift_need_shifts_apart(days: str, begin: str, overlaps: bool, tmp_path: Path) -> None:
    """Alone, shifts may overlap."""
    shifts = f'{SHIFT[:-1]}, name: early}}\n      - {{name: late, days: {days}, from: "{begin}", to: "20:00"}}'
    file = tmp_path / "plant.yaml"
    file.write_text(changed(SHIFT, shifts), encoding="utf-8")
    hours = load_model(file).calendars["day"].hours_per_week()
    assert hours == {"14:00": 68.75, "13:59": 68.75, "13:00": 44.75 if days == "Fri" else 45.75}[begin]
    file.write_text(changed(SHIFT, shifts).replace("crews:", OPERATORS), encoding="utf-8")
    if not overlaps:
        load_model(file)
        return
    with pytest.raises(ModelError, match="this shift overlaps another one, so the numbers by shift") as caught:
        load_model(file)
    assert "day.shifts" in caught.value.problems[0].path
    assert PLANT.count("crews:") == 1
