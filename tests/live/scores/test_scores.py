"""The scores: by hand, by their definitions, and what theory says of forecasts that are right."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.live.scores import (
    brier,
    climatology,
    coverage,
    crps,
    ewma_rate,
    interval,
    interval_score,
    persistence,
    pinball,
    planned_rate,
    randomised_pit,
    rank_pit,
    reliability,
    skill,
    uniformity,
)
from taktwin.live.scores.baselines import same_hours
from taktwin.model.errors import OptionError

FEW = st.lists(st.integers(-50, 50).map(lambda n: n / 4), min_size=1, max_size=12)


@given(FEW, st.integers(-60, 60).map(lambda n: n / 4))
def test_crps_is_its_integral(sample: list[float], value: float) -> None:
    """The integral of (F - step)^2, exactly: both are constant between the points."""
    points = sorted({*sample, value})
    found = 0.0
    for low, high in pairwise(points):
        share = sum(one <= low for one in sample) / len(sample)
        found += (share - (value <= low)) ** 2 * (high - low)
    assert crps(sample, [value])[0] == pytest.approx(found, abs=1e-12)


@given(FEW.filter(lambda one: len(one) > 1), st.integers(-60, 60).map(lambda n: n / 4))
def test_fair_crps_by_its_definition(sample: list[float], value: float) -> None:
    n = len(sample)
    pairs = sum(abs(one - two) for one in sample for two in sample)
    error = sum(abs(one - value) for one in sample) / n
    assert crps(sample, [value], fair=True)[0] == pytest.approx(error - pairs / (2 * n * (n - 1)), abs=1e-12)


def test_fair_crps_does_not_depend_on_the_size_of_the_sample() -> None:
    """Its mean is that of the whole distribution, which for the standard normal is 1 / sqrt(pi)."""
    random = np.random.default_rng(1)
    values = random.normal(size=40_000)
    for n in (2, 5, 20):
        members = random.normal(size=(values.size, n))
        assert crps(members, values, fair=True).mean() == pytest.approx(1 / math.sqrt(math.pi), abs=0.01)
        assert crps(members, values).mean() == pytest.approx((1 + 1 / n) / math.sqrt(math.pi), abs=0.01)


def test_crps_of_the_standard_normal_at_its_mean() -> None:
    """Closed form (Gneiting, Raftery 2007): at y = mu it is sigma (2 phi(0) - 1 / sqrt(pi)) = 0.23370 sigma."""
    members = np.random.default_rng(2).normal(size=400_000)
    expected = 2 / math.sqrt(2 * math.pi) - 1 / math.sqrt(math.pi)
    assert crps(members, [0.0])[0] == pytest.approx(expected, abs=0.002)


@given(FEW, st.integers(-60, 60).map(lambda n: n / 4))
def test_twice_the_mean_pinball_is_the_crps(sample: list[float], value: float) -> None:
    ordered, n = sorted(sample), len(sample)
    levels = (np.arange(n * 200) + 0.5) / (n * 200)
    found = [2 * pinball(level, [ordered[min(int(level * n), n - 1)]], [value])[0] for level in levels]
    assert np.mean(found) == pytest.approx(crps(sample, [value])[0], abs=1e-9)


def test_pinball_and_interval_score_by_hand() -> None:
    assert pinball(0.9, [10, 10], [12, 8]).tolist() == pytest.approx([1.8, 0.2])
    assert interval_score([0, 0, 0], [10, 10, 10], [5, 12, -1], 0.9).tolist() == pytest.approx([10, 50, 30])
    assert [one.tolist() for one in interval([[0, 1, 2, 3, 4]], 0.5)] == [[1], [3]]


def test_coverage_with_its_interval() -> None:
    """Wilson's interval of 8 of 10: 49.0 to 94.3 %."""
    found = coverage([0] * 10, [1] * 10, [0.5] * 6 + [0, 1] + [2, -1])
    assert (found.share, found.forecasts) == (0.8, 10)
    assert (found.low, found.high) == pytest.approx((0.4902, 0.9433), abs=1e-4)


@pytest.mark.parametrize("pit", [rank_pit, randomised_pit])
def test_right_forecasts_are_even(pit: Callable) -> None:
    """Counts with many ties, each sample from the distribution of its value: p itself is even over the seeds."""
    found = []
    for seed in range(24):
        random = np.random.default_rng(seed)
        rates = random.uniform(2, 40, 800)
        members, values = random.poisson(rates[:, None], (rates.size, 200)), random.poisson(rates)
        found.append(uniformity(pit(members, values, seed)).p)
        assert uniformity(pit(members * 1.3, values, seed)).p < 1e-6
    assert sum(one < 0.05 for one in found) <= 4
    assert 0.3 < np.median(found) < 0.75
    low, high = interval(members, 0.9)
    assert coverage(low, high, values).share > 0.87  # ends included, so counts are covered a little more


