"""What the formulas refuse: every error is ours, names the parameter, and nothing comes out instead."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from taktwin import supply
from taktwin.model.errors import OptionError

POISSON, DICE = supply.Poisson(5), supply.Discrete((0.5, 0.5))
LOTS = {"demand": [10, 20], "production_rate": [50, 60], "setup_cost": [5, 6], "holding": [1, 2]}
BREAKS, PRICES = [0, 100, 200], [3, 2, 1]

BAD: list[tuple[str, Callable[[], Any]]] = [
    ("mean", lambda: supply.Poisson(-5)),
    ("mean", lambda: supply.Poisson(math.nan)),
    ("batches", lambda: supply.PoissonBatches(0, (1.0,))),
    ("sizes", lambda: supply.PoissonBatches(1, (0.5, 0.4))),
    ("sizes", lambda: supply.PoissonBatches(1, (1.5, -0.5))),
    ("q", lambda: supply.PoissonBatches.geometric(1, 1)),
    ("q", lambda: supply.PoissonBatches.geometric(1, 0.99999)),
    ("probability", lambda: supply.Discrete((0.2, 0.2))),
    ("probability", lambda: supply.Discrete((1.0,))),
    ("time", lambda: DICE.over(1.5)),
    ("sd", lambda: supply.Normal(5, 0)),
    ("mean", lambda: supply.newsvendor_normal(math.inf, 1, 1, 1)),
    ("sd", lambda: supply.newsvendor_normal(5, -1, 1, 1)),
    ("holding", lambda: supply.newsvendor_normal(5, 1, 0, 1)),
    ("shortage", lambda: supply.newsvendor_poisson(5, 1, -1)),
    ("mean", lambda: supply.newsvendor_poisson(0, 1, 1)),
    ("pmf", lambda: supply.newsvendor_discrete({}, 1, 1)),
    ("pmf", lambda: supply.newsvendor_discrete({1: 0.5, 2: 0.6}, 1, 1)),
    ("pmf", lambda: supply.newsvendor_discrete({1: 1.5, 2: -0.5}, 1, 1)),
    ("pmf", lambda: supply.newsvendor_discrete({math.nan: 1.0}, 1, 1)),
    ("demand", lambda: supply.eoq(-1, 1, 1)),
    ("setup", lambda: supply.eoq(1, 0, 1)),
    ("holding", lambda: supply.eoq(1, 1, math.nan)),
    ("demand", lambda: supply.eoq("many", 1, 1)),  # type: ignore[arg-type]
    ("shortage", lambda: supply.eoq_backorders(1, 1, 1, 0)),
    ("production_rate", lambda: supply.epq(10, 1, 1, 10)),
    ("breakpoints", lambda: supply.eoq_discount(1, 1, 0.1, [100, 200], [2, 1])),
    ("breakpoints", lambda: supply.eoq_discount(1, 1, 0.1, [0, 200, 100], PRICES)),
    ("unit_costs", lambda: supply.eoq_discount(1, 1, 0.1, BREAKS, [1, 2])),
    ("unit_costs", lambda: supply.eoq_discount(1, 1, 0.1, BREAKS, [1, 2, 3])),
    ("holding_rate", lambda: supply.eoq_discount(1, 1, 0, BREAKS, PRICES)),
    ("demand", lambda: supply.common_cycle(**LOTS | {"demand": []})),
    ("production_rate", lambda: supply.common_cycle(**LOTS | {"production_rate": [50]})),
    ("production_rate", lambda: supply.common_cycle(**LOTS | {"demand": [40, 40]})),
    ("setup_cost", lambda: supply.common_cycle(**LOTS | {"setup_cost": [5, 0]})),
    ("setup_time", lambda: supply.common_cycle(**LOTS, setup_time=[1, -1])),
    ("demould_s", lambda: supply.moulds_for_takt(0, 60)),
    ("takt_s", lambda: supply.moulds_for_takt(60, 0)),
    ("index_s", lambda: supply.moulds_for_takt(60, 60, -1)),
    ("moulds", lambda: supply.mould_rate(0, 60, 60)),
    ("units_per_truck", lambda: supply.truck_headway(0, 60)),
    ("hours_per_day", lambda: supply.truck_headway(30, 60, 25)),
    ("volume", lambda: supply.takt_from_volume(0, 5000)),
    ("availability", lambda: supply.takt_from_volume(1, 5000, 85)),
    ("order_up_to", lambda: supply.periodic_review(POISSON, 5, 5, 1, 1, 1)),
    ("reorder_point", lambda: supply.periodic_review(POISSON, 4.5, 9, 1, 1, 1)),  # type: ignore[arg-type]
    ("setup", lambda: supply.best_periodic_review(POISSON, 1, 1, -1)),
    ("shortage", lambda: supply.best_periodic_review(POISSON, 1, 0, 1)),
    ("lead_time", lambda: supply.best_periodic_review(POISSON, 1, 1, 1, lead_time=0.5)),  # type: ignore[arg-type]
    ("demand", lambda: supply.best_periodic_review(supply.Normal(5, 1), 1, 1, 1)),
    ("quantity", lambda: supply.reorder_point(POISSON, 1, 3, 0)),
    ("reorder_point", lambda: supply.reorder_point(POISSON, 1, 3.5, 2)),  # type: ignore[arg-type]
    ("lead_time", lambda: supply.reorder_point(POISSON, -1, 3, 2)),
    ("holding", lambda: supply.reorder_point(POISSON, 1, 3, 2, holding=-1)),
    ("demand", lambda: supply.reorder_point(DICE, 1, 3, 2)),
    ("demand", lambda: supply.reorder_point(supply.Normal(5, 1), 1, 3, 2)),
    ("demand", lambda: supply.best_reorder_point(supply.PoissonBatches(1, (1.0,)), 1, 1, 1, 1)),  # type: ignore[arg-type]
    ("shortage", lambda: supply.best_reorder_point(POISSON, 1, 1, math.inf, 1)),
    ("rate", lambda: supply.base_stock_lost(0, 1, 1)),
    ("base_stock", lambda: supply.base_stock_lost(1, 1, -1)),
    ("lead_time", lambda: supply.base_stock_backorders(1, math.nan, 1)),
    ("base_stock", lambda: supply.base_stock_backorders(1, 1, 1.5)),  # type: ignore[arg-type]
    ("lead_times", lambda: supply.best_serial(POISSON, [1, -1], [2, 1], 9)),
    ("holding", lambda: supply.best_serial(POISSON, [1, 1], [2], 9)),
    ("holding", lambda: supply.best_serial(POISSON, [1, 1], [1, 2], 9)),
    ("shortage", lambda: supply.best_serial(POISSON, [1, 1], [2, 1], 0)),
    ("review", lambda: supply.best_serial(POISSON, [1, 1], [2, 1], 9, review=-1)),
    ("time", lambda: supply.best_serial(DICE, [1.5, 1], [2, 1], 9)),
    ("demand", lambda: supply.best_serial(5, [1, 1], [2, 1], 9)),  # type: ignore[arg-type]
    ("base_stock", lambda: supply.serial_cost(POISSON, [1, 1], [2, 1], 9, [5])),
    ("base_stock", lambda: supply.serial_cost(POISSON, [1, 1], [2, 1], 9, [5, 1.5])),
    ("base_stock", lambda: supply.serial_cost(POISSON, [1, 1], [2, 1], 9, [5, -1])),
    ("cards", lambda: supply.card_loop(0, [1])),
    ("cards", lambda: supply.card_loop(2.5, [1])),  # type: ignore[arg-type]
    ("stations", lambda: supply.card_loop(3, [])),
    ("stations", lambda: supply.card_loop(3, [1, 0])),
    ("delays", lambda: supply.card_loop(3, [1], [-1])),
    ("cell_rate", lambda: supply.make_to_stock_lost(3, -1, 1)),
    ("demand_rate", lambda: supply.make_to_stock_lost(3, 1, 0)),
    ("cell_rate", lambda: supply.make_to_stock_backorders(3, 1, 1)),
    ("cards", lambda: supply.two_stage_kanban((3, 0), (1, 1), 1)),
    ("cards", lambda: supply.two_stage_kanban((3,), (1, 1), 1)),  # type: ignore[arg-type]
    ("cards", lambda: supply.two_stage_kanban((3000, 3000), (1, 1), 1)),
    ("cell_rates", lambda: supply.two_stage_kanban((3, 3), (1, math.nan), 1)),
    ("demand_rate", lambda: supply.two_stage_kanban((3, 3), (1, 1), -1)),
    # what would fill the memory or never end
    ("demand", lambda: supply.newsvendor_poisson(1e15, 1, 1)),
    ("demand", lambda: supply.best_reorder_point(supply.Poisson(1e9), 1e6, 1, 1, 1)),
    ("demand", lambda: DICE.over(1e9)),
    ("demand", lambda: supply.PoissonBatches(1, (0.5, 0.5)).over(1e9)),
    ("demand", lambda: supply.Normal(5, 1).over(1e12)),
    ("base_stock", lambda: supply.base_stock_lost(1, 1, 10**12)),
    ("cards", lambda: supply.card_loop(10**12, [1])),
    ("quantity", lambda: supply.reorder_point(POISSON, 1, 3, 10**12)),
    ("order_up_to", lambda: supply.periodic_review(POISSON, 5, 10**12, 1, 1, 1)),
    ("setup", lambda: supply.best_reorder_point(supply.Poisson(1e4), 0, 1, 1, 1e12)),
    ("setup", lambda: supply.best_periodic_review(supply.Poisson(1e4), 1, 1, 1e12)),
    # what is no number, or one of another kind
    ("demand", lambda: supply.eoq("5", 1, 1)),  # type: ignore[arg-type]
    ("demand", lambda: supply.eoq(Decimal(5), 1, 1)),  # type: ignore[arg-type]
    ("demand", lambda: supply.eoq(None, 1, 1)),  # type: ignore[arg-type]
    ("demand", lambda: supply.eoq([5], 1, 1)),  # type: ignore[arg-type]
    ("stations", lambda: supply.card_loop(3, [[1, 2]])),
    ("stations", lambda: supply.card_loop(3, None)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("parameter", "call"), BAD, ids=[f"{n}-{one[0]}" for n, one in enumerate(BAD)])
def test_refused_by_name(parameter: str, call: Callable[[], Any]) -> None:
    with pytest.raises(OptionError) as caught:
        call()
    assert caught.value.parameter == parameter
    assert parameter in str(caught.value) or caught.value.remedy
