"""Base stock: the reference cases, and the sums behind the recursion."""

from __future__ import annotations

from math import factorial
from typing import Any

import pytest

from taktwin.planning.supply.base_stock import base_stock_backorders, base_stock_lost
from tests.supply import reference


@pytest.mark.parametrize("case", reference("base_stock_continuous"))
def test_reference(case: dict[str, Any]) -> None:
    rate, lead_time, level = case["rate"], case["mean_lead_time"], case["S"]
    if "lost_share" in case:
        lost = base_stock_lost(rate, lead_time, level)
        expected = (case["lost_share"], case["mean_on_order"], case["mean_on_hand"])
        assert (lost.lost_share, lost.on_order, lost.on_hand) == pytest.approx(expected, rel=1e-9)
    else:
        waits = base_stock_backorders(rate, lead_time, level)
        expected = (case["fill_rate"], case["backorders"], case["mean_on_hand"])
        assert (waits.fill_rate, waits.backorders, waits.on_hand) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("load", "level"), [(0.5, 3), (7.0, 5), (3.0, 12)])
def test_erlang_by_its_sum(load: float, level: int) -> None:
    terms = [load**n / factorial(n) for n in range(level + 1)]
    assert base_stock_lost(load, 1.0, level).lost_share == pytest.approx(terms[-1] / sum(terms))


def test_edges() -> None:
    assert base_stock_lost(2, 3, 0).lost_share == 1.0
    assert base_stock_lost(2, 0, 1).lost_share == 0.0
    nothing = base_stock_backorders(2, 3, 0)
    assert (nothing.fill_rate, nothing.on_hand) == (0.0, 0.0)
    assert nothing.backorders == pytest.approx(6.0)
    assert base_stock_lost(900, 1, 1000).lost_share == pytest.approx(0.0000590, rel=0.02)  # far beyond the factorials


@pytest.mark.parametrize("level", [0, 2, 9])
def test_what_is_owned_is_the_base_stock(level: int) -> None:
    for found in (base_stock_lost(2, 1.5, level), base_stock_backorders(2, 1.5, level)):
        assert found.on_hand + found.on_order - found.backorders == pytest.approx(level)
        assert found.fill_rate + found.lost_share <= 1.0 + 1e-12
