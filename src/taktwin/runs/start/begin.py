"""From what a run begins: the start of the plant, a state, or a snapshot of another run."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from taktwin.kernel.lowering.program import Program
from taktwin.model.start.state import StartState
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start import PreparedStart, Starter
from taktwin.runs.start.contents import state_at_start

#: A snapshot, a state in any of its forms, or a file of either; None is the plant at its start.
Start = Snapshot | StartState | PreparedStart | Mapping[str, Any] | str | Path | None
#: Makes the simulation of a replication: (program, seed, replication, trace) -> simulation.
Begin = Callable[[Program, int, int, bool], Simulation]


def begin_anew(program: Program, seed: int, replication: int, trace: bool) -> Simulation:
    """A run that begins at the start of the plant: with the contents of its buffers, and empty else."""
    return beginning(program, None)(program, seed, replication, trace)


def begin_empty(program: Program, seed: int, replication: int, trace: bool) -> Simulation:
    """A run that begins with the empty plant."""
    return Simulation(program, seed, replication, trace)


def read_start(start: Start) -> Start:
    """The snapshot in a file, if it is one; anything else as it is. Raises `SnapshotError` and OSError."""
    if isinstance(start, str | Path) and "\n" not in str(start) and zipfile.is_zipfile(start):
        return Snapshot.load(start)
    return start


def beginning(program: Program, start: Start, keep_statistics: bool = False) -> Begin:
    """How each replication of a program begins; the work that all have in common is done once, here.

    ``keep_statistics``: a run goes on from a snapshot with what it had measured, whatever seed and replication.

    Raises:
        StartStateError: the state does not fit the plant; every problem is listed.
        SnapshotError: the snapshot belongs to another model or another version of the engine.
    """
    start = read_start(start)
    if start is None:
        contents = state_at_start(program.model)
        if contents is None:
            return begin_empty
        start = replace(Starter(program).prepare(contents), begun=False)
    if isinstance(start, Snapshot):
        snapshot = start
        if keep_statistics:
            return lambda program, _seed, _replication, trace: snapshot.resume(program, trace)
        return snapshot.fork
    prepared = start if isinstance(start, PreparedStart) else Starter(program).prepare(start)
    return lambda _, seed, replication, trace: prepared.simulation(seed, replication, trace)
