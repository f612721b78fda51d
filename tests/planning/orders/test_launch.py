"""Launches: sums, dips, chance, fits."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from scipy.stats import poisson as theory

from taktwin.planning.orders.bass import Bass
from taktwin.planning.orders.chance import factors, poisson, uniforms
from taktwin.planning.orders.errors import OrderBookError
from taktwin.planning.orders.launch import Burst, Demand, Holidays, Price, Renewal, fit_launch

NONE = Holidays(dt.date(2023, 9, 12))


def test_a_launch_brings_what_it_says() -> None:
    demand = Demand(bursts=(Burst(1.5, 36_000, 1.2),), base=700, base_from=1.5)
    days = demand.in_days(NONE, 700)
    assert days[:10].sum() == 0
    assert days.sum() == pytest.approx(36_000 + 700 * (100 - 1.5))
    assert demand.in_days(NONE, 600, first=100) == pytest.approx(days[100:])


def test_dips_are_where_they_belong() -> None:
    demand = Demand(base=700, renewals=(Renewal(at=10, before=8.5, factor=0.4),))
    days = demand.in_days(NONE, 100)
    assert days[:10] == pytest.approx(100)
    assert days[10] == pytest.approx(100 * (0.5 + 0.5 * 0.4))
    assert days[11:70] == pytest.approx(40)
    assert days[70:] == pytest.approx(100)
    winter = Holidays(dt.date(2023, 12, 30), {1: 0.5, 2: 0.4})
    found = Demand(base=700).in_days(winter, 64)
    assert found == pytest.approx(np.array([100.0] * 2 + [50] * 31 + [40] * 29 + [100] * 2))
    assert Demand(base=700, price=Price(220, 200, 2.0)).in_days(NONE, 1) == pytest.approx(100 / 1.21)
    bass = Bass(1e5, 0.03, 0.4)
    trend = Demand(trend=bass, trend_from=-365.25 / 7)  # launched a year before
    assert trend.in_days(NONE, 1461).sum() == pytest.approx(bass.cumulative(5) - bass.cumulative(1))


def test_chance_has_addresses_and_the_right_spread() -> None:
    demand = Demand(base=2100, level_cv=0.2, weekly_cv=0.1)
    expected = demand.in_days(NONE, 140)
    one = demand.drawn(expected, "M7", 1, 4)
    assert demand.drawn(expected[:70], "M7", 1, 4).tolist() == one[:70].tolist()  # a longer horizon changes nothing
    assert (demand.drawn(expected, "M9", 1, 4) != one).any()
    sums = np.array([demand.drawn(expected, "M7", 7, future).sum() for future in range(800)])
    assert sums.mean() == pytest.approx(42_000, rel=4 * 0.2 / 800**0.5)
    assert sums.std() / sums.mean() == pytest.approx((0.2**2 + 0.1**2 / 20) ** 0.5, rel=0.09)


def test_poisson_is_inverted_exactly() -> None:
    u = uniforms(3, 0, "u", np.arange(500))
    assert (u > 0).all()
    assert (u < 1).all()
    for mean in (0.0, 1e-9, 0.3, 7.0, 950.0):
        assert poisson(u, np.array(mean)).tolist() == theory.ppf(u, mean).astype(int).tolist()
    drawn = factors(1, 0, "f", np.arange(40_000), 0.5)
    assert drawn.mean() == pytest.approx(1, abs=0.01)
    assert drawn.std() == pytest.approx(0.5, abs=0.02)


def test_a_fit_finds_the_launch() -> None:
    weeks = np.array([25, 30, 50, 76]) / 7
    made = Burst(0, 30_000, 1.4).until(weeks) + 4000 * weeks
    fit = fit_launch(weeks.tolist(), made.tolist())
    assert (fit.burst.orders, fit.burst.decay, fit.base) == pytest.approx((30_000, 1.4, 4000), rel=1e-4)
    assert fit.rms < 1


def test_what_is_no_demand_is_refused() -> None:
    for wrong in (
        lambda: Burst(0, -1, 1),
        lambda: Burst(0, 1, 0),
        lambda: Renewal(0, -1, 0.5),
        lambda: Holidays(dt.date(2023, 1, 1), {13: 0.5}),
        lambda: Holidays(dt.date(2023, 1, 1), {1: -0.5}),
        lambda: Price(0, 1, 1),
        lambda: Demand(base=-3),
        lambda: Demand(weekly_cv=9),
        lambda: fit_launch([1, 2], [3, 4]),
        lambda: fit_launch([1, 2, 2], [3, 4, 5]),
    ):
        with pytest.raises(OrderBookError) as refused:
            wrong()
        assert refused.value.remedy
