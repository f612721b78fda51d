"""From one plan to another, step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from taktwin.planning.supply.modes import Limits, Option, Part, Plan, Problem, Supplier, ZeroInventory, steps_between
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.solve import evaluate
from tests.planning.supply.modes.enumerated import problems


def part(name: str, *options: Option, supplier: str | None = None) -> Part:
    return Part(name, options, supplier, 100, 10)


def warehouse(cost: float, dock: float = 5, space: float = 50) -> Option:
    return Option("warehouse", "warehouse", cost, 960, dock, space)


def jit(cost: float, dock: float = 20, space: float = 10) -> Option:
    return Option("jit", "jit", cost, 60, dock, space)


def jis(cost: float, dock: float = 40, space: float = 5) -> Option:
    return Option("jis", "jis", cost, 30, dock, space)


def hall(dock: float | None = None, space: float | None = None) -> Problem:
    """Doors and seats of one supplier, glass, and a bulky liner."""
    return Problem(
        (
            part("doors", warehouse(100), jis(90), supplier="Near"),
            part("seats", warehouse(100), jis(80), supplier="Near"),
            part("glass", warehouse(100), jit(105)),
            part("liner", warehouse(100), jit(70)),
        ),
        (Supplier("Near", 12),),
        Limits(dock, space, None, ZeroInventory(120, 0.5)),
    )


BEFORE: dict[str, str] = {name: "warehouse" for name in ("doors", "seats", "glass", "liner")}  # noqa: C420
AFTER = {"doors": "jis", "seats": "jis", "glass": "jit", "liner": "jit"}


def test_cheapest_first_and_parts_of_a_setup_together() -> None:
    problem = hall()
    way = steps_between(evaluate(problem, BEFORE), evaluate(problem, AFTER))
    assert way.steps is not None
    assert [step.text for step in way.steps] == [
        *("liner: warehouse -> jit", "Near (doors: warehouse -> jis, seats: warehouse -> jis)"),
        "glass: warehouse -> jit",
    ]
    assert [step.cost for step in way.steps] == [-30, -18, 5]
    assert [step.zir_points for step in way.steps] == [25, 50, 25]
    assert [(step.dock_minutes, step.space, step.jis_parts) for step in way.steps] == [
        (15, -40, 0),
        (70, -90, 2),
        (15, -40, 0),
    ]
    table = way.table()
    assert table["cost_after"].to_list() == [370, 352, 357]
    assert table["zir_after"].to_list() == [0.25, 0.75, 1.0]
    assert way.target.cost == 357


def test_no_group_where_the_setup_is_paid_anyway() -> None:
    problem = hall()
    hood = part("hood", warehouse(100), jis(95), supplier="Near")
    problem = replace(problem, parts=(*problem.parts, hood))
    start = evaluate(problem, BEFORE | {"doors": "jis", "hood": "warehouse"})
    way = steps_between(start, evaluate(problem, AFTER | {"hood": "jis"}))
    assert way.steps is not None
    assert [(step.switches[0].part, len(step.switches), step.cost) for step in way.steps] == [
        *(("liner", 1, -30), ("seats", 1, -20)),
        *(("hood", 1, -5), ("glass", 1, 5)),
    ]


def test_back_again_saves_the_setup() -> None:
    problem = hall()
    way = steps_between(evaluate(problem, AFTER), evaluate(problem, BEFORE))
    assert way.steps is not None
    assert [(step.supplier, step.cost) for step in way.steps] == [(None, -5), ("Near", 18), (None, 30)]


def test_room_is_made_first() -> None:
    """The cheapest step needs dock minutes that another must free before."""
    problem = Problem(
        (part("a", warehouse(100, dock=10), jit(50, dock=30)), part("b", warehouse(100, dock=10), jit(100, dock=40))),
        limits=Limits(dock_minutes=50),
    )
    start, target = evaluate(problem, {"a": "warehouse", "b": "jit"}), evaluate(problem, {"a": "jit", "b": "warehouse"})
    way = steps_between(start, target)
    assert way.steps is not None
    assert [step.text[0] for step in way.steps] == ["b", "a"]
    assert [step.text[0] for step in steps_between(start, target, Limits(70)).steps or ()] == ["a", "b"]


def test_no_order_says_how_much_more_would_do() -> None:
    """Doors and liner change places: one needs the space, the other the dock."""
    problem = Problem(
        (
            part("doors", warehouse(100, dock=5, space=50), jit(90, dock=25, space=10)),
            part("liner", warehouse(100, dock=5, space=50), jit(90, dock=25, space=10)),
        ),
        limits=Limits(dock_minutes=35, space=65),
    )
    start = evaluate(problem, {"doors": "warehouse", "liner": "jit"})
    target = evaluate(problem, {"doors": "jit", "liner": "warehouse"})
    way = steps_between(start, target)
    assert way.steps is None
    assert way.proven
    assert way.reason == (
        "no order of the steps keeps dock minutes, space on the way; for the time of the change it would take more "
        "(dock minutes: at least 50; or space: at least 100 dm2)"
    )
    assert way.table().height == 0
    for more in (Limits(50, 65), Limits(35, 100)):
        assert steps_between(start, target, more).steps is not None
    for less in (Limits(49.9, 65), Limits(35, 99.9)):
        assert steps_between(start, target, less).steps is None


def test_a_group_that_does_not_fit_is_let_go() -> None:
    """Together both parts need 80 dock minutes; the liner goes between them."""
    problem = Problem(
        (
            part("doors", warehouse(100, dock=5, space=50), jis(90, dock=40, space=5), supplier="Near"),
            part("seats", warehouse(100, dock=5, space=50), jis(90, dock=40, space=5), supplier="Near"),
            part("liner", warehouse(100, dock=5, space=90), jit(100, dock=40, space=10)),
        ),
        (Supplier("Near", 12),),
        Limits(dock_minutes=85, space=150),
    )
    start = evaluate(problem, {"doors": "warehouse", "seats": "warehouse", "liner": "jit"})
    target = evaluate(problem, {"doors": "jis", "seats": "jis", "liner": "warehouse"})
    way = steps_between(start, target)
    assert way.steps is not None
    assert [len(step.switches) for step in way.steps] == [1, 1, 1]
    assert [step.cost for step in way.steps] == [2, 0, -10]  # the set-up falls to the first part


@pytest.mark.parametrize(("which", "options"), [("start", BEFORE), ("target", AFTER)])
def test_a_plan_beyond_the_limits_is_named(which: str, options: dict[str, str]) -> None:
    problem = hall(dock=60) if which == "target" else hall(space=150)
    start, target = evaluate(problem, BEFORE), evaluate(problem, AFTER)
    assert options in (BEFORE, AFTER)
    way = steps_between(start, target)
    assert way.steps is None
    assert way.reason.startswith(f"the {which} plan itself is not within the limits (")


def test_plans_of_other_parts_are_refused() -> None:
    other = replace(hall(), parts=hall().parts[:3])
    names = {name: option for name, option in BEFORE.items() if name != "liner"}
    with pytest.raises(ModeError, match="not of the same parts"):
        steps_between(evaluate(other, names), evaluate(hall(), AFTER))


@settings(max_examples=80)
@given(problem=problems(), draw=st.data())
def test_steps_lead_there_within_the_limits(problem: Problem, draw: st.DataObject) -> None:
    def any_plan() -> dict[str, str]:
        return {part.name: draw.draw(st.sampled_from(part.options)).name for part in problem.parts}

    start, target = evaluate(problem, any_plan()), evaluate(problem, any_plan())
    capacity = replace(problem, limits=replace(problem.limits, zero_inventory=None))
    assume(inside(capacity, start) and inside(capacity, target))
    way = steps_between(start, target)
    if way.steps is None:
        assert way.proven
        assert way.reason.startswith("no order of the steps keeps")
        return
    now, cost = {name: option.name for name, option in start.options.items()}, start.cost
    for step in way.steps:
        for switch in step.switches:
            assert now[switch.part] == switch.before
            now[switch.part] = switch.after
        plan = evaluate(problem, now)
        assert inside(capacity, plan)
        assert plan.cost == pytest.approx(cost + step.cost, abs=1e-9)
        cost = plan.cost
    assert evaluate(problem, now).choice == target.choice


def inside(problem: Problem, plan: Plan) -> bool:
    from taktwin.planning.supply.modes.solve import broken

    return broken(replace(plan, problem=problem)) == ()
