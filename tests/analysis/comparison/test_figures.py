"""Differences of figures: pairs where both runs drew the same random numbers, else Welch; against numbers by hand."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest

from taktwin.analysis.comparison.figures import APART, NO_INTERVAL, PAIRED, figures, welch
from taktwin.analysis.comparison.saved import SavedRun


def saved(name: str, values: list[float | None], seed: int = 1, **more: Any) -> SavedRun:
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known) if len(known) == len(values) else None
    kpis = {"wip": {"value": mean, "unit": "jobs", "low": None, "high": None}}
    about = {"kpis": kpis, "replication_kpis": {"wip": values}, "seed": seed, "days": 5, "warmup_days": 1, **more}
    return SavedRun(name, about, {}, pl.DataFrame(), pl.DataFrame())


def test_pairs_by_hand() -> None:
    """Differences 1, 2, 3: mean 2, s = 1, t(2) = 4.3027, half = 4.3027 / sqrt(3) = 2.4841."""
    _, found = figures([saved("a", [10, 20, 30]), saved("b", [11, 22, 33])])
    assert found.how == PAIRED
    assert found.difference == 2
    assert found.difference_low == pytest.approx(2 - 2.4841, abs=1e-4)
    assert found.difference_high == pytest.approx(2 + 2.4841, abs=1e-4)
    assert not found.sure


def test_pairs_are_those_that_both_have() -> None:
    _, found = figures([saved("a", [10, 20, 30, 1000]), saved("b", [11, 21, 31.1])])
    assert found.difference == pytest.approx(3.1 / 3)
    assert found.sure


def test_other_seeds_are_independent_samples() -> None:
    """Means 20 and 22, variances 100 and 121, three each: spread sqrt(221 / 3), freedom 3.964 (Welch 1947)."""
    _, found = figures([saved("a", [10, 20, 30]), saved("b", [11, 22, 33], seed=2)])
    assert found.how == APART
    va, vb = 100 / 3, 121 / 3
    freedom = (va + vb) ** 2 / ((va**2 + vb**2) / 2)
    from scipy.stats import t, ttest_ind

    half = t.ppf(0.975, freedom) * math.sqrt(va + vb)
    assert (found.difference_low, found.difference_high) == pytest.approx((2 - half, 2 + half))
    interval = ttest_ind([11, 22, 33], [10, 20, 30], equal_var=False).confidence_interval(0.95)
    assert welch([11, 22, 33], [10, 20, 30], 0.95) == pytest.approx((interval.low, interval.high))


@pytest.mark.parametrize("other", [{"days": 6}, {"warmup_days": 2}, {"started_days": 3}])
def test_another_time_is_no_pair(other: dict) -> None:
    _, found = figures([saved("a", [10, 20, 30]), saved("b", [11, 22, 33], **other)])
    assert found.how == APART


def test_one_replication_has_no_interval() -> None:
    _, found = figures([saved("a", [10]), saved("b", [12])])
    assert (found.difference, found.difference_low, found.how) == (2, None, NO_INTERVAL)
    assert not found.sure


def test_a_figure_without_a_basis() -> None:
    _, found = figures([saved("a", [10, 20]), saved("b", [None, 20])])
    assert found.how == NO_INTERVAL
    assert found.as_dict()["value"] is None
    assert found.as_dict()["difference"] is None


def test_more_runs_have_wider_intervals() -> None:
    runs = [saved("a", [10, 20, 30]), saved("b", [11, 22, 33])]
    two, three = figures(runs)[1], figures([*runs, saved("c", [9, 8, 7])])[1]
    assert two.difference_low is not None
    assert three.difference_low is not None
    assert three.difference_low < two.difference_low


def test_a_run_from_before_has_no_replications() -> None:
    old = saved("b", [11, 22])
    del old.manifest["replication_kpis"]  # type: ignore[attr-defined]
    _, found = figures([saved("a", [10, 20]), old])
    assert found.difference == 1.5
    assert found.how == NO_INTERVAL


def test_equal_samples() -> None:
    assert welch([1, 1], [1, 1], 0.95) == (0, 0)
    assert welch([1], [1, 1], 0.95) is None
    assert welch([1, math.nan], [1, 1], 0.95) is None
