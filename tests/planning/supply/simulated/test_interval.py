"""Intervals with what is known of the draws: they are narrow, not shifted, and cover as often as they say."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.supply.simulated.interval import Interval, regressed

TRIALS, BATCHES, JOBS = 400, 20, 100


def trials() -> tuple[list[Interval], list[Interval]]:
    """Batches whose mean is 2 and whose figure bends with crooked draws: with the draws known, and without."""
    chosen = np.random.default_rng(1)
    with_draws, without = [], []
    for _ in range(TRIALS):
        draws = chosen.exponential(size=(BATCHES, JOBS))
        over, square = draws - 1.0, (draws - 1.0) ** 2 - 1.0
        bent = np.maximum(draws - 1.5, 0.0) - np.exp(-1.5)
        values = 2.0 + (over + bent).mean(axis=1) + 0.01 * chosen.normal(size=BATCHES)
        controls = np.column_stack([over.mean(axis=1), square.mean(axis=1), np.zeros(BATCHES)])
        with_draws.append(regressed(values, controls))
        without.append(regressed(values, np.zeros((BATCHES, 0))))
    return with_draws, without


def test_what_is_known_of_the_draws_makes_it_narrow_and_shifts_nothing() -> None:
    """The mean over all trials lies within its own 99 % interval; 97.5 % of 400 is 3 deviations below 99 %."""
    with_draws, without = trials()
    means = np.array([one.mean for one in with_draws])
    assert abs(means.mean() - 2.0) < 2.6 * means.std() / TRIALS**0.5
    assert np.mean([one.covers(2.0) for one in with_draws]) > 0.975
    assert np.mean([one.half_width for one in with_draws]) < 0.2 * np.mean([one.half_width for one in without])


def test_without_controls_it_is_the_interval_of_a_mean() -> None:
    """Of 1, 2, 3, 4: deviation 1.29, 5.84 of Student's t with 3 degrees."""
    one = regressed(np.array([1.0, 2.0, 3.0, 4.0]), np.zeros((4, 0)))
    assert (one.mean, one.half_width) == (2.5, pytest.approx(5.8409 * 1.2910 / 2.0, rel=1e-4))
    assert one.covers(2.5 + one.half_width)
    assert not one.covers(6.5)
