"""The result of one replication."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import polars as pl

from taktwin.runs.simulation import Simulation
from taktwin.runs.standstill import standstills
from taktwin.runs.tables.accounts import Accounts, accounts_of
from taktwin.runs.tables.carriers import carriers_table
from taktwin.runs.tables.columns import REPLICATION
from taktwin.runs.tables.contents import Content, contents_of
from taktwin.runs.tables.docks import docks_table
from taktwin.runs.tables.energy import energy_table
from taktwin.runs.tables.jobs import jobs_table, passages_table, read_log, trace_table
from taktwin.runs.tables.ledger import ledger_buckets_table, ledger_table
from taktwin.runs.tables.moves import movements_table, shipments_table
from taktwin.runs.tables.orders import job_times, orders_table, stream_sums
from taktwin.runs.tables.places import buffers_table, stocks_table, waits_table
from taktwin.runs.tables.resources import resources_table
from taktwin.runs.tables.series import levels_in_buckets, series_table
from taktwin.runs.tables.shops import shops_table
from taktwin.runs.tables.totals import Totals, totals_of
from taktwin.runs.tables.vehicles import vehicles_table
from taktwin.runs.tables.zones import zones_table

DAY_S = 86400.0
_LOCK = threading.RLock()  # the log is read once and let go


class Result:
    """Tables of one replication, see ``docs/tables.md``. Times are s from the end of the warm-up.

    A table is made when it is first asked for; ``totals`` holds what the key figures need. ``started_days`` is when
    the run began, in days from the start of the plant: 0, or the time of its start state. ``plants`` are the plants of
    a model that has several; then every name begins with that of its plant (see `taktwin.analysis.plants`).
    ``standstills`` are the parts of the plant that stand for good at the end; ``contents`` what waits where any number
    of jobs can, as it was through the measured time.
    """

    resources: pl.DataFrame
    buffers: pl.DataFrame
    stocks: pl.DataFrame
    docks: pl.DataFrame
    waits: pl.DataFrame
    jobs: pl.DataFrame
    orders: pl.DataFrame
    passages: pl.DataFrame
    energy: pl.DataFrame
    ledger: pl.DataFrame
    ledger_buckets: pl.DataFrame
    series: pl.DataFrame
    shops: pl.DataFrame
    vehicles: pl.DataFrame
    carriers: pl.DataFrame
    zones: pl.DataFrame
    trace: pl.DataFrame | None
    movements: pl.DataFrame | None
    shipments: pl.DataFrame | None

    def __init__(self, simulation: Simulation) -> None:
        self.standstills = standstills(simulation)  # before the accounts are settled
        accounts = accounts_of(simulation)
        self.days = accounts.elapsed / DAY_S
        self.warmup_days = (accounts.origin - simulation.begun) / DAY_S
        self.started_days = simulation.begun / DAY_S
        self.plants = tuple(accounts.program.model._spelt.plants)
        self.seed = simulation.seed
        self.replication = simulation.replication
        self.elapsed_s = accounts.elapsed
        self.wall_seconds = simulation.wall_seconds
        self.station_operations = int(accounts.world["operations"][0])
        self.events = int(accounts.world["events"][0])
        streams = stream_sums(accounts, job_times(accounts))
        self.totals: Totals = totals_of(accounts, streams)
        self.orders = orders_table(accounts, streams)
        self.contents: list[Content] = contents_of(accounts)
        self._accounts: Accounts | None = accounts

    def tables(self) -> dict[str, pl.DataFrame]:
        """All tables by name."""
        return {name: table for name in _MAKERS if (table := getattr(self, name)) is not None}

    def levels(self) -> dict[str, np.ndarray] | None:
        """Mean level of each stock point and buffer in each bucket of the series; None where the tables alone are left.

        A name stands once: of a stock point and a buffer that are called the same, the stock point is told.
        """
        return None if self._accounts is None else levels_in_buckets(self._accounts)

    def __getattr__(self, name: str) -> Any:
        """Make the table that is asked for, and what comes with it."""
        if name not in _MAKERS or self._accounts is None:
            raise AttributeError(f"a result has no {name!r}")
        with _LOCK:
            if name not in vars(self):
                vars(self).update(_MAKERS[name](self._accounts))
            return vars(self)[name]

    def __getstate__(self) -> dict[str, Any]:
        """For pickle: the tables alone, neither the model nor the kernel's arrays."""
        self.tables()
        return {**vars(self), "_accounts": None}


def _logged(accounts: Accounts) -> dict[str, pl.DataFrame | None]:
    """The tables that are made of the log, at once, so that it need not be kept beside them."""
    log = read_log(accounts)
    tables = {
        "jobs": jobs_table(accounts, log),
        "passages": passages_table(accounts, log),
        "trace": trace_table(accounts, log),
        "movements": movements_table(accounts, log),
    }
    accounts.logs.clear()
    return tables


#: Name of a table -> what makes it (and those that are made together with it).
_MAKERS: dict[str, Callable[[Accounts], dict[str, pl.DataFrame | None]]] = {
    "resources": lambda accounts: {"resources": resources_table(accounts)},
    "buffers": lambda accounts: {"buffers": buffers_table(accounts, accounts.elapsed)},
    "stocks": lambda accounts: {"stocks": stocks_table(accounts, accounts.elapsed)},
    "docks": lambda accounts: {"docks": docks_table(accounts)},
    "waits": lambda accounts: {"waits": waits_table(accounts)},
    "jobs": _logged,
    "orders": lambda _: {},
    "passages": _logged,
    "energy": lambda accounts: {"energy": energy_table(accounts)},
    "ledger": lambda accounts: {"ledger": ledger_table(accounts)},
    "ledger_buckets": lambda accounts: {"ledger_buckets": ledger_buckets_table(accounts)},
    "series": lambda accounts: {"series": series_table(accounts)},
    "shops": lambda accounts: {"shops": shops_table(accounts)},
    "vehicles": lambda accounts: {"vehicles": vehicles_table(accounts)},
    "carriers": lambda accounts: {"carriers": carriers_table(accounts)},
    "zones": lambda accounts: {"zones": zones_table(accounts)},
    "trace": _logged,
    "movements": _logged,
    "shipments": lambda accounts: {"shipments": shipments_table(accounts)},
}


def joined(results: Sequence[Result]) -> dict[str, pl.DataFrame]:
    """The tables of all replications, one below the other, by name; the first column is `replication`."""
    tables = [result.tables() for result in results]
    number = [pl.lit(result.replication, dtype=REPLICATION.dtype).alias(REPLICATION.name) for result in results]
    return {
        name: pl.concat([one[name].select(first, pl.all()) for first, one in zip(number, tables, strict=True)])
        for name in tables[0]
    }


def result_of(simulation: Simulation) -> Result:
    """Result of a simulation at its present time.

    Settling the accounts changes the simulation's rounding, so a run that is to be resumed bit for bit is settled on a
    copy.
    """
    return Result(simulation)
