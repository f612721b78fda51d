"""One replication of one scenario: its key figures, and nothing else."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numba
import numpy as np
import polars as pl

from taktwin.analysis.elements.figures import element_figures
from taktwin.analysis.kpi import OF_DUE_DATES, UNITS, kpis, plain_kpi, units_of
from taktwin.kernel.lowering.program import Program
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.experiment.prepare import Prepared, unpack
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import run_on
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.begin import Begin, beginning
from taktwin.runs.tables import result_of

_MEASURED = "wall_seconds"  # it would differ from run to run
#: The figures of an experiment with one plant whose orders do not come from a file.
FIGURES = tuple(name for name in UNITS if name not in (_MEASURED, *OF_DUE_DATES))
#: Those that some model has.
POSSIBLE = tuple(name for name in UNITS if name != _MEASURED)
PROGRAMS = 16  # lowered models that a worker keeps

Row = dict[str, float]


@dataclass(frozen=True)
class Work:
    """A replication to run: a prepared scenario, the number of the replication, and how it is run.

    ``own`` are figures of elements that it tells beside its KPIs (`taktwin.analysis.elements.figures`).
    """

    scenario: int
    replication: int
    prepared: Prepared
    options: RunOptions
    own: tuple[str, ...] = ()


class StoppedError(Exception):
    """The replication was told to stop."""


def replicate(work: Work, stop: threading.Event | None = None) -> Row:
    """Run a replication: each of its figures (see `figures_in`).

    The same to the bit as `taktwin.runs.replications.run_one` with the same seed and number.

    Raises:
        SimulationError: the run cannot go on.
        StoppedError: `stop` was set; it is looked at after each simulated day (or 200th of a longer run).
    """
    return figures_of(simulated(program_of(work.prepared), work.options, work.replication, stop), work.own)


def simulated(
    program: Program, options: RunOptions, replication: int, stop: threading.Event | None = None
) -> Simulation:
    """The simulation at the end of its measured time."""

    def look(_: float) -> None:
        if stop is not None and stop.is_set():
            raise StoppedError

    look(0.0)
    simulation = _beginning(program, options)(program, options.run_seed, replication, False)
    run_on(simulation, options, look)
    return simulation


def _beginning(program: Program, options: RunOptions) -> Begin:
    """How the replications of a program begin; the last one is kept, since many of a scenario follow each other."""
    with _lock:
        if not (_begins and _begins[0] is program and _begins[1] == options.start):
            _begins[:] = [program, options.start, beginning(program, options.start)]
        begin: Begin = _begins[2]
        return begin


def figures_of(simulation: Simulation, own: Sequence[str] = ()) -> Row:
    """The figures of a simulation at its present time, and those of elements that are asked for."""
    result = result_of(simulation)
    found = kpis([result], simulation.program.model, judged=False)
    figures = {name: found[name].value for name in figures_in(simulation.program.model)}
    return figures | element_figures(result, own)


def figures_in(model: PlantModel) -> list[str]:
    """The figures of an experiment with a model: its KPIs, but for what is measured while it runs.

    Where no orders come from a file nothing is due, and there are no figures of that either.
    """
    out = {_MEASURED} if any(stream.file for stream in model.orders.values()) else {_MEASURED, *OF_DUE_DATES}
    return [name for name in units_of(model) if plain_kpi(name) not in out]


_programs: dict[str, Program] = {}
_begins: list[Any] = []  # program, start, and how its replications begin
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
