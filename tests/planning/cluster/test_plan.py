"""The plan over years and scenarios: it keeps all limits, is near the best, and the study around it holds together."""

from __future__ import annotations

import json
import time

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.planning.cluster.exact.expansion import ExpansionProblem, Module, expand
from taktwin.planning.cluster.file.read import ClusterFile, read_cluster
from taktwin.planning.cluster.plan.data import data_of
from taktwin.planning.cluster.plan.extensive import extensive
from taktwin.planning.cluster.plan.gaps import _added
from taktwin.planning.cluster.plan.improve import improved
from taktwin.planning.cluster.plan.knowing import nothing_built
from taktwin.planning.cluster.plan.ramp import capacity_shares
from taktwin.planning.cluster.plan.solve import Plan, evaluate, fixed, plan
from taktwin.planning.cluster.study import ClusterOptions, ClusterStudy, study_cluster
from taktwin.report.cluster import render_cluster
from tests.planning.cluster.small import SMALL


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ClusterFile:
    path = tmp_path_factory.mktemp("cluster") / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return read_cluster(path)


@pytest.fixture(scope="module")
def studied(small: ClusterFile) -> ClusterStudy:
    return study_cluster(small, ClusterOptions(draws=20_000, gap=1e-4))


def check_limits(found: Plan) -> None:
    """All that a plan must keep, worked out again from its numbers."""
    data, tiny = found.data, 1e-5
    made, built = found.made, found.built
    for v in range(len(data.vehicles)):
        total = made[:, :, data.makes == v].sum(axis=2) + found.unmet[:, :, v]
        assert total == pytest.approx(data.demand[:, :, v], abs=1e-4)
    assert (made <= data.plant_capacity + _added(data, built, True) + tiny).all()
    assert (found.flow.sum(axis=3) <= data.option_capacity + _added(data, built, False) + tiny).all()
    needed = np.einsum("fp,wtp->wtfp", data.use, made)
    supplied = found.outside + np.einsum("wtop,of->wtfp", found.flow, data.of_family)
    assert supplied == pytest.approx(needed, abs=1e-4)
    opening = np.array([one.opening for one in data.builds])
    first = (np.cumsum(built, axis=1) > 0) & (np.cumsum(built, axis=1) - built == 0)
    assert (found.invested + opening @ first <= data.budget + 1e-6).all()
    assert (built.sum(axis=1) <= [one.most for one in data.builds]).all()
    assert (built == np.round(built)).all()
    for policy, rate, reached in ((0, data.local_rate, found.local_rate()), (1, data.zero_rate, found.zero_rate())):
        value = found.used() @ data.value
        assert (reached * value + found.missed[policy] >= rate * value - 1e-4).all()


def test_a_plan_keeps_all_limits(small: ClusterFile, studied: ClusterStudy) -> None:
    found = studied.plan
    check_limits(found)
    assert found.gap <= 1e-4
    assert found.bound <= found.cost
    assert evaluate(studied.data, found.built).cost == pytest.approx(found.cost, rel=1e-6)
    nothing = nothing_built(studied.data)
    assert found.cost < nothing.cost
    check_limits(nothing)
    whole = extensive(data_of(small.noun)).program.solve(1e-6)
    assert found.cost == pytest.approx(whole.cost, rel=2e-4)


def test_tighter_limits_cost_more(small: ClusterFile, studied: ClusterStudy) -> None:
    """Less budget, a higher price of CO2, fewer lines: never cheaper."""
    for old, new in (
        ("budget: {2026: 2500}", "budget: {2026: 800}"),
        ("co2_price: {2026: 80}", "co2_price: {2026: 800}"),
        ("most: 3", "most: 0"),
    ):
        path = small.path.with_name("tighter.yaml")
        path.write_text(SMALL.replace(old, new), encoding="utf-8")
        found = plan(data_of(read_cluster(path).noun), 1e-4)
        check_limits(found)
        assert found.cost > studied.plan.bound


def test_knowing_more_never_costs(studied: ClusterStudy) -> None:
    know = studied.knowing
    assert know is not None
    assert know.vss >= -1e-4 * know.cost
    assert know.evpi >= 0
    assert know.evpi_range[0] <= know.evpi <= know.evpi_range[1] + 1e-9


def test_one_family_is_the_expansion_problem(small: ClusterFile) -> None:
    """A cluster of one plant, one family and no ways is `exact.expansion`, but for the years over which is paid."""
    text = """
cluster: 1
mark: "[assumed: an example]"
first: 2026
years: 3
discount: 0
places: {here: {lat: 30, lon: 106}}
sub_sectors: {all: {}}
vehicles: {car: {margin: 1000000}}
plants: {one: {place: here, makes: car, capacity: {2026: 1000000}}}
families: {part: {sub_sector: all, value: 10000, volume: 1 m3, use: {car: 1}, premium: 20 %}}
expansion: {module: 50000, output_per_invest: 5, most: 2, delay: 0, ramp: 0, opening: 0, fixed: 0}
suppliers: {maker: {place: here, sub_sectors: [all], makes: {part: 40000}}}
scenarios: {only: {probability: 100 %, demand: {car: {2026: 60000, 2027: 90000, 2028: 150000}}}}
transport: {cost: 0.001, co2: 0.001, detour: 1, outside: here}
policies: {zero_within: 1 km, least_load: 0, life: 5}
"""
    path = small.path.with_name("one.yaml")
    path.write_text(text, encoding="utf-8")
    found = plan(data_of(read_cluster(path).noun), 1e-6)
    yearly = 50 * 10 / 5 / 5  # millions a year: a fifth of the investment, as `life` says
    module = Module(50, 0, 2, yearly, 0)
    wanted = expand(ExpansionProblem([60, 90, 150], 40, 0, 0.2 * 10, [module]))
    assert found.cost == pytest.approx(wanted.cost, rel=1e-6)


