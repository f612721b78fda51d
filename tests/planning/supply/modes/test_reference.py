"""The reference cases: costs to the unit, refusals where there is no plan."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from taktwin.planning.supply.modes import NoPlanError, Problem, problem_of, solve
from taktwin.planning.supply.modes.solve import broken, evaluate


def cases(shared: Path, name: str) -> list[dict[str, Any]]:
    file = shared / "data" / "supply_reference" / f"{name}.json"
    if not file.is_file():
        pytest.skip(f"no reference cases at {file}")
    return json.loads(file.read_text(encoding="utf-8"))["instances"]


def holds(problem: Problem, result: dict[str, Any]) -> None:
    plan = solve(problem)
    assert plan.cost == result["cost"]
    assert plan.proven
    assert plan.gap == 0
    assert broken(plan) == ()
    # their plan, counted by us
    theirs = evaluate(problem, result.get("plan") or result["one_optimal_plan"])
    assert theirs.cost == result["cost"]
    assert broken(theirs) == ()
    check = result["check"]
    assert {name: round(value, 6) for name, value in theirs.zir.items()} == check["zir"]
    uses = {use.limit: use.used for use in theirs.uses}
    assert (uses["dock minutes"], uses["space"], uses["JIS parts"]) == (
        *(check["dock_min"], check["space_dm2"]),
        check["jis"],
    )


def test_small(shared: Path) -> None:
    for case in cases(shared, "mode_choice_small"):
        problem, result = problem_of(case["instance"]), case["result"]
        if result["status"] == "infeasible":
            with pytest.raises(NoPlanError) as refused:
                solve(problem)
            assert refused.value.clashes, case["id"]
        else:
            holds(problem, result)


def test_two_hundred_parts(shared: Path) -> None:
    for case in cases(shared, "mode_choice_200"):
        began = time.process_time()
        holds(problem_of(case["instance"]), case["result"])
        print(case["id"], time.process_time() - began)
