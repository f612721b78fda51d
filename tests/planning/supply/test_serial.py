"""Stages in a row: the reference cases, against trying all base stocks, and a simulation period by period."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from taktwin.planning.supply.demand import Demand, Discrete, Normal, Poisson
from taktwin.planning.supply.newsvendor import newsvendor_poisson
from taktwin.planning.supply.serial import best_serial, serial_cost
from tests.supply import reference

LUMPY = Discrete((0.3, 0.3, 0.0, 0.2, 0.2))


def system(case: dict[str, Any]) -> tuple[list[float], list[float], float]:
    return (
        case["lead_times_from_customer_stage"],
        case["local_holding_from_customer_stage"],
        case["shortage"],
    )


@pytest.mark.parametrize("case", reference("serial_two_echelon"))
def test_reference(case: dict[str, Any]) -> None:
    demand = Poisson(case["demand_mean"])
    found = best_serial(demand, *system(case))
    assert found.base_stock == tuple(case["local_base_stock"])
    assert found.echelon_base_stock == tuple(case["echelon_base_stock"])
    assert found.cost == pytest.approx(case["cost"], rel=1e-9)
    assert serial_cost(demand, *system(case), case["local_base_stock"]) == found


@pytest.mark.parametrize("case", reference("serial_published"))
def test_published(case: dict[str, Any]) -> None:
    assert case["demand"] == "normal(5,1)"
    found = best_serial(Normal(5, 1), *system(case), review=0)
    assert found.cost == pytest.approx(case["cost_published"], rel=1e-3)
    assert found.echelon_base_stock == pytest.approx(case["echelon_base_stock_published"], abs=0.011)


@pytest.mark.parametrize("demand", [Poisson(2), LUMPY])
@pytest.mark.parametrize(
    ("lead_times", "holding", "shortage"),
    [([1, 1], [2, 1], 9), ([0, 2], [5, 1], 20), ([2, 0], [1.1, 1], 4), ([1, 2], [1, 1], 6), ([1, 1], [9, 1], 0.5)],
)
def test_no_other_base_stocks_are_cheaper(
    demand: Demand, lead_times: list[int], holding: list[float], shortage: float
) -> None:
    best = best_serial(demand, lead_times, holding, shortage)
    every = [
        serial_cost(demand, lead_times, holding, shortage, levels).cost
        for levels in itertools.product(range(22), range(22))
    ]
    assert best.cost == pytest.approx(min(every), rel=1e-9)


@pytest.mark.parametrize(
    ("lead_times", "holding", "shortage"),
    [
        ([1, 1, 1], [3, 2, 1], 12),
        ([0, 1, 3], [3, 2, 1], 1),
        ([0, 0, 4], [1.2, 1.1, 1], 0.3),
        ([0, 3, 0], [9, 1, 1], 2),
        ([0, 0, 4], [3, 2.9, 0.1], 0.5),
    ],
)
def test_three_stages_against_all_base_stocks(lead_times: list[int], holding: list[float], shortage: float) -> None:
    best = best_serial(Poisson(1), lead_times, holding, shortage)
    every = [
        serial_cost(Poisson(1), lead_times, holding, shortage, levels).cost
        for levels in itertools.product(range(9), repeat=3)
    ]
    assert best.cost == pytest.approx(min(every), rel=1e-9)


def test_one_stage_is_the_newsvendor_of_lead_time_and_a_period() -> None:
    found, single = best_serial(Poisson(4), [2], [1], 9), newsvendor_poisson(12, 1, 9)
    assert (found.base_stock[0], found.cost) == (single.order_up_to, pytest.approx(single.cost))
    assert best_serial(Poisson(4), [3], [1], 9, review=0).cost == pytest.approx(single.cost)


def test_the_grid_of_a_normal_demand_is_fine_enough() -> None:
    """One stage has the closed form of the newsvendor."""
    found = best_serial(Normal(50, 8), [0], [0.18], 0.70)
    assert found.cost == pytest.approx(1.997605193, rel=1e-5)
    assert found.base_stock[0] == pytest.approx(56.60395593, abs=0.08)


def test_four_stages() -> None:
    found = best_serial(Poisson(3), [1, 2, 0, 3], [4, 3, 2, 1], 25)
    for stage, change in itertools.product(range(4), (-1, 1)):
        levels = list(found.base_stock)
        levels[stage] = max(levels[stage] + change, 0)
        assert serial_cost(Poisson(3), [1, 2, 0, 3], [4, 3, 2, 1], 25, levels).cost >= found.cost - 1e-9


@pytest.mark.parametrize(("lead_times", "levels"), [([1, 1], [9, 4]), ([2, 1, 1], [11, 3, 4])])
def test_against_a_simulation_period_by_period(lead_times: list[int], levels: list[int]) -> None:
    """The events of a period as the module tells them: orders, shipments, receipts, demand, cost."""
    random = np.random.default_rng(3)
    n, stages = 60_000, len(lead_times)
    demand = random.poisson(3, n)
    holding, shortage = [3.0, 2.0, 1.0][:stages], 12.0
    stock, owed = list(levels), [0] * stages  # what a stage has; what it owes to the next, or to customers
    way = [[0] * (time + 1) for time in lead_times]  # what arrives in 0, 1, ... periods
    total, last = 0.0, 0
    for want in demand.tolist():
        for stage in reversed(range(stages)):  # from the last stage on: it orders, its supplier ships, it receives
            if stage == stages - 1:
                way[stage][-1] += last
            else:
                owed[stage + 1] += last
                shipped = min(owed[stage + 1], stock[stage + 1])
                owed[stage + 1] -= shipped
                stock[stage + 1] -= shipped
                way[stage][-1] += shipped
            stock[stage] += way[stage].pop(0)
            way[stage].append(0)
        owed[0] += want
        served = min(owed[0], stock[0])
        owed[0], stock[0], last = owed[0] - served, stock[0] - served, want
        under_way = sum(holding[stage + 1] * sum(way[stage]) for stage in range(stages - 1))
        total += sum(h * level for h, level in zip(holding, stock, strict=True)) + under_way + shortage * owed[0]
    found = serial_cost(Poisson(3), lead_times, holding, shortage, levels)
    assert found.cost == pytest.approx(total / n, rel=0.02)


def test_numbers_of_the_caller_stay_as_they_are() -> None:
    times = np.array([1.0, 1.0])
    best_serial(Poisson(2), times, [2, 1], 9)
    assert times.tolist() == [1.0, 1.0]
