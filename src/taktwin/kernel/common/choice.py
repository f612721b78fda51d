"""Servers that differ: which job goes into a station next, and which of the free servers takes it."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import dist_at, int_at, job_at, place, place_state, resource, resource_state, value_of
from taktwin.kernel.base.state import BY_SERVER, CYCLIC, FASTEST, IDLE_LONGEST, IN_TURN, INF, OWN_JOBS, QUEUE
from taktwin.kernel.common.condition import holds, is_free, some_server_takes
from taktwin.kernel.common.flow import arrive, pull
from taktwin.kernel.common.jobs import next_by_rule, settle_node, unlink
from taktwin.kernel.common.machine import mark_room
from taktwin.kernel.common.merge import count_turn, rank_of


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
            cost = resource_state(s, i).since
        elif node.choice == CYCLIC:
            cost = 1.0 * ((at - place_state(s, n).next_server) % node.res)
        if cost < best:
            best = cost
            chosen = i
    if node.choice == CYCLIC:
        place_state(s, n).next_server = (chosen - node.res0 + 1) % node.res
    return chosen


@kernel
def find_for_servers(s, n):
    """Of the jobs that some free server may take, the one that goes first: (its place, its server there or -1, job).

    In a queue it is chosen by the rule of that place; of several places as by `find_by_merge`.
    """
    node = place(s, n)
    best_rank = node.groups
    best = INF
    found = (-1, -1, -1)
    for k in range(node.preds):
        rank = rank_of(s, n, k)
        p = int_at(s, node.pred0 + k)
        giver = place(s, p)
        if giver.traits & BY_SERVER:
            for m in range(giver.res0, giver.res0 + giver.res):
                t = chain.ready(s, p, m, n)
                sooner = rank < best_rank or (rank == best_rank and t < best)
                if t < INF and sooner and some_server_takes(s, n, resource_state(s, m).job):
                    best_rank = rank
                    best = t
                    found = (p, m, resource_state(s, m).job)
        elif giver.traits & QUEUE:
            j, _ = next_by_rule(s, p, n)
            if j >= 0 and (rank < best_rank or (rank == best_rank and job_at(s, j).ready < best)):
                best_rank = rank
                best = job_at(s, j).ready
                found = (p, -1, j)
    return found


@kernel
def take_job(s, n, p, m, j):
    """Job ``j`` goes from place ``p`` (its server ``m``, or anywhere in its queue) into place ``n``."""
    if m >= 0:
        chain.take(s, p, m)
    else:
        before = -1
        k = place_state(s, p).head
        while k != j:
            before = k
            k = job_at(s, k).next
        settle_node(s, p)
        unlink(s, p, j, before)
        here = place_state(s, p)
        here.count -= 1
        if here.count < here.least:
            here.least = here.count
        mark_room(s, p)
    if place(s, n).merge == IN_TURN:
        count_turn(s, n, p)
    arrive(s, n, j)


@kernel
def next_to_start(s, n):
    """The job that goes next into a place whose servers differ, and the server that takes it; -1, -1 if none can."""
    node = place(s, n)
    if node.unequal == OWN_JOBS:
        p, m, j = find_for_servers(s, n)
        if j >= 0:
            take_job(s, n, p, m, j)
    else:
        j = -1
        for i in range(node.res0, node.res0 + node.res):
            if is_free(s, i):
                j = pull(s, n)
                break
    return (j, choose_server(s, n, j)) if j >= 0 else (-1, -1)
