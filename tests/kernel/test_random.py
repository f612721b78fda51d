"""Addressed random numbers and the distributions made of them, against their theory."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from taktwin.kernel.base.random import name_key, run_keys
from tests.kernel.draws import address, exponentials, unit
from tests.kernel.plants import line, run

SAMPLES = 100_000


def lognormal(mean: float, cv: float) -> Any:
    sigma = math.sqrt(math.log1p(cv * cv))
    return stats.lognorm(sigma, scale=mean * math.exp(-sigma * sigma / 2))


#: Text of the distribution -> the same one by scipy.
THEORY = {
    "uniform(5 s, 20 s)": stats.uniform(5, 15),
    "tri(8 s, 10 s, 13 s)": stats.triang(2 / 5, 8, 5),
    "tri(10 s, 10 s, 13 s)": stats.triang(0, 10, 3),
    "tri(8 s, 13 s, 13 s)": stats.triang(1, 8, 5),
    "exp(10 s)": stats.expon(scale=10),
    "lognormal(mean=10 s, cv=1.2)": lognormal(10, 1.2),
    "normal(mean=10 s, sd=2 s)": stats.norm(10, 2),
    "normal(mean=10 s, sd=10 s)": stats.truncnorm(-1, math.inf, 10, 10),
    "weibull(shape=1.5, scale=10 s)": stats.weibull_min(1.5, scale=10),
    "weibull(shape=0.7, scale=10 s)": stats.weibull_min(0.7, scale=10),
    "gamma(mean=10 s, cv=0.5)": stats.gamma(4, scale=2.5),
    "gamma(mean=10 s, cv=2)": stats.gamma(0.25, scale=40),
    "erlang(k=3, mean=10 s)": stats.gamma(3, scale=10 / 3),
}


def drawn(text: str) -> np.ndarray:
    """Work times of a station that is never without jobs."""
    data = line([{"station": "m", "cycle": text}], {"quantity": SAMPLES}, bucket="10000 h")
    table = run(data, 3e6, trace=False).jobs
    assert table.height == SAMPLES
    return (table["ended"] - table["born"]).to_numpy()


@pytest.mark.parametrize("text", THEORY)
def test_mean_variance_and_shape_of_each_kind(text):
    theory, found = THEORY[text], drawn(text)
    z_mean = (found.mean() - theory.mean()) / math.sqrt(theory.var() / SAMPLES)
    kurtosis = float(theory.stats(moments="k")) + 3.0
    z_var = (found.var() / theory.var() - 1.0) / math.sqrt((kurtosis - 1.0) / SAMPLES)
    assert abs(z_mean) < 4.0
    assert abs(z_var) < 4.5
    assert stats.kstest(found, theory.cdf).pvalue > 1e-4
    neighbours = np.corrcoef(found[1:], found[:-1])[0, 1]
    assert abs(neighbours) < 4.0 / math.sqrt(SAMPLES)


def test_exponential_times_to_the_edges_of_their_layers_and_beyond_the_last():
    """One draw in 90 comes from the edge of a layer, one in 2,200 from the tail: enough of both are looked at."""
    found = exponentials(4_000_000)
    tail = 7.69711747013104972
    beyond = found[found > tail] - tail
    assert abs(beyond.size - found.size * math.exp(-tail)) < 4 * math.sqrt(found.size * math.exp(-tail))
    assert stats.kstest(beyond, "expon").pvalue > 1e-3
    assert stats.kstest(found, "expon").pvalue > 1e-3


@pytest.mark.parametrize(("text", "value"), [("uniform(7 s, 7 s)", 7), ("constant(7 s)", 7), ("7 s", 7)])
def test_distributions_without_spread_are_constant(text, value):
    table = run(line([{"station": "m", "cycle": text}]), 70).jobs.filter(pl.col("ended").is_not_null())
    assert table["ended"].to_list() == [value * i for i in range(1, 11)]


def test_uniform_numbers_of_all_addresses_are_even():
    """Numbers by key, by purpose and by index: each alone is uniform."""

    def number(key: int, purpose: int, n: int) -> float:
        return unit(np.uint64(address(np.uint64(key), purpose, n)))

    def mixed(seed: int, replication: int) -> int:
        return run_keys(np.array([key], np.uint64), seed, replication)[0]

    key = name_key("station")
    by_index = [number(key, 1, i) for i in range(20_000)]
    by_purpose = [number(key, i, 0) for i in range(20_000)]
    by_key = [number(name_key(f"s{i}"), 1, 0) for i in range(20_000)]
    by_seed = [number(mixed(seed, 0), 1, 0) for seed in range(20_000)]
    by_replication = [number(mixed(1, i), 1, 0) for i in range(20_000)]
    for numbers in (by_index, by_purpose, by_key, by_seed, by_replication):
        assert 0.0 < min(numbers) < max(numbers) < 1.0
        assert stats.kstest(numbers, "uniform").pvalue > 1e-3
        assert abs(np.corrcoef(numbers[1:], numbers[:-1])[0, 1]) < 4.0 / math.sqrt(20_000)


def test_no_two_seeds_share_a_stream():
    keys = [int(run_keys(np.array([name_key(name)], np.uint64), seed, replication)[0])
            for name in ("a", "b", "c") for seed in range(50) for replication in range(20)]  # fmt: skip
    assert len(set(keys)) == len(keys)
