"""Whose turn it is at a merge, in a start state."""

from __future__ import annotations

import pytest

from taktwin.model.start.file import StartStateError, load_state, state_text
from taktwin.runs.start import Starter, state_of
from taktwin.runs.tables import result_of
from tests.kernel.plants import program_of, simulated
from tests.kernel.rules.test_merges import meeting

TURNS = meeting(ratio={"left": 1, "right": 2})


def test_a_run_goes_on_with_the_turn_of_its_state():
    begun = simulated(TURNS, 15)  # left has had its turn; right has had the first of two, which is in work
    text = state_text(state_of(begun))
    assert "turn: right" in text
    assert "turn_taken: 1" in text
    simulation = Starter(begun.program).prepare(load_state(text)).simulation(1)
    simulation.advance_to(200)
    jobs = result_of(simulation).jobs.sort("ended")
    assert "".join(name[0] for name in jobs.get_column("stream")) == "rrlrl"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"m": {"turn": "middle"}}, "no line in this merge called"),
        ({"m": {"turn": "right", "turn_taken": 2}}, "a turn of right has 2 jobs"),
        ({"l": {"turn": "left"}}, "only a merge by a ratio has turns"),
    ],
)
def test_turns_that_cannot_be(place: dict, message: str):
    with pytest.raises(StartStateError, match=message):
        Starter(program_of(TURNS)).prepare({"places": place})
