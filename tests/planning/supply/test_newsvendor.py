"""The order for one period: the reference cases, and against trying all orders."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from taktwin.planning.supply.newsvendor import (
    Newsvendor,
    newsvendor_discrete,
    newsvendor_normal,
    newsvendor_poisson,
)
from tests.supply import reference


def solved(case: dict[str, Any]) -> Newsvendor:
    costs = {"holding": case["holding"], "shortage": case["shortage"]}
    if case["kind"] == "normal":
        return newsvendor_normal(case["mean"], case["sd"], **costs)
    if case["kind"] == "poisson":
        return newsvendor_poisson(case["mean"], **costs)
    assert case["kind"] == "discrete"
    return newsvendor_discrete({float(amount): p for amount, p in case["pmf"].items()}, **costs)


@pytest.mark.parametrize("case", reference("newsvendor"))
def test_reference(case: dict[str, Any]) -> None:
    found = solved(case)
    assert found.order_up_to == pytest.approx(case["order_up_to"], rel=1e-9)
    assert found.cost == pytest.approx(case["cost"], rel=1e-9)
    if "fill_probability" in case:
        assert found.fill_probability == pytest.approx(case["fill_probability"], rel=1e-9)


@pytest.mark.parametrize("mean", [0.3, 7.0, 400.0])
def test_no_other_order_is_cheaper(mean: float) -> None:
    amounts = np.arange(2000)
    p = stats.poisson.pmf(amounts, mean)
    found = newsvendor_poisson(mean, holding=1, shortage=7)
    costs = [float(p @ np.maximum(s - amounts, 0) + 7 * p @ np.maximum(amounts - s, 0)) for s in range(600)]
    assert found.cost == pytest.approx(min(costs), rel=1e-10)
    assert costs[int(found.order_up_to)] == pytest.approx(min(costs), rel=1e-10)


def test_the_smallest_of_equal_orders() -> None:
    found = newsvendor_discrete({100: 0.5, 0: 0.5}, holding=3, shortage=3)
    assert (found.order_up_to, found.cost) == (0.0, 150.0)
    assert newsvendor_discrete({0: 0.1, 1: 0.2, 2: 0.7}, holding=7, shortage=3).order_up_to == 1.0  # 0.1 + 0.2 > 0.3


def test_sure_demand_costs_nothing() -> None:
    assert newsvendor_normal(50, 0, 1, 9) == Newsvendor(50.0, 0.0, 1.0)
    assert newsvendor_discrete({50: 1.0}, 1, 9) == Newsvendor(50.0, 0.0, 1.0)
