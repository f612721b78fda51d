"""The result of one replication."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from taktwin.engine.simulation import Simulation
from taktwin.engine.tables.energy import energy_table
from taktwin.engine.tables.jobs import jobs_table, passages_table, read_log, trace_table
from taktwin.engine.tables.places import buffers_table, stocks_table, waits_table
from taktwin.engine.tables.resources import resources_table
from taktwin.engine.tables.series import series_table
from taktwin.engine.tables.shops import shops_table

DAY_S = 86400.0


@dataclass
class Result:
    """Tables of one replication. Times are s from the end of the warm-up.

    ``started_days`` is when the run began, in days from the start of the plant: 0, or the time of its start state.
    """

    days: float
    warmup_days: float
    seed: int
    replication: int
    elapsed_s: float
    wall_seconds: float
    station_operations: int
    events: int
    resources: pl.DataFrame
    buffers: pl.DataFrame
    stocks: pl.DataFrame
    waits: pl.DataFrame
    jobs: pl.DataFrame
    passages: pl.DataFrame
    energy: pl.DataFrame
    series: pl.DataFrame
    shops: pl.DataFrame
    trace: pl.DataFrame | None = None
    started_days: float = 0.0

    def tables(self) -> dict[str, pl.DataFrame]:
        """All tables by name."""
        names = ("resources", "buffers", "stocks", "waits", "jobs", "passages", "energy", "series", "shops")
        found = {name: getattr(self, name) for name in names}
        return found if self.trace is None else {**found, "trace": self.trace}


def result_of(simulation: Simulation) -> Result:
    """Tables of a simulation at its present time.

    Settling the accounts changes the simulation's rounding, so a run that is to be resumed bit for bit is settled on a
    copy.
    """
    simulation.settle()
    simulation.drain()
    elapsed = simulation.now - simulation.origin
    log = read_log(simulation)
    rows = np.concatenate(simulation.rows) if simulation.rows else np.zeros((0, simulation.arrays["series"].shape[1]))
    return Result(
        days=elapsed / DAY_S,
        warmup_days=(simulation.origin - simulation.begun) / DAY_S,
        seed=simulation.seed,
        replication=simulation.replication,
        elapsed_s=elapsed,
        wall_seconds=simulation.wall_seconds,
        station_operations=int(simulation.world["operations"][0]),
        events=int(simulation.world["events"][0]),
        resources=resources_table(simulation),
        buffers=buffers_table(simulation, elapsed),
        stocks=stocks_table(simulation, elapsed),
        waits=waits_table(simulation),
        jobs=jobs_table(simulation, log),
        passages=passages_table(simulation, log),
        energy=energy_table(simulation),
        series=series_table(simulation, rows),
        shops=shops_table(simulation, elapsed),
        trace=trace_table(simulation, log),
        started_days=simulation.begun / DAY_S,
    )
