"""Shares of levels are of the time in which the stations around a place are scheduled: by hand, with a night."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import taktwin
from taktwin.analysis.flow import buffer_levels
from taktwin.model.nouns.calendar import Calendar
from taktwin.runs.tables.shops import shifts_until

HOUR = 3600.0
DAY = """
taktwin: 1
name: night
orders: {jobs: {quantity: 4}}
calendars:
  day: {shifts: [{days: daily, from: '00:00', to: '06:00'}]}
  late: {shifts: [{days: daily, from: '06:00', to: '12:00'}]}
shops:
  body:
    calendar: day
    lines:
      main:
        orders: jobs
        flow:
          - {station: press, cycle: 1 h}
          - {buffer: rack, capacity: 2}
          - {station: weld, cycle: 2 h}
"""


def rack(plant: str, days: float, warmup: float = 0.0) -> dict[str, Any]:
    """The row of the rack."""
    buffers = taktwin.load(plant).simulate(days=days, warmup=warmup).result.buffers
    return next(row for row in buffers.iter_rows(named=True) if row["buffer"] == "rack")


def shares(row: dict[str, Any]) -> list[float]:
    """Scheduled hours, mean level in them, and hours full and empty in them."""
    hours = row["scheduled_s"] / HOUR
    return [hours, row["scheduled_mean"] * hours, row["full_share"] * hours, row["empty_share"] * hours]


@pytest.mark.rule("Shares and mean levels in it are integrated exactly")
def test_a_day_and_its_night_by_hand() -> None:
    """Bodies come at 1, 2, 3, 4 h; the weld takes them at 1, 3, 5 and, after the night from 6 to 24 h, at 25 h.

    So the rack holds 1 from 2 h on, 2 from 4 to 5 h and 1 up to 25 h. Of the first day, six hours are scheduled.
    """
    row = rack(DAY, 1)
    assert shares(row) == pytest.approx([6, 1 + 1 + 2 + 1, 1, 2])
    assert row["mean"] == pytest.approx((1 + 1 + 2 + 19) / 24)
    assert shares(rack(DAY, 2)) == pytest.approx([12, 5 + 1, 1, 2 + 5])


def test_a_warm_up_that_ends_in_the_night_and_a_run_that_does() -> None:
    """From 12 to 36 h: on shift from 24 to 30 h, with the last body in the rack in the first hour of it."""
    assert shares(rack(DAY, 1, 0.5)) == pytest.approx([6, 1, 0, 5])
    assert shares(rack(DAY, 4.5 / 24, 0.0)) == pytest.approx([4.5, 1 + 1 + 1, 0.5, 2])


def test_a_night_that_is_not_over() -> None:
    """A measured time within the night has no scheduled time."""
    row = rack(DAY, 4 / 24, 12 / 24)
    assert (row["scheduled_s"], row["full_share"], row["empty_share"], row["mean"]) == (0, 0, 0, 1)


@pytest.mark.rule("Scheduled time of a buffer, store, conveyor or transport")
def test_neighbours_in_different_shifts() -> None:
    """The press works from 0 to 6 h and the weld from 6 to 12 h: either counts, and the time from 12 h on does not.

    The rack holds 1, 2, 3, 4 from 1, 2, 3, 4 h on, then 3, 2, 1 from 6, 8, 10 h on; the last goes on the next day.
    """
    text = DAY.replace("weld, cycle: 2 h", "weld, cycle: 2 h, calendar: late").replace("capacity: 2", "capacity: 4")
    assert shares(rack(text, 1)) == pytest.approx([12, 1 + 2 + 3 + 2 * 4 + 2 * (3 + 2 + 1), 2, 1])
    overlapping = text.replace("from: '06:00', to: '12:00'", "from: '05:00', to: '12:00'")
    assert rack(overlapping, 1)["scheduled_s"] == 12 * HOUR  # the first to go home leaves the others at work


@pytest.mark.rule("has here the shifts through whose breaks it works")
@pytest.mark.parametrize("last", ["{station: weld, cycle: 2 h, calendar: all}", "{station: weld, cycle: 2 h}"])
def test_what_never_rests(last: str) -> None:
    """With a neighbour that is always there all time counts; one that works on through breaks has its shop's shifts."""
    text = DAY.replace("{station: weld, cycle: 2 h}", last)
    if "all" in last:
        text = text.replace("  late:", "  all: {shifts: [{days: daily, from: '00:00', to: '24:00'}]}\n  late:")
    else:
        text = text.replace("weld, cycle: 2 h", "weld, cycle: 2 h, continuous: true")
    assert rack(text, 1)["scheduled_s"] == (24 if "all" in last else 6) * HOUR


@pytest.mark.rule("Around it are the nearest stations")
def test_conveyors_and_stores_are_looked_through() -> None:
    """What stands between two places has the same stations around it; a belt that works at night changes nothing."""
    text = DAY.replace(
        "          - {buffer: rack, capacity: 2}\n",
        "          - {conveyor: belt, capacity: 9, transit: 1 s, continuous: true}\n"
        "          - {store: high bay, capacity: 9, cranes: 1, cycle: 1 s, calendar: late}\n"
        "          - {buffer: rack, capacity: 2}\n",
    )
    buffers = taktwin.load(text).simulate(days=1, warmup=0).result.buffers
    assert buffers["buffer"].to_list() == ["belt", "high bay", "rack"]
    assert buffers["scheduled_s"].to_list() == [6 * HOUR] * 3


