"""The accounts of a run at one instant, copied, so that its tables can be made later or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from taktwin.kernel.lowering.program import Program
from taktwin.runs.releases import Releases
from taktwin.runs.shipments import Shipment
from taktwin.runs.simulation import Simulation, tell_addresses
from taktwin.runs.tables.bucketrows import BucketRows

#: What no table reads: jobs on their way, the calendar, and the buffers of what has been handed over already.
_NOT_READ = ("jobs", "values", "due", "marks", "log", "series")


class Logged(Protocol):
    """What the tables of the log need of a run: a simulation, or its accounts."""

    program: Program
    logs: list[np.ndarray]
    origin: float

    @property
    def world(self) -> np.ndarray:
        """The world record (an array of one)."""
        ...


@dataclass
class Accounts:
    """State times, levels, logs and series of a run, settled up to ``now`` (s); ``origin``: where they begin (s).

    ``releases`` tells when jobs were released, ``shipments`` what lanes have sent (None: the run was not traced).
    """

    program: Program
    arrays: dict[str, np.ndarray]
    logs: list[np.ndarray]
    rows: BucketRows
    stocks_at_origin: np.ndarray
    origin: float
    now: float
    releases: Releases
    shipments: list[Shipment] | None

    @property
    def world(self) -> np.ndarray:
        """The world record (an array of one)."""
        return self.arrays["world"]

    def released(self, streams: np.ndarray, orders: np.ndarray, born: np.ndarray) -> np.ndarray:
        """When jobs were released (s from `origin`), from the stream, order number and birth (s from it) of each."""
        tell_addresses(self.world, self.arrays)
        return self.releases.times(self.world, self.arrays, streams, orders, born + self.origin) - self.origin

    def change(self, columns: slice | np.ndarray) -> np.ndarray:
        """What each bucket added to some of the kernel's cumulative figures, shape [bucket, column]."""
        wanted = np.arange(self.rows.width)[columns] if isinstance(columns, slice) else columns
        return np.diff(self.rows.figures(wanted, np.arange(-1, len(self.rows))), axis=0)

    @property
    def elapsed(self) -> float:
        """Measured time, s."""
        return self.now - self.origin


def accounts_of(simulation: Simulation) -> Accounts:
    """Settle the accounts of a simulation and copy them.

    Settling changes the simulation's rounding, so a run that is to be resumed bit for bit is settled on a copy.
    """
    simulation.settle()
    simulation.drain()
    return Accounts(
        program=simulation.program,
        arrays={name: array.copy() for name, array in simulation.arrays.items() if name not in _NOT_READ},
        logs=list(simulation.logs),
        rows=BucketRows(simulation.rows, int(simulation.world["columns"][0])),
        stocks_at_origin=simulation.stocks_at_origin,
        origin=simulation.origin,
        now=simulation.now,
        releases=simulation.releases,
        shipments=None if simulation.shipments is None else list(simulation.shipments.found),
    )
