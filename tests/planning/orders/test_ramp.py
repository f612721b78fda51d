"""Ramps: reference cases, and what holds for every ramp."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp

from taktwin.planning.orders.errors import OrderBookError
from taktwin.planning.orders.ramp import (
    ConstantRamp,
    ExponentialRamp,
    LearningRamp,
    LogisticRamp,
    PlannedRamp,
    Ramp,
)
from taktwin.planning.orders.rampfit import fit_ramp
from tests.planning.orders.reference import reference

RAMPS = [
    ConstantRamp(700),
    ExponentialRamp(1200, 4),
    ExponentialRamp(30_000, 3, begin=1 / 3),
    LogisticRamp(30_000, 3, 1.2),
    LogisticRamp(30_000, -1, 0.3),
    LearningRamp(900, 100, 0.8),
    LearningRamp(900, 100, 0.7, made=500),
    LearningRamp(900, 900),
    PlannedRamp([-2, 1, 4, 9], [0, 100, 100, 400]),
    PlannedRamp([3], [50]),
]


@pytest.mark.parametrize("case", reference("ramp_exponential"))
def test_exponential_case(case: dict[str, Any]) -> None:
    ramp = ExponentialRamp(case["full_rate_per_week"], case["time_constant_weeks"])
    weeks = case["weeks"]
    assert ramp.cumulative(weeks) == pytest.approx(case["cumulative"], rel=1e-9)
    assert ramp.time_to(0.9) == pytest.approx(case["weeks_to_90_percent"], rel=1e-9)
    assert ramp.lost(weeks) == pytest.approx(case["lost_against_full_rate"], rel=1e-9)


@pytest.mark.parametrize("case", reference("ramp_logistic"))
def test_logistic_case(case: dict[str, Any]) -> None:
    ramp = LogisticRamp(case["full_rate"], case["midpoint"], case["steepness"])
    assert ramp.rate(np.arange(9)) == pytest.approx(np.array(case["rate_at_0_to_8"]), rel=1e-9)
    assert ramp.time_10_to_90 == pytest.approx(case["time_10_to_90"], rel=1e-9)
    assert ramp.time_to(0.9) - ramp.time_to(0.1) == pytest.approx(case["time_10_to_90"], rel=1e-9)


@pytest.mark.parametrize("ramp", RAMPS, ids=repr)
def test_every_ramp_is_the_integral_of_its_rate_and_reaches_its_levels(ramp: Ramp) -> None:
    knots = sorted({0.0, 1.0, 3.0, 4.0, 9.0, *[t for s in (0.5, 1.0) if 0 < (t := ramp.time_to(s)) < 20]})
    for end in (0.5, 4.0, 20.0):
        inner = [one for one in knots if one < end]
        area = sum(quad(ramp.rate, a, b)[0] for a, b in zip(inner, [*inner[1:], end], strict=True))
        assert ramp.cumulative(end) == pytest.approx(area, rel=1e-8)
        assert ramp.lost(end) == pytest.approx(ramp.full * end - area, abs=1e-6 * ramp.full)
    grid = np.linspace(0, 30, 301)
    assert (np.diff(ramp.rate(grid)) >= -1e-9).all()
    assert (ramp.rate(grid) <= ramp.full * (1 + 1e-12)).all()
    assert ramp.rate(-1) == 0
    assert ramp.cumulative(-1) == 0
    for share in (0.2, 0.5, 0.9):
        time = ramp.time_to(share)
        if time == 0:
            assert ramp.rate(0) >= share * ramp.full
        elif time < math.inf:
            assert ramp.rate(time) == pytest.approx(share * ramp.full, rel=1e-9)


def test_learning_is_wrights_curve_and_solves_its_equation() -> None:
    ramp = LearningRamp(1e9, 100, 0.8, made=50)
    way = solve_ivp(lambda _, n: 100 * (n / 50) ** -math.log2(0.8), (0, 20), [50.0], rtol=1e-11, atol=1e-9)
    assert ramp.cumulative(20) == pytest.approx(way.y[0, -1] - 50, rel=1e-7)
    for made in (50, 100, 200):  # each doubling of what was made: the time of a unit times 0.8
        rates = [ramp.rate(_when(ramp, units)) for units in (made, 2 * made)]
        assert rates[0] / rates[1] == pytest.approx(0.8, rel=1e-6)


def _when(ramp: Ramp, units: float) -> float:
    """When so many units have been made, 50 before the ramp among them."""
    from scipy.optimize import brentq

    found: Any = brentq(lambda t: ramp.cumulative(t) - (units - 50), 0, 100, xtol=1e-13)
    return found


@pytest.mark.parametrize(
    ("kind", "ramp"),
    [
        ("exponential", ExponentialRamp(16_000, 2.5)),
        ("logistic", LogisticRamp(30_000, 3, 1.2)),
        ("learning", LearningRamp(2000, 120, 0.8)),
    ],
)
def test_a_fit_finds_what_made_the_figures(kind: str, ramp: Ramp) -> None:
    made = np.diff(ramp.cumulative(np.arange(0, 21, 1.0)))
    fit = fit_ramp(kind, made.tolist())
    assert fit.rms < 1e-5 * made.max()
    late = np.array([5.0, 20.0, 40.0])
    assert fit.ramp.rate(late) == pytest.approx(ramp.rate(late), rel=1e-4)


def test_what_makes_no_ramp_is_refused() -> None:
    for wrong, what in (
        (lambda: ExponentialRamp(-1, 4), "full rate: expected 0 or more"),
        (lambda: ExponentialRamp(1, 0), "time constant: expected above 0"),
        (lambda: ExponentialRamp(1, math.inf), "finite"),
        (lambda: ExponentialRamp(1, 4, 1.5), "share at the begin"),
        (lambda: LogisticRamp(1, 0, 0), "steepness"),
        (lambda: LearningRamp(10, 20), "first rate"),
        (lambda: LearningRamp(10, 2, 0.4), "share retained"),
        (lambda: PlannedRamp([1, 1], [2, 3]), "do not rise"),
        (lambda: PlannedRamp([], []), "as many rates"),
        (lambda: ExponentialRamp(1, 1).time_to(2), "share of the full rate"),
        (lambda: fit_ramp("spline", [1, 2, 3]), "no ramp"),
        (lambda: fit_ramp("logistic", [1, 2]), "2 periods do not tell"),
    ):
        with pytest.raises(OrderBookError, match=what) as refused:
            wrong()
        assert refused.value.remedy
