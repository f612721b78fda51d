"""Paired differences against SciPy, and the joint coverage of several."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats

from taktwin.analysis.paired import paired


def test_as_scipy() -> None:
    rng = np.random.default_rng(2)
    base = rng.normal(30.0, 2.0, 12)
    other = base + rng.normal(0.5, 0.3, 12)
    found = paired(other.tolist(), base.tolist(), 0.9)
    expected = scipy.stats.ttest_rel(other, base).confidence_interval(0.9)
    assert found.difference == pytest.approx((other - base).mean())
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-10)


def test_what_is_but_rounding_is_no_difference() -> None:
    """A third of the sum of three tenths is 0.1 and a bit; the mean of differences that cancel is 0 and a bit."""
    one = paired([(0.1 + 0.2 + 0.3) / 6, 7.0], [0.1, 7.0])
    assert (one.difference, one.low, one.high, one.sure) == (0.0, 0.0, 0.0, False)
    assert paired([0.1 + 0.2, 22.0, 22.3], [0.0, 22.3, 22.3]).difference == 0.0


def test_by_hand() -> None:
    """Differences 1, 2, 3: mean 2, s = 1, t(0.975; 2) = 4.30265 from any table."""
    found = paired([11.0, 22.0, 33.0], [10.0, 20.0, 30.0])
    half = 4.30265 / math.sqrt(3)
    assert (found.difference, found.low, found.high) == pytest.approx((2.0, 2 - half, 2 + half), rel=1e-5)
    assert not found.sure


def test_bonferroni() -> None:
    """Five comparisons at 95 % are five intervals of 99 %."""
    a, b = [1.0, 2.5, 3.0, 4.0], [0.0, 2.0, 3.0, 3.0]
    five, one = paired(a, b, 0.95, comparisons=5), paired(a, b, 0.99)
    assert (five.low, five.high) == pytest.approx((one.low, one.high), rel=1e-12)


def test_sure() -> None:
    assert paired([2.0, 2.1, 2.2], [1.0, 1.0, 1.0]).sure
    assert paired([1.0, 1.0, 1.0], [2.0, 2.1, 2.2]).sure
    assert not paired([1.0, 1.0, 1.0], [1.0, 1.0, 1.0]).sure


def test_all_intervals_hold_together() -> None:
    """Four designs against one base: all four intervals hold in at least 95 of 100 experiments."""
    rng, hits, experiments = np.random.default_rng(6), 0, 2000
    truth = np.array([0.0, 0.5, -1.0, 2.0])
    for _ in range(experiments):
        base = rng.normal(10.0, 1.0, 10)
        common = 0.7 * base
        found = [paired((common + rng.normal(3.0 + d, 0.5, 10)).tolist(), base.tolist(), comparisons=4) for d in truth]
        hits += all(p.low <= d <= p.high for p, d in zip(found, truth, strict=True))
    assert 0.94 <= hits / experiments <= 0.98


@pytest.mark.parametrize(
    ("a", "b", "arguments", "message"),
    [
        ([1.0], [1.0, 2.0], {}, "no pairs"),
        ([1.0], [1.0], {}, "at least 2 replications"),
        ([1.0, math.nan], [1.0, 2.0], {}, "pair 1"),
        ([1.0, 2.0], [1.0, 3.0], {"confidence": 1.0}, "between 0 and 1"),
        ([1.0, 2.0], [1.0, 3.0], {"comparisons": 0}, "comparisons must be at least 1"),
    ],
)
def test_refuses(a: list[float], b: list[float], arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        paired(a, b, **arguments)
