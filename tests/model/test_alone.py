"""One plant of a model by itself, where lines of one are called and joined by another."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.model import ModelError, load_model
from taktwin.model.files.alone import alone
from tests.plants.nextdoor import NEXT_DOOR


def test_a_plant_that_joins_never_waits() -> None:
    cars = taktwin.load(NEXT_DOOR, plant="cars")
    assert [one.joins for *_, one in cars.model.all_elements() if one.name == "fit-seats"] == [[]]  # type: ignore[union-attr]
    run = cars.simulate(days=5, warmup=1)
    assert run.kpis["line_stop_share"].value == 0.0
    assert run.result.waits.filter(pl.col("kind") == "matched").is_empty()
    assert cars.warnings == []


def test_joins_of_its_own_stay() -> None:
    text = NEXT_DOOR.replace("[{line: seats.seats, matched: true}]", "[{line: doors}, {line: seats.seats}]").replace(
        "          mending:",
        "          doors: {endless: true, flow: [{station: door, cycle: 9 s}]}\n          mending:",
    )
    (joins,) = [one.joins for *_, one in alone(load_model(text), "cars").all_elements() if one.name == "fit-seats"]  # type: ignore[union-attr]
    assert [join.line for join in joins] == ["doors"]


def test_a_plant_that_is_called_gets_orders_as_often() -> None:
    seats = taktwin.load(NEXT_DOOR, plant="seats")
    (line,) = [line for *_, line in seats.model.all_lines()]
    assert (line.call, line.orders) == (None, "seats")
    assert seats.model.orders["seats"].interval.mean == pytest.approx(120.0)  # type: ignore[union-attr]
    run = seats.simulate(days=5, warmup=1)
    assert run.kpis["throughput_per_hour"].value == pytest.approx(30, rel=0.01), "what it has delivered"
    assert seats.warnings == []


def test_its_paths_are_its_own() -> None:
    changed = taktwin.load(NEXT_DOOR, ["orders.seats.interval=100 s"], plant="seats")
    assert changed.model.orders["seats"].interval.mean == 100.0  # type: ignore[union-attr]


def test_products_come_as_the_others_make_them() -> None:
    products = "    products: {car: {}, van: {}}\n"
    text = NEXT_DOOR.replace("    options: {trim:", products + "    options: {trim:").replace(
        "    options: {colour:", products + "    options: {colour:"
    )
    text = text.replace("{interval: 2 min}", "{interval: 2 min, mix: {car: 25 %, van: 75 %}}")
    stream = alone(load_model(text), "seats").orders["seats"]
    (period,) = stream.mix or []
    assert {name: share.value for name, share in period.shares.items()} == {"car": 0.25, "van": 0.75}


def test_an_endless_line_that_others_join_gets_orders() -> None:
    text = NEXT_DOOR.replace("call: {at: cars.paint-exit}", "endless: true").replace(", matched: true", ", quantity: 2")
    text = text.replace("called, capacity: unlimited", "called, capacity: 4")
    seats = alone(load_model(text), "seats")
    assert seats.orders["seats"].interval.mean == pytest.approx(60.0)  # type: ignore[union-attr]


def test_how_often_others_call_must_be_known() -> None:
    text = NEXT_DOOR.replace("{interval: 2 min}", "{interval: 2 min}, more: {}").replace(
        "          mending:", "          more: {orders: more, flow: [{station: m, cycle: 1 h}]}\n          mending:"
    )
    message = (
        r'plants\.seats\.shops\.making\.lines\.seats\.call: alone nobody calls jobs of "seats".*run the whole model'
    )
    with pytest.raises(ModelError, match=message) as caught:
        alone(load_model(text), "seats")
    assert caught.value.problems[0].line == 11
    assert alone(load_model(text), "cars").orders.keys() == {"cars", "more"}
