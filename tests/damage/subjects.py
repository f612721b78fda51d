"""What is spoilt: snapshots, compiled code, parsed models and folders of experiments of small plants."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

import taktwin
from taktwin.kernel.base.keptkernel import kept_kernel
from taktwin.kernel.lowering.program import Program, lower
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, save_snapshot
from taktwin.runs.tables import result_of
from tests.kernel.guidepath.test_guided_books import guided_plants
from tests.kernel.models import plants
from tests.kernel.plants import program_of

_CYCLE = "shops.workshop.lines.line.server.cycle"


def drawn(number: int, count: int) -> list[Program]:
    """Random plants over every feature, half of them with vehicles on guide paths."""
    return [program_of(data) for strategy in (plants(), guided_plants()) for data in _examples(strategy, number, count)]


def _examples(strategy: Any, number: int, count: int) -> list[Any]:
    found: list[Any] = []

    @seed(number)
    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # type: ignore[arg-type]
    @given(strategy)
    def collect(data: Any) -> None:
        found.append(data)

    collect()
    return found[-count:]


def shipped() -> list[Program]:
    """Small shipped models."""
    return [lower(taktwin.load(name).model) for name in ("mm1", "line20", "paint-loop", "press-lots", "two-plants")]


class SnapshotOf:
    """A snapshot of a plant somewhere in its first hours."""

    def __init__(self, program: Program, folder: Path, at: float) -> None:
        self.program = program
        simulation = Simulation(program, seed=3)
        simulation.advance_to(at)
        self.file = save_snapshot(simulation, folder / "snapshot.npz")

    def read(self, file: Path, fork: bool = False) -> str:
        """Run on from a snapshot for an hour: a digest of all tables and of all state times."""
        snapshot = Snapshot.load(file)
        simulation = snapshot.fork(self.program, 5, 1) if fork else snapshot.resume(self.program)
        simulation.advance_to(simulation.now + 3600.0)
        digest = hashlib.blake2b(simulation.arrays["seconds"].tobytes(), digest_size=8)
        for name, table in result_of(simulation).tables().items():
            digest.update(f"{name} {table.write_csv()}".encode())
        return digest.hexdigest()


def tripled(number: int) -> int:
    """What is compiled for the cases of the cache."""
    return 3 * number


class CodeOf:
    """The compiled code of a small function, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "code-1"

    def make(self) -> str:
        """Compile it, or read it from the folder, and run it."""
        return str(kept_kernel(self.folder, tripled)(14))


class ModelOf:
    """A parsed model in a cache folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "cache"

    def make(self) -> str:
        """Load it by way of the folder."""
        os.environ["TAKTWIN_CACHE"] = str(self.folder)
        return hashlib.blake2b(taktwin.load("phoenix").model.model_dump_json().encode()).hexdigest()


class ExperimentOf:
    """The folder of an experiment of two scenarios, finished or broken off."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "experiment"

    def make(self, replications: int = 3) -> str:
        """Run it, or go on with it; the text of the table of its replications."""
        from taktwin.planning.experiment.experiment import Wish, run_experiment
        from taktwin.planning.experiment.factor import parse_factor
        from taktwin.planning.experiment.scenario import full_factorial

        model = taktwin.load("mm1").model
        scenarios = full_factorial([parse_factor(f"{_CYCLE}=40 s,45 s")])
        wish = Wish(days=0.2, warmup=0.0, replications=replications)
        found = run_experiment(model, scenarios, wish, workers=1, out=self.folder)
        return found.folder.replications(found.names).write_csv() + found.table.write_csv()

    def break_off(self) -> None:
        """Leave it as a process leaves it that was killed: only parts, and a manifest that is not complete."""
        from taktwin.planning.experiment import folder as room

        kept = room.Folder.finish
        room.Folder.finish = lambda *_: None  # type: ignore[method-assign]
        try:
            self.make()
        finally:
            room.Folder.finish = kept  # type: ignore[method-assign]


def copied(source: Path, to: Path) -> Path:
    """A fresh copy of a folder."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(source, to)
    return to
