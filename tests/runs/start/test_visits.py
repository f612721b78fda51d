"""How often a job has come, in a start state: told, read again, and refused where it cannot be."""

from __future__ import annotations

import pytest

from taktwin.model.start.file import StartStateError, load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from tests.kernel.plants import line, program_of, simulated

LOOP = line(
    [{"station": "a", "cycle": "10 s", "routes": [{"to": "again", "when": {"visit": [1, 2]}}]}],
    {"quantity": 1},
    lines={"again": {"to": "a", "flow": [{"buffer": "back", "capacity": "unlimited"}]}},
)


def finished_at(simulation: Simulation) -> float | None:
    """When the only job has left, within 100 s."""
    for second in range(100):
        simulation.advance_to(simulation.origin + second)
        if simulation.world["finished"] == 1:
            return float(second)
    return None


def test_a_state_tells_the_visits_and_a_run_goes_on_from_it():
    begun = simulated(LOOP, 15)
    text = state_text(state_of(begun))
    assert "visits" in text
    again = Starter(begun.program).prepare(load_state(text)).simulation(1)
    assert finished_at(again) == 15.0


def test_a_job_that_stands_at_an_element_is_there_for_the_first_time():
    starter = Starter(program_of(LOOP))
    assert finished_at(starter.prepare({"places": {"a": [{"left": "4 s"}]}}).simulation(1)) == 24.0
    third = {"places": {"a": [{"left": "4 s", "visits": {"a": 3}}]}}
    assert finished_at(starter.prepare(third).simulation(1)) == 4.0


@pytest.mark.parametrize(
    ("visits", "message"),
    [({"a": 0}, "this is its first visit at least"), ({"back": 2}, 'nothing asks for visits to "back"')],
)
def test_visits_that_cannot_be(visits: dict[str, int], message: str):
    with pytest.raises(StartStateError, match=message):
        Starter(program_of(LOOP)).prepare({"places": {"a": [{"visits": visits}]}})
