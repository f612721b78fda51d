"""Setups of a station: a change of an option's value, or a purge after so many equal jobs."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import dist_at, int_at, place, resource, resource_state, value_of
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import P_SETUP


@kernel
def setup_time(s, i, j):
    """Setup that job ``j`` needs before its work (s): a change of the value, or a purge after n of the same."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.setup_option < 0:
        return 0.0
    value = value_of(s, j * s.job_values + node.setup_option)
    dist = -1
    if r.last_value != value:
        if r.last_value >= 0:
            dist = node.setup_dist
            if node.matrix0 >= 0:
                values = int_at(s, s.sizes0 + node.setup_option)
                dist = int_at(s, node.matrix0 + r.last_value * values + value)
        r.last_value = value
        r.same = 1
    else:
        r.same += 1
        if node.purge_after > 0 and r.same > node.purge_after:
            dist = node.purge_dist
            r.same = 1
    if dist < 0:
        return 0.0
    r.setups += 1
    r.draws += 1
    return sample(dist_at(s, dist), address(r.key, P_SETUP, r.draws))
