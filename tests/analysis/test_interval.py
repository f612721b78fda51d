"""The interval of a mean against SciPy's, and its edges."""

import math

import numpy as np
import pytest
import scipy.stats

from taktwin.analysis.interval import t_interval


@pytest.mark.parametrize("n", [2, 3, 10, 200])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_as_scipy(n: int, confidence: float) -> None:
    values = np.random.default_rng(n).normal(30.0, 2.0, n)
    expected = scipy.stats.t.interval(confidence, n - 1, loc=values.mean(), scale=scipy.stats.sem(values))
    assert t_interval(values.tolist(), confidence) == pytest.approx(expected, rel=1e-12)


def test_by_hand() -> None:
    # Mean 2, s = 1, t(0.975; 2) = 4.30265 from any table.
    low, high = t_interval([1.0, 2.0, 3.0]) or (0, 0)
    assert (low, high) == pytest.approx((2 - 4.30265 / math.sqrt(3), 2 + 4.30265 / math.sqrt(3)), rel=1e-5)


@pytest.mark.parametrize("values", [[], [1.0], [1.0, math.nan]])
def test_none_without_a_basis(values: list[float]) -> None:
    assert t_interval(values) is None


def test_covers_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    hits = 0
    for sample in rng.normal(5.0, 3.0, (2000, 5)):
        low, high = t_interval(sample.tolist()) or (0, 0)
        hits += low <= 5.0 <= high
    assert hits / 2000 == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / 2000))
