"""What is left of a time of which a part has passed: by the conditional distribution, checked against drawing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from taktwin.kernel.base import state as k
from taktwin.kernel.base.hashing import mix_all
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.builder import Builder
from taktwin.model.values.distribution import parse_distribution
from taktwin.runs.start.remaining import longest, time_left, uniform
from tests.kernel.draws import address, sample, unit

TEXTS = [
    "exp(100 s)", "uniform(50 s, 150 s)", "tri(50 s, 70 s, 200 s)", "lognormal(mean=100 s, cv=0.8)",
    "normal(mean=100 s, sd=40 s)", "weibull(shape=1.7, scale=100 s)", "weibull(shape=0.7, scale=100 s)",
    "gamma(mean=100 s, cv=0.7)", "erlang(k=3, mean=100 s)", "discrete(40 s = 20 %, 100 s = 35 %, 250 s = 45 %)",
    "empirical(200 s, 50 s, 60 s, 111 s, 90 s, 200 s)", "interpolated(50 s, 200 s, 90 s, 90 s, 300 s)",
]  # fmt: skip


def rows(text: str) -> np.ndarray:
    """The kernel's rows of a distribution."""
    builder = Builder()
    builder.distribution(parse_distribution(text))
    return builder.arrays(KINDS)["dists"]


def left(text: str, passed: float, u: float) -> float:
    return time_left(rows(text), 0, passed, u)


@pytest.mark.rule("what is left is drawn from the distribution given that part")
@pytest.mark.parametrize("passed", [0.0, 60.0, 110.0])
@pytest.mark.parametrize("text", TEXTS)
def test_quantiles_are_those_of_the_draws_that_are_long_enough(text: str, passed: float) -> None:
    """The kernel's own draws, those above the part that has passed, less that part."""
    dists = rows(text)
    drawn = np.array([sample(dists, 0, np.uint64(bits)) for bits in mix_all(np.arange(20_000, dtype=np.uint64))])
    rest = np.sort(drawn[drawn > passed] - passed)
    for share in (0.1, 0.5, 0.9):
        # u is the share of the times that are longer
        expected = rest[int(share * rest.size)]
        spread = 4.0 * math.sqrt(share * (1.0 - share) / rest.size)
        low, high = (rest[min(rest.size - 1, max(0, int((share + d) * rest.size)))] for d in (-spread, spread))
        got = left(text, passed, 1.0 - share)
        assert low - 1e-9 <= got <= high + 1e-9, (expected, got)


@pytest.mark.parametrize("text", TEXTS)
def test_a_longer_part_never_gives_a_negative_rest(text: str) -> None:
    for passed in (0.0, 1.0, 49.0, 1e3, 1e5, 1e9):
        for u in (1e-16, 0.5, 1.0 - 1e-16):
            rest, most = left(text, passed, u), longest(rows(text)[0])
            assert 0.0 <= rest < math.inf
            assert passed > most or passed + rest <= most + 1e-9


def test_constants_have_the_difference_left() -> None:
    assert left("90 s", 30.0, 0.3) == 60.0
    assert left("90 s", 95.0, 0.3) == 0.0
    texts = ("9 s", "uniform(1 s, 4 s)", "tri(1 s, 2 s, 3 s)", "exp(1 s)", "empirical(3 s, 5 s)")
    assert [longest(rows(text)[0]) for text in texts] == [
        9.0, 4.0, 3.0, math.inf, 5.0,
    ]  # fmt: skip


def test_the_uniform_number_is_the_kernels() -> None:
    key = np.uint64(12345678901234567890)
    assert uniform(int(key), k.P_REMAINING, 3) == unit(address(key, k.P_REMAINING, 3))
