"""Merges: of the places that lead into one, some go first, or they take turns; of equals the longest ready."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import int_at, job_at, place, place_state, resource_state
from taktwin.kernel.base.state import BY_DUE, BY_SERVER, IN_ORDER, INF, LONGEST, QUEUE
from taktwin.kernel.common.due import due_at
from taktwin.kernel.common.entering import may_enter
from taktwin.kernel.common.jobs import next_by_rule


@kernel
def readiest(s, p, n):
    """Since when place ``p`` has had a job ready for place ``n`` (INF: it has none), and the server that holds it."""
    giver = place(s, p)
    if not giver.traits & BY_SERVER:
        return chain.ready(s, p, -1, n), -1
    longest = INF
    server = -1
    for m in range(giver.res0, giver.res0 + giver.res):
        t = chain.ready(s, p, m, n)
        if t < longest:
            longest = t
            server = m
    return longest, server


@kernel
def rank_of(s, n, k):
    """Rank of the ``k``-th place before ``n``: the lowest that has a job ready goes first."""
    node = place(s, n)
    if node.merge == LONGEST or node.merge == BY_DUE:
        return 0
    group = int_at(s, node.merge0 + k)
    return group if node.merge == IN_ORDER else (group - place_state(s, n).turn) % node.groups


@kernel
def find_by_merge(s, n):
    """The place before ``n`` that goes first by its merge: (its node, its server or -1); (-1, -1) if none."""
    node = place(s, n)
    best_rank = node.groups
    best = INF
    giver_node = -1
    server = -1
    for k in range(node.preds):
        rank = rank_of(s, n, k)
        if rank > best_rank:
            continue
        p = int_at(s, node.pred0 + k)
        t, m = readiest(s, p, n)
        if t < INF and (rank < best_rank or t < best):
            best_rank = rank
            best = t
            giver_node = p
            server = m
    if s.asked >= 0:
        return -1, -1
    return giver_node, server


@kernel
def find_picked(s, n):
    """Of the jobs that may go into place ``n`` (see `entering`), the one that goes first: (its place, server, job).

    In a queue it is chosen by the rule of that place; of several places as by `find_by_merge`. The server is -1 where
    there is none, the job -1 where it is made on the spot; the place is -1 if there is none.
    """
    node = place(s, n)
    best_rank = node.groups
    best = INF
    best_due = INF
    found = (-1, -1, -1)
    for k in range(node.preds):
        rank = rank_of(s, n, k)
        p = int_at(s, node.pred0 + k)
        giver = place(s, p)
        if giver.traits & BY_SERVER:
            for m in range(giver.res0, giver.res0 + giver.res):
                t = chain.ready(s, p, m, n)
                if t == INF:
                    continue
                due = due_at(s, n, p, resource_state(s, m).job)
                equal = rank == best_rank and (due < best_due or (due == best_due and t < best))
                if (rank < best_rank or equal) and may_enter(s, n, resource_state(s, m).job):
                    best_rank = rank
                    best = t
                    best_due = due
                    found = (p, m, resource_state(s, m).job)
            continue
        if giver.traits & QUEUE:
            j, _ = next_by_rule(s, p, n)
            t = job_at(s, j).ready if j >= 0 else INF
        else:  # only the first of them can leave
            j = place_state(s, p).head
            t = chain.ready(s, p, -1, n)
        if t == INF:
            continue
        due = due_at(s, n, p, j)
        equal = rank == best_rank and (due < best_due or (due == best_due and t < best))
        if (rank < best_rank or equal) and (giver.traits & QUEUE or may_enter(s, n, j)):
            best_rank = rank
            best = t
            best_due = due
            found = (p, -1, j)
    return found


@kernel
def count_turn(s, n, p):
    """Place ``n`` has taken a job from ``p``: whose turn it is now. Who has none ready loses the rest of a turn."""
    node = place(s, n)
    here = place_state(s, n)
    group = 0
    for k in range(node.preds):
        if int_at(s, node.pred0 + k) == p:
            group = int_at(s, node.merge0 + k)
    here.taken = here.taken + 1 if group == here.turn else 1
    here.turn = group
    if here.taken >= int_at(s, node.merge0 + node.preds + group):
        here.turn = (group + 1) % node.groups
        here.taken = 0
