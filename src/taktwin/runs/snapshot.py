"""Snapshots: everything that a run knows at one instant, to go on from later, to the bit as if it had not stopped.

A snapshot can also be the common beginning of many runs: each then draws its own random numbers from there on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.cache import engine_version
from taktwin.kernel.base.record import aligned
from taktwin.kernel.common.joblog import job_numbers, whole_log
from taktwin.kernel.lowering.program import Program
from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.files.write import whole_file
from taktwin.model.phrase import Phrase
from taktwin.runs.fingerprint import model_hash
from taktwin.runs.releases import Releases
from taktwin.runs.saved import file as files
from taktwin.runs.saved.check import kept, restored
from taktwin.runs.saved.fields import CHANGES
from taktwin.runs.saved.impossible import ImpossibleError
from taktwin.runs.saved.values import check_head
from taktwin.runs.simulation import Simulation

FORMAT = 5  # of the file; the arrays in it are those of one version of the engine
_BESIDE = ("logs", "rows", "stocks_at_origin", "released")  # arrays of the file that are not those of the kernel


class SnapshotError(TaktwinError, ValueError):
    """The file is no snapshot, or it does not belong to this model or this version of the engine."""

    exit_code = INPUT


@dataclass(frozen=True)
class Snapshot:
    """A run as it stood at one instant.

    ``about`` holds model hash, versions, seed, replication and times (s); ``arrays`` is what changes of the kernel's
    state (see `saved.fields`); ``logs`` and ``rows`` are the job log and the time series so far, ``released`` when the
    jobs in that log were released; ``name`` is that of the file, for messages.
    """

    about: dict[str, Any]
    arrays: dict[str, np.ndarray]
    logs: np.ndarray
    rows: np.ndarray
    stocks_at_origin: np.ndarray
    released: np.ndarray
    name: str = "the snapshot"
    _proved: list[tuple[Program, Mapping[str, np.ndarray]]] = field(default_factory=list, repr=False, compare=False)

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
        """The present state of a simulation; it shares nothing with it. The simulation goes on undisturbed.

        Raises:
            SnapshotError: the simulation was broken off in the middle of an instant.
        """
        if simulation.world["marked"][0]:
            simulation.advance_to(simulation.now)  # makes the moves that are possible now, as the next advance would
        if simulation.world["error"][0] or simulation.world["slice_end"][0] >= 0.0:
            raise SnapshotError(
                Phrase("the run was broken off in the middle of an instant: take a snapshot before that")
            )
        simulation.drain()
        columns = simulation.arrays["series"].shape[1]
        logs = whole_log(simulation.logs)
        about = {
            "format": FORMAT,
            "taktwin": version("taktwin"),
            "engine": engine_version(),
            "model": simulation.program.model.name,
            "model_hash": model_hash(simulation.program.model),
            "rules": "" if simulation.program.rules is None else simulation.program.rules.digest,
            "seed": int(simulation.seed),
            "replication": int(simulation.replication),
            "begun": float(simulation.begun),
            "origin": float(simulation.origin),
            "wall_seconds": float(simulation.wall_seconds),
            "started": simulation.started,
            "trace": bool(simulation.world["trace"][0]),
        }
        return cls(
            about,
            kept(simulation.arrays, simulation.program.arrays),
            logs,
            np.concatenate(simulation.rows) if simulation.rows else np.zeros((0, columns)),
            simulation.stocks_at_origin.copy(),
            simulation.releases.known(simulation.world, simulation.arrays, logs),
        )

    def save(self, path: str | Path) -> Path:
        """Write it (a NumPy archive with a checksum), whole or not at all. Raises OSError."""
        with whole_file(path) as file:
            files.write(file, self.about, self._all())
        return Path(path)

    @classmethod
    def load(cls, path: str | Path) -> Snapshot:
        """Read one. That it is a state of the plant is proved when a run begins from it.

        Raises:
            SnapshotError: no snapshot, damaged, or written by another version of the engine.
            OSError: the file cannot be read.
        """
        try:
            archive = files.Archive(path)
            _check_version(path, archive.about)
            arrays = archive.arrays()
            check_head(archive.about)
            logs, rows, stocks, released = (arrays.pop(name) for name in _BESIDE)
            if arrays["world"].shape != (1,) or not arrays["world"]["now"][0] >= 0.0:
                raise ImpossibleError(Phrase("its time"))
        except (files.DamagedError, ImpossibleError, KeyError, ValueError, IndexError) as error:
            if isinstance(error, SnapshotError):
                raise
            raise SnapshotError(
                Phrase("{path} is no snapshot, or it is damaged ({error})", path=path, error=_words(error)),
                Phrase("save it again"),
            ) from None
        return cls(archive.about, arrays, logs, rows, stocks, released, str(path))

    def _all(self) -> dict[str, np.ndarray]:
        """The arrays of the file."""
        return {**self.arrays, **{name: getattr(self, name) for name in _BESIDE}}

    # --- going on

    def resume(self, program: Program, trace: bool = False) -> Simulation:
        """The run itself, as it stood.

        Raises:
            SnapshotError: it is one of another model, or no state in which a run of this one can stand.
        """
        self._check_model(program)
        trace = trace or self.about["trace"]
        if self.rows.shape[1] != program.arrays["series"].shape[1]:
            raise SnapshotError(
                Phrase("the snapshot's ledger is of another grain"), Phrase("run on with the `ledger` it began with")
            )
        simulation = Simulation(program, self.seed, self.replication, trace)
        arrays = self._state(program, simulation)
        if not self.about["started"]:
            return simulation
        for name in arrays.keys() - {"world", "series", "log", *k.GIVEN}:
            simulation.arrays[name] = aligned(arrays[name])
        for name in (*CHANGES["world"], "wip", "bucket_due"):
            simulation.world[name] = arrays["world"][name]
        simulation.logs = [self.logs] if self.logs.size else []
        simulation.rows = [self.rows] if self.rows.size else []
        simulation.stocks_at_origin = self.stocks_at_origin
        simulation.releases = Releases.of(program, simulation.arrays, self.released)
        simulation.begun, simulation.origin = self.about["begun"], self.about["origin"]
        simulation.wall_seconds = self.about["wall_seconds"]
        simulation.started = True
        return simulation

    def _state(self, program: Program, simulation: Simulation) -> Mapping[str, np.ndarray]:
        """The program's arrays with the state in them; proved once, however many runs begin from here."""
        if not (self._proved and self._proved[0][0] is program):
            try:
                if not self.about["started"]:
                    arrays = self._begin(simulation)
                else:
                    arrays = restored(program, self.about, self._all())
                if arrays["jobs"].size < simulation.arrays["jobs"].size:
                    raise ImpossibleError(Phrase("how much room it has for jobs"))
            except ImpossibleError as error:
                message = Phrase(
                    "{name} is no state in which a run of this plant can stand ({error}): save it again",
                    name=self.name,
                    error=_words(error),
                )
                raise SnapshotError(message) from None
            self._proved[:] = [(program, arrays)]
        return self._proved[0][1]

    def _begin(self, simulation: Simulation) -> Mapping[str, np.ndarray]:
        """A run that has not begun stands as the model says."""
        begin = kept(simulation.arrays, simulation.program.arrays)
        same = self.time == 0.0 and begin.keys() == self.arrays.keys()
        same = same and all(array.tobytes() == self.arrays[name].tobytes() for name, array in begin.items())
        if not same or self.logs.size or self.rows.size:
            raise ImpossibleError(Phrase("it has not begun"))
        return simulation.arrays

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
            simulation.set_keys()
            return simulation
        if (seed, replication) != (self.seed, self.replication):
            simulation.set_keys()
            simulation.entries.compile_start(simulation.world)
            simulation.call(simulation.entries.redraw)
        simulation.entries.compile(simulation.world)
        simulation.logs = [_still_of_use(self.logs, self.time)]
        simulation.begin_measuring()
        simulation.world["operations"] = simulation.world["events"] = 0
        return simulation

    def _check_model(self, program: Program) -> None:
        if self.about["model_hash"] == model_hash(program.model):
            return
        name = self.about["model"]
        if name != program.model.name:
            raise SnapshotError(
                Phrase('the snapshot is one of another model, "{name}"', name=name), Phrase("run it with that model")
            )
        if self.about["rules"] != ("" if program.rules is None else program.rules.digest):
            own = Phrase("with rules of one's own" if self.about["rules"] else "without rules of one's own")
            other = Phrase(" that are not these") if self.about["rules"] and program.rules is not None else ""
            raise SnapshotError(
                Phrase("the snapshot is one of a run {own}{other}", own=own, other=other),
                Phrase("run it on with those of its run"),
            )
        raise SnapshotError(
            Phrase('the snapshot is one of another model: "{name}" with other values', name=name),
            Phrase("run it with those, or turn it into a state with `taktwin state`: a state fits a changed model too"),
        )


def _check_version(path: str | Path, about: dict[str, Any]) -> None:
    if about.get("format") != FORMAT or about["engine"] != engine_version():
        written = about.get("taktwin", "an earlier one")
        raise SnapshotError(
            Phrase(
                "{path} was written by another version of the engine (Taktwin {written})", path=path, written=written
            ),
            Phrase("run the warm-up again with this one"),
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


def _words(error: Exception) -> object:
    """What an error says: a phrase stays one, so that it can be said in another language."""
    return error.args[0] if isinstance(error, files.DamagedError | ImpossibleError) and error.args else error
