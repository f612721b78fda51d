"""Snapshots with operators: the run goes on as if it had not been stopped; what cannot be is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.start.file import load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import SnapshotError, load_snapshot, save_snapshot
from taktwin.runs.start import Starter, state_of
from tests.kernel import accounts
from tests.oracle.compare import model_of
from tests.oracle.drafts.factories import factory

RUN_S = 600.0
INSTANTS = (0.0, 7.0, 33.3, 60.0, 90.0, 181.0, 300.0, 420.0)


def staffed(most: int) -> list[int]:
    """Numbers of the first random factories that have operators."""
    return [number for number in range(10 * most) if "operators" in factory(5, number)][:most]


def program(number: int) -> Program:
    return lower(model_of(factory(5, number)))


@pytest.mark.parametrize("number", staffed(12))
def test_a_run_with_operators_may_be_saved_and_continued(number: int, tmp_path: Path) -> None:
    plant = program(number)
    whole, stopped = Simulation(plant, number), Simulation(plant, number)
    whole.advance_to(RUN_S)
    for time in INSTANTS:
        stopped.advance_to(time)
        resumed = load_snapshot(plant, save_snapshot(stopped, tmp_path / "now.npz"))
    resumed.advance_to(RUN_S)
    assert accounts.differences(accounts.arrays_of(whole), accounts.arrays_of(resumed)) == []
    assert accounts.handed_over(whole) == accounts.handed_over(resumed)


@pytest.mark.parametrize("number", staffed(12))
def test_a_state_says_what_stands_where_and_operators_come_to_it(number: int, tmp_path: Path) -> None:
    """The state loads without findings; at its instant nobody is anywhere yet; what it says of jobs stays the same."""
    plant = program(number)
    for time in INSTANTS[1:]:
        begun = Simulation(plant, number)
        begun.advance_to(time)
        state = state_text(state_of(begun))
        again = Starter(plant).prepare(load_state(state)).simulation(number, trace=False)
        again.advance_to(time)
        load_snapshot(plant, save_snapshot(again, tmp_path / "now.npz"))  # all that is known of operators fits together
        again.advance_to(time + RUN_S)
        again.settle()
        machines = again.program.arrays["resources"]["machine"] == 1
        sums = again.arrays["seconds"].sum(axis=1)[machines]
        assert sums == pytest.approx(np.full(machines.sum(), RUN_S), rel=1e-9)


HALL: dict[str, Any] = {
    "name": "hall",
    "orders": {"jobs": {}, "more": {}},
    "operators": {"team": {"count": 2, "walk": "5 s"}},
    "shops": {
        "hall": {
            "lines": {
                "a": {"orders": "jobs", "flow": [{"station": "m1", "cycle": "20 s", "operators": "team"}]},
                "b": {
                    "orders": "more",
                    "flow": [{"station": "m2", "cycle": "20 s", "operators": {"need": "team", "count": 2}}],
                },
            }
        }
    },
}


def put(table: str, field: str, name: str, value: float) -> Callable[[Simulation], None]:
    def change(simulation: Simulation) -> None:
        names = simulation.program.resource_names if table == "resource_states" else simulation.program.node_names
        simulation.arrays[table][field][names.index(name)] = value

    return change


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (put("resource_states", "giver", "team.2", 0), "serves several|operator"),
        (put("resource_states", "last_value", "team.1", -1), "needs|operator"),
        (put("resource_states", "at", "team.1", 2), "where an operator is"),
        (put("resource_states", "hands", "m1", k.COMING), "whether a station runs"),
        (put("resource_states", "wants", "m1", k.FOR_LOAD), "needs operators for"),
        (put("resource_states", "repair_left", "m1", 3.0), "repair"),
        (put("resource_states", "head", "m1", -1), "needs|operator"),
        (put("node_states", "count", "team", 2), "free in pool"),
        (put("node_states", "head", "team", -1), "free"),
        (put("node_states", "waiting", "desk of team", 0), "how many operators are free"),
        (put("node_states", "count", "desk of team", 0), "how many ask"),
        (put("node_states", "head", "desk of team", -1), "who asks"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused(change: Callable[[Simulation], None], word: str, tmp_path: Path) -> None:
    """At 10 s one operator works at m1, one is free, and m2 asks for two."""
    simulation = Simulation(lower(model_of(HALL)))
    simulation.advance_to(10.0)
    load_snapshot(simulation.program, save_snapshot(simulation, tmp_path / "good.npz"))
    change(simulation)
    with pytest.raises(SnapshotError, match=rf"now.npz is no state in which .*({word})"):
        load_snapshot(simulation.program, save_snapshot(simulation, tmp_path / "now.npz"))