def test_ranks_are_even_for_small_samples_where_the_transform_is_not() -> None:
    random = np.random.default_rng(6)
    members, values = random.normal(size=(20_000, 7)), random.normal(size=20_000)
    assert uniformity(rank_pit(members, values)).p > 0.01
    assert uniformity(randomised_pit(members, values)).p < 1e-6


def test_chi_square_by_hand() -> None:
    found = uniformity([0.1] * 30 + [0.7] * 10, bins=2)
    assert (found.counts, found.chi_square, found.degrees, found.enough) == ([30, 10], 10.0, 1, True)
    assert found.p == pytest.approx(0.001565, abs=1e-6)
    assert not uniformity([0.5] * 9, bins=2).enough


def test_brier_and_its_parts() -> None:
    chances, happened = [0.9] * 10 + [0.2] * 10, [1] * 8 + [0] * 2 + [1] * 3 + [0] * 7
    found = reliability(chances, happened)
    assert [(one.forecasts, one.share) for one in found.bins] == [(10, 0.3), (10, 0.8)]
    assert brier(chances, happened) == pytest.approx(found.reliability - found.resolution + found.uncertainty)
    assert brier([1, 0], [1, 0]) == 0
    assert reliability([1.0], [1]).bins[0].forecasts == 1


def test_baselines_by_hand() -> None:
    assert planned_rate(3600, takt_s=60, oee=0.5) == 30
    assert persistence(7200, [0, 3600, 4000, 7200], now_s=7200) == 4  # after 3600 s, up to 7200 s: two an hour
    assert persistence(600, [0, 100], now_s=300) == pytest.approx(2)
    assert ewma_rate(3600, [10, 10, 10], each_s=900) == pytest.approx(40)
    assert ewma_rate(3600, [0, 8], each_s=3600, half_life_s=3600) == pytest.approx(8 * 2 / 3)
    assert climatology(range(30)).tolist() == list(range(10, 30))
    assert same_hours([1, 5, 10, 11, 19, 20], [0, 10], [5, 20]).tolist() == [2, 3]


def test_skill_and_its_interval() -> None:
    assert skill([2, 2, 2], [4, 4, 4]).value == 0.5
    one_day = skill([1, 3], [4, 4], days=["Mon", "Mon"])
    assert (one_day.value, one_day.low, one_day.high, one_day.days) == (0.5, None, None, 1)
    random = np.random.default_rng(8)
    days = np.repeat(np.arange(30), 8)
    hard = random.exponential(1, 30)[days]  # a hard day is hard for both
    own, other = hard * random.uniform(0.4, 0.6, days.size), hard
    by_day, alone = skill(own, other, days=days.tolist()), skill(own, other)
    assert by_day == skill(own, other, days=days.tolist())
    assert by_day.low is not None
    assert by_day.high is not None
    assert by_day.low < 0.5 < by_day.high
    assert (by_day.forecasts, by_day.days, alone.days) == (240, 30, 240)


def test_the_interval_of_skill_covers() -> None:
    """Of 200 sets of 25 dependent days the 95 % interval holds the true skill in 88 to 99 %."""
    random = np.random.default_rng(9)
    days = np.repeat(np.arange(25), 4)
    held = 0
    for seed in range(200):
        good = 0.6 + random.normal(0, 0.2, 25)[days] + random.normal(0, 0.1, days.size)
        found = skill(good, np.ones(days.size), days=days.tolist(), seed=seed, draws=400)
        held += (found.low or 0) <= 0.4 <= (found.high or 0)
    assert 176 <= held <= 198


@pytest.mark.parametrize(
    "call",
    [
        lambda: crps([[1, 2]], [1, 2]),
        lambda: crps([], [1]),
        lambda: crps([math.nan], [1]),
        lambda: crps([1], [1], fair=True),
        lambda: pinball(1, [1], [1]),
        lambda: pinball(0.5, [1, 2], [1]),
        lambda: interval([1], 0),
        lambda: interval_score([2], [1], [1]),
        lambda: coverage([1], [2], []),
        lambda: uniformity([1.5]),
        lambda: uniformity([0.5], bins=1),
        lambda: brier([0.5], [0.5]),
        lambda: brier([1.5], [1]),
        lambda: reliability([0.5], [1], bins=0),
        lambda: planned_rate(-1, 60),
        lambda: planned_rate(1, 0),
        lambda: planned_rate(1, 60, oee=2),
        lambda: persistence(60, [], now_s=0),
        lambda: ewma_rate(60, [], each_s=60),
        lambda: ewma_rate(60, [1], each_s=0),
        lambda: climatology([]),
        lambda: climatology([1], days=0),
        lambda: skill([1], [0]),
        lambda: skill([1, 2], [1, 2], days=["Mon"]),
    ],
)
def test_what_cannot_be_meant(call: Callable) -> None:
    with pytest.raises(OptionError):
        call()
