"""What a process of its own runs in the tests: a replication, told by a digest of its tables."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from taktwin.runs.options import RunOptions
from taktwin.runs.replications import run_one
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import load_snapshot
from taktwin.runs.tables import Result, result_of
from tests.kernel.plants import Data, program_of

DAYS = 0.02


def digest(result: Result) -> str:
    """A hash of every bit of the tables."""
    found = hashlib.sha256()
    for name, table in sorted(result.tables().items()):
        found.update(name.encode())
        for column in table.columns:
            found.update(column.encode())
            buffer = io.BytesIO()
            table.select(column).write_ipc(buffer)
            found.update(buffer.getvalue())
    return found.hexdigest()


def replication(data: Data, seed: int, number: int) -> str:
    """Run one replication of a plant."""
    return digest(run_one(program_of(data), RunOptions(days=DAYS, warmup=DAYS / 2, seed=seed), number))


def continued(data: Data, path: Path, until: float) -> str:
    """Go on from a snapshot."""
    simulation: Simulation = load_snapshot(program_of(data), path)
    simulation.advance_to(until)
    return digest(result_of(simulation))