def test_shares_of_capacity() -> None:
    """They rise to 1, begin with the delay, and a longer ramp gives less."""
    slow, fast = capacity_shares([1.5, 1.5], [20.0, 5.0], 6)
    assert (np.diff(slow) >= 0).all()
    assert slow[0] == 0.0
    assert 0 < slow[1] < fast[1] < 0.5
    assert fast[-1] == pytest.approx(1.0, abs=1e-6)


def test_study(studied: ClusterStudy) -> None:
    """Targets, back-tests, ranking and rates; the whole of it as JSON without what no reader knows."""
    json.dumps(studied.as_dict(), allow_nan=False)
    (past,) = studied.targets.reached
    assert round(past.share, 2) == 0.86
    (next_,) = studied.targets.outlooks
    curve = {(round(point.mean, 2), point.sd): point for point in next_.curve}
    assert round(curve[0.31, 0.2].probability, 2) == 0.74
    assert round(curve[0.15, 0.15].probability, 2) == 0.26
    assert all(point.made is not None and point.made.probability == 0 for point in next_.curve)  # lines for 400,000
    assert {test.rule for test in studied.targets.back_tests} == {"steady", "fading"}
    kinds = [one.kind for one in studied.ranking]
    assert {"parts", "plant", "other", "line"} == set(kinds)
    worth = [one.saves_per_invest for one in studied.ranking if one.saves_per_invest is not None]
    assert worth == sorted(worth, reverse=True)
    for local, zero in studied.rates():
        assert zero.by_value <= local.by_value <= 1
        assert local.mean <= local.by_count
    shares = {one.series: one.share for one in studied.makers}
    assert round(shares["nev"], 2) == 0.45
    for one in studied.survival:
        assert one.stop == (None if one.recovers is None else max(0.0, one.recovers - one.survives))


def test_draws_are_those_of_their_seed(small: ClusterFile) -> None:
    one, same, other = (
        study_cluster(small, ClusterOptions(draws=2000, knowing=False, seed=seed)).as_dict() for seed in (1, 1, 2)
    )
    for found in (one, same, other):
        del found["plan"]["seconds"]
    assert one == same
    assert one["plan"] == other["plan"]


def test_page_in_both_languages(studied: ClusterStudy) -> None:
    page = render_cluster(studied, "zh")
    for words in ("Growth", "目标能否实现", "What each project buys", "供应依赖于谁", "What an outage costs"):
        assert words in page


@pytest.mark.parametrize("option", [{"gap": 0.0}, {"time_limit": 0.0}, {"threads": 0}, {"draws": 1}, {"seed": -1}])
def test_options(option: dict[str, float]) -> None:
    with pytest.raises(OptionError):
        ClusterOptions(**option)  # type: ignore[arg-type]


def test_chongqing_is_planned_within_a_minute() -> None:
    """63 suppliers, 40 families, 8 years, 3 scenarios to 1 %: in processor time, since tests share their machine."""
    data = data_of(read_cluster("chongqing").noun)
    begin = time.process_time()
    found = plan(data, 0.01, 300.0)
    assert time.process_time() - begin < 60.0
    assert found.gap <= 0.01
    check_limits(found)


def test_lines_that_cost_more_than_they_save_are_dropped(studied: ClusterStudy) -> None:
    """A plan with a line too many becomes the plan that was found."""
    data, form = studied.data, extensive(studied.data)
    large = [b for b, one in enumerate(data.builds) if one.project]
    worse = studied.plan.built.copy()
    lines = [b for b in range(len(worse)) if b not in large]
    b = next(b for b in lines if not worse[b].any())
    worse[b, 2] = 1.0  # within the budget of that year
    start = fixed(form, worse)
    assert start.cost > studied.plan.cost
    found = improved(data, form, form.program.kept(), start, large, lambda cost: cost <= studied.plan.cost + 1e-6)
    assert found.cost == pytest.approx(studied.plan.cost)


@pytest.mark.long
def test_a_scenario_alone_is_planned_within_a_minute() -> None:
    """Where rounding is not near enough, lines are dropped or moved: the low scenario, without a search of minutes."""
    data = data_of(read_cluster("chongqing").noun).of_scenarios([0], [1.0])
    found = plan(data, 0.01, 300.0)
    assert found.gap <= 0.01
    check_limits(found)
    assert evaluate(data, found.built).cost == pytest.approx(found.cost, rel=1e-6)
