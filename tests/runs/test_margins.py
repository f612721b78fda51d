"""Room for one instant: counted once for all runs of a program, anew for a program that differs."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.kernel.lowering.relief import eased
from taktwin.runs import simulation
from taktwin.runs.margins import margins
from taktwin.runs.start import Starter
from tests.kernel.plants import line, program_of

FLOW = [{"buffer": "before", "capacity": 20}, {"station": "a", "cycle": "60 s"}, {"buffer": "after", "capacity": 200}]


def test_all_runs_of_a_program_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[tuple[int, int]] = []

    def count(arrays: dict[str, Any]) -> tuple[int, int]:
        counted.append(margins(arrays))
        return counted[-1]

    monkeypatch.setattr(simulation, "margins", count)
    program = program_of(line(FLOW))
    runs = [simulation.Simulation(program, 1, replication) for replication in range(3)]
    assert len(counted) == 1
    assert {(int(one.world["job_margin"][0]), int(one.world["log_margin"][0])) for one in runs} == set(counted)
    start = Starter(program).prepare({})
    for replication in range(3):
        start.simulation(1, replication)
    assert len(counted) == 2
    simulation.Simulation(eased(program, node=program.nodes_of("buffer")["after"]))
    assert len(counted) == 3
