"""Random small problems against every plan: cost, refusal, reasons; and what must hold of any problem."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin.planning.supply.modes import Limits, NoPlanError, Problem, ZeroInventory, frontier, solve
from taktwin.planning.supply.modes.solve import broken
from tests.planning.supply.modes import enumerated
from tests.planning.supply.modes.enumerated import ZIR, problems


def cost_of(problem: Problem) -> float:
    try:
        return solve(problem).cost
    except NoPlanError:
        return math.inf


@settings(max_examples=120)
@given(problem=problems())
def test_is_the_best_of_all_plans(problem: Problem) -> None:
    plans = enumerated.every_plan(problem)
    known = enumerated.best(problem, plans)
    if known is not None:
        plan = solve(problem)
        assert plan.cost == pytest.approx(float(known.cost), abs=1e-9)
        assert plan.bound == pytest.approx(plan.cost, abs=2e-6)
        assert broken(plan) == ()
        mine = next(one for one in plans if one.choice == plan.choice)
        assert enumerated.kept(mine, enumerated.there(problem.limits))
        return
    with pytest.raises(NoPlanError) as refused:
        solve(problem)
    error = refused.value
    assert error.complete
    assert {clash.limits for clash in error.clashes} == enumerated.smallest_clashes(problem, plans)
    limits = enumerated.there(problem.limits)
    for clash in error.clashes:
        for move in clash.moves:
            beside_all = enumerated.nearest(move.limit, plans, limits)
            beside_these = enumerated.nearest(move.limit, plans, {name: limits[name] for name in clash.limits})
            assert move.settles == (beside_all is not None)
            needed = beside_these if beside_all is None else beside_all
            assert needed is not None
            assert move.needed == pytest.approx(float(needed), abs=1e-9)
            assert move.there == pytest.approx(float(limits[move.limit]))
            assert move.limit in str(error)
            if move.settles:
                moved = moved_to(problem.limits, move.limit, needed)
                assert math.isfinite(cost_of(replace(problem, limits=moved)))


def moved_to(limits: Limits, name: str, needed: Fraction) -> Limits:
    if name == ZIR:
        wish = limits.zero_inventory
        assert wish is not None
        return replace(limits, zero_inventory=replace(wish, least=math.floor(needed * 10**9) / 10**9))
    key = {"dock minutes": "dock_minutes", "space": "space", "JIS parts": "jis_parts"}[name]
    return replace(limits, **{key: float(needed)})


@settings(max_examples=40)
@given(problem=problems(), dock=st.integers(0, 20), space=st.integers(0, 20), jis=st.integers(0, 3))
def test_more_room_never_costs_more(problem: Problem, dock: int, space: int, jis: int) -> None:
    limits = problem.limits
    more = replace(
        limits,
        dock_minutes=None if limits.dock_minutes is None else limits.dock_minutes + dock,
        space=None if limits.space is None else limits.space + space,
        jis_parts=None if limits.jis_parts is None else limits.jis_parts + jis,
    )
    assert cost_of(replace(problem, limits=more)) <= cost_of(problem) + 1e-9


@settings(max_examples=40)
@given(problem=problems(), least=st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
def test_reaches_what_is_asked_for_and_more_never_costs_less(problem: Problem, least: float) -> None:
    wish = ZeroInventory(120, least)
    asked = replace(problem, limits=replace(problem.limits, zero_inventory=wish))
    without = replace(problem, limits=replace(problem.limits, zero_inventory=None))
    cost = cost_of(asked)
    assert cost >= cost_of(without) - 1e-9
    if math.isfinite(cost):
        plan = solve(asked)
        assert plan.zir["count"] >= least
        assert {use.limit: use.used for use in plan.uses}[ZIR] == plan.zir["count"]


@settings(max_examples=50)
@given(problem=problems(most_parts=4), steps=st.integers(2, 6))
def test_frontier_is_the_edge_of_all_plans(problem: Problem, steps: int) -> None:
    wish = problem.limits.zero_inventory or ZeroInventory(weight="volume")
    problem = replace(problem, limits=replace(problem.limits, zero_inventory=wish))
    limits = enumerated.there(replace(problem.limits, zero_inventory=None))
    plans = [one for one in enumerated.every_plan(problem) if enumerated.kept(one, limits)]
    if not plans:
        with pytest.raises(NoPlanError):
            frontier(problem, steps)
        return
    found = frontier(problem, steps)
    assert found.unproven == 0
    edge = {(one.uses[ZIR], one.cost) for one in plans}
    edge = {a for a in edge if not any(b != a and b[0] >= a[0] and b[1] <= a[1] for b in edge)}
    near = sorted((float(zir), float(cost)) for zir, cost in edge)
    for zir, cost in found.points:  # each point lies on the edge
        assert any(zir == pytest.approx(a, abs=1e-9) and cost == pytest.approx(b, abs=1e-6) for a, b in near)
    assert found.points[0] == pytest.approx(near[0], abs=1e-6)
    assert found.points[-1] == pytest.approx(near[-1], abs=1e-6)
    low, high = min(edge)[0], max(edge)[0]
    for nth in range(steps):  # and for each ratio of the grid the cheapest is there
        asked = low + (high - low) * nth / (steps - 1)
        cheapest = float(min(cost for zir, cost in edge if zir >= asked))
        assert min(cost for zir, cost in found.points if zir >= asked - 1e-9) == pytest.approx(cheapest, abs=1e-6)
    assert [zir for zir, _ in found.points] == sorted({zir for zir, _ in found.points})


@settings(max_examples=30)
@given(problem=problems())
def test_names_and_order_do_not_matter(problem: Problem) -> None:
    turned = Problem(problem.parts[::-1], problem.suppliers[::-1], problem.limits)
    assert cost_of(turned) == pytest.approx(cost_of(problem), abs=1e-9)
