from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from taktwin.model.nouns.calendar import WEEK_S, Calendar, parse_days
from taktwin.model.nouns.plant import PlantModel

HOUR = 3600.0
DAY = 24 * HOUR


def calendar(*shifts: dict) -> Calendar:
    return Calendar.model_validate({"shifts": list(shifts)})


def test_breaks_are_taken_out() -> None:
    one = calendar({"days": "Tue", "from": "06:00", "to": "14:00", "breaks": ["12:00-12:30", "09:00-09:15"]})
    assert one.windows() == [
        (DAY + 6 * HOUR, DAY + 9 * HOUR),
        (DAY + 9.25 * HOUR, DAY + 12 * HOUR),
        (DAY + 12.5 * HOUR, DAY + 14 * HOUR),
    ]
    assert one.hours_per_week() == 7.25


def test_a_night_shift_and_its_break_after_midnight() -> None:
    one = calendar({"days": "Mon", "from": "22:00", "to": "06:00", "breaks": ["01:00-01:30", "23:50-00:10"]})
    assert one.windows() == [
        (22 * HOUR, 23 * HOUR + 3000),
        (DAY + 600, DAY + HOUR),
        (DAY + 1.5 * HOUR, DAY + 6 * HOUR),
    ]


def test_sunday_night_runs_into_monday() -> None:
    one = calendar({"days": "Sun", "from": "22:00", "to": "06:00", "breaks": ["02:00-03:00"]})
    assert one.windows() == [(0, 2 * HOUR), (3 * HOUR, 6 * HOUR), (6 * DAY + 22 * HOUR, 7 * DAY)]


def test_a_break_across_sunday_midnight() -> None:
    one = calendar({"days": "Sun", "from": "22:00", "to": "06:00", "breaks": ["23:00-01:00"]})
    assert one.windows() == [(HOUR, 6 * HOUR), (6 * DAY + 22 * HOUR, 6 * DAY + 23 * HOUR)]


def test_the_whole_week_is_one_window() -> None:
    assert calendar({"days": "daily", "from": "00:00", "to": "24:00"}).windows() == [(0, WEEK_S)]
    assert calendar({"days": "daily", "from": "06:00", "to": "06:00"}).windows() == [(0, WEEK_S)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("Sat-Mon", (0, 5, 6)),
        ("mon, Wednesday", (0, 2)),
    ],
)
def test_days(text: str, days: tuple[int, ...]) -> None:
    assert parse_days(text) == days


def test_bad_days() -> None:
    with pytest.raises(ValidationError, match='unknown day "Mo"'):
        calendar({"days": "Mo", "from": "06:00", "to": "07:00"})


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["daily", "Mon-Fri", "Sun", "Sat,Sun"]),
            st.integers(0, 23),
            st.integers(0, 23),
            st.integers(0, 23),
        ),
        max_size=4,
    )
)
def test_windows_are_sorted_apart_and_within_the_week(entries: list) -> None:
    shifts = [
        {"days": days, "from": f"{a:02d}:00", "to": f"{b:02d}:30", "breaks": [f"{c:02d}:10-{c:02d}:40"]}
        for days, a, b, c in entries
    ]
    windows = calendar(*shifts).windows()
    assert all(0 <= begin < end <= WEEK_S for begin, end in windows)
    assert all(end < begin for (_, end), (begin, _) in pairwise(windows))


def test_start_on_the_axis_of_the_week() -> None:
    shop = {"lines": {}}
    assert PlantModel.model_validate({"name": "x", "shops": {"s": shop}}).week_offset == 0
    one = PlantModel.model_validate({"name": "x", "start": "2026-01-07 06:30", "shops": {"s": shop}})
    assert one.week_offset == 2 * DAY + 6.5 * HOUR
