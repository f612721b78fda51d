"""Make cells: lots at the reorder level, die changes, room, material, scrap."""

from __future__ import annotations

from typing import Any

import polars as pl

from tests.kernel.plants import Data, history, line, row_of, run
from tests.kernel.rules.small import BREAK


def press(
    makes: Data, stocks: Data, uses: Any, cycle: str = "10 s", orders: Data | None = None, **cell: object
) -> Data:
    names = dict.fromkeys(stock["part"] for stock in stocks.values())
    return line(
        [{"station": "m", "cycle": cycle, "uses": uses}],
        orders,
        parts={name: {"family": "panels", "unit": "piece"} for name in names},
        stocks=stocks,
        shop={"cells": {"press": {"makes": makes, **cell}}},
    )


def test_a_lot_is_made_at_the_reorder_level():
    makes = {"p": {"part": "p", "hit": "5 s", "per_hit": 2, "lot": 3, "reorder": 2}}
    result = run(press(makes, {"rack": {"part": "p", "initial": 3}}, {"p": 1}), 100)
    # drawn at 0, 10, ...: two left at 0; 3 hits to 15; 7 left at 15, two left at 60
    assert history(result, "press") == [(0, "working"), (15, "starved"), (60, "working"), (75, "starved")]
    row = row_of(result.resources, "resource", "press")
    assert (row["jobs"], row["setups"], row["scrapped"], row["ideal_s"]) == (6, 0, 0, 30)
    stock = row_of(result.stocks, "stock", "rack")
    assert (stock["received"], stock["drawn"], stock["final"]) == (12, 11, 4)


def test_a_die_change_between_different_recipes():
    makes = {name: {"part": name, "hit": "3 s", "lot": 2, "reorder": 0} for name in ("p", "q")}
    stocks = {f"{name}-rack": {"part": name, "initial": 1} for name in ("p", "q")}
    result = run(press(makes, stocks, {"p": 1, "q": 1}, change="4 s"), 42)
    assert history(result, "press") == [(0, "working"), (6, "setup"), (10, "working"), (16, "starved"), (23, "setup"),
                                        (27, "working"), (33, "setup"), (37, "working")]  # fmt: skip
    assert history(result, "m") == [(0, "working"), (10, "waiting_parts"), (13, "working"), (33, "waiting_parts"),
                                    (40, "working")]  # fmt: skip
    waits = dict(result.waits.filter(pl.col("resource") == "m").select("cause", "seconds").iter_rows())
    assert waits == {"p": 0.0, "q": 10.0}
    assert row_of(result.resources, "resource", "press")["setups"] == 3


def test_of_the_recipes_that_are_due_the_one_with_the_least_cover_comes_first():
    makes = {
        "p": {"part": "p", "hit": "1 s", "lot": 4, "reorder": 8},
        "q": {"part": "q", "hit": "1 s", "lot": 4, "reorder": 4},
    }
    stocks = {"p-rack": {"part": "p", "initial": 4}, "q-rack": {"part": "q", "initial": 1}}
    data = press(makes, stocks, {"p": 1, "q": 1}, orders={"interval": "1000 s"})
    levels = []
    for seconds in (4, 8, 12):
        table = run(data, seconds).stocks
        levels.append(tuple(table["final"]))
    # cover 4/8 against 1/4: q first; then p (0.5), and once more, as 8 is its reorder level
    assert levels == [(4, 5), (8, 5), (12, 5)]


def test_a_full_stock_blocks_the_press():
    makes = {"p": {"part": "p", "hit": "2 s", "lot": 3, "reorder": 1}}
    stocks = {"rack": {"part": "p", "initial": 1, "capacity": 3}}
    result = run(press(makes, stocks, {"p": 1}, "1 s", {"interval": "20 s"}), 39)
    assert history(result, "press") == [(0, "working"), (4, "blocked"), (20, "working"), (22, "starved")]
    assert row_of(result.stocks, "stock", "rack")["max"] == 3


def test_a_press_waits_for_its_material():
    makes = {"p": {"part": "p", "hit": "5 s", "lot": 3, "reorder": 1, "uses": {"coil": 2}}}
    stocks = {"rack": {"part": "p"}, "coils": {"part": "coil", "initial": 5}}
    data = press(makes, stocks, {"p": 1}, orders={"interval": "1000 s"})
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"truck": {"supplier": "mill", "to": "coils", "every": "50 s", "offset": "50 s", "quantity": 2}}
    result = run(data, 60)
    assert history(result, "press") == [(0, "working"), (10, "waiting_parts"), (50, "working"), (55, "starved")]
    waits = result.waits.select("resource", "cause", "kind", "stock", "seconds")
    assert waits.row(0) == (
        "press",
        "coil",
        "part",
        "coils",
        40.0,
    )
    assert row_of(result.stocks, "stock", "coils")["final"] == 1


