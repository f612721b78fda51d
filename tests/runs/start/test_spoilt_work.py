"""Failures by count, and work that a failure spoils, across start states."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.model.errors import ModelError

PLANT = """
name: tools
orders: {jobs: {}}
shops: {s: {lines: {l: {orders: jobs, flow: [
  {station: m, cycle: "uniform(8 s, 12 s)",
   failures: [{jobs: 5, repair: 20 s}, {up: 37 s, repair: 3 s, work: WORK}]}]}}}}
"""


@pytest.mark.parametrize("work", ["resume", "restart", "scrap"])
@pytest.mark.parametrize("at", [0.0, 23.0, 38.5, 44.0, 61.0])
def test_a_run_from_a_state_is_the_run_itself(work, at):
    """Only draws after the state differ, so times are told by their remainders: the first end and the next failure."""
    plant = taktwin.load(PLANT.replace("WORK", work))
    state = plant.state(plant.snapshot(at / 86400))
    machine = state.machines["m"]
    run = plant.simulate(days=0.003, warmup=0).result
    later = plant.simulate(days=0.003, warmup=0, start=state).result
    if machine.down is None and at > 0:
        left = state.places["m"].jobs[0].left
        assert left is not None
        assert machine.next_failure["1"].value == int(machine.next_failure["1"].value)
        assert 1 <= machine.next_failure["1"].value <= 5
        whole = state.places["m"].jobs[0].whole
        assert (whole is None) == (work == "resume")
    ended = [one for one in run.jobs["ended"].to_list() if one is not None and one > at]
    assert at + later.jobs["ended"].to_list()[0] == pytest.approx(ended[0], abs=1e-6)


@pytest.mark.parametrize(
    ("failure", "message"),
    [("{1: 30 s}", "counts jobs"), ("{2: 3}", "runs by the clock"), ("{1: 9}", "5 jobs after a repair at the latest")],
)
def test_the_wrong_unit_is_told(failure, message):
    plant = taktwin.load(PLANT.replace("WORK", "restart"))
    with pytest.raises(ModelError, match=message):
        plant.simulate(days=0.01, start=f"state: 1\nmachines: {{m: {{next_failure: {failure}}}}}\n")
