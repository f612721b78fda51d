"""Reorder levels of lanes, (s, S) and (R, nQ): when a load is ordered, and how much of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kernel.plants import Data, line, row_of, run


def one_every_10_s(initial: int, **lane: Any) -> Data:
    """A part of a is drawn at 0, 10, 20, ...; the lane orders every 10 s, before that of this instant is drawn."""
    data = line([{"station": "m", "cycle": "10 s", "uses": {"a": 1}}])
    data["parts"] = {"a": {}}
    data["stocks"] = {"a": {"part": "a", "initial": initial}}
    data["suppliers"] = {"mill": {}}
    data["lanes"] = {"van": {"supplier": "mill", "to": "a", "every": "10 s", "lead": "25 s", **lane}}
    return data


def received(data: Data, times: tuple[float, ...], stock: str = "a") -> list[float]:
    """What has come to a stock point at some times."""
    return [row_of(run(data, time).stocks, "stock", stock)["received"] for time in times]


@pytest.mark.rule("With reorder a load is ordered only when its position (level, dock and trucks on the way) is at or")
def test_below_the_level_an_order_fills_up():
    # the position is 7 at 10 (two are drawn, at 0 and 10; the order of 10 comes before the second), 5 at 30: 5 lack
    data = one_every_10_s(8, reorder=5, up_to=10)
    assert received(data, (54.9, 55)) == [0, 5]
    # they count on their way: 10 is the position then, 5 again at 80, and 5 more come at 105
    assert received(data, (104.9, 105)) == [5, 10]
    assert received({**data, "lanes": {"van": {**data["lanes"]["van"], "container": 3}}}, (54.9, 55)) == [0, 6]


@pytest.mark.rule("of a quantity then the fewest that lift the position above it")
@pytest.mark.parametrize(("initial", "wanted"), [(7, 0), (6, 3), (4, 3), (3, 6), (1, 6)])
def test_so_many_times_the_quantity(initial, wanted):
    # the only order is that of 0, after one is drawn: a position of 5 or less is lifted above it by threes
    data = one_every_10_s(initial, reorder=5, quantity=3, every="1000 s")
    assert received(data, (24.9, 25)) == [0, wanted]


def test_each_load_has_a_level_of_its_own():
    data = one_every_10_s(8)
    data["parts"]["b"] = {}
    data["stocks"]["b"] = {"part": "b", "initial": 3}
    loads = [{"to": "a", "reorder": 5, "quantity": 4}, {"to": "b", "reorder": 2, "quantity": 4}]
    data["lanes"]["van"] = {"supplier": "mill", "loads": loads, "every": "10 s", "lead": "25 s"}
    assert received(data, (54.9, 55)) == [0, 4]
    assert received(data, (500.0,), "b") == [0]


def test_from_a_stock_point_comes_what_is_there():
    data = one_every_10_s(1, reorder=4, quantity=3, every="1000 s")
    data["stocks"]["far"] = {"part": "a", "initial": 5}
    data["lanes"]["van"] |= {"from": "far", "container": 2}
    del data["lanes"]["van"]["supplier"]
    data["lanes"]["ship"] = {"supplier": "mill", "to": "far", "every": "1 h", "offset": "1 h", "quantity": 1}
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["uses"] = [{"part": "a", "from": "a"}]
    # six are wanted, five are there: two containers of two go
    assert received(data, (24.9, 25)) == [0, 4]


def test_many_orders_go_into_one_truck_after_the_other():
    data = one_every_10_s(1, reorder=8, quantity=3, every="1000 s", capacity=2, container=2)
    data["docks"] = {"north": {"doors": 1}}
    data["lanes"]["van"] |= {"dock": "north", "unload": "10 s"}
    # nine lack: trucks of four, four and one, unloaded one after the other
    assert received(data, (34.9, 35, 45, 55)) == [0, 4, 8, 9]
