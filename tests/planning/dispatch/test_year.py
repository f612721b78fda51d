"""A whole year, plans again and again, and the frontier of cost and CO2."""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from highspy import HighsStatus

from taktwin.energy import (
    Battery,
    DispatchProblem,
    Replanner,
    Tariff,
    billing_months,
    carbon_frontier,
    dispatch,
    time_of_use,
)
from taktwin.planning.dispatch.program import Program
from taktwin.planning.highs import silent_highs
from tests.planning.dispatch.obeys import check_plan

START = dt.datetime(2026, 1, 1)


def site(steps: int, *, months: bool = True) -> DispatchProblem:
    """A plant with a battery; days and weeks are not alike."""
    rng, hour = np.random.default_rng(4), np.arange(steps) / 4
    load = 900 + 500 * np.sin((hour % 24 - 8) / 24 * 2 * np.pi) + rng.uniform(0, 200, steps)
    pv = np.maximum(0, 1500 * np.sin((hour % 24 - 6) / 12 * np.pi)) * rng.uniform(0.2, 1, steps)
    bands = {"00:00-08:00": 0.33, "08:00-11:00": 0.68, "11:00-17:00": 1.15, "17:00-24:00": 0.7}
    buy = time_of_use(bands, START, 0.25, steps)
    periods = billing_months(START, 0.25, steps) if months else None
    factor = 0.5 + 0.2 * np.cos(hour / 24 * 2 * np.pi)
    tariff = Tariff(buy, 0.25, 38.0, periods, 0.0, factor)
    return DispatchProblem(load, tariff, pv, 0.25, Battery(2000, 500, 0.95, 0.95, start=800))


@pytest.mark.long
def test_a_year_in_quarters_of_an_hour() -> None:
    problem, begin = site(35_040), time.perf_counter()
    plan = dispatch(problem)
    taken = time.perf_counter() - begin
    print(f"year: {taken:.2f} s, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    check_plan(plan)
    assert plan.proven
    assert plan.peaks.size == 12


def test_plans_again_are_those_of_dispatch() -> None:
    again, took, whole = Replanner(), list[float](), site(192 + 40, months=False)
    for k in range(40):
        part = replace(
            whole,
            load=whole.load[k : k + 192],
            pv=whole.pv[k : k + 192],
            battery=Battery(2000, 500, 0.95, 0.95, start=800 + 10.0 * k, end="free"),
            tariff=Tariff(whole.prices.buy[k : k + 192], 0.25, 38.0),
            peak_so_far=900,
        )
        begin = time.perf_counter()
        plan = again.plan(part)
        took.append(time.perf_counter() - begin)
        if k % 8 == 0:
            check_plan(plan)
            assert plan.cost == pytest.approx(dispatch(part).cost, rel=1e-6)
    print(f"again: median {1000 * statistics.median(took):.1f} ms, most {1000 * max(took[1:]):.1f} ms")


def test_plans_again_in_a_thread_where_a_solver_has_run_with_more_threads() -> None:
    """HiGHS keeps the number of threads of the first run, and refuses another one."""

    def work() -> float:
        other = silent_highs()
        other.setOptionValue("threads", 2)
        other.passModel(Program(site(96, months=False)).solver.getModel())  # no trivial one: that starts no threads
        assert other.run() == HighsStatus.kOk
        return Replanner().plan(DispatchProblem([10, 50], Tariff(1.0), step=1)).cost

    with ThreadPoolExecutor(1) as fresh:
        assert fresh.submit(work).result() == 60


def test_less_co2_costs_more() -> None:
    found = carbon_frontier(site(96, months=False), 5).table()
    cost, kg = found["cost"].to_numpy(), found["co2_kg"].to_numpy()
    assert len(cost) >= 2
    assert np.all(np.diff(cost) > 0)
    assert np.all(np.diff(kg) < 0)
