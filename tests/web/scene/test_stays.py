"""Jobs through a trace: as the ways that are told one by one, and as the levels of the buffers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from taktwin.analysis.trace.everyone import follow_all
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.tables import Result
from taktwin.web.scene.places import LINES
from taktwin.web.scene.replay import Replay
from tests.oracle.run import DRAWS, model_of
from tests.web.scene.runs import fed


def check(result: Result, model: PlantModel) -> tuple[int, list[str]]:
    """Compare a replay with `follow_all` and the table of buffers; how many ways were compared, and wrong levels."""
    replay = Replay(result, model)
    places = replay.scene.places
    ways, standing = defaultdict(list), Counter()
    for thing in replay.things:
        assert all(one[2] == other[1] for one, other in pairwise(thing.stays)), "a thing is in one place at a time"
        ways[thing.order].append([(places.found[place].name, begin) for place, begin, _ in thing.stays])
        standing[thing.place] += thing.stays[-1][2] == math.inf
    rows = result.buffers.filter(result.buffers["kind"].is_in(["buffer", "store"])).iter_rows(named=True)
    wrong = [row["buffer"] for row in rows if standing[places.at[row["kind"], row["buffer"]]] != row["final"]]
    compared = 0
    for trace in follow_all(result, model).ways:
        cranes = [[one for one in way if places.at.get(("crane", one[0])) is None] for way in ways[trace.job]]
        for way in (trace.main, *trace.parts):
            steps = [(step.place, step.enter_s) for step in way.steps if step.kind not in ("source", *LINES)]
            assert steps in cranes, (trace.job, way.line)
            compared += 1
    return compared, wrong


def test_a_line_and_the_seats_that_are_called_for_it() -> None:
    run = fed()
    compared, wrong = check(run.result, run.model)
    assert compared > 600
    assert wrong == []


@pytest.mark.parametrize(("draw", "number"), [("factories", 12), ("parks", 4), ("halls", 4)])
def test_random_factories(draw: str, number: int) -> None:
    """Joins, splits, rework, scrap, batches, cranes and lanes, as they come."""
    found = [random_check(draw, one) for one in range(number)]
    assert sum(compared for compared, _ in found) > 50
    assert [wrong for _, wrong in found if wrong] == []


@pytest.mark.long
@pytest.mark.parametrize("draw", ["factories", "parks", "halls"])
def test_many_random_factories(draw: str) -> None:
    """Every way; and every level, but where jobs of two order streams with the same number are joined in one place."""
    found = [random_check(draw, one) for one in range(200)]
    assert sum(compared for compared, _ in found) > 500
    assert len([wrong for _, wrong in found if wrong]) <= 1


def random_check(draw: str, number: int) -> tuple[int, list[str]]:
    model = model_of(DRAWS[draw](7, number))
    (result,) = simulate(model, RunOptions(days=900 / 86400, warmup=0.0, seed=number, trace=True))
    return check(result, model)
