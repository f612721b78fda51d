"""The plan of a press."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from taktwin.planning.presslots.panel import LotError, Panel, Press, Stop
from taktwin.planning.presslots.plan import Wish, change_effect, plan

PRESS = Press(
    "press-1",
    (
        *(Panel(f"door-{i}", 60, 1300, 0.07, rack=24) for i in range(3)),
        *(Panel(f"side-{i}", 30, 650, 0.07, rack=12) for i in range(7)),
    ),
    (Stop(2.0, 1 / 6),),
    20.0,
)


def test_figures_fit() -> None:
    found = plan(PRESS, Wish(0.6))
    table = found.table()
    assert (table["lot"].to_numpy() % PRESS.figures("rack") == 0).all()
    assert found.load <= 0.6
    assert table["load_with"].sum() == pytest.approx(found.load)
    assert table["changes_per_day"].sum() == pytest.approx(found.changes_a_day)
    assert (table["restart"] < table["mean_stock"]).all()
    assert (table["mean_stock"] < table["max_stock"]).all()
    assert found.cycles.cost >= found.bound * (1 - 1e-9)
    days = table["mean_stock"] / table["demand_per_h"] / 20
    assert table["days_of_stock"].to_list() == pytest.approx(days.to_list())


def test_the_cycle_has_the_lots_of_full_racks() -> None:
    """The picture of the order shows the lots of the table, which are rounded up."""
    found = plan(PRESS, Wish(0.7, "rotation"))
    pieces = [run.pieces for run in sorted(found.schedule.runs, key=lambda run: run.part)]
    assert sum(pieces) == pytest.approx(found.cycles.lots.sum(), rel=0.01)
    assert found.schedule.cycle == pytest.approx(found.cycles.hours.mean())


def test_best_of_both() -> None:
    both = [plan(PRESS, Wish(0.6, method)) for method in ("multiples", "rotation")]
    assert plan(PRESS, Wish(0.6)).cost == min(one.cost for one in both)
    assert set(both[1].frequencies) == {1}
    assert set(both[0].frequencies) == {1, 2}


def test_more_changes_less_stock() -> None:
    stocks = [plan(PRESS, Wish(load)).mean_stock.sum() for load in (0.52, 0.6, 0.7)]
    assert stocks[0] > stocks[1] > stocks[2]


def test_shorter_changes() -> None:
    """At the same load lots go with the die change time: 180 s for 600 s is 70 % less, but for the racks."""
    coarse = Press("p", tuple(replace(panel, rack=1.0) for panel in PRESS.panels), PRESS.stops, 20.0)
    before, after = change_effect(coarse, Wish(0.6, "multiples"), (600 / 3600, 180 / 3600))
    assert after.cycles.mean_stock.sum() / before.cycles.mean_stock.sum() == pytest.approx(0.3, rel=0.01)
    assert after.mean_stock.sum() < before.mean_stock.sum()
    assert after.changes_a_day / before.changes_a_day == pytest.approx(1 / 0.3, rel=0.01)


def test_small_stores_hold_the_plan() -> None:
    free = plan(PRESS, Wish(0.6))
    room = 0.9 * free.max_stock[5]
    tight = Press("p", tuple(replace(p, room=room) if p.name == "side-2" else p for p in PRESS.panels), PRESS.stops, 20)
    found = plan(tight, Wish(0.6))
    assert free.max_stock[5] > room >= found.max_stock[5]
    assert found.load <= 0.6
    tiny = Press("p", tuple(replace(p, room=40.0) if p.name == "side-2" else p for p in PRESS.panels), PRESS.stops, 20)
    with pytest.raises(LotError, match="side-2: a store of 40 parts has no room"):
        plan(tiny, Wish(0.6))


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(1.2), "above 0 and at most 1"),
        (Wish(method="fast"), 'no method "fast"'),
        (Wish(0.4), "leaves none for die changes"),
        (Wish(0.6, surety=2.0), "between 0 and 1"),
    ],
)
def test_wrong_wishes(wish: Wish, words: str) -> None:
    with pytest.raises(LotError, match=words):
        plan(PRESS, wish)


def test_the_same_plan_every_time() -> None:
    assert np.array_equal(plan(PRESS).restart.levels, plan(PRESS).restart.levels)