def test_stopped_and_resumed_is_the_same(tmp_path: Any) -> None:
    """A snapshot in the night, and one by day, go on as if the run had never stopped."""
    plant = taktwin.load(DAY)
    whole = plant.simulate(days=2, warmup=0).result.buffers
    for hours in (3.5, 12.0, 24.5):
        state = plant.snapshot(hours / 24)
        end = plant.simulate(days=2 - hours / 24, start=state, warmup=0).result.buffers
        # by hand: what is measured from then on
        assert end["scheduled_s"][0] == pytest.approx({3.5: 8.5, 12.0: 6.0, 24.5: 5.5}[hours] * HOUR)
        begun = plant.simulate(days=2 - hours / 24, start=plant.state(state), warmup=0).result.buffers
        assert begun["scheduled_s"][0] == pytest.approx(end["scheduled_s"][0])
        assert begun["empty_share"][0] == pytest.approx(end["empty_share"][0])
    assert whole["scheduled_s"][0] == 12 * HOUR


@pytest.mark.rule("A place with no station around it has the calendar of its shop")
def test_a_place_with_no_station_around_it_and_one_that_works_itself() -> None:
    """A belt alone has its shop's day; an oven that works by itself on the late shift has that."""
    belt = "{conveyor: belt, capacity: 9, transit: 1 s}"
    text = DAY.replace(
        "          - {station: press, cycle: 1 h}\n"
        "          - {buffer: rack, capacity: 2}\n"
        "          - {station: weld, cycle: 2 h}\n",
        f"          - {belt}\n",
    )
    buffers = taktwin.load(text).simulate(days=2, warmup=0).result.buffers
    assert (buffers["buffer"].to_list(), buffers["scheduled_s"].to_list()) == (["belt"], [12 * HOUR])
    oven = "{batch_station: oven, most: 2, cycle: 1 h, calendar: late}"
    text = DAY.replace("{station: weld, cycle: 2 h}", oven)
    buffers = taktwin.load(text).simulate(days=1, warmup=0).result.buffers
    assert buffers.select("buffer", "scheduled_s").rows() == [("rack", 12 * HOUR), ("oven", 6 * HOUR)]


def test_a_sub_line_has_the_station_that_joins_its_jobs_around_it() -> None:
    """A buffer at the end of a sub-line that works by day, before a station that works by night."""
    text = """
taktwin: 1
name: doors
orders: {jobs: {}}
calendars:
  day: {shifts: [{days: daily, from: '00:00', to: '06:00'}]}
  late: {shifts: [{days: daily, from: '12:00', to: '18:00'}]}
shops:
  body:
    lines:
      doors:
        endless: true
        flow:
          - {station: hem, cycle: 1 h, calendar: day}
          - {buffer: hooks, capacity: 5}
      main:
        orders: jobs
        flow:
          - {station: hang, cycle: 1 h, calendar: late, joins: [{line: doors}]}
"""
    row = taktwin.load(text).simulate(days=1, warmup=0).result.buffers.row(0, named=True)
    # five hooks filled after 1, ... 5 h and the sixth door in the station; taken at 12, 13, ... 17 h
    assert (row["buffer"], row["scheduled_s"]) == ("hooks", 12 * HOUR)
    assert row["scheduled_mean"] * 12 == pytest.approx(1 + 2 + 3 + 4 + 5 + 5 + 4 + 3 + 2 + 1 + 0)
    assert row["full_share"] * 12 == pytest.approx(1 + 1)


def test_the_points_of_the_report_leave_the_night_out() -> None:
    """Of the buckets of an hour on shift, those of the night with one body are left out."""
    run = taktwin.load(DAY + "bucket: 1 h\n").simulate(days=1, warmup=0)
    scheduled = run.result.series.filter(run.result.series["kind"] == "scheduled")
    assert scheduled["value"].to_list() == [HOUR] * 6 + [0.0] * 18
    row = buffer_levels([run.result]).row(0, named=True)
    levels = [0, 0, 1, 1, 2, 1]
    assert (row["p10"], row["p90"]) == (np.quantile(levels, 0.1), np.quantile(levels, 0.9))


def test_a_week_with_a_shift_through_sunday_night() -> None:
    """On shift from Sunday 22:00 to Monday 06:00 and on Wednesday from 10:00 to 12:00, 10 h a week."""
    calendars = [
        Calendar.model_validate({"shifts": [{"days": "sun", "from": "22:00", "to": "06:00"}]}),
        Calendar.model_validate({"shifts": [{"days": "wed", "from": "10:00", "to": "12:00"}]}),
    ]
    times = np.array([0.0, 3.0, 6.0, 59.0, 100.0, 167.0, 168.0, 172.0, 336.0]) * HOUR
    assert shifts_until(calendars, times).tolist() == [h * HOUR for h in (0, 3, 6, 7, 8, 9, 10, 14, 20)]
