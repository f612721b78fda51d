"""Start states of fleets on guide paths: vehicles begin at their parking places and go on with the tasks they had."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taktwin.model.start.file import load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from taktwin.runs.tables import result_of
from tests.kernel.guidepath.test_guided_books import guided_plants
from tests.kernel.layouts import faults
from tests.kernel.plants import Data, program_of
from tests.kernel.test_invariants import check_jobs, check_parts, check_places, check_states, examples


@examples(60)
@given(guided_plants(), st.integers(0, 3), st.floats(0.0, 1.0))
def test_a_state_written_from_a_run_on_a_guide_path_can_be_started_from(data: Data, seed: int, share: float) -> None:
    begun = Simulation(program_of(data), seed)
    begun.advance_to(share * 5400.0)
    state = load_state(state_text(state_of(begun)))
    simulation = Starter(begun.program).prepare(state).simulation(seed + 1)
    assert simulation.world["created"] == simulation.world["finished"] + _inside(begun)
    for later in (0.0, 60.0, 3600.0):
        simulation.advance_to(begun.now + later)
        check_jobs(simulation)
        check_places(simulation)
        assert faults(simulation) == []
    result = result_of(simulation)
    check_parts(simulation, result)
    check_states(simulation, result)


def _inside(simulation: Simulation) -> int:
    world = simulation.world[0]
    return int(world["created"] - world["finished"] - world["scrapped"] - world["joined"])
