"""Load shifting: a press that can rest in the dear hours, one that cannot, and one that needs more in stock for it."""

from __future__ import annotations

from typing import Any

import pytest

import taktwin
from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.planning.energy.cheaphours import cheap_hours, prices_by_minute
from taktwin.planning.energy.shiftgroups import groups_of, raised, use_of
from taktwin.planning.energy.shifting import Shifted, ShiftStudy, added_to, study_shifting
from taktwin.runs.options import RunOptions

TEXT = """
taktwin: 1
name: press-by-day
orders: {cars: {interval: 4 min, calendar: day}}
parts: {door: {}}
power:
  press: {electricity: {working: 300 kW, idle: 60 kW, off: 5 kW}}
stocks:
  doors: {part: door, initial: 500}
calendars:
  day: {shifts: [{days: daily, from: "06:00", to: "22:00"}]}
shops:
  press:
    calendar: day
    cells:
      press-1: {power: press, makes: {door: {part: door, into: doors, hit: 60 s, lot: 60, reorder: 20}}}
  body:
    calendar: day
    lines:
      main: {orders: cars, flow: [{station: weld, cycle: 3 min, uses: {door: 1}}]}
site:
  place: Chongqing
  grid: {region: Chongqing, year: 2022}
  tariff:
    currency: CNY
    buy: {"00:00-08:00": 0.3, "08:00-12:00": 0.6, "12:00-18:00": 1.1, "18:00-24:00": 0.6}
"""
OPTIONS = RunOptions(days=3, warmup=2, replications=2, seed=1)


def study(*changes: str, **more: Any) -> ShiftStudy:
    model = taktwin.load(TEXT, list(changes)).model
    return study_shifting(
        model, RunOptions(**{"days": 3, "warmup": 2, "replications": 2, "seed": 1, **more}), ["chongqing-bright"]
    )


def test_the_press_rests_in_the_dear_hours_with_lots_due_earlier() -> None:
    """240 doors a day take 4 of 16 h; without earlier lots 20 doors would have to serve 90 cars of the rest."""
    found = study()
    assert found.equal
    one = found.plan["press"]
    assert one.hours.told == "06:00-12:00, 18:00-22:00"
    assert one.reorder == {("press-1", "door"): 20 + 90}  # 15 cars/h for 6 h
    money, kwh = found.money["chongqing-bright"], found.kwh["chongqing-bright"]
    assert kwh.difference == pytest.approx(6 * (60 - 5) / 240, rel=1e-6)  # it is off, not idle, for 6 h a day
    assert money.low > 0.0
    assert found.before["chongqing-bright"] > money.difference
    assert found.stock.low > 0.0
    assert found.runs == 5  # two prices below the highest, each with both levels; and the proof


def test_the_plan_makes_the_model_that_was_run() -> None:
    found = study()
    model = taktwin.load(TEXT).model
    changed = load_model(model, found.model["set"], {"calendars": found.model["calendars"]})
    cell = changed.shops["press"].cells["press-1"]
    assert cell.calendar == "cheap-press"
    assert cell.makes["door"].reorder.value == 110
    assert changed.calendars["cheap-press"].hours_per_week() == 70.0


def test_a_press_that_has_no_time_to_spare_keeps_its_hours() -> None:
    found = study("shops.press.cells.press-1.makes.door.hit=210 s")
    assert found.plan == {}
    assert found.model == {"set": {}}
    assert found.money["chongqing-bright"].difference == 0.0


def test_a_stock_without_room_is_not_overfilled() -> None:
    model = taktwin.load(TEXT, ["stocks.doors.capacity=500"]).model
    (group,) = groups_of(model)
    assert raised(model, group, {"doors": 240 / 86400}, 6.0) == {("press-1", "door"): 20 + 90}
    assert raised(model, group, {"doors": 2400 / 86400}, 6.0) == {("press-1", "door"): 440}  # a lot of 60 has room
    assert raised(model, group, {}, 6.0) == {}


def test_what_is_drawn() -> None:
    run = taktwin.load(TEXT).simulate(days=1, warmup=1, seed=1)
    assert use_of(run.results) == {"doors": pytest.approx(240 / 86400, rel=0.01)}


