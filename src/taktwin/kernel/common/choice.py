"""Servers that differ: which job goes into a station next, and which of the free servers takes it."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import dist_at, int_at, place, place_state, resource, resource_state, value_of
from taktwin.kernel.base.state import CHOSEN, CYCLIC, FASTEST, IDLE_LONGEST, INF
from taktwin.kernel.common.condition import holds, is_free
from taktwin.kernel.common.flow import pull
from taktwin.kernel.common.own import rated


@small_kernel
def note_freed(s, r, n):
    """A server of place ``n`` has no job any more: since when counts where the servers are chosen by it."""
    if place(s, n).choice >= IDLE_LONGEST:
        r.freed = s.now


@kernel
def own_time(s, i, j):
    """The distribution of the work of server ``i`` on job ``j``, where servers have times of their own."""
    given = resource(s, i)
    if given.by_option >= 0:
        return int_at(s, given.by0 + value_of(s, j * s.job_values + given.by_option))
    return given.dist


@kernel
def choose_server(s, n, j):
    """The free server of place ``n`` that takes job ``j``, by the place's choice; there is one that may."""
    node = place(s, n)
    best = INF
    chosen = -1
    for at in range(node.res):
        i = node.res0 + at
        given = resource(s, i)
        if not is_free(s, i) or not holds(s, given.cond0, given.conds, j):
            continue
        cost = 1.0 * at
        if node.choice == FASTEST:
            cost = dist_at(s, own_time(s, i, j)).mean
        elif node.choice == IDLE_LONGEST:
            cost = resource_state(s, i).freed
        elif node.choice == CYCLIC:
            cost = 1.0 * ((at - place_state(s, n).next_server) % node.res)
        elif node.choice == CHOSEN:
            cost = rated(s, node.own_choice, n, j, i, 0.0, 0.0)
        if chosen < 0 or cost < best:
            best = cost
            chosen = i
    if node.choice >= CYCLIC:
        place_state(s, n).next_server = (chosen - node.res0 + 1) % node.res
    return chosen


@kernel
def next_to_start(s, n):
    """The job that goes next into a place whose servers differ, and the server that takes it; -1, -1 if none can."""
    node = place(s, n)
    j = -1
    for i in range(node.res0, node.res0 + node.res):
        if is_free(s, i):
            j = pull(s, n)
            break
    return (j, choose_server(s, n, j)) if j >= 0 else (-1, -1)
