"""From the plant to the press and back."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.model.files.load import load_model
from taktwin.planning.extending import model_text
from taktwin.planning.presslots.lots import production_quantity
from taktwin.planning.presslots.model import Money, cells_with_lots, overrides, presses
from taktwin.planning.presslots.panel import LotError
from taktwin.planning.presslots.plan import Wish, plan
from taktwin.planning.presslots.trial import measures, trial
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

PLANT = """
taktwin: 1
name: shop
calendars: {day: {shifts: [{days: daily, from: "06:00", to: "16:00"}]}}
parts: {hood: {value: 20}, door: {value: 15}, idle: {}}
stocks:
  hood-store: {part: hood, initial: 400, capacity: 900}
  door-store: {part: door, initial: 1500}
  door-line: {part: door, initial: 50}
  idle-store: {part: idle}
fleets: {trucks: {count: 2, speed: 1 m/s, load: 10 s, unload: 10 s}}
feeds: {doors: {from: door-store, to: door-line, fleet: trucks, distance: 50 m, lot: 24, reorder: 100}}
orders: {bodies: {}}
shops:
  press:
    calendar: day
    cells:
      press-1:
        change: 5 min
        failures: [{clock: operation, up: exp(2 h), repair: exp(12 min)}]
        makes:
          hood: {part: hood, hit: 5 s, lot: 400, reorder: 300, scrap: 10 %}
          door: {part: door, into: door-store, hit: 6 s, per_hit: 2, lot: 500, reorder: 900}
      press-2:
        makes: {idle: {part: idle, hit: 5 s, lot: 1, reorder: 0}}
  body:
    calendar: day
    lines:
      main:
        orders: bodies
        flow:
          - {station: closures, cycle: 60 s, uses: [{part: hood}, {part: door, quantity: 4, from: door-line}]}
