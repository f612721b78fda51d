"""A plan that is rounded, not searched: sound, never below its bound, and near the best one."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.planning.dispatch import rounded
from taktwin.planning.dispatch.errors import NoDispatchError
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.rounded import dispatch_near, sum_up
from taktwin.planning.dispatch.site import Battery
from taktwin.planning.dispatch.solve import dispatch
from taktwin.planning.dispatch.tariff import Tariff
from tests.planning.dispatch.obeys import check_plan
from tests.planning.dispatch.second import optimum, random_problem


def test_the_bound_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """On random sites: bound <= optimum <= cost, and what cannot be served is still refused."""
    monkeypatch.setattr(rounded, "MOST_SEARCHED", 0)
    for seed in range(80):
        problem = random_problem(seed)
        wanted = optimum(problem)
        if wanted is None:
            with pytest.raises(NoDispatchError):
                dispatch_near(problem)
            continue
        plan = dispatch_near(problem)
        check_plan(plan)
        close = 1e-6 * max(1.0, abs(wanted))
        assert plan.bound <= wanted + close, seed
        assert plan.cost >= wanted - close, seed


def days(many: int, feeds_in: bool) -> DispatchProblem:
    """Nights in which feeding in pays 0.50 and importing costs 0.33; a battery larger than the load."""
    hour = np.arange(96 * many) / 4 % 24
    load = np.where((hour > 6) & (hour < 22), 300.0, 20.0)
    pv = np.maximum(0.0, 900.0 * np.sin((hour - 6) / 12 * np.pi))
    buy = np.where(hour < 8, 0.33, 0.9)
    tariff, battery = Tariff(buy, 0.5), Battery(800, 300, 0.95, 0.95)
    return DispatchProblem(load, tariff, pv, 0.25, battery, battery_feeds_in=feeds_in)


def test_a_battery_that_does_not_feed_in_exports_sun_alone() -> None:
    plan = dispatch(days(2, feeds_in=False))
    check_plan(plan)
    assert plan.proven
    assert plan.flows.exported.max() > 0


def test_a_battery_that_feeds_in_is_near_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the best plan and the one in which the battery feeds nothing in; here it pays to feed in."""
    best, own = dispatch(days(1, feeds_in=True), gap=1e-2), dispatch(days(1, feeds_in=False))
    assert best.cost < own.cost - 1
    for most in (0, 20):  # rounded alone, or beside the plan without feeding in
        monkeypatch.setattr(rounded, "MOST_SEARCHED", most)
        near = dispatch_near(days(1, feeds_in=True))
        check_plan(near)
        assert not near.proven
        assert near.bound <= best.cost + 1e-6
        turnover = sum(abs(one) for one in vars(near.bill).values())
        assert best.bound - 1e-6 <= near.cost <= best.cost + 0.05 * turnover
    assert near.cost <= own.cost + 1e-6


def test_sums_stay_within_half_a_step() -> None:
    shares = np.random.default_rng(1).random(200)
    rounded_shares = sum_up(shares, np.arange(200))
    assert np.abs(np.cumsum(shares) - np.cumsum(rounded_shares)).max() <= 0.5 + 1e-9
    assert sum_up([0.4, 0.4], [0, 2]).tolist() == [0.0, 0.0]  # steps that do not follow each other
