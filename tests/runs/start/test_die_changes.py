"""A make cell that is in the middle of a die change at the time of a state."""

from __future__ import annotations

import pytest

from taktwin.model.start.file import StartStateError
from taktwin.runs.start import Starter
from tests.kernel.plants import Data, program_of
from tests.kernel.rules.test_parts import pressed

PRESS = pressed({"p": 2, "q": 2}, initial=99, reorder=1, change="5 s", changes={"p": {"q": "20 s"}})


def state(recipe: str) -> Data:
    return {"cells": {"press": {"making": recipe, "hits": 2, "changing": True, "left": "15 s"}}}


def test_a_change_takes_as_long_as_any_to_its_recipe() -> None:
    simulation = Starter(program_of(PRESS)).prepare(state("q")).simulation()
    simulation.advance_to(15.0)
    assert float(simulation.arrays["stock_states"]["drawn"][0]) == 1.0, "the first hit begins, of one bolt"
    with pytest.raises(StartStateError, match="the die change takes 5 s at most, got 15 s"):
        Starter(program_of(PRESS)).prepare(state("p"))
