"""Card loops: the reference cases, Markov chains by hand, and limits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin.planning.supply.kanban import (
    card_loop,
    make_to_stock_backorders,
    make_to_stock_lost,
    two_stage_kanban,
)
from tests.supply import reference


@pytest.mark.parametrize("case", reference("kanban", "closed_loop"))
def test_reference_loops(case: dict[str, Any]) -> None:
    found = card_loop(case["cards"], case["exponential_stations_mean_time"], case["delay_steps_mean_time"])
    assert found.throughput == pytest.approx(case["throughput"], rel=1e-9)
    assert found.at_station == pytest.approx(case["mean_at_station"], rel=1e-9)
    assert found.bound == pytest.approx(case["throughput_if_all_deterministic"], rel=1e-9)


@pytest.mark.parametrize(
    "case", reference("kanban", "make_to_stock_lost", "make_to_stock_backorder_base_stock", "two_stage_kanban_lost")
)
def test_reference_cells(case: dict[str, Any]) -> None:
    if case["kind"] == "make_to_stock_lost":
        lost = make_to_stock_lost(case["cards"], case["cell_rate"], case["demand_rate"])
        found = (lost.throughput, lost.lost_share, lost.stock)
        expected = (case["throughput"], case["lost_share"], case["mean_stock"])
    elif case["kind"] == "make_to_stock_backorder_base_stock":
        waits = make_to_stock_backorders(case["base_stock"], case["cell_rate"], case["demand_rate"])
        found = (waits.fill_rate, waits.backorders, waits.stock)
        expected = (case["fill_rate"], case["mean_backorders"], case["mean_stock"])
    else:
        two = two_stage_kanban(tuple(case["cards"]), tuple(case["cell_rates"]), case["demand_rate"])
        found = (two.throughput, *two.stores, two.states)
        expected = (case["throughput"], case["mean_store_1"], case["mean_store_2"], case["states"])
    assert found == pytest.approx(expected, rel=1e-9)


def test_two_stations_by_birth_and_death() -> None:
    cards, first, second = 7, 2.0, 1.5  # n cards at the first: p(n) proportional to (first / second)^n
    p = (first / second) ** np.arange(cards + 1)
    p /= p.sum()
    found = card_loop(cards, [first, second])
    assert found.throughput == pytest.approx((1 - p[0]) / first)
    assert found.at_station[0] == pytest.approx(p @ np.arange(cards + 1))


@pytest.mark.parametrize("cards", [1, 4, 30])
def test_cards_are_conserved_and_the_bound_holds(cards: int) -> None:
    found = card_loop(cards, [1.0, 0.7, 0.2], [3.0, 1.5])
    assert sum(found.at_station) + found.in_delays == pytest.approx(cards)
    assert found.throughput <= found.bound
    assert found.loop_time == pytest.approx(cards / found.throughput)
    assert found.throughput < card_loop(cards + 1, [1.0, 0.7, 0.2], [3.0, 1.5]).throughput


def test_a_cell_with_very_many_cards_does_not_overflow() -> None:
    slow = make_to_stock_lost(100_000, cell_rate=0.5, demand_rate=1.0)
    assert (slow.throughput, slow.lost_share) == pytest.approx((0.5, 0.5))
    assert make_to_stock_lost(100_000, cell_rate=1.0, demand_rate=0.5).lost_share == pytest.approx(0.0)


def test_a_fast_first_cell_leaves_the_second_alone() -> None:
    two, one = two_stage_kanban((4, 3), (1e7, 1.0), 0.8), make_to_stock_lost(3, 1.0, 0.8)
    assert two.throughput == pytest.approx(one.throughput, rel=1e-5)
    assert two.stores[1] == pytest.approx(one.stock, rel=1e-5)


def test_many_states() -> None:
    assert two_stage_kanban((60, 50), (1.1, 1.0), 0.9).states == 61 * 50 + 50 + 61
