"""The sums that the key figures are made of, straight from the kernel's arrays.

A thousand short replications need a thousand sets of these sums and hardly one table; making the tables took ten times
as long as the runs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.firstpass import first_passes
from taktwin.runs.tables.ledger import kwh_by_medium
from taktwin.runs.tables.orders import StreamSums
from taktwin.runs.tables.shops import scheduled_by_shop

#: States in the order of the columns of ``Totals.seconds``.
STATES = tuple(k.STATES)
#: Counts of each working resource, in the order of the columns of ``Totals.counts``.
COUNTS = (
    "jobs", "scrapped", "setups", "failures", "minor_stops", "maintenances", "first_pass", "active_periods",
)  # fmt: skip


@dataclass(frozen=True)
class Totals:
    """Sums of one replication over its measured time; resources are those of the table `resources`, in its order.

    ``counts`` has shape [resource, count] (see ``COUNTS``), ``seconds`` [resource, state] (see ``STATES``), ``ideal_s``
    [resource].
    Of the main jobs, those of order streams that do not become parts of others: ``lead_s`` is the sum of the finished
    jobs' lead times, ``since_release_s`` that of the times since their release, ``wip_s`` the integral of the number of
    jobs in the plant, ``waiting_s`` of those that are released and wait for their line; ``due`` jobs were due in the
    measured time, ``on_time`` of them ready by then, the others late by ``tardiness_s`` together.
    ``energy_kwh`` is the sum of each medium that is an energy, ``part_wait_s`` the time that stations and cells waited
    for parts, ``scheduled_s`` the time of each shop's calendar.
    """

    elapsed_s: float
    station_operations: int
    kinds: tuple[str, ...]
    stations: tuple[str, ...]
    counts: np.ndarray
    ideal_s: np.ndarray
    seconds: np.ndarray
    finished: int
    scrapped: int
    lead_s: float
    since_release_s: float
    wip_s: float
    waiting_s: float
    due: int
    on_time: int
    tardiness_s: float
    energy_kwh: dict[str, float]
    part_wait_s: float
    scheduled_s: dict[str, float]

    def count(self, name: str) -> np.ndarray:
        """One count of every resource."""
        return self.counts[:, COUNTS.index(name)]

    def in_state(self, name: str) -> np.ndarray:
        """Seconds of every resource in one state."""
        return self.seconds[:, STATES.index(name)]

    def on_shift(self) -> np.ndarray:
        """Seconds in the states of scheduled time, shape [resource, state]."""
        return np.delete(self.seconds, [STATES.index("maintenance"), STATES.index("off_shift")], axis=1)


def totals_of(accounts: Accounts, sums: Mapping[str, StreamSums]) -> Totals:
    """The sums of one replication; ``sums`` are those of its order streams."""
    arrays, where = accounts.arrays, accounts.program.flow.resource_where
    working = working_resources(arrays)
    flow = accounts.program.flow
    main = [one for name, one in sums.items() if name not in flow.sublines]
    return Totals(
        elapsed_s=accounts.elapsed,
        station_operations=int(accounts.world["operations"][0]),
        kinds=tuple(where[i].kind for i in working.tolist()),
        stations=tuple(where[i].element for i in working.tolist()),
        counts=counts_of(accounts, working),
        ideal_s=planned_seconds(arrays, working),
        seconds=arrays["seconds"][working],
        finished=sum(one.outcomes[k.FINISHED] for one in main),
        scrapped=sum(one.outcomes[k.SCRAPPED] for one in main),
        lead_s=math.fsum(one.lead_s for one in main),
        since_release_s=math.fsum(one.since_release_s for one in main),
        wip_s=math.fsum(one.inside_s for one in main),
        waiting_s=math.fsum(one.waiting_s for one in main),
        due=sum(one.due for one in main),
        on_time=sum(one.on_time for one in main),
        tardiness_s=math.fsum(one.tardiness_s for one in main),
        energy_kwh=kwh_by_medium(arrays, working),
        part_wait_s=_part_waits(arrays),
        scheduled_s=scheduled_by_shop(accounts),
    )


def working_resources(arrays: dict[str, np.ndarray]) -> np.ndarray:
    """Indexes of the resources that work: all but calendars, order streams and lanes, in plant order."""
    return np.flatnonzero(arrays["resources"]["machine"])


def counts_of(accounts: Accounts, working: np.ndarray) -> np.ndarray:
    """Counts of the working resources, shape [resource, count] (see ``COUNTS``)."""
    records = accounts.arrays["resource_states"][working]
    columns = [records[name] for name in COUNTS[:6]]
    columns += [first_passes(accounts.arrays, working, accounts.program.options.sizes), records["periods"]]
    return np.column_stack(columns)


def planned_seconds(arrays: dict[str, np.ndarray], working: np.ndarray) -> np.ndarray:
    """Planned time of the finished works (s): their number times the mean; added up in the run where jobs differ.

    Where a place says its planned time of one work itself (`ideal` of a station), it is their number times that.
    """
    given, states, nodes = arrays["resources"][working], arrays["resource_states"][working], arrays["nodes"]
    planned = states["ideal"].copy()
    if nodes.size:
        equal = np.isin(given["kind"], KINDS.codes("by_number")) & (nodes["plain"][given["node"]] == k.PLAIN)
        planned[equal] = states["jobs"][equal] * arrays["dists"]["mean"][nodes["dist"][given["node"][equal]]]
        ideal = np.where(given["node"] >= 0, nodes["ideal"][given["node"]], 0.0)
        planned = np.where(ideal > 0.0, states["jobs"] * ideal, planned)
        by_option = (given["node"] >= 0) & (nodes["ideal0"][given["node"]] >= 0)
        planned = np.where(by_option, states["planned"], planned)
    return planned


def _part_waits(arrays: dict[str, np.ndarray]) -> float:
    """Seconds that stations and cells waited for parts, from stock points or in sequence (see `waits_table`)."""
    nodes, entries = arrays["nodes"], arrays["entries"]
    drawn: list[float] = []
    for owner in nodes[nodes["joins"] > 0]:
        joins = entries[owner["join0"] : owner["join0"] + owner["joins"]]
        drawn += joins["seconds"][joins["lot"] == 1].tolist()
    for owner in nodes[nodes["needs"] > 0]:
        drawn += entries["seconds"][owner["need0"] : owner["need0"] + owner["needs"]].tolist()
    for cell in nodes[nodes["rows"] > 0]:
        for row in entries[cell["row"] : cell["row"] + cell["rows"]]:
            drawn += entries["seconds"][row["need0"] : row["need0"] + row["needs"]].tolist()
    return math.fsum(drawn)
