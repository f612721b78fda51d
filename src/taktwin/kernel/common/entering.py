"""Who may go into a place: jobs that one of its servers takes, that fit its batch, and for which carriers are there."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    entry,
    float_at,
    int_at,
    job_at,
    place,
    place_state,
    put_float,
    resource_state,
    value_of,
)
from taktwin.kernel.base.state import BY_SERVER, INF, OWN_JOBS, QUEUE
from taktwin.kernel.common.condition import holds, some_server_takes


@kernel
def needs_carrier(s, k, j):
    """Whether job ``j`` needs a carrier by row ``k`` and has none (-1: one that is made on the spot)."""
    row = entry(s, k)
    if j < 0:
        return True
    return value_of(s, j * s.job_values + place(s, row.target).visits) == 0 and holds(s, row.cond0, row.conds, j)


@kernel
def carriers_there(s, n, j):
    """Whether all carriers that job ``j`` needs on its way into place ``n`` are there."""
    node = place(s, n)
    for k in range(node.take0, node.take0 + node.takes):
        if place_state(s, entry(s, k).target).count == 0 and needs_carrier(s, k, j):
            return False
    return True


@kernel
def alike(s, n, one, other):
    """Whether two jobs may be in one batch of place ``n``: they have the same values of all its options."""
    node = place(s, n)
    for k in range(node.alike0, node.alike0 + node.alikes):
        option = int_at(s, k)
        if value_of(s, one * s.job_values + option) != value_of(s, other * s.job_values + option):
            return False
    return True


@kernel
def still_to_come(s, n, j, stream):
    """Whether job ``j`` is one of an order stream that has not been in place ``n`` yet; a free record is none."""
    job = job_at(s, j)
    return job.main == 1 and job.stream == stream and value_of(s, j * s.job_values + place(s, n).visits) == 0


@kernel
def first_to_come(s, n, stream):
    """Of the jobs of an order stream that are still to come to place ``n`` the one released first; -1: none."""
    first = -1
    for j in range(s.jobs):
        if still_to_come(s, n, j, stream) and (first < 0 or job_at(s, j).order < job_at(s, first).order):
            first = j
    return first


@kernel
def next_in_sequence(s, n, j):
    """Whether place ``n``, which keeps the sequence, waits for no job of the stream that was released before ``j``.

    Whom it waits for is remembered until he has come: all that are released later have higher numbers. Jobs of
    sub-lines, and those that come again, go in as they come.
    """
    job = job_at(s, j)
    if not still_to_come(s, n, j, job.stream):
        return True
    at = place(s, n).sequence0 + 2 * job.stream
    first = int(float_at(s, at))
    if first < 0 or job_at(s, first).order != int(float_at(s, at + 1)) or not still_to_come(s, n, first, job.stream):
        first = first_to_come(s, n, job.stream)
        put_float(s, at, 1.0 * first)
        put_float(s, at + 1, 1.0 * job_at(s, first).order)
    return first == j


@kernel
def may_enter(s, n, j):
    """Whether place ``n`` may take job ``j`` (-1: one that is made on the spot)."""
    node = place(s, n)
    if node.unequal == OWN_JOBS and not some_server_takes(s, n, j):
        return False
    if node.alikes > 0 and not alike(s, n, j, place_state(s, n).last_value):
        return False
    if node.sequence0 >= 0 and not next_in_sequence(s, n, j):
        return False
    return node.takes == 0 or carriers_there(s, n, j)


@kernel
def lacks_in_queue(s, p, n):
    """Of the jobs that stand in place ``p``: 1 if each lacks a carrier for place ``n``, 0 if there is none, else -1."""
    j = place_state(s, p).head
    lacks = 0
    while j >= 0:
        if carriers_there(s, n, j):
            return -1
        lacks = 1
        j = job_at(s, j).next
    return lacks


@kernel
def lacks_carriers(s, n):
    """Whether jobs are ready for place ``n`` and none of them can go in for want of a carrier."""
    node = place(s, n)
    found = 0
    for k in range(node.pred0, node.pred0 + node.preds):
        p = int_at(s, k)
        giver = place(s, p)
        if giver.traits & QUEUE:
            lacks = lacks_in_queue(s, p, n)
            if lacks < 0:
                return 0
            found = max(found, lacks)
        elif giver.traits & BY_SERVER:
            for m in range(giver.res0, giver.res0 + giver.res):
                if chain.ready(s, p, m, n) < INF:
                    if carriers_there(s, n, resource_state(s, m).job):
                        return 0
                    found = 1
        elif chain.ready(s, p, -1, n) < INF:
            if carriers_there(s, n, place_state(s, p).head):
                return 0
            found = 1
    return found
