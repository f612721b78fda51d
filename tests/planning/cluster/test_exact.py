"""The exact pieces: each against its reference file, and against enumeration or a rule that must hold."""

from __future__ import annotations

import csv
import itertools
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.cluster.errors import ClusterError, NoPlanError
from taktwin.planning.cluster.exact.expansion import ExpansionProblem, Module, cost_of, enumerate_plans, expand
from taktwin.planning.cluster.exact.flows import cheapest_flows
from taktwin.planning.cluster.exact.location import LocationProblem, locate, read_orlib
from taktwin.planning.cluster.exact.lots import cheapest_lots
from taktwin.planning.cluster.exact.recourse import RecourseProblem, enumerate_sites, locate_under_risk
from tests.planning.cluster.reference import FOLDER, cluster_cases


def test_optima_of_the_or_library() -> None:
    """Every instance to 1e-6, each in under 5 s."""
    file = FOLDER / "orlib_cap" / "optima.csv"
    if not file.is_file():
        pytest.skip(f"no instances at {file}; set TAKTWIN_SHARED to the folder that holds `data`")
    for row in csv.DictReader(file.open(encoding="utf-8")):
        begin = time.monotonic()
        problem = read_orlib(file.parent / f"{row['name']}.txt")
        found = locate(problem)
        assert time.monotonic() - begin < 5.0, row["name"]
        assert found.cost == pytest.approx(float(row["optimum_highs"]), rel=1e-6), row["name"]
        assert found.opened.sum() == int(row["sites_open"])
        assert (found.shares.T @ np.ones(problem.capacity.size)) == pytest.approx(1.0)
        used = found.shares @ problem.demand
        assert (used <= problem.capacity * found.opened + 1e-3).all()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "before the number of sites"),
        ("1 1\ncapacity 5\n1 2", 'capacity and fixed cost of site 1, got "capacity"'),
        ("1.5 1\n1 1\n1 1", "1.5 is no number of sites"),
        ("1 1\n9 1\n2 3 4", '"4" is one number too many'),
        ("1 1\n9 1\n2", "before demand and costs of customer 1"),
        ("1 1\n-9 1\n2 2", 'got "-9"'),
    ],
)
def test_wrong_instances(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "cap.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"cap\.txt") as error:
        read_orlib(tmp_path / "cap.txt")
    assert words in str(error.value)


@pytest.mark.parametrize("case", cluster_cases("capacity_expansion"))
def test_expansion(case: dict[str, Any]) -> None:
    """The program, and enumeration of all plans."""
    modules = [
        Module(one["capacity"], one["invest"], one["max_builds"], one["fixed_per_year"], one["unit_cost"])
        for one in case["options"]
    ]
    existing, near, outside = (case[key] for key in ("existing_capacity", "existing_unit_cost", "outside_unit_cost"))
    problem = ExpansionProblem(case["demand"], existing, near, outside, modules, case["discount"])
    found = expand(problem)
    assert found.cost == pytest.approx(case["optimum"], rel=1e-6)
    assert cost_of(problem, found.years) == pytest.approx(case["optimum"], rel=1e-6)
    assert cost_of(problem, case["one_optimal_build_years"]) == pytest.approx(case["optimum"], rel=1e-6)
    if case["plans_enumerated"] <= 200:  # the others take seconds
        assert enumerate_plans(problem).cost == pytest.approx(case["optimum"], rel=1e-9)


@pytest.mark.parametrize("case", cluster_cases("stochastic_location"))
def test_recourse(case: dict[str, Any]) -> None:
    problem = RecourseProblem(
        case["capacity"],
        case["fixed_cost"],
        case["transport_cost"],
        case["shortage_penalty"],
        case["scenario_probability"],
        case["scenario_demand"],
    )
    for found in (locate_under_risk(problem), enumerate_sites(problem)):
        assert found.cost == pytest.approx(case["expected_cost"], rel=1e-6)
        assert found.mean_cost == pytest.approx(case["cost_of_mean_value_plan"], rel=1e-6)
        assert found.wait_and_see == pytest.approx(case["wait_and_see"], rel=1e-6)
        assert found.vss == pytest.approx(case["value_of_stochastic_solution"], abs=1e-6)
        assert found.evpi == pytest.approx(case["evpi"], abs=1e-6)
        assert found.opened.tolist() == [bool(one) for one in case["open"]]


@pytest.mark.parametrize("case", cluster_cases("multi_commodity"))
def test_flows(case: dict[str, Any]) -> None:
    given = (case[key] for key in ("supplier_capacity", "plant_demand", "unit_cost", "lane_capacity", "spot_cost"))
    found = cheapest_flows(*given)
    assert found.cost == pytest.approx(case["optimum"], rel=1e-6)
    assert found.spot.sum() == pytest.approx(case["spot_units"], abs=1e-6)
    assert (found.flow.sum(axis=2) <= np.array(case["lane_capacity"]) + 1e-6).all()


@pytest.mark.parametrize("case", cluster_cases("lot_sizing"))
def test_lots(case: dict[str, Any]) -> None:
    """The recursion, and every set of periods."""
    demand, setup, holding = case["demand"], case["setup"], case["holding"]
    found = cheapest_lots(demand, setup, holding)
    assert found.cost == pytest.approx(case["optimum"], rel=1e-9)
    periods = range(2, len(demand) + 1)
    plans = ((1, *more) for count in range(len(demand)) for more in itertools.combinations(periods, count))
    costs = {plan: _lots_cost(plan, demand, setup, holding) for plan in plans}
    assert found.cost == pytest.approx(min(costs.values()))
    assert _lots_cost(found.periods, demand, setup, holding) == pytest.approx(found.cost)
    assert _lots_cost(tuple(case["order_periods"]), demand, setup, holding) == pytest.approx(found.cost)


def _lots_cost(plan: tuple[int, ...], demand: list[float], setup: float, holding: float) -> float:
    last = [max(one for one in plan if one <= at) for at in range(1, len(demand) + 1)]
    return setup * len(plan) + holding * sum(
        d * (at - first) for at, (d, first) in enumerate(zip(demand, last, strict=True), 1)
    )


def test_no_order_without_demand() -> None:
    assert cheapest_lots([0, 0, 5, 0], 10, 1).periods == (3,)
    assert cheapest_lots([], 10, 1).cost == 0.0


def test_what_cannot_be_meant() -> None:
    with pytest.raises(NoPlanError, match="capacity 1 is below demand 2"):
        locate(LocationProblem([1], [1], [2], [[1]]))
    with pytest.raises(ClusterError, match="cost: expected 1 x 2"):
        LocationProblem([1], [1], [2, 3], [[1]])
    with pytest.raises(ClusterError, match=r"add up to 0\.9"):
        RecourseProblem([1], [1], [[1]], 1, [0.4, 0.5], [[1], [1]])
    with pytest.raises(ClusterError, match="not finite"):
        cheapest_flows([[math.nan]], [[1]], [[[1]]], [[1]], 1)
    with pytest.raises(ClusterError, match="most: expected a whole number"):
        Module(1, 1, 1.5, 0, 0)  # type: ignore[arg-type]


def test_planning_for_the_mean_can_cost_more() -> None:
    """Random instances: the program and enumeration agree, and in some the value of the stochastic solution is real."""
    worth = []
    for seed in range(12):
        random = np.random.default_rng(seed)
        problem = RecourseProblem(
            random.integers(30, 60, 3),
            random.integers(100, 400, 3),
            random.integers(1, 12, (3, 2)),
            40,
            [0.3, 0.7],
            random.integers(0, 80, (2, 2)),
        )
        found, tried = locate_under_risk(problem), enumerate_sites(problem)
        assert found.cost == pytest.approx(tried.cost, rel=1e-6)
        assert found.mean_cost == pytest.approx(tried.mean_cost, rel=1e-6)
        assert found.evpi == pytest.approx(tried.evpi, abs=1e-6)
        worth.append(found.vss)
    assert min(worth) >= -1e-6
    assert max(worth) > 1.0
