"""The first instant of a run that starts from a state, or from a snapshot with other random numbers."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import entry_kernel, kernel
from taktwin.kernel.base.memory import float_at, int_at, job_at, put_value, resource, resource_state, value_of
from taktwin.kernel.base.random import address, purpose_key, unit
from taktwin.kernel.base.state import P_OPTION, P_WORK
from taktwin.kernel.base.tier import plain
from taktwin.kernel.common.jobs import pick
from taktwin.kernel.common.machine import mark


@kernel
def draw_unknown_options(s, j):
    """Draw the options of job ``j`` that are -1, as its order stream draws them for its order number."""
    job = job_at(s, j)
    given = resource(s, job.stream)
    phase = 0
    while phase + 1 < given.lists and s.now >= float_at(s, given.list1 + phase + 1):
        phase += 1
    for k in range(s.options):
        if value_of(s, j * s.job_values + k) >= 0:
            continue
        u = unit(address(resource_state(s, job.stream).key, P_OPTION + 16 * k, job.order))
        at = given.list0 + 2 * phase
        if k > 0:
            at = given.list0 + 2 * (given.lists + value_of(s, j * s.job_values) * (s.options - 1) + k - 1)
        put_value(s, j * s.job_values + k, pick(s, int_at(s, at), int_at(s, at + 1), u))


@kernel
def plan_from_state(s, jobs, begun):
    """What `prime_from_state` does, in the tier that the type of the world record says."""
    s.bucket_base = s.now
    s.bucket_due = s.now + s.bucket_len
    for j in range(jobs):
        if job_at(s, j).stream >= 0:
            draw_unknown_options(s, j)
    for i in range(s.resources):
        r = resource_state(s, i)
        r.since = s.now
        r.gap = 1
        r.work_key = purpose_key(r.key, P_WORK)
        chain.prime_given(s, i)
    for i in range(s.resources if begun else 0):
        chain.go_on(s, i)
    for n in range(s.nodes):
        mark(s, n)


@kernel
def draw_anew(s):
    """What `redraw` does."""
    for i in range(s.resources):
        r = resource_state(s, i)
        r.work_key = purpose_key(r.key, P_WORK)
        chain.draw_ahead(s, i)


@entry_kernel
def prime_from_state(world, jobs, begun):
    """Plan the first event of every resource of a plant in which ``jobs`` jobs stand, and look at every node.

    ``begun``: resources that find themselves without work look for some; else the plant starts, as in `zero.prime`.
    """
    plan_from_state(world[0], jobs, begun)


@entry_kernel
def prime_from_state_plain(world, jobs, begun):
    """The same in the plain tier."""
    plan_from_state(plain(world[0]), jobs, begun)


@entry_kernel
def redraw(world):
    """After a change of keys: the numbers that were drawn ahead are drawn anew; clocks and work at hand stay."""
    draw_anew(world[0])


@entry_kernel
def redraw_plain(world):
    """The same in the plain tier."""
    draw_anew(plain(world[0]))
