"""Periodic review: the reference cases, against the stationary chain, all policies and the newsvendor."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin.planning.supply.demand import Demand, Discrete, Poisson, PoissonBatches
from taktwin.planning.supply.newsvendor import newsvendor_poisson
from taktwin.planning.supply.periodic_review import best_periodic_review, periodic_review
from tests.supply import reference


@pytest.mark.parametrize("case", reference("ss_periodic"))
def test_reference(case: dict[str, Any]) -> None:
    if case["kind"] == "poisson":
        demand: Demand = Poisson(case["demand_mean"])
    else:
        assert case["kind"] == "compound_poisson_geometric"
        demand = PoissonBatches.geometric(case["batches_mean"], case["geometric_q"])
    costs = {name: case[name] for name in ("holding", "shortage", "setup", "lead_time")}
    found = best_periodic_review(demand, **costs)
    assert (found.reorder_point, found.order_up_to) == (case["s"], case["S"])
    assert found.cost == pytest.approx(case["cost"], rel=1e-9)
    assert found.order_frequency == pytest.approx(case["order_frequency"], rel=1e-9)
    assert periodic_review(demand, case["s"], case["S"], **costs) == found


def by_chain(demand: Demand, s: int, S: int, h: float, p: float, K: float, lead_time: int) -> float:  # noqa: N803
    """Cost by the Markov chain of the position after ordering."""
    period = demand.over(1)
    levels = np.arange(s + 1, S + 1)
    moves = np.zeros((levels.size, levels.size))
    for place in range(levels.size):
        for k, q in enumerate(period.p):
            after = place - period.low - k
            moves[place, after if after >= 0 else -1] += q
    balance = np.vstack([moves.T - np.eye(levels.size), np.ones(levels.size)])
    p_level = np.linalg.lstsq(balance, np.append(np.zeros(levels.size), 1.0), rcond=None)[0]
    orders = sum(
        p_level[place] * q for place in range(levels.size) for k, q in enumerate(period.p) if place < period.low + k
    )
    lead = demand.over(lead_time + 1)
    return float(K * orders + p_level @ (h * lead.on_hand(levels) + p * lead.backorders(levels)))


LUMPY = Discrete((0.6, 0.0, 0.1, 0.0, 0.0, 0.3))


@pytest.mark.parametrize("demand", [Poisson(3), LUMPY, PoissonBatches(1.2, (0.5, 0.5))])
@pytest.mark.parametrize(("s", "S", "lead_time"), [(2, 9, 0), (-3, 4, 1), (6, 7, 2)])
def test_cost_by_the_stationary_chain(demand: Demand, s: int, S: int, lead_time: int) -> None:  # noqa: N803
    found = periodic_review(demand, s, S, holding=1, shortage=6, setup=10, lead_time=lead_time)
    assert found.cost == pytest.approx(by_chain(demand, s, S, 1, 6, 10, lead_time), rel=1e-9)
    assert found.cost == pytest.approx(found.on_hand + 6 * found.backorders + 10 * found.order_frequency)


@pytest.mark.parametrize("demand", [Poisson(2), LUMPY])
@pytest.mark.parametrize(("shortage", "setup"), [(3, 0), (3, 12), (30, 40), (0.2, 5)])
def test_no_other_policy_is_cheaper(demand: Demand, shortage: float, setup: float) -> None:
    best = best_periodic_review(demand, 1, shortage, setup, lead_time=1)
    every = [
        periodic_review(demand, s, S, 1, shortage, setup, lead_time=1).cost
        for s in range(-20, 16)
        for S in range(s + 1, 40)
    ]
    assert best.cost == pytest.approx(min(every), rel=1e-12)


def test_without_setup_it_is_the_newsvendor_of_lead_time_and_a_period() -> None:
    found = best_periodic_review(Poisson(5), 1, 9, setup=0, lead_time=3)
    single = newsvendor_poisson(20, 1, 9)
    assert (found.order_up_to, found.reorder_point) == (single.order_up_to, single.order_up_to - 1)
    assert found.cost == pytest.approx(single.cost)
