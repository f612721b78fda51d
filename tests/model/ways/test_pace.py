"""At what pace a line starts jobs whenever there is room, where some of them come back."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.model.checks.check import check_model

PLANT = """
taktwin: 1
name: rework
orders: {jobs: {}}
shops:
  s:
    lines:
      main:
        orders: jobs
        flow:
          - {station: spray, cycle: 54 s}
          - {buffer: x, capacity: 10}
          - {station: inspect, cycle: 50 s, MERGE routes: [{to: rq, share: 20 %}]}
      rework: {to: inspect, flow: [{buffer: rq, capacity: unlimited}, {station: polish, cycle: 60 s}]}
"""


@pytest.mark.parametrize("first", ["rework", "polish"])
def test_who_goes_first_does_not_pile_up(first: str) -> None:
    """1.25 works of 50 s for each job: 57.6 an hour, and the run agrees."""
    plant = taktwin.load(PLANT.replace("MERGE", f"merge: {{first: [{first}]}},"))
    loads = {load.name: load for load in plant.loads}
    assert loads["inspect"].load == pytest.approx(1.0)
    assert loads["inspect"].per_hour == pytest.approx(72.0)
    assert [str(problem) for problem in check_model(plant.model)] == []
    assert plant.simulate(days=50, warmup=1).kpis["throughput_per_hour"].value == pytest.approx(57.6, rel=0.01)


@pytest.mark.parametrize("merge", ["", "merge: {first: [main]},", "merge: {ratio: {main: 9, rework: 1}},"])
def test_who_can_be_made_to_wait_piles_up(merge: str) -> None:
    """The main line keeps its pace, and more comes back than is inspected again: 62.5 s of work every 50 s."""
    plant = taktwin.load(PLANT.replace("MERGE", merge).replace("54 s", "40 s"))
    loads = {load.name: load for load in plant.loads}
    assert loads["inspect"].load == pytest.approx(1.25)
    assert plant.simulate(days=20, warmup=1).growth
