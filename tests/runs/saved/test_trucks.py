"""Snapshots with trucks at docks: the run goes on as if it had not been stopped; what cannot be is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from taktwin.kernel.lowering.program import lower
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import SnapshotError, load_snapshot, save_snapshot
from taktwin.runs.trucks import lanes_of, places_of
from tests.kernel import accounts
from tests.oracle.compare import model_of
from tests.oracle.drafts.factories import factory
from tests.runs.start.test_trucks import plant

RUN_S = 600.0


def with_docks(most: int) -> list[int]:
    """Numbers of the first random factories that have docks."""
    return [number for number in range(40 * most) if "docks" in factory(3, number)][:most]


@pytest.mark.parametrize("number", with_docks(8))
def test_a_run_with_docks_may_be_saved_and_continued(number: int, tmp_path: Path) -> None:
    program = lower(model_of(factory(3, number)))
    whole, stopped = Simulation(program, number), Simulation(program, number)
    whole.advance_to(RUN_S)
    for time in (0.0, 33.3, 60.0, 90.0, 181.0, 420.0):
        stopped.advance_to(time)
        resumed = load_snapshot(program, save_snapshot(stopped, tmp_path / "now.npz"))
    resumed.advance_to(RUN_S)
    assert accounts.differences(accounts.arrays_of(whole), accounts.arrays_of(resumed)) == []


def docks(field: str, value: float) -> Callable[[Simulation], None]:
    """Change a field of the dock."""

    def change(simulation: Simulation) -> None:
        simulation.arrays["dock_states"][field][0] = value

    return change


def door(value: float) -> Callable[[Simulation], None]:
    """Change when the first door is free."""

    def change(simulation: Simulation) -> None:
        simulation.arrays["floats"][simulation.arrays["docks"]["door0"][0]] = value

    return change


def truck(lane: int, at: int, number: int, value: float) -> Callable[[Simulation], None]:
    """Change a number of a truck."""

    def change(simulation: Simulation) -> None:
        place = places_of(simulation.arrays, lanes_of(simulation.arrays)[lane])[at]
        simulation.arrays["floats"][place[number]] = value

    return change


def lane(at: int, field: str, value: int) -> Callable[[Simulation], None]:
    """Change a field of a lane."""

    def change(simulation: Simulation) -> None:
        simulation.arrays["resource_states"][field][lanes_of(simulation.arrays)[at]] = value

    return change


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (docks("count", 0), "the trucks in a yard"),
        (docks("head", 1), "the trucks in a yard"),
        (docks("head", 10**6), "the trucks in a yard"),
        (docks("waited", -1.0), "a time span"),
        (door(0.0), "the doors of a dock"),
        (truck(0, 1, 1, 61.0), "the trucks"),
        (truck(0, 0, 0, 1e6), "the trucks of a lane"),
        (truck(0, 0, 2, -3.0), "the trucks of a lane|on the way to a stock"),
        (lane(0, "yard", 0), "the trucks"),
        (lane(0, "yard", 99), "the trucks of a lane"),
        (lane(2, "yard", 1), "the trucks at a dock"),
    ],
    ids=lambda given: given if isinstance(given, str) else "changed",
)
def test_what_cannot_be_is_refused(change: Callable[[Simulation], None], word: str, tmp_path: Path) -> None:
    """At 60 s a truck of the first lane is at the only door, and others wait in the yard."""
    simulation = Simulation(lower(model_of({"name": "test", **plant(1)})))
    simulation.advance_to(60.0)
    assert simulation.arrays["dock_states"]["count"][0] >= 2
    load_snapshot(simulation.program, save_snapshot(simulation, tmp_path / "good.npz"))
    change(simulation)
    with pytest.raises(SnapshotError, match=rf"now.npz is no state in which .*({word})"):
        load_snapshot(simulation.program, save_snapshot(simulation, tmp_path / "now.npz"))
