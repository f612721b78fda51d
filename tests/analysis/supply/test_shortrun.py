"""A run too short for a car that needs a family: its demand is that of the mix of the orders."""

from __future__ import annotations

import taktwin
from tests.model.families.park import TEXT


def test_families_that_nobody_came_for() -> None:
    run = taktwin.load(TEXT).simulate(days=0.01, warmup=0)
    assert any(one.jobs == 0 for one in run.supply.families)
    for one in run.supply.families:
        assert 0.0 <= one.cover_min < float("inf")
