"""Start states of stations that choose among their servers: whose turn it is."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.model.start.file import load_state


@pytest.mark.parametrize(
    ("choice", "said", "taker"),
    [
        ("idle", "", 0),
        ("idle", "machines: {m.1: {idle: 1 min}, m.2: {idle: 5 min}, m.3: {idle: 2 min}}", 1),
        ("cyclic", "", 0),
        ("cyclic", "machines: {m.3: {next: true}}", 2),
    ],
)
def test_whose_turn_it_is(choice: str, said: str, taker: int) -> None:
    """Three equal servers, all free: who takes the first job is what the state says."""
    plant = taktwin.load(
        "name: x\norders: {jobs: {}}\nshops: {s: {lines: {l: {orders: jobs, flow: ["
        f"{{station: load, cycle: 10 s}}, {{station: m, cycle: 5 s, servers: 3, choice: {choice}}}]}}}}}}}}\n"
    )
    run = plant.simulate(days=16 / 86400, start=load_state(f"at: 10 min\n{said}\n"))
    assert run.result.resources.filter(station="m")["jobs"].to_list() == [int(at == taker) for at in range(3)]
