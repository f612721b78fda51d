"""Inventory policies in the simulation: the exact cases of lanes that review their stock point.

These runs are short; `test_narrow.py` has the long ones.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from taktwin.planning.supply.demand import Poisson
from taktwin.planning.supply.periodic_review import periodic_review
from tests.planning.supply.simulated.replicated import check_all, estimated
from tests.planning.supply.simulated.reviewed import KINDS
from tests.supply import reference

SHORT = 300_000.0  # customers, all batches together
CASES = [
    pytest.param(name, *case.values, id=case.id, marks=case.marks)  # pyright: ignore[reportAttributeAccessIssue]
    for name in KINDS
    for case in reference(name)
]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_short_run_covers_the_exact_case(kind: str, case: dict[str, Any]) -> None:
    check_all(KINDS[kind](case), SHORT, {})


def test_a_level_of_one_more_is_not_what_the_case_says() -> None:
    """The intervals are narrow enough to tell reorder levels apart; nor does a call that is left out go unnoticed."""
    case = {"holding": 1, "shortage": 9, "setup": 5, "demand_mean": 6, "lead_time": 0, "kind": "poisson", "S": 10}
    exact = periodic_review(Poisson(6.0), 4, 10, holding=1, shortage=9, setup=5)
    told = {"cost": exact.cost, "order_frequency": exact.order_frequency}
    right, wrong = (KINDS["ss_periodic"]({**case, **told, "s": s}) for s in (4, 5))
    plants = {"right": right.plant, "wrong": wrong.plant, "not called": copy.deepcopy(right.plant)}
    del plants["not called"]["lanes"]["review"]["call"]
    covers = {}
    for name, plant in plants.items():
        found = estimated(replace(right, plant=plant), SHORT)
        covers[name] = [found[figure].covers(told[figure]) for figure in told]
    assert covers == {"right": [True, True], "wrong": [False, False], "not called": [False, False]}
