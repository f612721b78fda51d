"""The evidence against the model: it seldom grows where the model is right, whatever the distribution."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from taktwin.kernel.lowering.times import kernel_parameters, kernel_table, rows_of
from taktwin.live.drift.evidence import RATES, Stops, Times
from taktwin.live.drift.law import Law, below_of
from taktwin.model.values.distribution import parse_distribution

LAWS = {
    "60 s": stats.norm(60.0, 1e-9),
    "uniform(50 s, 70 s)": stats.uniform(50.0, 20.0),
    "tri(50 s, 60 s, 80 s)": stats.triang(1 / 3, 50.0, 30.0),
    "exp(1 min)": stats.expon(scale=60.0),
    "lognormal(mean=6 min, cv=1.2)": stats.lognorm(math.sqrt(math.log1p(1.44)), scale=360 / math.sqrt(1 + 1.44)),
    "normal(mean=100 s, sd=5 s)": stats.norm(100.0, 5.0),
    "weibull(shape=1.5, scale=8 min)": stats.weibull_min(1.5, scale=480.0),
    "gamma(mean=6 min, cv=0.8)": stats.gamma(1 / 0.64, scale=360 * 0.64),
    "erlang(k=3, mean=6 min)": stats.gamma(3, scale=120.0),
}


def dists(text: str) -> np.ndarray:
    dist = parse_distribution(text)
    return rows_of((*kernel_parameters(dist), dist.mean), kernel_table(dist))


@pytest.mark.parametrize("text", LAWS)
def test_distribution_functions_are_those_of_scipy(text: str) -> None:
    rows, law = dists(text), LAWS[text]
    for share in (0.05, 0.3, 0.7, 0.95):
        if text != "60 s":
            assert below_of(rows, 0, float(law.ppf(share))) == pytest.approx(share, abs=1e-6)
    assert Law(rows, [(0, 1.0)], 1e-3).spread == pytest.approx(law.std(), rel=1e-3, abs=2e-3)


@pytest.mark.parametrize("text", LAWS)
@pytest.mark.parametrize("longer", [1.0, 1.6, 0.6])
def test_told_where_it_is_other_and_seldom_where_not(text: str, longer: float) -> None:
    """Of 20 plants that are as the model says hardly one ever reaches 100, of the others all do in 300 jobs."""
    rows, law, random, told = dists(text), LAWS[text], np.random.default_rng(5), 0
    for _ in range(20):
        times = Times(Law(rows, [(0, 1.0)], 1.0), 0.0)
        for time in law.rvs(300, random_state=random) * longer + random.normal(0.0, 0.5, 300):
            times.add(max(0.0, float(time)), 0.0)
            if times.log > math.log(100.0):
                told += 1
                break
    assert told <= 1 if longer == 1.0 else told >= 19


def test_misread_times_raise_no_alarm_where_they_are_allowed_for() -> None:
    random, most = np.random.default_rng(2), {}
    for misread in (0.0, 0.03):
        most[misread] = -math.inf
        times = Times(Law(dists("exp(1 min)"), [(0, 1.0)], 1.0), misread)
        for time in np.where(random.random(3000) < 0.02, 3600.0, random.exponential(60.0, 3000)):
            times.add(float(time), misread)
            most[misread] = max(most[misread], times.log)
    assert most[0.0] > math.log(1000.0)
    assert most[0.03] < math.log(20.0)
    times = Times(Law(dists("100 s"), [(0, 1.0)], 1.0), 0.03)
    for _ in range(200):
        times.add(103.0, 0.03)
    assert times.log > math.log(1e6)  # what is other is told all the same


def test_a_mixture_is_that_of_its_parts() -> None:
    rows = np.concatenate([dists("exp(1 min)"), dists("exp(10 min)")])
    law = Law(rows, [(0, 3.0), (1, 1.0)], 1.0)
    assert law.mean == pytest.approx(0.75 * 60 + 0.25 * 600)
    random = np.random.default_rng(1)
    times = np.where(random.random(4000) < 0.75, random.exponential(60.0, 4000), random.exponential(600.0, 4000))
    scores = [law.score(float(time)) for time in times]
    assert abs(np.mean(scores)) < 0.05
    assert np.std(scores) == pytest.approx(1.0, abs=0.05)


def test_stops_by_hand_and_by_chance() -> None:
    stops = Stops(RATES)
    stops.count, stops.expected = 6, 2.0
    by_hand = np.mean([rate**6 * math.exp(-(rate - 1) * 2.0) for rate in RATES])
    assert stops.log == pytest.approx(math.log(by_hand))
    assert stops.ratio() == pytest.approx((3.0, 1.101, 6.530), abs=1e-3)  # Garwood 1936
    random, told = np.random.default_rng(3), 0
    for _ in range(300):
        stops, at = Stops(RATES), 0.0
        for gap in random.exponential(1.0, 100):
            at += float(gap)
            stops.count, stops.expected = stops.count + 1, at
            if stops.log > math.log(20.0):
                told += 1
                break
    assert told <= 0.05 * 300 + 8