def test_work_and_die_changes_are_interrupted_and_go_on():
    mode = {"clock": "operation", "up": "7 s", "repair": "2 s"}
    makes = {name: {"part": name, "hit": "5 s", "lot": 1, "reorder": 1} for name in ("p", "q")}
    stocks = {"p-rack": {"part": "p", "initial": 1}, "q-rack": {"part": "q", "initial": 1}}
    data = press(makes, stocks, {"p": 1, "q": 1}, orders={"interval": "1000 s"}, change="4 s", failures=[mode])
    result = run(data, 30)
    # p 0-5, die change 5-9 (no wear), q 9-11, down 11-13, q 13-16; both stocks are above their level then
    assert history(result, "press") == [(0, "working"), (5, "setup"), (9, "working"), (11, "down"), (13, "working"),
                                        (16, "starved")]  # fmt: skip


def test_a_press_that_is_down_begins_no_lot_and_draws_no_material():
    makes = {"p": {"part": "p", "hit": "5 s", "lot": 1, "reorder": 1, "uses": {"coil": 1}}}
    stocks = {"rack": {"part": "p", "initial": 2}, "coils": {"part": "coil", "initial": 3}}
    data = press(makes, stocks, {"p": 1}, failures=[{"up": "7 s", "repair": "20 s"}])
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"truck": {"supplier": "mill", "to": "coils", "every": "1 h", "offset": "1 h", "quantity": 2}}
    # down from 7; the draw at 10 makes a lot due, whose coil stays in its stock until the repair at 27
    assert row_of(run(data, 20).stocks, "stock", "coils")["drawn"] == 1
    result = run(data, 30)
    assert history(result, "press") == [(0, "working"), (5, "starved"), (7, "down"), (27, "working")]
    assert row_of(result.stocks, "stock", "coils")["drawn"] == 2


def test_a_press_off_shift_begins_no_lot_and_draws_no_material():
    makes = {"p": {"part": "p", "hit": "5 s", "lot": 1, "reorder": 1, "uses": {"coil": 1}}}
    stocks = {"rack": {"part": "p", "initial": 2}, "coils": {"part": "coil", "initial": 3}}
    data = press(makes, stocks, {"p": 1}, "50 s", calendar="day")
    data["calendars"] = BREAK  # from 60 s to 120 s; the draw at 100 s makes a lot due
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"truck": {"supplier": "mill", "to": "coils", "every": "1 h", "offset": "1 h", "quantity": 2}}
    assert row_of(run(data, 110).stocks, "stock", "coils")["drawn"] == 2
    result = run(data, 130)
    assert history(result, "press")[-2:] == [(120, "working"), (125, "starved")]
    assert row_of(result.stocks, "stock", "coils")["drawn"] == 3


def test_a_hit_that_ends_as_the_press_fails_has_ended():
    makes = {"p": {"part": "p", "hit": "5 s", "lot": 9, "reorder": 1}}
    data = press(makes, {"rack": {"part": "p", "initial": 1}}, {"p": 1}, failures=[{"up": "10 s", "repair": "3 s"}])
    result = run(data, 12)
    assert history(result, "press") == [(0, "working"), (10, "down")]
    assert row_of(result.resources, "resource", "press")["jobs"] == 2


def test_the_share_of_scrapped_hits():
    makes = {"p": {"part": "p", "hit": "1 s", "per_hit": 2, "lot": 10, "reorder": 100, "scrap": "8 %"}}
    result = run(press(makes, {"rack": {"part": "p", "initial": 100}}, {"p": 2}, "0.5 s"), 50_000, trace=False)
    row = row_of(result.resources, "resource", "press")
    assert row["jobs"] == 50_000
    assert abs(row["scrapped"] - 4_000) < 4 * (50_000 * 0.08 * 0.92) ** 0.5
    assert row["first_pass"] == row["jobs"] - row["scrapped"]
    assert row_of(result.stocks, "stock", "rack")["received"] == 2 * row["first_pass"]
