"""When a cell works and when its parts are drawn, by the calendars of a plant."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.model.files.load import load_model
from taktwin.planning.presslots.hours import cell_rhythm
from taktwin.planning.presslots.model import overrides, presses
from taktwin.planning.presslots.plan import Wish, plan
from taktwin.planning.presslots.trial import measures
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

ONE_SHIFT = """
taktwin: 1
name: one-shift
calendars:
  day: {shifts: [{days: daily, from: "06:00", to: "20:00"}]}
  night: {shifts: [{days: daily, from: "18:00", to: "24:00"}]}
parts: {hood: {}, door: {}, roof: {}}
stocks:
  hood-store: {part: hood, initial: 1200}
  door-store: {part: door, initial: 1500}
  roof-store: {part: roof, initial: 1300}
orders: {bodies: {}}
shops:
  press:
    calendar: day
    cells:
      press-1:
        change: 5 min
        failures: [{clock: operation, up: exp(2 h), repair: exp(12 min)}]
        makes:
          hood: {part: hood, hit: 5 s, lot: 900, reorder: 900}
          door: {part: door, hit: 5 s, lot: 900, reorder: 900}
          roof: {part: roof, hit: 5 s, lot: 900, reorder: 900}
  body:
    lines:
      main:
        orders: bodies
        flow:
          - {station: closures, cycle: 60 s, uses: {hood: 1, roof: 1, door: 1}}
"""


def share_off(text: str) -> float | None:
    model = taktwin.load(text).model
    found = cell_rhythm(model, "press", model.shops["press"].cells["press-1"], ["hood-store", "door-store"])
    return None if found is None else found.off_share


def test_who_draws_decides() -> None:
    closures = "{station: closures, cycle: 60 s, uses: {hood: 1, roof: 1, door: 1}}"
    assert share_off(ONE_SHIFT) == pytest.approx(10 / 24)
    assert share_off(ONE_SHIFT.replace("  body:", "  body:\n    calendar: day")) is None
    on_nights = "{station: closures, cycle: 60 s, calendar: night, uses: {hood: 1, roof: 1, door: 1}}"
    assert share_off(ONE_SHIFT.replace(closures, on_nights)) == pytest.approx(4 / 6)
    oven = ONE_SHIFT.replace("  body:", "  body:\n    calendar: day").replace(
        "cycle: 60 s", "cycle: 60 s, continuous: true"
    )
    assert share_off(oven) == pytest.approx(10 / 24)
    always = ONE_SHIFT.replace("        change: 5 min", "        change: 5 min\n        continuous: true")
    assert share_off(always) is None


def test_one_of_a_row_of_stations() -> None:
    row = "{station: row, count: 3, cycle: 60 s, except: {2: {calendar: night, uses: {hood: 1, roof: 1, door: 1}}}}"
    text = ONE_SHIFT.replace("{station: closures, cycle: 60 s, uses: {hood: 1, roof: 1, door: 1}}", row)
    assert share_off(text) == pytest.approx(4 / 6)


def test_behind_a_feed() -> None:
    """Parts that vehicles bring to a line are drawn when the line works."""
    text = ONE_SHIFT.replace(
        "orders: {",
        "  hood-line: {part: hood, initial: 50}\n"
        "fleets: {trucks: {count: 2, speed: 1 m/s, load: 10 s, unload: 10 s}}\n"
        "feeds: {hoods: {from: hood-store, to: hood-line, fleet: trucks, distance: 50 m, lot: 24, reorder: 40}}\n"
        "orders: {",
    ).replace(
        "uses: {hood: 1, roof: 1, door: 1}",
        "calendar: night, uses: [{part: hood, from: hood-line}, {part: door}, {part: roof}]",
    )
    made = text.replace("hood: {part: hood, hit", "hood: {part: hood, into: hood-store, hit")
    assert share_off(made) == pytest.approx(4 / 6)


def test_plan_for_a_press_on_one_shift() -> None:
    """The body shop works day and night: no store runs empty, and the stock is as planned (within 3 %)."""
    plant = taktwin.load(ONE_SHIFT).model
    (found,) = presses(plant, simulate(plant, RunOptions(days=7, seed=1)))
    made = plan(found.press, Wish(0.6))
    after = measures(
        plant, simulate(load_model(plant, overrides(found, made)), RunOptions(days=14, seed=1))[0], [found]
    )
    assert (after["empty_stores"], after["waiting_for_parts"]) == (0.0, 0.0)
    assert after["stock"] == pytest.approx(made.mean_stock.sum(), rel=0.03)
    assert after["stock_max"] == pytest.approx(made.max_stock.sum(), rel=0.03)
    assert after["press_load"] == pytest.approx(made.load, rel=0.03)
