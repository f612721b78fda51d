"""Lots of several parts on one machine: the reference cases, Bomberger as printed, and the order of the bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin.planning.supply.eoq import epq
from taktwin.planning.supply.lot_scheduling import common_cycle
from tests.planning.presslots.known import BOMBERGER
from tests.supply import reference


@pytest.mark.parametrize("case", reference("elsp", "common_cycle"))
def test_reference(case: dict[str, Any]) -> None:
    holding = case.get("holding") or [price * case["holding_rate_per_day"] for price in case["unit_cost"]]
    found = common_cycle(
        case["demand_per_day"], case["production_rate_per_day"], case["setup_cost"], holding, case["setup_days"]
    )
    assert found.cycle == pytest.approx(case["cycle_days"], rel=1e-6)
    assert found.cost == pytest.approx(case["cost_per_day"], rel=1e-6)
    assert found.utilisation == pytest.approx(case["utilisation"], rel=1e-6)
    assert found.independent_cost == pytest.approx(case["independent_lower_bound"], rel=1e-6)


def test_bomberger_as_printed() -> None:
    columns = [BOMBERGER.figures(name) for name in ("demand", "rate", "change_cost", "holding", "change")]
    found = common_cycle(*columns)
    assert (round(found.cost, 2), round(found.independent_cost, 2)) == (41.17, 31.62)
    assert round(found.utilisation, 2) == 0.88
    assert round(found.cycle, 1) == 42.8


@pytest.mark.parametrize("seed", range(10))
def test_bounds_lie_below_and_setups_set_the_shortest_cycle(seed: int) -> None:
    random = np.random.default_rng(seed)
    rate = random.uniform(50, 500, 4)
    demand, cost = rate * random.uniform(0.1, 0.24, 4), random.uniform(1, 50, 4)
    holding, setup = random.uniform(0.01, 1, 4), random.uniform(0, 0.6, 4)
    found = common_cycle(demand, rate, cost, holding, setup)
    assert found.independent_cost <= found.lower_bound * (1 + 1e-9)
    assert found.lower_bound <= found.cost * (1 + 1e-9)
    assert found.cycle >= setup.sum() / (1 - found.utilisation) - 1e-9
    alone = [epq(d, k, h, r) for d, k, h, r in zip(demand, cost, holding, rate, strict=True)]
    assert found.independent_cost == pytest.approx(sum(one.cost for one in alone))
    assert found.independent_cycles == pytest.approx([one.cycle for one in alone])
    assert found.lots == pytest.approx(demand * found.cycle)
