"""Continuous review: the reference cases, against all policies, a simulation, and base stock."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import pytest

from taktwin.planning.supply.base_stock import base_stock_backorders
from taktwin.planning.supply.continuous_review import best_reorder_point, reorder_point
from taktwin.planning.supply.demand import Poisson, PoissonBatches
from tests.supply import reference

_NAMES = {
    "on_hand": "on_hand",
    "backorders": "backorders",
    "fill_rate": "fill_rate",
    "unit_fill_rate": "fill_rate",
    "order_rate": "order_rate",
    "cost": "cost",
    "mean_in_transit": "on_order",
}


@pytest.mark.parametrize("case", reference("rq_continuous"))
def test_reference(case: dict[str, Any]) -> None:
    if "policy" in case:
        batches = PoissonBatches.geometric(case["batches_rate"], case["geometric_q"])
        found = reorder_point(batches, case["lead_time"], case["r"], case["Q"])
    else:
        costs = {name: case[name] for name in ("holding", "shortage", "setup")}
        found = best_reorder_point(Poisson(case["rate"]), case["lead_time"], **costs)
        assert (found.reorder_point, found.quantity) == (case["r"], case["Q"])
    for name, ours in _NAMES.items():
        if name in case:
            assert getattr(found, ours) == pytest.approx(case[name], rel=1e-9), name


@pytest.mark.parametrize(("rate", "lead_time"), [(0.4, 0.0), (1.5, 2.0), (6.0, 1.0)])
@pytest.mark.parametrize("setup", [0.0, 3.0, 40.0])
def test_no_other_policy_is_cheaper(rate: float, lead_time: float, setup: float) -> None:
    best = best_reorder_point(Poisson(rate), lead_time, holding=1, shortage=5, setup=setup)
    every = [
        reorder_point(Poisson(rate), lead_time, r, q, 1, 5, setup).cost for r in range(-25, 20) for q in range(1, 50)
    ]
    assert best.cost == pytest.approx(min(every), rel=1e-12)


def test_orders_of_one_unit_are_base_stock() -> None:
    one, other = reorder_point(Poisson(2), 1.5, 5, 1), base_stock_backorders(2, 1.5, 6)
    assert (one.on_hand, one.backorders, one.fill_rate) == pytest.approx(
        (other.on_hand, other.backorders, other.fill_rate)
    )


def test_batches_of_one_are_single_units() -> None:
    one = reorder_point(PoissonBatches(3.0, (1.0,)), 2.0, 5, 4, 1, 2, 3)
    other = reorder_point(Poisson(3.0), 2.0, 5, 4, 1, 2, 3)
    assert asdict(one) == pytest.approx(asdict(other), rel=1e-12)
    assert one.order_rate == 3 / 4


@pytest.mark.parametrize("q", [3, 6])  # smaller and larger than the largest batch
def test_batches_against_a_simulation(q: int) -> None:
    """Arrivals, sizes and positions drawn; the stock before a batch is the position a lead time ago less the demand."""
    random = np.random.default_rng(5)
    n, rate, lead_time, r = 400_000, 2.0, 1.5, 4
    times = np.cumsum(random.exponential(1 / rate, n))
    sizes = random.choice([1, 2, 5], n, p=[0.5, 0.3, 0.2])
    asked = np.cumsum(sizes)
    position = r + 1 + (r + q - asked - (r + 1)) % q  # after the orders of each batch
    before = np.searchsorted(times, times - lead_time)  # batches up to a lead time ago
    kept = np.flatnonzero(before > 0)
    net = position[before[kept] - 1] - (asked[kept] - sizes[kept] - asked[before[kept] - 1])
    found = reorder_point(PoissonBatches(rate, (0.5, 0.3, 0, 0, 0.2)), lead_time, r, q)
    filled = np.minimum(np.maximum(net, 0), sizes[kept]).sum() / sizes[kept].sum()
    assert found.fill_rate == pytest.approx(filled, abs=0.004)
    assert found.on_hand == pytest.approx(np.maximum(net, 0).mean(), rel=0.02)  # arrivals see time averages
    assert found.backorders == pytest.approx(np.maximum(-net, 0).mean(), rel=0.02)
    ordered = np.diff(position) != -sizes[1:]  # an order lifts the position
    assert found.order_rate == pytest.approx(rate * ordered.mean(), rel=0.01)
