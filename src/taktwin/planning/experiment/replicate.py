"""One replication of one scenario: its key figures, and nothing else."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numba
import numpy as np
import polars as pl

from taktwin.analysis.kpi import UNITS, kpis, units_of
from taktwin.kernel.lowering.program import Program
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.experiment.prepare import Prepared, unpack
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import run_on
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.begin import begin_anew
from taktwin.runs.tables import result_of

_MEASURED = "wall_seconds"  # it would differ from run to run
#: The figures of an experiment with one plant.
FIGURES = tuple(name for name in UNITS if name != _MEASURED)
PROGRAMS = 16  # lowered models that a worker keeps

Row = dict[str, float]


@dataclass(frozen=True)
class Work:
    """A replication to run: a prepared scenario, the number of the replication, and how it is run."""

    scenario: int
    replication: int
    prepared: Prepared
    options: RunOptions


class StoppedError(Exception):
    """The replication was told to stop."""


def replicate(work: Work, stop: threading.Event | None = None) -> Row:
    """Run a replication: each of its figures (see `figures_in`).

    The same to the bit as `taktwin.runs.replications.run_one` with the same seed and number.

    Raises:
        SimulationError: the run cannot go on.
        StoppedError: `stop` was set; it is looked at after each simulated day (or 200th of a longer run).
    """
    return figures_of(simulated(program_of(work.prepared), work.options, work.replication, stop))


def simulated(
    program: Program, options: RunOptions, replication: int, stop: threading.Event | None = None
) -> Simulation:
    """The simulation at the end of its measured time."""

    def look(_: float) -> None:
        if stop is not None and stop.is_set():
            raise StoppedError

    look(0.0)
    simulation = begin_anew(program, options.run_seed, replication, False)
    run_on(simulation, options, look)
    return simulation


def figures_of(simulation: Simulation) -> Row:
    """The figures of a simulation at its present time."""
    found = kpis([result_of(simulation)], simulation.program.model, judged=False)
    return {name: kpi.value for name, kpi in found.items() if name != _MEASURED}


def figures_in(model: PlantModel) -> list[str]:
    """The figures of an experiment with a model: its KPIs, but for what is measured while it runs."""
    return [name for name in units_of(model) if name != _MEASURED]


_programs: dict[str, Program] = {}
_lock = threading.Lock()


def program_of(prepared: Prepared) -> Program:
    """The lowered model, kept for the next replications of the same scenario."""
    with _lock:
        program = _programs.pop(prepared.digest, None) or unpack(prepared)
        _programs[prepared.digest] = program  # the last used is the last to go
        while len(_programs) > PROGRAMS:
            del _programs[next(iter(_programs))]
    return program


@cache
def code_version() -> str:
    """Name of the code that makes the figures, with its libraries; results of one experiment have the same."""
    digest = hashlib.blake2b(f"{numba.__version__} {np.__version__} {pl.__version__}".encode(), digest_size=8)
    package = Path(str(files("taktwin")))
    for room in ("model", "kernel", "runs", "analysis"):
        for path in sorted((package / room).rglob("*.py")):
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
