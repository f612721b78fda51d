"""Where a finished job goes next: by the shares of the routes that are open to it, or where the fewest jobs are."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import entry, int_at, place, place_state, resource, resource_state
from taktwin.kernel.base.random import address, unit
from taktwin.kernel.base.state import ALONG, BY_QUEUE, BY_SERVER, INF, P_ROUTE, TO_SCRAP, UNLIMITED, WAITS
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.own import rated


@kernel
def level_of(s, n):
    """How many jobs are in place ``n``."""
    if n < 0:  # scrap
        return 0
    node = place(s, n)
    if not node.traits & BY_SERVER or node.batch > 0:  # a server of a batch or split station holds several
        return place_state(s, n).count
    jobs = 0
    for i in range(node.res0, node.res0 + node.res):
        if resource_state(s, i).job >= 0:
            jobs += 1
    return jobs


@kernel
def room_of(s, n):
    """How many more jobs fit into place ``n``; infinite where there is no limit."""
    if n < 0:
        return INF
    node = place(s, n)
    if node.traits & BY_SERVER and node.batch == 0:
        return 1.0 * (node.res - level_of(s, n))
    return INF if node.cap >= UNLIMITED else 1.0 * (node.cap - place_state(s, n).count)


@kernel
def waiting_for(s, n):
    """How many jobs are ready to go into place ``n``."""
    node = place(s, n)
    jobs = 0
    for k in range(node.pred0, node.pred0 + node.preds):
        jobs += chain.jobs_ready(s, int_at(s, k), n)
    return jobs


@kernel
def is_full(s, n):
    """Whether a job that sets out for place ``n`` now finds no room: those that are ready to go there go before it."""
    return room_of(s, n) <= waiting_for(s, n)


@kernel
def way_in(s, n, k):
    """Where a job of place ``n`` goes for which route ``k`` has been chosen: elsewhere, if that says so, when full."""
    row = entry(s, k)
    if row.full == WAITS or not is_full(s, row.target):
        return row.target
    return place(s, n).dest if row.full == ALONG else row.full


@kernel
def jobs_on_way(s, k):
    """The queue of route ``k``: jobs at the place where it leads and those behind it, and those ready to go there."""
    row = entry(s, k)
    jobs = waiting_for(s, row.target)
    for x in range(row.need0, row.need0 + row.needs):
        jobs += level_of(s, int_at(s, x))
    return jobs


@kernel
def shortest_way(s, n, j, u):
    """``choose_route`` by the queues: of the open ways the one with the fewest jobs, those that are full last."""
    node = place(s, n)
    way = -1
    best = 0
    best_full = False
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if row.target == TO_SCRAP:
            if row.share > u:
                return TO_SCRAP
        elif holds(s, row.cond0, row.conds, j):
            jobs = jobs_on_way(s, k)
            full = row.lot == 1 and is_full(s, row.target)
            if way < 0 or full < best_full or (full == best_full and jobs < best):
                way = k
                best = jobs
                best_full = full
    return node.dest if way < 0 else way_in(s, n, way)


@kernel
def lowest_way(s, n, j, u):
    """``choose_route`` by a rule of one's own: scrap is left to chance, of the open ways the lowest number is taken."""
    node = place(s, n)
    total = 0.0
    best = 0.0
    way = -1
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if not holds(s, row.cond0, row.conds, j):
            continue
        if k == node.route0 and node.scraps == 1:
            if u < row.share:
                return TO_SCRAP
        else:
            number = rated(s, node.own_route, n, j, k, u, total)
            if way < 0 or number < best:
                way = k
                best = number
        total += row.share
    number = rated(s, node.own_route, n, j, -1, u, total)
    return node.dest if way < 0 or number < best else way_in(s, n, way)


@kernel
def choose_route(s, i, j, number):
    """Where the finished job ``j`` goes next, by the draw of this number: a node, or TO_SCRAP."""
    r = resource_state(s, i)
    n = resource(s, i).node
    node = place(s, n)
    if node.routes == 0:
        return node.dest
    u = unit(address(r.key, P_ROUTE, number))
    if node.own_route == BY_QUEUE:
        return shortest_way(s, n, j, u)
    if node.own_route >= 0:
        return lowest_way(s, n, j, u)
    total = 0.0
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if holds(s, row.cond0, row.conds, j):
            total += row.share
            if u < total:
                return way_in(s, n, k)
    return node.dest
