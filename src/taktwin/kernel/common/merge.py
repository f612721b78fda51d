"""Merges: of the places that lead into one, some go first, or they take turns; of equals the longest ready."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import int_at, place, place_state
from taktwin.kernel.base.state import BY_SERVER, IN_ORDER, INF, LONGEST


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
    if node.merge == LONGEST:
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
    return giver_node, server


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
