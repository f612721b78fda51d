"""What is refused, and how: the place, what was expected, what to do."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from taktwin.model.errors import INPUT, USAGE
from taktwin.planning.supply.modes import (
    Limits,
    ModeError,
    NoPlanError,
    Option,
    Part,
    Problem,
    Supplier,
    ZeroInventory,
    evaluate,
    frontier,
    problem_of,
    solve,
)

GOOD: dict[str, Any] = {
    "modes": ["warehouse", "jit"],
    "theta_min": 120,
    "zir_min": 0.5,
    "zir_weight": "count",
    "dock_min_per_day": 100,
    "space_dm2": 500,
    "jis_max": 1,
    "jis_supplier_setup": {"Near": 50},
    "parts": [
        {
            "id": "doors",
            "supplier": "Near",
            "litres_per_car": 50,
            "yuan_per_car": 900,
            "options": {
                "warehouse": {"cost": 100, "cover_min": 960, "dock_min": 5, "space_dm2": 400},
                "jit": {"cost": 120, "cover_min": 60, "dock_min": 20, "space_dm2": 60},
            },
        }
    ],
}


def set_to(*path: Any) -> Callable[[dict[str, Any]], None]:
    """Change the value at a path; `...` as the last: take it out."""
    *keys, last, value = path

    def change(data: Any) -> None:
        for key in keys:
            data = data[key]
        if value is ...:
            del data[last]
        else:
            data[last] = value

    return change


DOORS = ("parts", 0)
JIT = (*DOORS, "options", "jit")
BAD = [
    (set_to("parts", ...), 'the problem: "parts" is missing'),
    (set_to("parts", []), "there is no part to choose a delivery mode for"),
    (set_to("parts", {}), "the problem: parts must be a list, got dict"),
    (set_to(*DOORS, "text"), r"parts\[0\]: expected names with values, got str"),
    (set_to(*DOORS, "id", ...), r'parts\[0\]: "id" is missing'),
    (set_to(*DOORS, "id", 7), "a part has the name 7"),
    (set_to(*DOORS, "id", " "), "a part has the name ' '"),
    (set_to(*DOORS, "colour", "red"), 'unknown key "colour"; known are id, '),
    (set_to(*DOORS, "options", ...), '"options" is missing'),
    (set_to(*DOORS, "options", {}), "part doors: there is no option to choose"),
    (set_to(*DOORS, "options", [1]), "part doors: options: expected names with values, got list"),
    (set_to(*DOORS, "supplier", "Neer"), 'part doors: there is no supplier "Neer"'),
    (set_to("jis_supplier_setup", {}), 'no supplier "Near"; name it among the suppliers'),
    (set_to("jis_supplier_setup", [1]), "jis_supplier_setup: expected names with values"),
    (set_to("jis_supplier_setup", "Near", -1), "supplier Near: jis_setup must be 0 or more, got -1"),
    (set_to("jis_supplier_setup", "Near", None), "jis_setup must be 0 or more, got None"),
    (set_to(*JIT, "cost", ...), 'part doors, option jit: "cost" is missing'),
    (set_to(*JIT, "cost", "120"), "part doors, option jit: cost must be a number, got '120'"),
    (set_to(*JIT, "cost", float("nan")), "cost must be a number, got nan"),
    (set_to(*JIT, "cost", float("inf")), "cost must be a number, got inf"),
    (set_to(*JIT, "cost", True), "cost must be a number, got True"),
    (set_to(*JIT, "cover_min", -1), "option jit: cover must be 0 or more, got -1"),
    (set_to(*JIT, "dock_min", -0.5), "dock_minutes must be 0 or more, got -0.5"),
    (set_to(*JIT, "space_dm2", None), "space must be 0 or more, got None"),
    (set_to(*JIT, "lot", -3), "lot must be 0 or more"),
    (set_to(*JIT, "mode", "jitt"), "there is no mode 'jitt'; did you mean \"jit\""),
    (set_to(*JIT, "speed", 1), 'part doors, option jit: unknown key "speed"'),
    (set_to(*DOORS, "yuan_per_car", -900), "part doors: value must be 0 or more"),
    (set_to(*DOORS, "litres_per_car", "50 l"), "part doors: volume must be 0 or more, got '50 l'"),
    (set_to("dock_min_per_day", -1), "limits: dock_minutes must be 0 or more, got -1"),
    (set_to("space_dm2", "much"), "limits: space must be 0 or more, got 'much'"),
    (set_to("jis_max", float("inf")), "limits: jis_parts must be 0 or more, got inf"),
    (set_to("theta_min", -120), "zero-inventory ratio: theta must be 0 or more"),
    (set_to("zir_min", 70), "zero-inventory ratio: least must be a number from 0 to 1, got 70"),
    (set_to("zir_min", None), "least must be a number from 0 to 1, got None"),
    (set_to("zir_weight", "colour"), "there is no weight 'colour'; use one of count, value, volume"),
    (set_to("zir_weight", "valeu"), 'did you mean "value"'),
    (set_to("docks", 3), 'the problem: unknown key "docks"'),
]


def test_good_is_good() -> None:
    assert solve(problem_of(GOOD)).options["doors"].name == "jit"


@pytest.mark.parametrize(("change", "words"), BAD, ids=[words[:40] for _, words in BAD])
def test_bad_data(change: Callable[[dict[str, Any]], None], words: str) -> None:
    data = copy.deepcopy(GOOD)
    change(data)
    with pytest.raises(ModeError, match=words) as refused:
        problem_of(data)
    assert refused.value.exit_code == INPUT
    assert refused.value.remedy


def test_not_even_an_object() -> None:
    with pytest.raises(ModeError, match="the problem: expected names with values, got list"):
        problem_of([GOOD])  # type: ignore[arg-type]


JUST = Option("jit", "jit", 1, 1)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Part("doors", (JUST, JUST)), "part doors: option jit is there twice"),
        (lambda: Part("doors", "jit"), "part doors: options must be a list of Option"),  # type: ignore[arg-type]
        (lambda: Part("doors", None), "part doors: options must be a list of Option"),  # type: ignore[arg-type]
        (lambda: Problem((Part("a", (JUST,)), Part("a", (JUST,)))), "part a is there twice"),
        (lambda: Problem((Part("a", (JUST,)),), (Supplier("S"), Supplier("S"))), "supplier S is there twice"),
        (lambda: Problem((JUST,)), "parts must be a list of Part"),  # type: ignore[arg-type]
        (lambda: Limits(zero_inventory=0.7), "zero_inventory must be a ZeroInventory"),  # type: ignore[arg-type]
        (lambda: Limits(docks={"north": -1.0}), "limits: dock north: minutes must be 0 or more"),
        (lambda: Limits(docks=["north"]), "docks must name the minutes of each dock"),  # type: ignore[arg-type]
        (lambda: Option("", "jit", 1, 1), "an option has the name ''"),
        (
            lambda: Problem((Part("a", (JUST,)),), limits=Limits(zero_inventory=ZeroInventory(weight="value"))),
            "zero-inventory ratio by value: no part has any value",
        ),
        (lambda: evaluate(problem_of(GOOD), {}), "part doors has no option in the plan"),
        (
            lambda: evaluate(problem_of(GOOD), {"doors": "jis"}),
            'part doors: there is no option "jis"; did you mean "ji',
        ),
        (lambda: evaluate(problem_of(GOOD), {"doors": "jit", "hood": "jit"}), 'there is no part "hood"'),
        (lambda: frontier(Problem((Part("a", (JUST,)),))), "needs to know what counts as zero-inventory"),
    ],
)
def test_bad_objects(make: Callable[[], object], words: str) -> None:
    with pytest.raises(ModeError, match=words):
        make()


@pytest.mark.parametrize(
    ("call", "parameter"),
    [
        (lambda p: solve(p, time_limit=0), "time_limit"),
        (lambda p: solve(p, time_limit=float("nan")), "time_limit"),
        (lambda p: solve(p, gap=1), "gap"),
        (lambda p: solve(p, gap=-0.1), "gap"),
        (lambda p: frontier(p, 1), "steps"),
        (lambda p: frontier(p, 2.5), "steps"),  # type: ignore[arg-type]
        (lambda p: frontier(p, 3, time_limit=-1), "time_limit"),
    ],
)
def test_bad_arguments(call: Callable[[Problem], object], parameter: str) -> None:
    with pytest.raises(ModeError) as refused:
        call(problem_of(GOOD))
    assert refused.value.parameter == parameter
    assert refused.value.exit_code == USAGE


def test_figures_too_far_apart_are_refused_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the solver takes for a plan is added up again, and refused where the sum says otherwise."""
    monkeypatch.setattr("taktwin.planning.supply.modes.milp._loose", lambda most, _: 2 * most)
    data = copy.deepcopy(GOOD)
    data["dock_min_per_day"] = 15
    with pytest.raises(ModeError, match="the figures of dock minutes are too far apart to be added up safely"):
        solve(problem_of(data))


def test_a_refusal_survives_pickling() -> None:
    data = copy.deepcopy(GOOD)
    data["dock_min_per_day"], data["space_dm2"] = 10, 100
    with pytest.raises(NoPlanError) as refused:
        solve(problem_of(data))
    again = pickle.loads(pickle.dumps(refused.value))
    assert str(again) == str(refused.value)
    assert again.clashes == refused.value.clashes
