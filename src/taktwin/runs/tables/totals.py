"""The sums that the key figures are made of, straight from the kernel's arrays.

A thousand short replications need a thousand sets of these sums and hardly one table; making the tables took ten times
as long as the runs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.kernel.kinds.register import KINDS
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.ledger import kwh_by_medium
from taktwin.runs.tables.shops import scheduled_by_shop

#: States in the order of the columns of ``Totals.seconds``.
STATES = tuple(k.STATES)
#: Counts of each working resource, in the order of the columns of ``Totals.counts``.
COUNTS = ("jobs", "scrapped", "setups", "failures", "first_pass", "active_periods")


@dataclass(frozen=True)
class Totals:
    """Sums of one replication over its measured time; resources are those of the table `resources`, in its order.

    ``counts`` has shape [resource, count] (see ``COUNTS``), ``seconds`` [resource, state] (see ``STATES``), ``ideal_s``
    [resource].
    ``lead_s`` is the sum of the finished jobs' lead times, ``wip_s`` the integral of the number of jobs in the plant,
    ``energy_kwh`` the sum of each medium that is an energy, ``part_wait_s`` the time that stations and cells waited for
    parts, ``scheduled_s`` the time of each shop's calendar.
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
    wip_s: float
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
        return np.delete(self.seconds, STATES.index("off_shift"), axis=1)


def totals_of(accounts: Accounts) -> Totals:
    """The sums of one replication."""
    arrays, where = accounts.arrays, accounts.program.flow.resource_where
    working = working_resources(arrays)
    finished, scrapped, lead_s, wip_s = _jobs(accounts)
    return Totals(
        elapsed_s=accounts.elapsed,
        station_operations=int(accounts.world["operations"][0]),
        kinds=tuple(where[i].kind for i in working.tolist()),
        stations=tuple(where[i].element for i in working.tolist()),
        counts=counts_of(arrays, working),
        ideal_s=planned_seconds(arrays, working),
        seconds=arrays["seconds"][working],
        finished=finished,
        scrapped=scrapped,
        lead_s=lead_s,
        wip_s=wip_s,
        energy_kwh=kwh_by_medium(arrays, working),
        part_wait_s=_part_waits(arrays),
        scheduled_s=scheduled_by_shop(accounts),
    )


def working_resources(arrays: dict[str, np.ndarray]) -> np.ndarray:
    """Indexes of the resources that work: all but calendars, order streams and lanes, in plant order."""
    return np.flatnonzero(arrays["resources"]["machine"])


def counts_of(arrays: dict[str, np.ndarray], working: np.ndarray) -> np.ndarray:
    """Counts of the working resources, shape [resource, count] (see ``COUNTS``)."""
    records = arrays["resource_states"][working]
    columns = [records[name] for name in ("jobs", "scrapped", "setups", "failures")]
    columns += [records["jobs"] - records["scrapped"] - records["rerouted"], records["periods"]]
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
    return planned


def _jobs(accounts: Accounts) -> tuple[int, int, float, float]:
    """Finished and scrapped main jobs, the sum of the lead times of the finished ones, and job seconds in the plant."""
    log = whole_log(accounts.logs)
    end = accounts.elapsed
    births, ends = log[log["kind"] == k.LOG_BORN], log[log["kind"] == k.LOG_END]
    place = np.lexsort((births["order"], births["who"]))  # a job is its order number and its stream
    births = births[place]
    found = np.full(len(births), math.inf)
    outcome = np.full(len(births), -1)
    at = _positions(births, ends)
    found[at] = ends["time"] - accounts.origin
    outcome[at] = ends["what"]
    born = births["time"] - accounts.origin
    measured = (found >= 0.0) & (found <= end)
    finished = measured & (outcome == k.FINISHED)
    inside = np.clip(found, 0.0, end) - np.clip(born, 0.0, end)
    return (
        int(finished.sum()),
        int((measured & (outcome == k.SCRAPPED)).sum()),
        math.fsum(found[finished] - born[finished]),
        math.fsum(inside[inside > 0.0]),
    )


def _positions(births: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Row of ``births`` (sorted by stream, then order number) that each of ``ends`` belongs to."""
    at = np.empty(len(ends), np.int64)
    for stream in np.unique(ends["who"]):
        first, last = np.searchsorted(births["who"], (stream, stream + 1))
        mine = ends["who"] == stream
        at[mine] = first + np.searchsorted(births["order"][first:last], ends["order"][mine])
    return at


def _part_waits(arrays: dict[str, np.ndarray]) -> float:
    """Seconds that stations and cells waited for parts (see `waits_table`)."""
    nodes, entries = arrays["nodes"], arrays["entries"]
    drawn: list[float] = []
    for owner in nodes[nodes["needs"] > 0]:
        drawn += entries["seconds"][owner["need0"] : owner["need0"] + owner["needs"]].tolist()
    for cell in nodes[nodes["rows"] > 0]:
        for row in entries[cell["row"] : cell["row"] + cell["rows"]]:
            drawn += entries["seconds"][row["need0"] : row["need0"] + row["needs"]].tolist()
    return math.fsum(drawn)
