"""Cards in the simulation: the exact cases of loops, of cells that make to stock, and of two cells in a row.

The short runs are of 400,000 jobs, under a second each. The long ones are of 20 million (60 where demand waits): there
the throughput has a half-width below 0.2 %, and so have most levels. A rare loss, and a queue under a high load, vary
more; their intervals cover, and are as wide as they are.
"""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.planning.supply.kanban import make_to_stock_lost, two_stage_kanban
from tests.planning.supply.simulated.cards import KINDS, Simulated
from tests.planning.supply.simulated.replicated import REPLICATIONS, Interval, check_all, replicated
from tests.supply import reference

SHORT, LONG, LONG_OF_QUEUES = 400_000.0, 20_000_000.0, 60_000_000.0  # jobs, all replications together
NARROW = 0.002


def seconds(simulated: Simulated, jobs: float) -> float:
    return jobs / REPLICATIONS / simulated.jobs_a_second


@pytest.mark.parametrize("case", reference("kanban"))
def test_a_short_run_covers_the_exact_case(case: dict[str, Any]) -> None:
    found = KINDS[case["kind"]](case)
    check_all(found.plant, seconds(found, SHORT), found.measures, found.truth, {"throughput": 0.01})


@pytest.mark.long
@pytest.mark.parametrize("case", reference("kanban"))
def test_a_long_run_covers_it_narrowly(case: dict[str, Any]) -> None:
    found = KINDS[case["kind"]](case)
    jobs, widest = LONG, {"throughput": NARROW}
    if case["kind"] == "make_to_stock_backorder_base_stock":
        jobs = LONG_OF_QUEUES
        widest = {"fill_rate": slowest_forgetting(case, seconds(found, jobs) * REPLICATIONS)}
    check_all(found.plant, seconds(found, jobs), found.measures, found.truth, widest)


def slowest_forgetting(case: dict[str, Any], total_s: float) -> float:
    """Most half-width of a fill rate f over some time, as a share of it.

    The shortfall is an M/M/1 queue, which forgets within the relaxation time r = 1 / (mu (1 - sqrt(load))^2) at the
    latest, so the variance of the mean is at most f (1 - f) 2 r / time; 2.86 deviations are the 99 % interval of 20
    replications.
    """
    load = case["demand_rate"] / case["cell_rate"]
    forgotten_s = 1.0 / (case["cell_rate"] * (1.0 - load**0.5) ** 2)
    fill = float(case["fill_rate"])
    return 2.86 * (2.0 * forgotten_s * (1.0 - fill) / (fill * total_s)) ** 0.5


def test_one_card_more_is_not_what_the_case_says() -> None:
    """The intervals are narrow enough to tell cards apart; nor do cell and demand change places unnoticed."""
    exact = make_to_stock_lost(3, 1.0, 0.8)
    truth = {"throughput": exact.throughput, "lost_share": exact.lost_share, "mean_stock": exact.stock}
    found = KINDS["make_to_stock_lost"]({"cards": 4, "cell_rate": 1.0, "demand_rate": 0.8, **truth})
    intervals = replicated(found.plant, seconds(found, 100_000.0), found.measures)
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
    check_all(found.plant, seconds(found, SHORT), found.measures, found.truth, {"throughput": 0.01})


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
        throughput.append(replicated(found.plant, seconds(found, SHORT), found.measures)["throughput"])
    for one in throughput[1:]:
        assert abs(one.mean - throughput[0].mean) < one.half_width + throughput[0].half_width
