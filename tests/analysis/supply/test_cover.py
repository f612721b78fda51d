"""Cover against late deliveries: the reference cases, against integrals, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy import integrate, stats

from taktwin.analysis.supply.cover import (
    ExponentialLateness,
    GammaLateness,
    Lateness,
    NormalLateness,
    lateness_cover,
)
from taktwin.model.errors import OptionError
from tests.supply import reference

ALL = [
    (NormalLateness(-3, 12), stats.norm(-3, 12)),
    (ExponentialLateness(20), stats.expon(scale=20)),
    (GammaLateness(2.5, 6), stats.gamma(2.5, scale=6)),
]


def lateness(case: dict[str, Any]) -> Lateness:
    if case["kind"] == "normal_lateness":
        return NormalLateness(case["mean_min"], case["sd_min"])
    if case["kind"] == "exponential_delay":
        return ExponentialLateness(case["mean_min"])
    assert case["kind"] == "gamma_delay"
    return GammaLateness(case["shape"], case["scale_min"])


@pytest.mark.parametrize("case", reference("lateness_cover"))
def test_reference(case: dict[str, Any]) -> None:
    found = lateness_cover(lateness(case), case["cover_min"])
    assert found.p_stop == pytest.approx(case["p_stop"], rel=1e-8)
    assert found.mean_stop_min == pytest.approx(case["mean_stop_min"], rel=1e-8)
    assert found.needed_min == pytest.approx(case["cover_for_1_permille"], rel=1e-8)


@pytest.mark.parametrize(("late", "law"), ALL)
@pytest.mark.parametrize("cover", [0.0, 7.0, 40.0])
def test_mean_stop_is_the_integral_of_the_tail(late: Lateness, law: Any, cover: float) -> None:
    tail, _ = integrate.quad(law.sf, cover, math.inf, epsabs=1e-12)
    found = lateness_cover(late, cover)
    assert found.mean_stop_min == pytest.approx(tail, rel=1e-8)
    assert found.p_stop == pytest.approx(law.sf(cover), rel=1e-10)


@pytest.mark.parametrize(("late", "law"), ALL)
def test_the_needed_cover_keeps_the_target(late: Lateness, law: Any) -> None:
    needed = lateness_cover(late, 0, target=0.02).needed_min
    assert lateness_cover(late, needed).p_stop == pytest.approx(0.02)


def test_gamma_with_shape_one_is_exponential() -> None:
    one, other = lateness_cover(GammaLateness(1, 20), 60), lateness_cover(ExponentialLateness(20), 60)
    assert (one.p_stop, one.mean_stop_min, one.needed_min) == pytest.approx(
        (other.p_stop, other.mean_stop_min, other.needed_min)
    )


def test_deliveries_that_come_early_need_no_cover() -> None:
    assert lateness_cover(NormalLateness(-60, 10), 0).needed_min == pytest.approx(-60 + 30.9023, abs=1e-3)


@pytest.mark.parametrize(
    ("make", "parameter"),
    [
        (lambda: NormalLateness(0, 0), "sd_min"),
        (lambda: NormalLateness(math.nan, 1), "mean_min"),
        (lambda: ExponentialLateness(-20), "mean_min"),
        (lambda: GammaLateness(0, 1), "shape"),
        (lambda: GammaLateness(1, math.inf), "scale_min"),
        (lambda: lateness_cover(ExponentialLateness(20), -1), "cover_min"),
        (lambda: lateness_cover(ExponentialLateness(20), 1, target=0), "target"),
        (lambda: lateness_cover(ExponentialLateness(20), 1, target=1), "target"),
    ],
)
def test_what_is_refused(make: Any, parameter: str) -> None:
    with pytest.raises(OptionError) as caught:
        make()
    assert caught.value.parameter == parameter