def test_vehicles_that_charge_without_need_are_a_group() -> None:
    """All fleets together, at all hours of the day; not those that charge at the threshold alone."""
    model = taktwin.load("phoenix", ["fleets.agv-kit.battery.policy=threshold"]).model
    *shops, charging = groups_of(model)
    assert [one.name for one in shops] == ["press", "casting"]
    assert charging.fleets == ("agv-line", "agv-rack", "agv-heavy")
    hours = cheap_hours(charging.calendar, prices_by_minute({"00:00-08:00": 0.3, "08:00-24:00": 0.6}), 0.3)
    assert hours is not None
    shifted = Shifted(charging, hours)
    assert shifted.changes == {f"fleets.{name}.battery.hours": "cheap-charging" for name in charging.fleets}
    (night,) = load_model(model, shifted.changes, added_to({"charging": shifted})).calendars["cheap-charging"].shifts
    assert (night.from_, night.to) == ("00:00", "08:00")


OVEN = """
taktwin: 1
name: oven
start: 2026-01-05 00:00
orders: {cars: {interval: 5 min, calendar: day}}
power:
  oven: {electricity: {working: 500 kW, idle: 300 kW, brief: 20 kW, waking: 900 kW}}
pauses:
  ovens: {brief: {after: 5 min, wake: 30 min}, awake: day}
calendars:
  day: {shifts: [{days: Mon-Fri, from: "08:10", to: "22:00"}, {days: Sat, from: "20:00", to: "02:00"}]}
shops:
  paint:
    calendar: day
    lines:
      main:
        orders: cars
        flow: [{conveyor: bake, transit: 20 min, capacity: 9, power: oven, pauses: ovens, continuous: true}]
site:
  place: Chongqing
  grid: {region: Chongqing, year: 2022}
  tariff: {currency: CNY, buy: {"00:00-08:00": 0.3, "08:00-24:00": 1.1}}
"""


def test_an_oven_warms_up_before_electricity_is_dear() -> None:
    """From 07:30 at 0.3 and held for 10 min, not from 07:40 with 10 min of 900 kW at 1.1: 600 kW x 0.8 x 1/6 h less."""
    model = taktwin.load(OVEN).model
    found = study_shifting(model, RunOptions(days=7, warmup=7, replications=2, seed=1), ["chongqing-bright"])
    one = found.plan["ovens"]
    assert found.equal
    assert one.hours.told == "08:00-22:00 Mon,Tue,Wed,Thu,Fri, 20:00-24:00 Sat, 00:00-02:00 Sun"
    assert found.model["set"] == {"pauses.ovens.awake": "early-ovens"}
    saved = 5 * (900 * 0.8 - 300 * 1.1 + 20 * 0.3) / 6  # shorter asleep by ten minutes, awake in the dear ones
    cars = 5 * 13 * 12 + 5 * 10 + 72
    assert found.money["chongqing-bright"].difference * cars == pytest.approx(saved, rel=0.01)
    never = taktwin.load(OVEN, ["pauses.ovens.brief.after=null"]).model
    with pytest.raises(OptionError, match="no oven warms up"):
        study_shifting(never, OPTIONS)


def test_cells_that_always_work_cannot_rest() -> None:
    model = taktwin.load(TEXT, ["shops.press.cells.press-1.continuous=true"]).model
    with pytest.raises(OptionError, match="no make cell could rest"):
        study_shifting(model, OPTIONS)


@pytest.mark.parametrize(
    ("change", "replications", "what"),
    [
        ("site.tariff=null", 2, "has no tariff"),
        ('site.tariff.buy={"00:00-24:00": 0.5}', 2, "one price at all hours"),
        ("site=null", 2, "has no site"),
        ("name=x", 1, "two replications"),
    ],
)
def test_what_cannot_be_studied(change: str, replications: int, what: str) -> None:
    model = taktwin.load(TEXT, [change]).model
    with pytest.raises(OptionError, match=what):
        study_shifting(model, RunOptions(days=1, warmup=0, replications=replications))
