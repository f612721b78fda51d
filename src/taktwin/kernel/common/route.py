"""Where a finished job goes next: one random number decides, by the shares of the routes that are open to it."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import entry, place, resource, resource_state
from taktwin.kernel.base.random import address, unit
from taktwin.kernel.base.state import P_ROUTE, TO_SCRAP
from taktwin.kernel.common.condition import holds
from taktwin.kernel.common.own import rated


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
    return node.dest if way < 0 or number < best else entry(s, way).target


@kernel
def choose_route(s, i, j, number):
    """Where the finished job ``j`` goes next, by the draw of this number: a node, or TO_SCRAP."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.routes == 0:
        return node.dest
    u = unit(address(r.key, P_ROUTE, number))
    if node.own_route >= 0:
        return lowest_way(s, resource(s, i).node, j, u)
    total = 0.0
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if holds(s, row.cond0, row.conds, j):
            total += row.share
            if u < total:
                return row.target
    return node.dest
