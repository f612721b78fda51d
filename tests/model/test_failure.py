"""Failure modes: by a time or by a number of jobs, and where they can stand."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.model.errors import ModelError

PLANT = """
name: tools
orders: {{jobs: {{}}}}
fleets: {{tugs: {{count: 1, speed: 1 m/s, failures: [{fleet}]}}}}
shops:
  s:
    lines:
      l:
        orders: jobs
        flow:
          - {{station: m, cycle: 10 s, failures: [{station}]}}
          - {{conveyor: c, capacity: 3, transit: 9 s, failures: [{belt}]}}
          - {{transport: t, fleet: tugs, distance: 3 m}}
          - {{store: w, capacity: 3, cycle: 2 s, failures: [{store}]}}
"""
GOOD = "{up: 1 h, repair: 1 min}"


@pytest.mark.parametrize(
    ("where", "mode", "message"),
    [
        ("station", "{repair: 1 min}", "neither `up` nor `jobs` is given"),
        ("station", "{jobs: 5, up: 1 h, repair: 1 min}", "`jobs` and `up` are both given"),
        ("station", "{jobs: 5, clock: operation, repair: 1 min}", "`jobs` and `clock` are both given"),
        ("station", "{jobs: 0, repair: 1 min}", "the number of jobs cannot be 0"),
        ("station", "{jobs: 5 h, repair: 1 min}", "whole number"),
        ("station", "{up: 5 h, repair: 1 min, work: again}", "restart"),
        ("belt", "{jobs: 5, repair: 1 min}", "a conveyor cannot fail with `jobs`"),
        ("belt", "{up: 5 h, repair: 1 min, work: restart}", "a conveyor cannot fail with `work: restart`"),
        ("fleet", "{up: 5 h, repair: 1 min, work: scrap}", "a fleet cannot fail with `work: scrap`"),
    ],
)
def test_what_is_wrong_is_told(where, mode, message):
    modes = dict.fromkeys(("station", "belt", "store", "fleet"), GOOD) | {where: mode}
    with pytest.raises(ModelError, match=message) as caught:
        taktwin.load(PLANT.format(**modes))
    assert all(problem.remedy for problem in caught.value.problems)


def test_stations_and_stores_may_fail_in_every_way():
    odd = "{jobs: 5, repair: 1 min, work: scrap}"
    assert taktwin.load(PLANT.format(station=odd, store=odd, belt=GOOD, fleet=GOOD)).model.name == "tools"