"""


@pytest.fixture(scope="module")
def model():
    return taktwin.load(PLANT).model


@pytest.fixture(scope="module")
def results(model):
    return simulate(model, RunOptions(days=5, seed=1))


def test_reads_the_press(model, results) -> None:
    (found,) = presses(model, results)
    hood, door = found.press.panels
    assert found.cell == "press-1"
    assert found.press.day_hours == pytest.approx(10)
    available = 2 / 2.2
    assert hood.rate == pytest.approx(0.9 * available * 720)
    assert door.rate == pytest.approx(2 * available * 600)
    assert (hood.demand, door.demand) == (pytest.approx(60, rel=0.01), pytest.approx(240, rel=0.02))
    assert (hood.change, hood.room, door.rack, hood.rack) == (pytest.approx(5 / 60), 900, 24, 1)
    assert found.press.availability == pytest.approx(available)
    assert found.dies[1].lot == 1000
    assert found.dies[0].good_per_hit == 0.9
    expected = found.press.load + 5 / 60 * (hood.demand / 360 + door.demand / 1000)
    assert found.load_now == pytest.approx(expected)
    assert cells_with_lots(model) == ["press-1"]


def test_writes_the_plan(model, results) -> None:
    (found,) = presses(model, results)
    made = plan(found.press, Wish(0.6))
    changes = overrides(found, made)
    assert set(changes) == {
        f"shops.press.cells.press-1.makes.{part}.{key}" for part in ("hood", "door") for key in ("lot", "reorder")
    }
    after = load_model(model, changes)
    recipe = after.shops["press"].cells["press-1"].makes["hood"]
    assert recipe.lot.value * 0.9 >= made.cycles.lots[0] > (recipe.lot.value - 1) * 0.9
    assert recipe.reorder.value >= made.restart.levels[0] > recipe.reorder.value - 1


def test_study_is_a_model(model, results, tmp_path) -> None:
    base = tmp_path / "shop.yaml"
    base.write_text(PLANT, encoding="utf-8")
    (found,) = presses(model, results)
    changes = overrides(found, plan(found.press))
    (tmp_path / "lots.yaml").write_text(model_text("shop.yaml", "lots", changes), encoding="utf-8")
    loaded = taktwin.load(str(tmp_path / "lots.yaml")).model
    lot = loaded.shops["press"].cells["press-1"].makes["door"].lot.value
    assert lot == int(changes["shops.press.cells.press-1.makes.door.lot"])


def test_money(model, results) -> None:
    model = load_model(model, {"stocks.hood-store.capacity": "unlimited"})
    (found,) = presses(model, results, money=Money(200, 0.1))
    assert found.press.panels[0].holding == pytest.approx(20 * 0.1 / 365 / 10)
    assert found.press.panels[0].change_cost == 200
    cheap = plan(presses(model, results, money=Money(1, 0.1))[0].press, Wish(0.9))
    assert plan(found.press, Wish(0.9)).changes_a_day < cheap.changes_a_day


def test_what_cannot_be_planned(model, results) -> None:
    with pytest.raises(LotError, match=r'no make cell "pres-1". did you mean `press-1`'):
        presses(model, results, ["pres-1"])
    with pytest.raises(LotError, match="press-2 makes one part alone"):
        presses(model, results, ["press-2"])
    more = "more: {part: hood, hit: 5 s, lot: 1, reorder: 0}, idle: {part: idle"
    two = taktwin.load(PLANT.replace("idle: {part: idle, hit", more + ", hit")).model
    with pytest.raises(LotError, match='nothing was drawn from the stock point "idle-store"'):
        presses(two, results, ["press-2"])
    poor = load_model(model, {"parts.hood.value": "0"})
    with pytest.raises(LotError, match='the part "hood" has no value'):
        presses(poor, results, money=Money(200, 0.1))
    alone = taktwin.load("line20").model
    with pytest.raises(LotError, match="no make cell of this plant"):
        presses(alone, results)


def test_two_makers_share_the_demand(results) -> None:
    """Where two cells fill a stock point, each makes half."""
    two = taktwin.load(PLANT.replace("idle: {part: idle, hit", "more: {part: hood, hit")).model
    found = presses(two, results, ["press-1"])[0]
    assert found.press.panels[0].demand == pytest.approx(30, rel=0.01)


def test_trial_compares_pairs(model, results) -> None:
    found = presses(model, results)
    changes = overrides(found[0], plan(found[0].press, Wish(0.6)))
    table = trial(model, changes, found, RunOptions(days=5, seed=1, replications=3))
    row = {row["measure"]: row for row in table.rows(named=True)}
    assert row["die_changes"]["after"] > row["die_changes"]["before"]
    assert row["stock"]["high"] < 0
    before = [measures(model, result, found) for result in simulate(model, RunOptions(days=5, seed=1, replications=3))]
    assert row["stock"]["before"] == pytest.approx(sum(one["stock"] for one in before) / 3)
    stores = results[0].stocks.filter(results[0].stocks["stock"].is_in(["hood-store", "door-store"]))
    assert measures(model, results[0], found)["stock"] == pytest.approx(stores["mean"].sum())
    with pytest.raises(LotError, match="at least 2"):
        trial(model, changes, found, RunOptions(days=5))


def test_plan_foresees_the_simulated_stock() -> None:
    """`press-lots` at a load of 70 %: mean stock of plan and plant within 5 %, and no store runs empty."""
    plant = taktwin.load("press-lots").model
    found = presses(plant, simulate(plant, RunOptions(days=10, seed=1)))
    plans = [plan(one.press, Wish(0.7)) for one in found]
    changes = {
        key: value for one, made in zip(found, plans, strict=True) for key, value in overrides(one, made).items()
    }
    after = measures(plant, simulate(load_model(plant, changes), RunOptions(days=20, seed=1))[0], found)
    assert after["stock"] == pytest.approx(sum(made.mean_stock.sum() for made in plans), rel=0.05)
    assert after["press_load"] == pytest.approx(sum(made.load for made in plans) / 2, rel=0.02)
    assert after["die_changes"] == pytest.approx(sum(made.changes_a_day for made in plans), rel=0.02)
    assert after["empty_stores"] == 0.0


ONE_DIE = """
name: one_die
orders: {jobs: {interval: 36 s}}
parts: {panel: {family: panels, value: 87.6}}
stocks: {rack: {part: panel, initial: 400}}
shops:
  press: {cells: {line: {change: 20 min, makes: {p: {part: panel, hit: 4 s, lot: 300, reorder: 100}}}}}
  body: {lines: {main: {orders: jobs, flow: [{station: m, cycle: 30 s, uses: {panel: 1}}]}}}
"""


def test_the_lots_of_one_die_are_the_economic_production_quantity():
    """100 an hour of 900, 4/9 a lot, 0.001 for a part and hour: sqrt(2 x 4/9 x 100 / (0.001 x 8/9)) = 316.2."""
    one = taktwin.load(ONE_DIE).model
    runs = simulate(one, RunOptions(days=5, seed=1))
    found = presses(one, runs, money=Money(change=4 / 9, interest=0.1))[0]
    made = plan(found.press, Wish(load=0.5))
    assert production_quantity(100.0, 900.0, 4 / 9, 0.001) == pytest.approx(316.2, abs=0.05)
    assert made.cycles.lots[0] == 317  # whole parts, rounded up
    assert overrides(found, made)["shops.press.cells.line.makes.p.lot"] == "317"
    with pytest.raises(LotError, match="no make cell of this plant makes more than one part"):
        presses(one, runs)
    with pytest.raises(LotError, match="never changes dies"):
        presses(one, runs, ["line"])
