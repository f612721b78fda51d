"""MSER-5 against its definition, on series whose transient is known, and on a queue that starts empty."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from taktwin.analysis.warmup import mser5


def by_definition(values: NDArray[np.float64], batch: int) -> int:
    """The formula, term by term."""
    count = len(values) // batch
    means = [values[i * batch : (i + 1) * batch].mean() for i in range(count)]
    costs = [sum((z - np.mean(means[d:])) ** 2 for z in means[d:]) / (count - d) ** 2 for d in range(count // 2 + 1)]
    return int(np.argmin(costs)) * batch


def ar1(rng: np.random.Generator, length: int, phi: float, start: float) -> NDArray[np.float64]:
    """x_t = phi x_(t-1) + e_t, with the mean 0, from `start`: its mean at t is start phi^t."""
    values, x = np.empty(length), start
    for t, shock in enumerate(rng.standard_normal(length)):
        x = phi * x + shock
        values[t] = x
    return values


@pytest.mark.parametrize("batch", [1, 5, 7])
def test_as_the_formula_says(batch: int) -> None:
    for seed in range(5):
        rng = np.random.default_rng(seed)
        values = 1e4 + ar1(rng, 303, 0.8, rng.uniform(-80.0, 80.0))
        assert mser5(values, batch) == by_definition(values, batch)


def test_by_hand() -> None:
    """A step of 20 observations, then 80 of another level: exactly the step goes."""
    assert mser5([50.0] * 20 + [3.0, 4.0] * 40) == 20


@pytest.mark.parametrize("level", [0.0, 7.25, 1e9])
def test_nothing_goes_where_nothing_changes(level: float) -> None:
    assert mser5([level] * 100) == 0


def test_known_transient_goes_and_little_else() -> None:
    """An AR(1) with the factor 0.9, started 40 (17 standard deviations) too high.

    Its bias is down to a tenth of a standard deviation (2.29) after 49 observations; hardly more should go.
    """
    cuts, bias = [], []
    for seed in range(200):
        values = ar1(np.random.default_rng(seed), 2000, 0.9, 40.0)
        cut = mser5(values)
        cuts.append(cut)
        bias.append((values.mean(), values[cut:].mean()))
    assert 20 <= np.median(cuts) <= 60
    assert np.mean(np.array(cuts) > 500) < 0.05  # some chance patterns remain, the rule is a heuristic
    whole, cut_mean = np.mean(bias, axis=0)
    assert whole == pytest.approx(40 * 0.9 / (1 - 0.9) / 2000, abs=0.05)  # 0.18, by the sum of 40 x 0.9^t
    assert abs(cut_mean) < 0.05


def waits(rng: np.random.Generator, rho: float, customers: int, replications: int) -> NDArray[np.float64]:
    """Waits in the queue of M/M/1, started empty, customer by customer (Lindley's recursion; service mean 1)."""
    steps = rng.exponential(1.0, (replications, customers)) - rng.exponential(1 / rho, (replications, customers))
    wait, out = np.zeros(replications), np.empty((replications, customers))
    for i in range(customers):
        out[:, i] = wait
        wait = np.maximum(0.0, wait + steps[:, i])
    return out


def test_empty_queue() -> None:
    """M/M/1 at a load of 0.9: the mean wait of all customers is too low by 1.7 %, that after the warm-up is not."""
    rho, truth = 0.9, 9.0
    series = waits(np.random.default_rng(5), rho, 6000, 4000).mean(axis=0)
    cut = mser5(series)
    assert 300 <= cut < 3000
    assert series.mean() < 0.99 * truth
    assert series[cut:].mean() == pytest.approx(truth, rel=0.005)


def test_batches_only_whole() -> None:
    """What is left after the last whole batch plays no part, not even if it is wild."""
    values = np.random.default_rng(1).normal(size=500)
    assert mser5([*values, 1e6, -1e6]) == mser5(values)


def test_a_trend_is_refused() -> None:
    with pytest.raises(ValueError, match="run several times longer, or give the warm-up yourself"):
        mser5(np.arange(1000.0))


@pytest.mark.parametrize(
    ("series", "batch", "message"),
    [
        (np.zeros(49), 5, "at least 50"),
        (np.zeros((5, 100)), 5, "average the replications"),
        ([*range(60), float("nan")], 5, "observation 60"),
        (np.zeros(100), 0, "batch must be at least 1"),
    ],
)
def test_refuses(series: NDArray[np.float64], batch: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        mser5(series, batch)
