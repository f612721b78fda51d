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
    jobs = state.places["m"].jobs if "m" in state.places else []
    if not jobs:  # the next job is drawn anew
        assert work == "scrap" or state.machines["m"].down is not None
        return
    later = plant.simulate(days=0.003, warmup=0, start=state).result
    run = plant.simulate(days=0.003, warmup=0).result
    if at > 0 and jobs[0].left is not None:
        assert (jobs[0].whole is None) == (work == "resume")
        if state.machines["m"].down is None:
            left = state.machines["m"].next_failure["1"]
            assert left.value in (1, 2, 3, 4, 5)
            assert left.dimension == "number"
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
