"""Snapshots: everything that a run knows at one instant, to go on from later, to the bit as if it had not stopped."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.engine.cache import engine_version
from taktwin.engine.fingerprint import model_hash
from taktwin.engine.lowering import Program
from taktwin.engine.simulation import Simulation, aligned

_DRAINED = ("log", "series")  # handed over to ``logs`` and ``rows`` before a snapshot is written


class SnapshotError(ValueError):
    """The snapshot does not belong to this model or this version of the engine."""


def save_snapshot(simulation: Simulation, path: str | Path) -> Path:
    """Write the simulation's state (a NumPy archive), whole or not at all."""
    path = Path(path)
    simulation.drain()
    arrays = {f"array.{name}": array for name, array in simulation.arrays.items() if name not in _DRAINED}
    arrays["logs"] = np.concatenate(simulation.logs) if simulation.logs else np.zeros((0, 5))
    columns = simulation.arrays["series"].shape[1]
    arrays["rows"] = np.concatenate(simulation.rows) if simulation.rows else np.zeros((0, columns))
    arrays["stocks_at_origin"] = simulation.stocks_at_origin
    about = {
        "model_hash": model_hash(simulation.program.model),
        "engine": engine_version(),
        "seed": simulation.seed,
        "replication": simulation.replication,
        "origin": simulation.origin,
        "wall_seconds": simulation.wall_seconds,
        "started": simulation.started,
    }
    content: dict[str, Any] = {"about": np.array(json.dumps(about)), **arrays}
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **content)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


def load_snapshot(program: Program, path: str | Path) -> Simulation:
    """The simulation as it stood when the snapshot was written.

    Raises:
        SnapshotError: written for another model or by another version of the engine.
        OSError: the file cannot be read.
    """
    with np.load(path, allow_pickle=False) as archive:
        about = json.loads(str(archive["about"]))
        if about["model_hash"] != model_hash(program.model):
            raise SnapshotError(f"{path} was written for another model: run the model that it was written for")
        if about["engine"] != engine_version():
            raise SnapshotError(f"{path} was written by another version of the engine: run the warm-up again")
        simulation = Simulation(program, about["seed"], about["replication"])
        for name in archive.files:
            if name.startswith("array."):
                simulation.arrays[name.removeprefix("array.")] = aligned(archive[name])
        simulation.logs = [archive["logs"]] if archive["logs"].size else []
        simulation.rows = [archive["rows"]] if archive["rows"].size else []
        simulation.stocks_at_origin = archive["stocks_at_origin"]
    simulation.origin = about["origin"]
    simulation.wall_seconds = about["wall_seconds"]
    simulation.started = about["started"]
    return simulation
