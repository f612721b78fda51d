"""The order book by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from taktwin.planning.orders.clearing import wait_of_last, weekly_book, weeks_to_clear
from taktwin.planning.orders.errors import OrderBookError
from tests.planning.orders.reference import reference


@pytest.mark.parametrize("case", reference("order_book"))
def test_case(case: dict[str, Any]) -> None:
    waiting, out, new = case["orders_waiting"], case["deliveries_per_week"], case["new_orders_per_week"]
    wanted = math.inf if case["weeks_to_clear"] is None else case["weeks_to_clear"]
    assert weeks_to_clear(waiting, out, new) == pytest.approx(wanted, rel=1e-9)
    assert wait_of_last(waiting, out) == pytest.approx(case["wait_of_last_weeks"], rel=1e-9)
    if wanted < 500:
        weeks = math.ceil(wanted) + 1
        assert weekly_book(waiting, [out] * weeks, [new] * weeks).clears == pytest.approx(wanted, rel=1e-9)


def test_a_book_never_clears_where_more_come_than_leave() -> None:
    assert weeks_to_clear(100, 50, 50) == math.inf
    assert weeks_to_clear(0, 50, 80) == 0
    assert wait_of_last(10, 0) == math.inf
    assert weekly_book(100, [50, 50], [60, 40]).clears == math.inf


def test_orders_are_conserved_week_by_week() -> None:
    book = weekly_book(100, [30, 80, 200, 10], [50, 20, 5, 40])
    assert book.waiting.tolist() == [100, 120, 60, 0, 30]
    assert book.delivered.tolist() == [30, 80, 65, 10]
    assert book.clears == pytest.approx(2 + 60 / 195)


def test_what_is_no_book_is_refused() -> None:
    with pytest.raises(OrderBookError, match="orders waiting"):
        weeks_to_clear(-1, 2, 3)
    with pytest.raises(OrderBookError, match="capacity of week 2"):
        weekly_book(1, [1, math.nan], [1, 1])
    with pytest.raises(OrderBookError, match="as many of both"):
        weekly_book(1, [1], [])
