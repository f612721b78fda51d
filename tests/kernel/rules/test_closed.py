"""Closed networks against theory: Penny Fab, and a delay station, by mean value analysis."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import Result, result_of
from tests.kernel.plants import Data, line, program_of

HOUR = 3600.0


def loop(cycles: list[str], jobs: int, back: str = "0 s") -> Data:
    """Stations in a row with endless buffers, and so many cards that come back from the end to the begin."""
    flow: list[Data] = []
    for number, cycle in enumerate(cycles, start=1):
        flow += [{"buffer": f"b{number}", "capacity": "unlimited"}, {"station": f"s{number}", "cycle": cycle}]
    pool: Data = {"count": jobs, "from": "b1", "to": f"s{len(cycles)}", "return": back}
    return line(flow, carriers={"cards": pool}, bucket="1000000 h")


def measured(data: Data, hours: float) -> tuple[float, Result]:
    """Throughput (1/h) behind a warm-up, and the tables."""
    simulation = Simulation(program_of(data), 3)
    simulation.advance_to(500 * HOUR)
    simulation.begin_measuring()
    simulation.advance_to((500 + hours) * HOUR)
    simulation.settle()
    result = result_of(simulation)
    return result.jobs.filter(outcome="finished").height / hours, result


def mean_value_analysis(seconds: list[float], delay: float, jobs: int) -> float:
    """Throughput of a closed network of single exponential servers and a delay, jobs a second.

    Reiser and Lavenberg, Mean-value analysis of closed multichain queuing networks, Journal of the ACM 27(2), 1980:
    a job that arrives sees the network with one job less.
    """
    queue = [0.0] * len(seconds)
    rate = 0.0
    for number in range(1, jobs + 1):
        times = [time * (1.0 + waiting) for time, waiting in zip(seconds, queue, strict=True)]
        rate = number / (delay + sum(times))
        queue = [rate * time for time in times]
    return rate


@pytest.mark.parametrize(("jobs", "right"), [(4, 0.2857), (10, 0.3846)])
def test_penny_fab(jobs: int, right: float):
    """Practical worst case: w / (w + 3) x 0.5 an hour; the jobs in the loop are w, and the lead time follows."""
    assert mean_value_analysis([2.0] * 4, 0.0, jobs) == pytest.approx(jobs / (jobs + 3) * 0.5)
    rate, result = measured(loop(["exp(2 h)"] * 4, jobs), 400_000)
    assert rate == pytest.approx(right, rel=0.01)
    assert result.totals.wip_s / result.elapsed_s == pytest.approx(jobs)
    lead = result.totals.lead_s / result.totals.finished / HOUR
    assert lead == pytest.approx(jobs / right, rel=0.01)


@pytest.mark.parametrize("back", ["6 h", "exp(6 h)", "uniform(0 h, 12 h)"])
def test_the_way_back_is_a_delay_whatever_its_distribution(back: str):
    """Product form: of a delay only the mean counts (Baskett et al., Journal of the ACM 22(2), 1975)."""
    rate, result = measured(loop(["exp(2 h)", "exp(1 h)", "exp(3 h)"], 5, back), 300_000)
    right = mean_value_analysis([2.0, 1.0, 3.0], 6.0, 5)
    assert rate == pytest.approx(right, rel=0.01)
    row: dict[str, Any] = result.carriers.row(0, named=True)
    assert row["on_way"] == pytest.approx(right * 6.0, rel=0.01)
    assert row["in_use"] == pytest.approx(5 - right * 6.0, rel=0.01)
