"""Stopping at a wanted half-width: against the table of Student's t, and how often the interval then covers."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats

from taktwin.analysis.interval import t_interval
from taktwin.analysis.stopping import enough, needed

VALUES = [9.0, 10.0, 11.0, 10.0, 10.0]  # mean 10, s = sqrt(1/2); half-width 2.77645 s / sqrt(5) = 0.87799
HALF = 2.776445 * math.sqrt(0.5) / math.sqrt(5)


def test_half_width_by_hand() -> None:
    assert enough(VALUES, HALF * 1.0001)
    assert not enough(VALUES, HALF * 0.9999)


def test_relative_half_width_is_a_share_of_the_true_mean() -> None:
    """A share g is reached at g / (1 + g) of the mean found (Law): 0.87799 is 0.087799 of 10, so g = 0.09625."""
    share = HALF / 10 / (1 - HALF / 10)
    assert enough(VALUES, share * 1.0001, relative=True)
    assert not enough(VALUES, share * 0.9999, relative=True)
    assert enough([-v for v in VALUES], share * 1.0001, relative=True)


def test_never_before_the_least_number() -> None:
    assert enough([1.0, 1.0, 1.0], 0.1, at_least=3)
    assert not enough([1.0, 1.0, 1.0], 0.1, at_least=4)
    assert not enough([], 0.1)


@pytest.mark.parametrize("target", [0.05, 0.2, 0.7, 3.0])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_needed_is_the_smallest_number(target: float, confidence: float) -> None:
    n, s = needed(VALUES, target, confidence=confidence), math.sqrt(0.5)

    def half(count: int) -> float:
        return float(scipy.stats.t.ppf(0.5 + confidence / 2, count - 1)) * s / math.sqrt(count)

    assert half(n) <= target
    assert n == len(VALUES) or half(n - 1) > target


def test_needed_agrees_with_enough() -> None:
    """At hand is enough exactly when no more are needed."""
    rng = np.random.default_rng(3)
    for _ in range(200):
        values = rng.normal(5.0, 1.0, rng.integers(5, 40)).tolist()
        share = float(rng.uniform(0.02, 0.4))
        assert enough(values, share, True) == (needed(values, share, True) == len(values))


def test_needed_without_a_basis() -> None:
    assert needed([], 0.1) == 5
    assert needed([3.0], 0.1, at_least=8) == 8
    assert needed([2.0] * 3, 0.1) == 5


def test_needed_gives_up_on_the_impossible() -> None:
    with pytest.raises(ValueError, match="more than 10,000,000 replications"):
        needed([-1.0, 1.0], 0.01, relative=True)


@pytest.mark.parametrize("at_least", [5, 10])
def test_coverage_after_stopping(at_least: int) -> None:
    """Stopping at the first narrow interval costs some coverage; docs/statistics.md says how much."""
    rng, hits = np.random.default_rng(11), 0
    for _ in range(1000):
        values = rng.normal(10.0, 1.0, 400).tolist()
        n = at_least
        while not enough(values[:n], 0.4, at_least=at_least):
            n += 1
        low, high = t_interval(values[:n]) or (0.0, 0.0)
        hits += low <= 10.0 <= high
    assert hits / 1000 >= 0.90


@pytest.mark.parametrize(
    ("values", "arguments", "message"),
    [
        (VALUES, {"half_width": 0.0}, "above 0"),
        (VALUES, {"half_width": 1.0, "relative": True}, "share between 0 and 1"),
        (VALUES, {"half_width": 0.1, "confidence": 95}, "confidence must be between 0 and 1"),
        (VALUES, {"half_width": 0.1, "at_least": 1}, "at least 2 replications"),
        ([1.0, math.nan], {"half_width": 0.1}, "replication 1 has no value"),
    ],
)
def test_refuses(values: list[float], arguments: dict, message: str) -> None:
    for function in (enough, needed):
        with pytest.raises(ValueError, match=message):
            function(values, **arguments)
