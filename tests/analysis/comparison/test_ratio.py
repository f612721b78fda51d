"""Fieller's interval: by hand, without a spread, and how often it holds the truth."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.analysis.comparison.ratio import ratio_interval
from taktwin.analysis.interval import t_interval


def test_no_spread_no_width() -> None:
    assert ratio_interval([6.0, 6.0], [3.0, 3.0]) == (2.0, 2.0)


def test_a_known_denominator_is_the_t_interval() -> None:
    above = [1.0, 2.0, 4.0, 3.0]
    wanted, found = t_interval(above), ratio_interval(above, [2.0] * 4)
    assert wanted is not None
    assert found == pytest.approx([end / 2.0 for end in wanted])


def test_its_ends_are_just_told_from_nothing() -> None:
    """At each end h the t interval of above - h x below touches 0: the definition."""
    above, below = np.array([5.0, 7.0, 6.5, 4.0, 6.0]), np.array([2.0, 2.5, 2.2, 1.8, 2.4])
    found = ratio_interval(above.tolist(), below.tolist())
    assert found is not None
    for end in found:
        inside = t_interval((above - end * below).tolist())
        assert inside is not None
        assert min(abs(inside[0]), abs(inside[1])) == pytest.approx(0.0, abs=1e-9)


def test_a_denominator_near_nothing_has_no_interval() -> None:
    assert ratio_interval([1.0, 1.1, 0.9], [0.1, -0.1, 0.05]) is None


def test_what_is_no_pairs() -> None:
    with pytest.raises(ValueError, match="two pairs"):
        ratio_interval([1.0], [1.0])


def test_coverage() -> None:
    """Of 2,000 samples of 6 correlated pairs about 95 % of the intervals hold the ratio of the true means."""
    draw = np.random.default_rng(5)
    held = 0
    for _ in range(2000):
        below = draw.normal(10.0, 1.0, 6)
        above = 3.0 * below + draw.normal(5.0, 2.0, 6)
        found = ratio_interval(above.tolist(), below.tolist())
        held += found is not None and found[0] <= 3.5 <= found[1]
    assert 0.935 <= held / 2000 <= 0.965
