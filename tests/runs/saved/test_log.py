"""The log in a snapshot of a traced run: what was moved at stock points goes with it; what cannot be is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin.kernel.base import state as k
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, SnapshotError
from tests.kernel import accounts
from tests.kernel.plants import Data, line, program_of

END_S = 400.0


def plant() -> Data:
    """Jobs and those that are called for them draw parts; a cell and a lane bring them, a feed moves them on."""
    called: Data = {
        "call": {"at": "a"},
        "flow": [
            {"buffer": "queue", "capacity": "unlimited"},
            {"station": "side", "cycle": "4 s", "uses": [{"part": "bolt", "from": "far"}]},
        ],
    }
    flow = [
        {"station": "a", "cycle": "8 s", "uses": [{"part": "bolt", "from": "near"}]},
        {"station": "b", "cycle": "6 s", "uses": [{"part": "door", "from": "doors"}], "joins": [{"line": "sub"}]},
    ]
    die = {"part": "door", "hit": "3 s", "lot": 4, "reorder": 5, "uses": [{"part": "bolt", "from": "far"}]}
    return line(
        flow,
        {"interval": "12 s"},
        lines={"sub": called},
        shop={"cells": {"press": {"makes": {"die": die}}}},
        parts={"bolt": {}, "door": {}},
        stocks={
            "far": {"part": "bolt", "initial": 20, "capacity": 60},
            "near": {"part": "bolt", "initial": 3, "capacity": 30},
            "doors": {"part": "door", "initial": 2, "capacity": 30},
        },
        suppliers={"mill": {}},
        lanes={"screws": {"supplier": "mill", "to": "far", "every": "30 s", "quantity": 12, "lead": "9 s"}},
        feeds={"tow": {"from": "far", "to": "near", "fleet": "tugs", "distance": "20 m", "lot": 4, "reorder": 3}},
        fleets={"tugs": {"count": 1, "speed": "1 m/s"}},
    )


def moved(simulation: Simulation) -> Any:
    simulation.drain()
    rows = np.concatenate(simulation.logs)
    return rows[rows["kind"] == k.LOG_STOCK]


def test_a_traced_run_is_saved_with_what_was_moved() -> None:
    """By a job of an order, by one that was called for it, by cell, vehicle and lane: all go on as they were."""
    program = program_of(plant())
    whole, stopped = Simulation(program, trace=True), Simulation(program, trace=True)
    whole.advance_to(END_S)
    for moment in (0.0, 8.0, 50.5, 90.0, 222.2):
        stopped.advance_to(moment)
        resumed = Snapshot.of(stopped).resume(program)
        resumed.advance_to(END_S)
        assert accounts.differences(accounts.arrays_of(whole), accounts.arrays_of(resumed)) == []
        assert accounts.handed_over(whole) == accounts.handed_over(resumed)
    rows = moved(whole)
    drawers = {program.resource_names[-2 - order] for order in rows["order"][rows["order"] < -1].tolist()}
    assert drawers == {"press", "tugs.1"}
    assert (rows["order"] == -1).any()
    assert {point >= 0 for point in rows["point"][rows["order"] >= 0].tolist()} == {True, False}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("who", 3),
        ("who", -1),
        ("what", np.array([np.nan]).view(np.int64)[0]),
        ("order", k.UNLIMITED),
        ("order", -2000),
        ("point", 20_000),
        ("point", -20_000),
        ("kind", k.LOG_STATE),
    ],
)
def test_a_movement_that_cannot_be_is_refused(field: str, value: int) -> None:
    """There are three stock points; amounts are numbers; who draws is a job of a stream, or a resource."""
    program = program_of(plant())
    simulation = Simulation(program, trace=True)
    simulation.advance_to(50.0)
    Snapshot.of(simulation).resume(program)
    forged = Snapshot.of(simulation)
    at = int(np.flatnonzero((forged.logs["kind"] == k.LOG_STOCK) & (forged.logs["order"] >= 0))[0])
    forged.logs[field][at] = value
    with pytest.raises(SnapshotError, match="of its log"):
        forged.resume(program)
