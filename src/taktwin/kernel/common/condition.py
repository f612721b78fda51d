"""Conditions on the options of a job, or on how often it has come (``when``)."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import int_at, place, resource, resource_state, value_of


@kernel
def holds(s, cond0, conds, job):
    """Whether all conditions (option, bit mask of its values) hold for the job."""
    for i in range(cond0, cond0 + 2 * conds, 2):
        if (int_at(s, i + 1) >> value_of(s, job * s.job_values + int_at(s, i))) & 1 == 0:
            return False
    return True


@kernel
def is_free(s, i):
    """Whether server ``i`` would take a job."""
    r = resource_state(s, i)
    return r.job < 0 and r.up == 1 and r.on == 1


@kernel
def some_server_takes(s, n, job):
    """Whether a free server of place ``n`` may take the job."""
    node = place(s, n)
    for i in range(node.res0, node.res0 + node.res):
        given = resource(s, i)
        if is_free(s, i) and holds(s, given.cond0, given.conds, job):
            return True
    return False
