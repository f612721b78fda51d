"""Bass: reference cases, peak, fit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from taktwin.planning.orders.bass import Bass, fit_bass
from taktwin.planning.orders.errors import OrderBookError
from tests.planning.orders.reference import reference


@pytest.mark.parametrize("case", reference("bass"))
def test_case(case: dict[str, Any]) -> None:
    bass = Bass(case["m"], case["p"], case["q"])
    assert bass.cumulative(np.arange(1, 9)) == pytest.approx(np.array(case["cumulative_at_1_to_8"]), rel=1e-9)
    assert bass.peak_time == pytest.approx(case["peak_time"], rel=1e-9)
    assert bass.peak_rate == pytest.approx(case["peak_rate"], rel=1e-9)


@pytest.mark.parametrize("case", reference("bass_fit"))
def test_fit_case(case: dict[str, Any]) -> None:
    found = fit_bass(case["sales_per_period"])
    assert (found.m, found.p, found.q) == pytest.approx((case["m"], case["p"], case["q"]), rel=1e-6)


@pytest.mark.parametrize("one", [(1e5, 0.02, 0.6), (7e6, 0.1, 0.05), (300, 0.002, 0.9), (1e5, 0.3, 0.0)])
def test_peak_and_fit_of_any_curve(one: tuple[float, float, float]) -> None:
    bass = Bass(*one)
    top: Any = minimize_scalar(lambda t: -bass.rate(t), bounds=(0, 40), method="bounded", options={"xatol": 1e-9})
    assert bass.peak_rate == pytest.approx(-top.fun, rel=1e-6)
    assert bass.rate(bass.peak_time) == pytest.approx(bass.peak_rate, rel=1e-12)
    assert bass.cumulative(1e4) == pytest.approx(bass.m)
    if bass.q:
        found = fit_bass(bass.in_periods(12).tolist())
        assert (found.m, found.p, found.q) == pytest.approx(one, rel=1e-4)


def test_what_is_no_diffusion_is_refused() -> None:
    for wrong in (lambda: Bass(0, 0.1, 0.2), lambda: Bass(1, 0, 0.2), lambda: Bass(1, 0.1, -1)):
        with pytest.raises(OrderBookError, match="expected"):
            wrong()
    with pytest.raises(OrderBookError, match="2 periods"):
        fit_bass([1, 2])
    with pytest.raises(OrderBookError, match="sales of a period"):
        fit_bass([1, -2, 3])
