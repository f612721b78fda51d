"""Every scenario's model is checked before anything runs."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.kernel.lowering.program import lower
from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.planning.experiment.prepare import prepare, unpack
from taktwin.planning.experiment.scenario import Scenario
from tests.planning.experiment.plants import CYCLE, ROOM, mm1


def test_unpacked_is_what_was_lowered() -> None:
    (ready,) = prepare(mm1(), [Scenario("x", {ROOM: "7"})])
    fresh = lower(load_model("mm1", [f"{ROOM}=7"])).arrays
    arrays = unpack(ready).arrays
    assert set(arrays) == set(fresh)
    for name, array in arrays.items():
        assert array.tobytes() == fresh[name].tobytes(), name
        assert array.dtype == fresh[name].dtype
        assert isinstance(array, np.ndarray)


def test_digest_names_the_content() -> None:
    """Equal plants have one digest however they are written; every change has another."""
    changes = [{}, {CYCLE: "exp(48 s)"}, {CYCLE: "exp(49 s)"}, {ROOM: "7"}]
    same, also, slower, small = prepare(mm1(), [Scenario(str(i), change) for i, change in enumerate(changes)])
    assert same.digest == also.digest
    assert len({same.digest, slower.digest, small.digest}) == 3


def test_problems_name_their_scenario() -> None:
    """All wrong scenarios in one message, each with its name or its line, and the remedy."""
    scenarios = [
        Scenario("fine", {ROOM: "5"}),
        Scenario("slow", {CYCLE: "-1 s"}),
        Scenario("", {CYCLE: "90"}, "plan.csv:3"),
    ]
    with pytest.raises(ModelError) as error:
        prepare(mm1(), scenarios)
    unit, slow = sorted(str(problem) for problem in error.value.problems)
    assert slow.startswith('scenario "slow": shops.workshop.lines.line.flow.server.cycle: ')
    assert "negative" in slow
    assert unit.startswith("plan.csv:3: ")
    assert "unit" in unit


def test_a_shared_problem_is_listed_once() -> None:
    scenarios = [Scenario(str(i), {"shops.workshop.lines.line.servr.cycle": f"{i + 1} s"}) for i in range(100)]
    with pytest.raises(ModelError) as error:
        prepare(mm1(), scenarios)
    (problem,) = error.value.problems
    assert "server" in problem.remedy


def test_a_problem_elsewhere_names_file_and_scenario() -> None:
    """What a change makes wrong in another place of the model points at both."""
    with pytest.raises(ModelError) as error:
        prepare(mm1(), [Scenario("x", {"shops.workshop.lines.line.orders": "nobody"})])
    assert all('scenario "x"' in str(problem) for problem in error.value.problems)


def test_progress_is_told() -> None:
    told: list[float] = []
    prepare(mm1(), [Scenario(str(i), {ROOM: str(i + 1)}) for i in range(4)], told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_more_than_a_machine_holds_is_refused_with_its_scenario() -> None:
    scenarios = [Scenario("fine", {}), Scenario("too fine", {"bucket": "1 s"})]
    prepare(mm1(), scenarios, days=3.0)
    with pytest.raises(ModelError, match=r"too fine.*bucket.*longer buckets or fewer days"):
        prepare(mm1(), scenarios, days=30.0)
