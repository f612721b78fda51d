"""The first instant of a run that starts from a state, or from a snapshot with other random numbers."""

from __future__ import annotations

import math

import numba
import numpy as np

from taktwin.kernel.base.jit import entry_kernel, kernel
from taktwin.kernel.base.memory import (
    dist_at,
    float_at,
    int_at,
    job_at,
    mode_at,
    place,
    put_value,
    resource,
    value_of,
)
from taktwin.kernel.base.random import address, numbered, purpose_key, sample, unit
from taktwin.kernel.base.state import (
    BY_OPERATION,
    CALENDAR,
    CONVEYOR,
    INF,
    LANE,
    P_OPTION,
    P_RELEASE,
    P_UP,
    P_WORK,
    SERVER,
    STREAM,
    VEHICLE,
)
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.base.wholeprogram import one_program
from taktwin.kernel.guidepath.guided import begin_at_parking
from taktwin.kernel.jobs import pick
from taktwin.kernel.kinds.conveyor import update_belt
from taktwin.kernel.kinds.transport import next_task
from taktwin.kernel.machine import mark, plan_failure, refresh, start_clock, update_state


@kernel
def draw_unknown_options(s, j):
    """Draw the options of job ``j`` that are -1, as its order stream draws them for its order number."""
    job = job_at(s, j)
    r = resource(s, job.stream)
    phase = 0
    while phase + 1 < r.lists and s.now >= float_at(s, r.list1 + phase + 1):
        phase += 1
    for k in range(s.options):
        if value_of(s, j * s.options + k) >= 0:
            continue
        u = unit(address(r.key, P_OPTION + 16 * k, job.order))
        at = r.list0 + 2 * phase
        if k > 0:
            at = r.list0 + 2 * (r.lists + value_of(s, j * s.options) * (s.options - 1) + k - 1)
        put_value(s, j * s.options + k, pick(s, int_at(s, at), int_at(s, at + 1), u))


@kernel
def draw_ahead(s, r):
    """The keys that follow from the resource's key, and the work time that is drawn ahead."""
    r.work_key = purpose_key(r.key, P_WORK)
    if r.kind == SERVER and place(s, r.node).plain == 1:
        r.ahead = sample(dist_at(s, place(s, r.node).dist), numbered(r.work_key, r.works))


@kernel
def prime_machine(s, i):
    """Draw the failures that are unknown, let work and belts go on, and plan the next event of a machine."""
    r = resource(s, i)
    for m in range(r.mode0, r.mode0 + r.modes):
        mode = mode_at(s, m)
        if math.isnan(mode.due):
            up = sample(dist_at(s, mode.up), address(r.key, P_UP + 16 * (m - r.mode0), 0))
            mode.due = up + (0.0 if mode.clock == BY_OPERATION else s.now)
    draw_ahead(s, r)
    start_clock(s, i)
    plan_failure(s, r)
    if r.kind == CONVEYOR:
        update_belt(s, i)
    update_state(s, i)
    refresh(s, i)


@entry_kernel
def prime_from_state(world, jobs):
    """Plan the first event of every resource of a plant in which ``jobs`` jobs stand, and look at every node."""
    s = world[0]
    s.bucket_base = s.now
    s.bucket_due = s.now + s.bucket_len
    for j in range(jobs):
        if job_at(s, j).stream >= 0:
            draw_unknown_options(s, j)
    for i in range(s.resources):
        r = resource(s, i)
        r.since = s.now
        r.gap = 1
        if r.kind == CALENDAR:
            set_due(s, i, r.base + float_at(s, r.list0 + r.at))
        elif r.kind == STREAM:
            due = r.work_end
            if math.isnan(due):
                due = s.now + sample(dist_at(s, r.dist), address(r.key, P_RELEASE, r.jobs))
            r.work_end = INF
            set_due(s, i, due)
        elif r.kind == LANE:
            set_due(s, i, min(r.work_end, float_at(s, r.list0)) if r.count > 0 else r.work_end)
        elif r.kind >= SERVER:
            prime_machine(s, i)
    for i in range(s.resources):
        if resource(s, i).kind == VEHICLE and resource(s, i).row >= 0:
            begin_at_parking(s, resource(s, i).row)
        elif resource(s, i).kind == VEHICLE:
            next_task(s, i)
    for n in range(s.nodes):
        mark(s, n)


@entry_kernel
def redraw(world):
    """After a change of keys: the numbers that were drawn ahead are drawn anew; clocks and work at hand stay."""
    s = world[0]
    for i in range(s.resources):
        draw_ahead(s, resource(s, i))


def compile_start(world: np.ndarray) -> None:
    """Compile the functions that Python calls, or read them from the cache."""
    if not redraw.signatures:
        record = numba.typeof(world)
        with one_program(prime_from_state, redraw):
            prime_from_state.compile((record, numba.int64))
            redraw.compile((record,))
