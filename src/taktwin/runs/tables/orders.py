"""What became of the orders: when each job was released, born and ended, and the table of order streams."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.kernel.lowering.identity import Identities
from taktwin.runs.tables.accounts import Accounts
from taktwin.runs.tables.columns import ORDERS


@dataclass(frozen=True)
class JobTimes:
    """The jobs of order streams that have been born, by stream and order number; arrays of shape [job].

    ``stream`` is a resource; ``released``, ``born`` and ``ended`` are s from the end of the warm-up, the last infinite
    for jobs in process; ``outcome`` as in the log, -1 for these.
    """

    stream: np.ndarray
    order: np.ndarray
    released: np.ndarray
    born: np.ndarray
    ended: np.ndarray
    outcome: np.ndarray


@dataclass(frozen=True)
class StreamSums:
    """Sums of an order stream over the measured time, see the table `orders`.

    ``lead_s`` and ``since_release_s`` sum up, for the finished jobs, the times from birth and from release to end;
    ``inside_s`` and ``waiting_s`` are the integrals of the number of jobs in the plant and of those that wait before
    their line; ``outcomes`` counts what ended, by outcome.
    """

    entered: int
    outcomes: list[int]
    lead_s: float
    since_release_s: float
    inside_s: float
    waiting_s: float
    waiting_final: int
    due: int
    on_time: int
    tardiness_s: float


def job_times(accounts: Accounts) -> JobTimes:
    """The times of all jobs of order streams, from the log."""
    log = whole_log(accounts.logs)
    births, ends = log[log["kind"] == k.LOG_BORN], log[log["kind"] == k.LOG_END]
    births = births[np.lexsort((births["order"], births["who"]))]  # a job is its order number and its stream
    ended = np.full(len(births), math.inf)
    outcome = np.full(len(births), -1)
    at = _positions(births, ends)
    ended[at] = ends["time"] - accounts.origin
    outcome[at] = ends["what"]
    born = births["time"] - accounts.origin
    streams, orders = births["who"].astype(np.int64), births["order"].copy()
    return JobTimes(streams, orders, accounts.released(streams, orders, born), born, ended, outcome)


def _positions(births: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Row of ``births`` (sorted by stream, then order number) that each of ``ends`` belongs to."""
    at = np.empty(len(ends), np.int64)
    for stream in np.unique(ends["who"]):
        first, last = np.searchsorted(births["who"], (stream, stream + 1))
        mine = ends["who"] == stream
        at[mine] = first + np.searchsorted(births["order"][first:last], ends["order"][mine])
    return at


def stream_sums(accounts: Accounts, jobs: JobTimes) -> dict[str, StreamSums]:
    """The sums of each order stream by its name."""
    return {name: _sums(accounts, jobs, name, i) for name, i in accounts.program.flow.streams.items()}


def _sums(accounts: Accounts, jobs: JobTimes, name: str, stream: int) -> StreamSums:
    end = accounts.elapsed
    own = slice(*np.searchsorted(jobs.stream, (stream, stream + 1)))
    born, ended, outcome = jobs.born[own], jobs.ended[own], jobs.outcome[own]
    measured = (ended >= 0.0) & (ended <= end)
    finished = measured & (outcome == k.FINISHED)
    inside = np.clip(ended, 0.0, end) - np.clip(born, 0.0, end)
    given = accounts.arrays["resources"][stream]
    sources = accounts.arrays["ints"][given["sources0"] : given["sources0"] + given["sources"]]
    waiting = accounts.arrays["node_states"][sources]
    due, on_time, tardiness = _deliveries(accounts, name, jobs.order[own], ended, outcome)
    return StreamSums(
        int(((born >= 0.0) & (born <= end)).sum()),
        [int((measured & (outcome == one)).sum()) for one in (k.FINISHED, k.SCRAPPED, k.JOINED)],
        math.fsum(ended[finished] - born[finished]),
        math.fsum(ended[finished] - jobs.released[own][finished]),
        math.fsum(inside[inside > 0.0]),
        math.fsum(waiting["area"]),
        int(waiting["count"].sum()),
        due,
        on_time,
        tardiness,
    )


def due_dates(accounts: Accounts, name: str) -> np.ndarray | None:
    """When the orders of a stream are due (s from the end of the warm-up), not-a-number without; None if none is."""
    orders = accounts.program.flow.orders.get(name, [])
    if all(order.due is None for order in orders):
        return None
    return np.array([math.nan if order.due is None else order.due for order in orders]) - accounts.origin


def _deliveries(
    accounts: Accounts, name: str, order: np.ndarray, ended: np.ndarray, outcome: np.ndarray
) -> tuple[int, int, float]:
    """Orders of a stream that are due in the measured time, those that are finished by then, and the sum of delays (s).

    What is not finished by the end of the run, or was scrapped, is late until then.
    """
    dates = due_dates(accounts, name)
    if dates is None:
        return 0, 0, 0.0
    dates = dates[: int(accounts.arrays["resource_states"]["count"][accounts.program.flow.streams[name]])]
    left = np.full(dates.size, math.inf)
    good = (outcome == k.FINISHED) & (order >= 0) & (order < dates.size)
    left[order[good]] = ended[good]
    asked = (dates > 0.0) & (dates <= accounts.elapsed)
    late = np.minimum(left[asked], accounts.elapsed) - dates[asked]
    on_time = left[asked] <= dates[asked]
    return int(asked.sum()), int(on_time.sum()), math.fsum(late[~on_time])


def orders_table(accounts: Accounts, sums: dict[str, StreamSums]) -> pl.DataFrame:
    """The order streams, in the order of the file."""
    identities, flow, elapsed = Identities(accounts.program.model), accounts.program.flow, accounts.elapsed
    rows: list[dict[str, Any]] = []
    for name, one in sums.items():
        finished, scrapped, joined = one.outcomes
        rows.append(
            {
                "stream": name,
                "plant": identities.plant("orders", name),
                "main": name not in flow.sublines,
                "entered": one.entered,
                "finished": finished,
                "scrapped": scrapped,
                "joined": joined,
                "waiting_mean": one.waiting_s / elapsed if elapsed > 0 else float(one.waiting_final),
                "waiting_final": one.waiting_final,
                "due": one.due,
                "on_time": one.on_time,
                "tardiness_s": one.tardiness_s,
            }
        )
    return ORDERS.frame(rows)
