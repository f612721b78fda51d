"""Indices, probabilities and survival: each against its reference file, and against what must hold."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from taktwin.planning.cluster.errors import ClusterError
from taktwin.planning.cluster.indices.concentration import concentration
from taktwin.planning.cluster.indices.learning import mean_cost, unit_cost
from taktwin.planning.cluster.indices.localsupply import three_rates
from taktwin.planning.cluster.indices.multiplier import leontief
from taktwin.planning.cluster.risk.survival import survival
from taktwin.planning.cluster.targets.backtest import RULES, back_test
from taktwin.planning.cluster.targets.growth import GrowthTarget, paths, simulated
from taktwin.planning.cluster.targets.projects import on_time, simulated_projects
from tests.planning.cluster.reference import cluster_cases


@pytest.mark.parametrize("case", cluster_cases("indices"))
def test_indices(case: dict[str, Any]) -> None:
    match case.get("kind"):
        case "hhi":
            found = concentration(case["volumes"])
            assert found.hhi == pytest.approx(case["hhi"], rel=1e-9)
            assert found.effective == pytest.approx(case["effective_number"], rel=1e-9)
            assert found.cr2 == pytest.approx(case["cr2"], rel=1e-9)
        case "leontief":
            table = leontief(case["A"], case["final_demand"])
            assert table.output == pytest.approx(case["output"], rel=1e-9)
            assert table.multipliers == pytest.approx(case["output_multipliers"], rel=1e-9)
        case "local_supply_rate":
            values, shares = ([part[key] for part in case["parts"]] for key in ("value", "local_share"))
            rates = three_rates(values, shares)
            assert rates.by_value == pytest.approx(case["by_value"], rel=1e-9)
            assert rates.by_count == pytest.approx(case["by_count_any_local"], rel=1e-9)
            assert rates.mean == pytest.approx(case["by_count_mean"], rel=1e-9)
        case "learning_curve":
            first, retained, units = (
                case[key] for key in ("first_unit_cost", "learning_rate_retained", "unit_cost_at")
            )
            assert [unit_cost(first, retained, n) for n in units] == pytest.approx(case["cost"], rel=1e-9)
            assert mean_cost(first, retained, *units) == pytest.approx(case["mean_cost_integral"], rel=1e-9)
        case other:
            pytest.fail(f"no rule for {other}")


@pytest.mark.parametrize("case", cluster_cases("target_probability"))
def test_probabilities(case: dict[str, Any]) -> None:
    """The closed form or enumeration to 1e-9; a Monte Carlo whose 99 % interval holds it, under half a point wide."""
    if case["kind"] == "lognormal_growth":
        target = GrowthTarget(case["start"], case["target"], case["years"])
        mean, sd = case["log_growth_mean"], case["log_growth_sd"]
        assert target.probability(mean, sd) == pytest.approx(case["probability"], rel=1e-9)
        assert target.median(mean) == pytest.approx(case["median"], rel=1e-9)
        assert target.needed == pytest.approx(case["needed_growth_per_year"], rel=1e-9)
        assert target.mean_for(case["probability"], sd) == pytest.approx(mean, abs=1e-8)
        drawn = simulated(target, mean, sd)
    else:
        given = case["capacity_kunits"], case["probability_on_time"], case["target"]
        found = on_time(*given)
        assert found.probability == pytest.approx(case["probability"], rel=1e-9)
        assert found.expected == pytest.approx(case["expected"], rel=1e-9)
        drawn = simulated_projects(*given)
    assert drawn.low <= case["probability"] <= drawn.high
    assert (drawn.high - drawn.low) / 2 < 0.005


@pytest.mark.parametrize("case", cluster_cases("disruption"))
def test_survival(case: dict[str, Any]) -> None:
    given = (case[key] for key in ("stock_units", "use_per_day", "recovery_days", "second_source_share"))
    found = survival(*given)
    wanted = [math.inf if one is None else one for one in case["survive_days"]]
    assert found.survive == pytest.approx(np.array(wanted), rel=1e-9)
    assert found.lost == pytest.approx(np.array(case["lost_cars"]), rel=1e-9)
    assert found.worst + 1 == case["worst_supplier"]


def test_the_curve_is_one_curve() -> None:
    """It rises with the mean; the two points of the facts are on it; draws of a seed do not depend on their number."""
    target = GrowthTarget(1_296_000, 2_000_000, 2)
    curve = target.probability(np.linspace(0, 0.5, 51), 0.2)
    assert (np.diff(curve) > 0).all()
    assert round(float(target.probability(0.31, 0.20)), 2) == 0.74
    assert round(float(target.probability(0.15, 0.15)), 2) == 0.26
    assert target.needed == pytest.approx(0.242, abs=5e-4)
    assert target.probability(0.3, 0.0) == 1.0
    assert (paths(1.0, 2, 0.1, 0.1, 10, 5) == paths(1.0, 2, 0.1, 0.1, 20, 5)[:10]).all()


def test_back_test_of_known_rules() -> None:
    """A steady growth is held by its own band, which is then a point; a fading one likewise; a jump is not."""
    steady = {2000 + k: 100.0 * 1.1**k for k in range(6)}
    found = back_test(steady, 2003)
    assert found.growth == pytest.approx(math.log(1.1))
    assert [band.median for band in found.bands] == pytest.approx([steady[2004], steady[2005]])
    fading = {2000 + k: 100.0 * math.exp(2 * (1 - 0.5**k)) for k in range(7)}
    found = back_test(fading, 2004, "fading")
    assert found.growth == pytest.approx(0.5)
    assert [band.median for band in found.bands] == pytest.approx([fading[2005], fading[2006]])
    noisy = {2000: 100.0, 2001: 111.0, 2002: 120.0, 2003: 133.0, 2004: 300.0}
    for rule in RULES:
        (band,) = back_test(noisy, 2003, rule).bands
        assert not band.holds
        assert band.printed / band.high - 1 == pytest.approx(band.off)


def test_wider_bands_hold_more() -> None:
    history = {2020: 4.3, 2021: 15.2, 2022: 36.5, 2023: 50.0, 2024: 95.3, 2025: 129.6}
    wide, narrow = (back_test(history, 2023, "steady", level) for level in (0.95, 0.5))
    for outer, inner in zip(wide.bands, narrow.bands, strict=True):
        assert outer.low < inner.low < inner.median == outer.median < inner.high < outer.high


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: concentration([0, 0]), "all are 0"),
        (lambda: leontief([[1.0]], [1]), "as much as they make"),
        (lambda: leontief([[0.1, 0.2]], [1]), "expected 1 x 1"),
        (lambda: three_rates([0], [1]), "nothing is spent"),
        (lambda: three_rates([1], [1.1]), "0 to 1"),
        (lambda: unit_cost(1, 0, 1), "above 0 up to 1"),
        (lambda: mean_cost(1, 0.8, 5, 2), "before begin"),
        (lambda: GrowthTarget(0, 1, 1), "start"),
        (lambda: GrowthTarget(1, 2, 1).mean_for(1.0, 0.1), "probability"),
        (lambda: on_time([1] * 30, [0.5] * 30, 1), "too many cases"),
        (lambda: back_test({2000: 1, 2002: 1}, 2000), "missing"),
        (lambda: back_test({2000: 1, 2001: 1, 2002: 2}, 2001), "too few"),
        (lambda: survival([1], 1, [1], [2]), "0 to 1"),
    ],
)
def test_what_cannot_be_meant(call: Any, words: str) -> None:
    with pytest.raises(ClusterError, match=words):
        call()
