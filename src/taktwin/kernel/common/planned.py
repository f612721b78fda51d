"""The planned time of works, added up work by work: the means of what begins, or what an option of the job says."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import dist_at, float_at, job_at, place, resource, resource_state, value_of
from taktwin.kernel.common.route import choose_route


@kernel
def add_ideal(s, i, dist):
    """A phase begins whose mean counts as planned time: of a batch for the share of its places that are taken."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    mean = dist_at(s, dist).mean
    if node.enough > 0:
        jobs = 0
        j = r.job
        while j >= 0:
            jobs += 1
            j = job_at(s, j).next
        mean = mean * jobs / node.batch
    r.ideal += mean


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
    r = resource_state(s, i)
    return choose_route(s, i, r.job, r.works)
