"""Snapshots on disk (that a resumed run is the same run: see the invariants)."""

from __future__ import annotations

import pytest

from taktwin.engine.simulation import Simulation
from taktwin.engine.snapshot import SnapshotError, load_snapshot, save_snapshot
from taktwin.engine.tables import result_of
from tests.engine.plants import line, program_of

FLOW = [{"station": "m", "cycle": "exp(10 s)"}]


def test_tables_after_a_resume_are_those_of_the_unbroken_run(tmp_path):
    program = program_of(line(FLOW, {"interval": "exp(12 s)"}))
    whole, begun = Simulation(program), Simulation(program)
    for simulation in (whole, begun):
        simulation.advance_to(1000.0)
        simulation.begin_measuring()
    whole.advance_to(20_000.0)
    begun.advance_to(7_777.0)
    resumed = load_snapshot(program, save_snapshot(begun, tmp_path / "now.npz"))
    resumed.advance_to(20_000.0)
    a, b = result_of(whole), result_of(resumed)
    assert all(table.equals(b.tables()[name]) for name, table in a.tables().items())
    assert (a.elapsed_s, a.warmup_days, a.seed) == (b.elapsed_s, b.warmup_days, b.seed)


def test_a_snapshot_belongs_to_its_model(tmp_path):
    simulation = Simulation(program_of(line(FLOW)))
    simulation.advance_to(100.0)
    path = save_snapshot(simulation, tmp_path / "now.npz")
    with pytest.raises(SnapshotError, match="another model"):
        load_snapshot(program_of(line([{"station": "m", "cycle": "exp(11 s)"}])), path)


def test_a_snapshot_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    import numpy as np

    simulation = Simulation(program_of(line(FLOW)))

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", fail)
    monkeypatch.setattr(np, "savez_compressed", fail)
    with pytest.raises(OSError, match="disk full"):
        save_snapshot(simulation, tmp_path / "now.npz")
    assert list(tmp_path.iterdir()) == []
