"""The planned time of works, where it depends on an option of the job: added up work by work."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import float_at, place, resource, resource_state, value_of
from taktwin.kernel.common.route import choose_route


@kernel
def add_planned(s, i):
    """A work of resource ``i`` is done: its planned time counts."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.ideal0 >= 0:
        r.planned += float_at(s, node.ideal0 + value_of(s, r.job * s.job_values + node.ideal_by))


@kernel
def leave_by_route(s, i):
    """Where the job of server ``i``, whose work is done, goes from a station that is not plain."""
    add_planned(s, i)
    return choose_route(s, i, resource_state(s, i).job)
