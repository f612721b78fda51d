"""Snapshots: everything that a run knows at one instant, to go on from later, to the bit as if it had not stopped.

A snapshot can also be the common beginning of many runs: each then draws its own random numbers from there on.
"""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.cache import engine_version
from taktwin.runs.fingerprint import model_hash
from taktwin.kernel.joblog import job_numbers, whole_log
from taktwin.kernel.lowering import Program
from taktwin.kernel.base.random import run_keys
from taktwin.runs.simulation import Simulation, aligned, compile_kernel
from taktwin.kernel.start.given import compile_start, redraw

FORMAT = 2  # of the file; the arrays in it are those of one version of the engine
_DRAINED = ("log", "series")  # handed over to ``logs`` and ``rows`` before a snapshot is taken


class SnapshotError(ValueError):
    """The file is no snapshot, or it does not belong to this model or this version of the engine."""


@dataclass(frozen=True)
class Snapshot:
    """A run as it stood at one instant.

    ``about`` holds model hash, versions, seed, replication and times (s); ``arrays`` is the kernel's state; ``logs``
    and ``rows`` are the job log and the time series so far.
    """

    about: dict[str, Any]
    arrays: dict[str, np.ndarray]
    logs: np.ndarray
    rows: np.ndarray
    stocks_at_origin: np.ndarray

    @property
    def time(self) -> float:
        """When it was taken, s from the start of the plant."""
        return float(self.arrays["world"]["now"][0])

    @property
    def seed(self) -> int:
        """Seed of the run."""
        return int(self.about["seed"])

    @property
    def replication(self) -> int:
        """Number of the replication."""
        return int(self.about["replication"])

    # --- taking and keeping

    @classmethod
    def of(cls, simulation: Simulation) -> Snapshot:
        """The present state of a simulation; it shares nothing with it. The simulation goes on undisturbed."""
        simulation.drain()
        columns = simulation.arrays["series"].shape[1]
        about = {
            "format": FORMAT,
            "taktwin": version("taktwin"),
            "engine": engine_version(),
            "model": simulation.program.model.name,
            "model_hash": model_hash(simulation.program.model),
            "seed": simulation.seed,
            "replication": simulation.replication,
            "begun": simulation.begun,
            "origin": simulation.origin,
            "wall_seconds": simulation.wall_seconds,
            "started": simulation.started,
        }
        return cls(
            about,
            {name: array.copy() for name, array in simulation.arrays.items() if name not in _DRAINED},
            whole_log(simulation.logs),
            np.concatenate(simulation.rows) if simulation.rows else np.zeros((0, columns)),
            simulation.stocks_at_origin.copy(),
        )

    def save(self, path: str | Path) -> Path:
        """Write it (a NumPy archive), whole or not at all. Raises OSError."""
        path = Path(path)
        content: dict[str, Any] = {f"array.{name}": array for name, array in self.arrays.items()}
        content |= {"logs": self.logs, "rows": self.rows, "stocks_at_origin": self.stocks_at_origin}
        content["about"] = np.array(json.dumps(self.about))
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, **content)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
        return path

    @classmethod
    def load(cls, path: str | Path) -> Snapshot:
        """Read one.

        Raises:
            SnapshotError: no snapshot, damaged, or written by another version of the engine.
            OSError: the file cannot be read.
        """
        try:
            with np.load(path, allow_pickle=False) as archive:
                about = json.loads(str(archive["about"]))
                _check_version(path, about)
                arrays = {
                    name.removeprefix("array."): archive[name] for name in archive.files if name.startswith("array.")
                }
                return cls(about, arrays, archive["logs"], archive["rows"], archive["stocks_at_origin"])
        except SnapshotError:
            raise
        except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
            raise SnapshotError(f"{path} is no snapshot, or it is damaged ({error}): save it again") from None

    # --- going on

    def resume(self, program: Program, trace: bool = False) -> Simulation:
        """The run itself, as it stood. Raises `SnapshotError` where it is one of another model."""
        self._check_model(program)
        if self.rows.shape[1] != program.arrays["series"].shape[1]:
            raise SnapshotError("the snapshot's ledger is of another grain: run on with the `ledger` it began with")
        simulation = Simulation(program, self.seed, self.replication, trace)
        for name, array in self.arrays.items():
            simulation.arrays[name] = aligned(array)
        if trace:
            simulation.world["trace"] = 1
            simulation.arrays["nodes"]["noted"] |= 1
        simulation.logs = [self.logs] if self.logs.size else []
        simulation.rows = [self.rows] if self.rows.size else []
        simulation.stocks_at_origin = self.stocks_at_origin
        simulation.begun, simulation.origin = self.about["begun"], self.about["origin"]
        simulation.wall_seconds = self.about["wall_seconds"]
        simulation.started = self.about["started"]
        return simulation

    def fork(self, program: Program, seed: int, replication: int, trace: bool = False) -> Simulation:
        """A new run that begins here: its statistics are empty, its random numbers those of seed and replication.

        What has been drawn stays: the work at hand, the times to the next failures, trucks on the way. With the seed
        and replication of the snapshot the run goes on as it would have. Raises `SnapshotError` as `resume` does.
        """
        simulation = self.resume(program, trace)
        simulation.seed, simulation.replication = seed, replication
        simulation.wall_seconds = 0.0
        simulation.begun = self.time
        if not simulation.started:
            simulation.arrays["resources"]["key"] = run_keys(program.arrays["resources"]["key"], seed, replication)
            return simulation
        if (seed, replication) != (self.seed, self.replication):
            simulation.arrays["resources"]["key"] = run_keys(program.arrays["resources"]["key"], seed, replication)
            compile_start(simulation.world)
            simulation.call(redraw)
        compile_kernel(simulation.world, simulation.kernel)
        simulation.logs = [_still_of_use(self.logs, self.time)]
        simulation.begin_measuring()
        simulation.world["operations"] = simulation.world["events"] = 0
        return simulation

    def _check_model(self, program: Program) -> None:
        if self.about["model_hash"] == model_hash(program.model):
            return
        name = self.about["model"]
        if name != program.model.name:
            raise SnapshotError(f'the snapshot is one of another model, "{name}": run it with that model')
        raise SnapshotError(
            f'the snapshot is one of another model: "{name}" with other values. Run it with those, or turn it into a '
            "state with `taktwin state`: a state fits a changed model too"
        )


def _check_version(path: str | Path, about: dict[str, Any]) -> None:
    if about.get("format") != FORMAT or about["engine"] != engine_version():
        written = about.get("taktwin", "an earlier one")
        raise SnapshotError(
            f"{path} was written by another version of the engine (Taktwin {written}): "
            "run the warm-up again with this one"
        )


def _still_of_use(logs: np.ndarray, now: float) -> np.ndarray:
    """The rows of the job log that a run from here needs: births of jobs that have not ended, and what is of now."""
    earlier = logs["time"] < now
    ended = earlier & (logs["kind"] == k.LOG_END)
    jobs = job_numbers(logs["order"], logs["who"].astype(np.int64))
    inside = ((logs["kind"] == k.LOG_BORN) | (logs["kind"] == k.LOG_MORE)) & ~np.isin(jobs, jobs[ended])
    return logs[inside | ~earlier]


def save_snapshot(simulation: Simulation, path: str | Path) -> Path:
    """Write the simulation's state, whole or not at all."""
    return Snapshot.of(simulation).save(path)


def load_snapshot(program: Program, path: str | Path) -> Simulation:
    """The simulation as it stood when the snapshot was written. Raises `SnapshotError` and OSError."""
    return Snapshot.load(path).resume(program)
