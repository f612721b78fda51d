"""Lateness against cover: the reference cases, and the integral that the formulas are of."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.lateness import Lateness

latenesses = st.builds(
    lambda kind, mean, cv, shift: Lateness(kind, mean, mean * cv, shift),
    *(st.sampled_from(["normal", "gamma"]), st.floats(1, 60), st.floats(0.05, 1.5), st.floats(-30, 30)),
) | st.builds(Lateness, st.just("normal"), st.floats(-20, 20), st.just(0.0))


def test_reference(shared: Path) -> None:
    file = shared / "data" / "supply_reference" / "lateness_cover.json"
    if not file.is_file():
        pytest.skip(f"no reference cases at {file}")
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]:
        if case["kind"] == "normal_lateness":
            late = Lateness("normal", case["mean_min"], case["sd_min"])
        elif case["kind"] == "exponential_delay":
            late = Lateness("gamma", case["mean_min"], case["mean_min"])
        else:
            shape, scale = case["shape"], case["scale_min"]
            late = Lateness("gamma", shape * scale, math.sqrt(shape) * scale)
        cover = case["cover_min"]
        assert late.exceeds(cover) == pytest.approx(case["p_stop"], rel=1e-8), case["id"]
        assert late.excess(cover) == pytest.approx(case["mean_stop_min"], rel=1e-8), case["id"]
        assert late.needed(0.001) == pytest.approx(case["cover_for_1_permille"], rel=1e-8), case["id"]


@given(late=latenesses, cover=st.floats(-40, 120))
def test_mean_over_is_the_integral_of_the_chance(late: Lateness, cover: float) -> None:
    far = max(cover, late.expected) + 60 * max(late.sd, 1)
    grid = np.linspace(cover, far, 20_001)
    chance = np.array([late.exceeds(x) for x in grid[::20]])
    area = float(np.trapezoid(chance, grid[::20]))
    step = (far - cover) / 1000
    assert late.excess(cover) == pytest.approx(area, abs=1.01 * step)


@pytest.mark.parametrize("sd", [0.0, 1e-162, 1e-9, 1e-5, 1e-3])
@pytest.mark.parametrize("kind", ["normal", "gamma"])
def test_next_to_no_spread_is_none(kind: str, sd: float) -> None:
    late = Lateness(kind, 30.0, sd)
    assert [late.exceeds(cover) for cover in (29, 31)] == [1, 0]
    assert [late.excess(cover) for cover in (20, 31)] == [pytest.approx(10, abs=1e-6), 0]
    assert late.needed(0.001) == pytest.approx(30, abs=0.01)


@given(late=latenesses, chance=st.floats(0.0005, 0.9))
def test_cover_for_is_exceeded_with_that_chance(late: Lateness, chance: float) -> None:
    if late.sd:
        assert late.exceeds(late.needed(chance)) == pytest.approx(chance, rel=1e-6)
    else:
        assert late.exceeds(late.needed(chance)) == 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Lateness("weibull"), "there is no kind 'weibull'; use normal or gamma"),
        (lambda: Lateness("normal", 0, -1), "sd 0 or more"),
        (lambda: Lateness("normal", math.nan, 1), "must be numbers"),
        (lambda: Lateness("gamma", 0, 1), "has a mean above 0, got 0"),
        (lambda: Lateness("normal", 0, 1).needed(0), "above 0 and below 1, got 0"),
    ],
)
def test_refused(make: object, words: str) -> None:
    with pytest.raises(ModeError, match=words):
        make()  # type: ignore[operator]
