"""Where a finished job goes next: one random number decides, by the shares of the routes that are open to it."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import entry, place, resource, resource_state
from taktwin.kernel.base.random import address, unit
from taktwin.kernel.base.state import P_ROUTE
from taktwin.kernel.common.condition import holds


@kernel
def choose_route(s, i, j):
    """Where the finished job goes next: a node, or TO_SCRAP."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.routes == 0:
        return node.dest
    u = unit(address(r.key, P_ROUTE, r.works))
    total = 0.0
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if holds(s, row.cond0, row.conds, j):
            total += row.share
            if u < total:
                return row.target
    return node.dest
