"""Cards in the simulation: the exact cases of loops, of cells that make to stock, and of two cells in a row.

These runs are short; `test_narrow.py` has the long ones.
"""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.planning.supply.kanban import make_to_stock_lost, two_stage_kanban
from tests.planning.supply.simulated.cards import KINDS
from tests.planning.supply.simulated.interval import Interval
from tests.planning.supply.simulated.replicated import check_all, estimated
from tests.supply import reference

SHORT = 400_000.0  # jobs, all batches together


@pytest.mark.parametrize("case", reference("kanban"))
def test_a_short_run_covers_the_exact_case(case: dict[str, Any]) -> None:
    check_all(KINDS[case["kind"]](case), SHORT, {"throughput": 0.005})


def test_one_card_more_is_not_what_the_case_says() -> None:
    """The intervals are narrow enough to tell cards apart; nor do cell and demand change places unnoticed."""
    exact = make_to_stock_lost(3, 1.0, 0.8)
    truth = {"throughput": exact.throughput, "lost_share": exact.lost_share, "mean_stock": exact.stock}
    found = KINDS["make_to_stock_lost"]({"cards": 4, "cell_rate": 1.0, "demand_rate": 0.8, **truth})
    intervals = estimated(found, 100_000.0)
    assert not any(intervals[name].covers(found.truth[name]) for name in found.truth)


@pytest.mark.parametrize(("cards", "rates", "demand"), [((1, 3), (0.9, 1.3), 1.0), ((4, 1), (1.0, 0.8), 0.5)])
def test_two_cells_that_are_in_no_case(cards: tuple[int, int], rates: tuple[float, float], demand: float) -> None:
    exact = two_stage_kanban(cards, rates, demand)
    found = KINDS["two_stage_kanban_lost"](
        {
            "cards": cards,
            "cell_rates": rates,
            "demand_rate": demand,
            "throughput": exact.throughput,
            "mean_store_1": exact.stores[0],
            "mean_store_2": exact.stores[1],
        }
    )
    check_all(found, SHORT, {"throughput": 0.005})


def test_a_loop_with_several_delays_needs_only_their_sum() -> None:
    """The way back of the cards and a station with a server for each card are the same to the others."""
    case = {
        "cards": 6,
        "exponential_stations_mean_time": [1.0, 0.5],
        "throughput": 0.0,
        "mean_at_station": [0.0, 0.0],
    }
    throughput: list[Interval] = []
    for delays in ([5.0], [3.0, 2.0], [1.0, 1.5, 2.5]):
        found = KINDS["closed_loop"]({**case, "delay_steps_mean_time": delays})
        throughput.append(estimated(found, SHORT)["throughput"])
    for one in throughput[1:]:
        assert abs(one.mean - throughput[0].mean) < one.half_width + throughput[0].half_width
