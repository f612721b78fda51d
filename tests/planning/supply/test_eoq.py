"""Order quantities: the reference cases, their limits, and against trying all quantities."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin.planning.supply.eoq import OrderQuantity, eoq, eoq_backorders, eoq_discount, epq
from tests.supply import reference


def solved(case: dict[str, Any]) -> OrderQuantity:
    kind, demand, setup = case["kind"], case["demand"], case["setup"]
    if kind == "eoq":
        return eoq(demand, setup, case["holding"])
    if kind == "eoq_backorders":
        return eoq_backorders(demand, setup, case["holding"], case["shortage"])
    if kind == "epq":
        return epq(demand, setup, case["holding"], case["production_rate"])
    assert kind == "all_units_discount"
    return eoq_discount(demand, setup, case["holding_rate"], case["breakpoints"], case["unit_costs"])


@pytest.mark.parametrize("case", reference("eoq"))
def test_reference(case: dict[str, Any]) -> None:
    found = solved(case)
    assert found.quantity == pytest.approx(case["Q"], rel=1e-9)
    assert found.cost == pytest.approx(case["cost"], rel=1e-9)
    assert found.backorder_share == pytest.approx(case.get("backorder_share", 0.0), rel=1e-9)
    assert found.interval == case.get("interval")
    assert found.cycle == pytest.approx(found.quantity / case["demand"])


def test_limits() -> None:
    plain = eoq(1300, 8, 0.225)
    assert eoq_backorders(1300, 8, 0.225, 1e12).quantity == pytest.approx(plain.quantity)  # nobody may wait
    assert epq(1300, 8, 0.225, 1e12).cost == pytest.approx(plain.cost)  # the lot is there at once
    assert epq(1300, 8, 0.225, 1300.001).cost < 0.01 * plain.cost  # hardly any stock builds up


@pytest.mark.parametrize("seed", range(20))
def test_discount_against_all_quantities(seed: int) -> None:
    random = np.random.default_rng(seed)
    breaks = np.append(0, np.sort(random.choice(np.arange(50, 2000), 3, replace=False)))
    prices = np.sort(random.uniform(5, 8, 4))[::-1]
    demand, setup, rate = random.uniform(100, 5000), random.uniform(5, 200), random.uniform(0.05, 0.5)
    quantities = np.append(np.arange(1, 5000.0, 0.25), breaks[1:])
    price = prices[np.searchsorted(breaks, quantities, side="right") - 1]
    costs = price * demand + setup * demand / quantities + rate * price * quantities / 2
    found = eoq_discount(demand, setup, rate, breaks.tolist(), prices.tolist())
    assert found.cost <= costs.min() + 1e-9
    assert found.cost == pytest.approx(costs.min(), rel=1e-6)
    assert found.price == prices[found.interval or 0]


def test_cost_by_its_parts() -> None:
    found = eoq_backorders(10, 64, 1, 9)  # stock and backorders are triangles over the two parts of the cycle
    stock, waits = found.quantity * (1 - found.backorder_share), found.quantity * found.backorder_share
    held = (stock**2 + 9 * waits**2) / (2 * found.quantity)
    assert found.cost == pytest.approx(64 * 10 / found.quantity + held)
    assert found.cost < eoq(10, 64, 1).cost


def test_one_price_is_the_plain_quantity() -> None:
    found, plain = eoq_discount(1300, 8, 0.3, [0], [0.75]), eoq(1300, 8, 0.225)
    assert found.quantity == pytest.approx(plain.quantity)
    assert found.cost == pytest.approx(plain.cost + 0.75 * 1300)
