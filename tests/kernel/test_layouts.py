"""Traffic never locks up: random layouts, crowded with vehicles. More of them: `python -m tests.kernel.layouts`."""

from __future__ import annotations

import pytest

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from tests.kernel.layouts import layout, problems

COUNT = 1000


@pytest.mark.parametrize("first", range(0, COUNT, 100))
def test_every_task_is_done_and_nobody_stands_for_ever(first: int) -> None:
    failed = {seed: found for seed in range(first, first + 100) if (found := problems(seed))}
    assert failed == {}


def test_the_layouts_are_of_every_kind() -> None:
    """Else the test above would show little: each rule for clusters is needed in many of them."""
    rules = [
        set(lower(load_model(PlantModel.model_validate(layout(seed)))).arrays["clusters"]["rule"]) for seed in range(60)
    ]
    for rule, least in ((k.ROOM, 30), (k.RING, 5), (k.WAY_OUT, 20)):
        assert sum(rule in found for found in rules) >= least
