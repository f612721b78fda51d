"""When jobs are due: by the orders of their stream. A job of a called sub-line is due with the job that called it."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import float_at, job_at, place, resource, resource_state
from taktwin.kernel.base.state import BY_DUE, INF


@kernel
def due_of_order(s, stream, order):
    """When order number ``order`` of a stream is due; INF where nothing says so."""
    if stream < 0 or order < 0:
        return INF
    given = resource(s, stream)
    return float_at(s, given.dues0 + order) if order < given.dues else INF


@kernel
def due_of(s, j):
    """When job ``j`` is due."""
    job = job_at(s, j)
    return due_of_order(s, job.stream, job.order)


@kernel
def due_at(s, n, p, j):
    """When the job that place ``p`` has ready for ``n`` is due, where ``n`` asks for it; -1: it is made on the spot."""
    if place(s, n).merge != BY_DUE:
        return 0.0
    if j >= 0:
        return due_of(s, j)
    stream = place(s, p).stream
    return due_of_order(s, stream, resource_state(s, stream).jobs) if stream >= 0 else INF
