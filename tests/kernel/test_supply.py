"""Lanes and order streams."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from taktwin.kernel.kinds.register import KINDS
from taktwin.runs.simulation import Simulation
from taktwin.runs.trucks import trucks_of
from tests.kernel.plants import Data, ends, entries, line, program_of, row_of, run


def delivered(initial: int = 10, capacity: Any = "unlimited", **lane: object) -> Data:
    return line(
        [{"station": "m", "cycle": "10 s", "uses": {"bolt": 1}}],
        parts={"bolt": {"family": "bolts", "unit": "piece"}},
        stocks={"rack": {"part": "bolt", "initial": initial, "capacity": capacity}},
        suppliers={"mill": {}},
        lanes={"truck": {"supplier": "mill", "to": "rack", **lane}},
    )


def levels(data: Data, times: list[float]) -> list[tuple[float, float]]:
    """(received, final level) at some times."""
    rows = [row_of(run(data, t).stocks, "stock", "rack") for t in times]
    return [(row["received"], row["final"]) for row in rows]


def test_an_order_fills_up_to_a_level_in_full_containers():
    data = delivered(every="35 s", offset="35 s", up_to=10, container=4, lead="20 s")
    # at 35 four are missing: 4 come at 55. At 70 three (or four) are missing: 4 come at 90
    assert levels(data, [54, 55, 89, 95]) == [(0, 4), (4, 8), (4, 5), (8, 8)]


def test_what_is_on_the_way_counts():
    data = delivered(every="5 s", offset="5 s", up_to=10, lead="100 s")
    # one is missing at 5; one drawn each 10 s is ordered at the next order and comes 100 s later
    assert levels(data, [104, 105, 115, 125]) == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_a_fixed_quantity_comes_each_time():
    data = delivered(initial=100, every="30 s", quantity=7, lead="10 s")
    assert [received for received, _ in levels(data, [9, 10, 40, 70, 99])] == [0, 7, 14, 21, 21]


def test_trucks_of_a_lane_keep_their_order_and_none_is_lost():
    """A late truck holds up those behind it, so that with uneven leads many are on the way at once."""
    data = delivered(initial=1000, every="10 s", quantity=3, lead="exp(200 s)")
    simulation = Simulation(program_of(data))
    for until in range(100, 20_000, 100):
        simulation.advance_to(until)
        kind = simulation.arrays["resources"]["kind"]
        lane, state = (
            simulation.arrays[name][kind == KINDS.code("lane")][0] for name in ("resources", "resource_states")
        )
        due = trucks_of(simulation.arrays, int(np.flatnonzero(kind == KINDS.code("lane"))[0]))[0].tolist()
        assert due == sorted(due)
        assert lane["capacity"] >= len(due)
        assert state["works"] == until // 10 + 1 == state["jobs"] + state["count"]


def test_goods_beyond_the_capacity_wait_at_the_dock():
    data = delivered(initial=0, capacity=3, every="1000 s", quantity=3)
    data["lanes"]["more"] = {**data["lanes"]["truck"], "quantity": 2}
    result = run(data, 25)
    row = row_of(result.stocks, "stock", "rack")
    # 5 come at 0, 3 are drawn by 20; two are left
    assert (row["received"], row["drawn"], row["final"], row["max"]) == (5, 3, 2, 3)


def test_orders_at_intervals_begin_after_the_first_one():
    result = run(line([{"station": "m", "cycle": "1 s"}], {"interval": "7 s"}), 30)
    assert entries(result, "m") == [(7, 0), (14, 1), (21, 2), (28, 3)]


def test_a_limited_number_of_orders():
    for orders in ({"quantity": 3}, {"quantity": 3, "interval": "2 s"}):
        result = run(line([{"station": "m", "cycle": "1 s"}], orders), 30)
        assert len(ends(result)) == 3
    assert run(line([{"station": "m", "cycle": "1 s"}], {"quantity": 0}), 30).jobs.height == 0


def test_orders_of_a_file_are_released_at_their_times(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("product,release,colour\ncar,5,red\nvan,5,blue\ncar,20,blue\nvan,1 min,red\n", encoding="utf-8")
    options = {"colour": {"red": "50 %", "blue": "50 %"}}
    data = line(
        [{"station": "m", "cycle": "10 s"}], {"file": str(path)}, products={"car": {}, "van": {}}, options=options
    )
    result = run(data, 100)
    assert result.jobs.select("product", "colour", "born", "ended").rows() == [
        ("car", "red", 5, 15), ("van", "blue", 15, 25), ("car", "blue", 25, 35), ("van", "red", 60, 70),
    ]  # fmt: skip


def test_orders_of_a_file_without_times_come_when_there_is_room(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("product\nvan\ncar\ncar\n", encoding="utf-8")
    result = run(line([{"station": "m", "cycle": "10 s"}], {"file": str(path)}, products={"car": {}, "van": {}}), 100)
    assert result.jobs.select("product", "ended").rows() == [("van", 10), ("car", 20), ("car", 30)]


def test_the_mix_may_change_over_time():
    mix = [{"from": "0 s", "shares": {"car": "100 %"}}, {"from": "100 s", "shares": {"van": "100 %"}}]
    data = line([{"station": "m", "cycle": "1 s"}], {"interval": "10 s", "mix": mix}, products={"car": {}, "van": {}})
    products = run(data, 195).jobs["product"].to_list()
    assert products == ["car"] * 9 + ["van"] * 10


def test_shares_of_products_and_options():
    data = line(
        [{"station": "m", "cycle": "1 s"}],
        {"mix": {"car": "70 %", "van": "30 %"}},
        products={"car": {}, "van": {"options": {"colour": {"white": "100 %"}}}},
        options={"colour": {"red": "20 %", "blue": "0 %", "white": "80 %"}, "roof": {"steel": "60 %", "glass": "40 %"}},
    )
    table = run(data, 50_000, trace=False).jobs

    def share(condition: pl.Expr, of: pl.Expr) -> tuple[float, int]:
        within = table.filter(of)
        return within.filter(condition).height / within.height, within.height

    car, red, glass = pl.col("product") == "car", pl.col("colour") == "red", pl.col("roof") == "glass"
    for condition, of, expected in (
        (car, pl.lit(True), 0.7), (red, car, 0.2), (red, ~car, 0.0), (glass, car, 0.4), (glass, red, 0.4),
    ):  # fmt: skip
        found, count = share(condition, of)
        assert found == pytest.approx(expected, abs=4 * (expected * (1 - expected) / count) ** 0.5)
    assert set(table["colour"]) == {"red", "white"}
    # options of neighbouring jobs are independent
    codes = (table["colour"] == "red").cast(pl.Float64).to_numpy()
    assert abs(((codes[1:] - codes.mean()) * (codes[:-1] - codes.mean())).mean() / codes.var()) < 4 / 50_000**0.5
