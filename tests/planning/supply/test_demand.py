"""Demand over a lead time: sums, means, losses."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.planning.supply.demand import Demand, Discrete, Normal, Poisson, PoissonBatches, poisson

BATCHES = PoissonBatches(0.7, (0.5, 0.0, 0.3, 0.2))
DICE = Discrete((0.2, 0.5, 0.0, 0.3))


@pytest.mark.parametrize("demand", [Poisson(3.2), BATCHES, DICE])
def test_three_periods_are_one_and_two(demand: Demand) -> None:
    one, two, three = (demand.over(time) for time in (1, 2, 3))
    for level in range(30):
        expected = sum(one.p[k] * two.not_above(level - one.low - k) for k in range(one.p.size))
        assert three.not_above(level) == pytest.approx(float(expected), abs=1e-13)
    assert three.mean == pytest.approx(3 * demand.rate, rel=1e-12)


@pytest.mark.parametrize("demand", [Poisson(3.2), Poisson(40_000), BATCHES, DICE])
def test_losses_are_expectations(demand: Demand) -> None:
    lead = demand.over(2)
    amounts = np.arange(lead.low, lead.high + 1)
    for level in (lead.low - 3, lead.low, round(lead.mean), lead.high, lead.high + 7):
        assert lead.on_hand(level) == pytest.approx(lead.p @ np.maximum(level - amounts, 0), abs=1e-11)
        assert lead.backorders(level) == pytest.approx(lead.p @ np.maximum(amounts - level, 0), abs=1e-11)
        assert lead.not_above(level) == pytest.approx(lead.p[amounts <= level].sum(), abs=1e-12)


def test_batches_of_one_are_a_poisson_process() -> None:
    single, plain = PoissonBatches.geometric(4.0, 0.0).over(1.5), poisson(6.0)
    assert single.p[: plain.p.size] == pytest.approx(plain.p[: single.p.size], abs=1e-15)


@pytest.mark.parametrize("time", [1, 900])  # the longer one is put together from halves
def test_mean_and_variance_of_batches(time: float) -> None:
    lead = PoissonBatches.geometric(1.0, 0.4).over(time)
    amounts = np.arange(lead.low, lead.high + 1)
    square = lead.p @ amounts**2 - lead.mean**2
    assert lead.p.sum() == pytest.approx(1.0, rel=1e-12)
    assert lead.mean == pytest.approx(time / 0.6, rel=1e-11)
    assert square == pytest.approx(time * 1.4 / 0.36, rel=1e-9)  # rate x E[size^2]


def test_normal_on_a_grid() -> None:
    lead = Normal(5, 1).over(4)
    amounts = np.arange(lead.low, lead.high + 1) * lead.step
    assert float(lead.p @ amounts) == pytest.approx(20.0, rel=1e-12)
    assert float(lead.p @ (amounts - 20) ** 2) == pytest.approx(4.0, rel=1e-4)
    assert Normal(5, 1).over(0).p.tolist() == [1.0]


def test_quantiles_meet_a_share_that_differs_by_rounding() -> None:
    tenths = Discrete((0.1, 0.2, 0.4, 0.2, 0.1)).over(1)
    assert [tenths.quantile(share) for share in (0.1, 0.3, 0.7, 0.9, 0.90001, 1.0)] == [0, 1, 2, 3, 4, 4]
