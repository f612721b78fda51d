"""Inventory policies in the simulation: the exact cases of lanes that review their stock point.

The short runs are of some 100,000 customers. In the long ones the half-width of costs and levels is below 0.2 %; rare
backorders vary more, their intervals cover and are as wide as they are.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from taktwin.planning.supply.demand import Poisson
from taktwin.planning.supply.periodic_review import periodic_review
from tests.planning.supply.simulated.replicated import REPLICATIONS, check_all, replicated
from tests.planning.supply.simulated.reviewed import KINDS
from tests.supply import reference

SHORT, LONG = 300_000.0, 60_000_000.0  # customers, all replications together
NARROW = 0.002
NAMES = ("cost", "order_frequency", "order_rate", "on_hand", "mean_on_hand")  # figures that are narrow in a long run
CASES = [
    pytest.param(name, *case.values, id=case.id, marks=case.marks)  # pyright: ignore[reportAttributeAccessIssue]
    for name in KINDS
    for case in reference(name)
]


@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_short_run_covers_the_exact_case(kind: str, case: dict[str, Any]) -> None:
    found = KINDS[kind](case)
    seconds = SHORT / REPLICATIONS / found.jobs_a_second
    check_all(found.plant, seconds, found.measures, found.truth, {})


@pytest.mark.long
@pytest.mark.parametrize(("kind", "case"), CASES)
def test_a_long_run_covers_it_narrowly(kind: str, case: dict[str, Any]) -> None:
    found = KINDS[kind](case)
    widest = {name: NARROW for name in found.measures if name in NAMES}
    check_all(found.plant, LONG / REPLICATIONS / found.jobs_a_second, found.measures, found.truth, widest)


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
        found = replicated(plant, SHORT / REPLICATIONS / 6.0, right.measures)
        covers[name] = [found[figure].covers(told[figure]) for figure in told]
    assert covers == {"right": [True, True], "wrong": [False, False], "not called": [False, False]}
