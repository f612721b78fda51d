"""The log: what the kernel hands over about jobs, and about every change where a run is traced.

Most rows are written once a job, so they decide how fast a short line runs. A birth and the passage of the shop's entry
at the same instant share a row, and so do the passage of line off and the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import job_at, log_at
from taktwin.kernel.base.state import LOG, LOG_BORN, LOG_END, LOG_FULL, LOG_PASS, LOG_STOCK, UNLIMITED


def whole_log(logs: Sequence[np.ndarray]) -> np.ndarray:
    """The pieces handed over so far, as one array of `state.LOG` records."""
    return np.concatenate(logs) if logs else np.zeros(0, LOG)


def job_numbers(order: Any, stream: Any) -> Any:
    """One number for each job of a plant, of its order number and its stream (arrays or columns of int64).

    Nobody takes it apart again: the tables tell stream and order number in columns of their own.
    """
    return order + stream * UNLIMITED


@kernel
def write_log(s, kind, who, order, what, point):
    """Append a row to the log (``advance`` makes sure that there is room)."""
    i = s.log_n
    if i >= s.log_rows:
        s.error = LOG_FULL
        return
    row = log_at(s, i)
    row.time = s.now
    row.order = order
    row.what = what
    row.who = who
    row.point = point
    row.kind = kind
    s.log_n = i + 1


@small_kernel
def as_bits(amount):
    """The bits of an amount as a whole number: rows of the log have no other room for it."""
    return np.float64(amount).view(np.int64)


@small_kernel
def is_last(s, kind, job):
    """Whether the last row of the log is of this kind and job, and of this instant."""
    if s.log_n == 0:
        return False
    row = log_at(s, s.log_n - 1)
    return (row.kind == kind) & (row.order == job.order) & (row.who == job.stream) & (row.time == s.now)


@kernel
def log_passage(s, j, point):
    """Note that main job ``j`` passes a named point: in the row of its birth if that has just been written."""
    job = job_at(s, j)
    if is_last(s, LOG_BORN, job) and log_at(s, s.log_n - 1).point < 0:
        log_at(s, s.log_n - 1).point = point
    else:
        write_log(s, LOG_PASS, job.stream, job.order, 0, point)


@kernel
def log_end(s, j, outcome):
    """Note that main job ``j`` leaves the plant: in the row of its last passage if that has just been written."""
    job = job_at(s, j)
    if is_last(s, LOG_PASS, job):
        row = log_at(s, s.log_n - 1)
        row.kind = LOG_END
        row.what = outcome
    else:
        write_log(s, LOG_END, job.stream, job.order, outcome, -1)


@kernel
def log_stock(s, k, amount, job):
    """Note that ``amount`` came into stock point ``k``, or left it (below 0); ``job`` as for `stock.draw_for`.

    ``order`` is the order number of the job, or ``job`` itself where it is none. ``point`` is the stream of a job of an
    order, and -2 - stream of one that was called for it.
    """
    order = job
    point = -1
    if job >= 0:
        order = job_at(s, job).order
        point = job_at(s, job).stream
        if job_at(s, job).main == 0:
            point = -2 - point
    write_log(s, LOG_STOCK, k, order, as_bits(amount), point)


def amounts_of(what: np.ndarray) -> np.ndarray:
    """The amounts that `log_stock` has written into the column ``what``."""
    return np.ascontiguousarray(what).view(np.float64)
