"""The cheap hours of a calendar, by hand."""

from __future__ import annotations

import pytest

from taktwin.model.nouns.calendar import Calendar
from taktwin.planning.energy.cheaphours import ALWAYS, cheap_hours, prices_by_minute

PRICES = prices_by_minute({"00:00-08:00": 0.3, "08:00-12:00": 0.6, "12:00-18:00": 1.1, "18:00-24:00": 0.6})


def calendar(*shifts: dict[str, object], **more: object) -> Calendar:
    return Calendar.model_validate({"shifts": list(shifts), **more})


def test_a_night_shift_is_cut_at_midnight_and_its_day_moves_on() -> None:
    found = cheap_hours(calendar({"days": "Mon-Fri", "from": "20:00", "to": "06:00"}), PRICES, 0.3)
    assert found is not None
    assert found.calendar == {"shifts": [{"days": "Tue,Wed,Thu,Fri,Sat", "from": "00:00", "to": "06:00"}]}
    assert found.hours == 30.0
    assert found.longest_rest == 4.0  # 20:00 to 24:00


def test_a_run_of_cheap_minutes_goes_through_midnight() -> None:
    found = cheap_hours(calendar({"days": "daily", "from": "14:00", "to": "06:00"}), PRICES, 0.6)
    assert found is not None
    assert found.told == "18:00-06:00"
    assert found.longest_rest == 4.0


def test_breaks_stay_breaks_and_the_rest_counts_old_hours_alone() -> None:
    shift = {"days": "daily", "from": "08:00", "to": "20:00", "breaks": ["11:00-11:30", "13:00-14:00"]}
    found = cheap_hours(calendar(shift, finish=True), PRICES, 0.6)
    assert found is not None
    assert found.told == "08:00-11:00, 11:30-12:00, 18:00-20:00"
    assert found.calendar["finish"] is True
    assert found.longest_rest == 5.0  # 12 to 18 less the break


def test_days_that_differ_are_told() -> None:
    found = cheap_hours(calendar({"days": "Sat,Sun", "from": "06:00", "to": "14:00"}), PRICES, 0.3)
    assert found is not None
    assert found.told == "06:00-08:00 Sat,Sun"
    assert found.longest_rest == 6.0


@pytest.mark.parametrize(("begin", "end", "most"), [("18:00", "24:00", 0.6), ("12:00", "18:00", 0.6)])
def test_none_where_all_hours_are_cheap_or_none_is(begin: str, end: str, most: float) -> None:
    assert cheap_hours(calendar({"days": "daily", "from": begin, "to": end}), PRICES, most) is None


def test_a_machine_without_a_calendar_rests_from_the_day() -> None:
    found = cheap_hours(ALWAYS, PRICES, 0.6)
    assert found is not None
    assert (found.told, found.hours, found.longest_rest) == ("00:00-12:00, 18:00-24:00", 126.0, 6.0)
