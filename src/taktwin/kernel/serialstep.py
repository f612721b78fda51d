"""A step of a plain serial line: a station goes on as far as it knows its neighbours' times (see ``serial``)."""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import (
    dist_at,
    job_at,
    place,
    place_state,
    put_seconds,
    resource_state,
    seconds_in,
    step_at,
)
from taktwin.kernel.base.random import numbered, sample_inlined
from taktwin.kernel.base.state import (
    BLOCKED,
    BY_RULE,
    FINISHED,
    FROM_BUFFER,
    FROM_STATION,
    FROM_STREAM,
    IN_WORK,
    INF,
    NO_WORK,
    STARVED,
    STATE_COUNT,
    TO_BUFFER,
    TO_SINK,
    WORKING,
)
from taktwin.kernel.common.jobs import create, end_job, log_birth, settle_node
from taktwin.kernel.common.machine import fail, plan_failure, repair, wake_machine
from taktwin.kernel.serialqueue import enter, put, released_to_go, room_time, take_by_rule, take_from_queue

_ZERO = np.uint64(0)


@small_kernel
def crowded(s):
    """Whether the log or the pool of jobs may not hold what one more job brings.

    Then nobody goes on before there is room: a neighbour that did would be out of step.
    """
    if s.log_n + s.log_margin > s.log_rows or s.free_jobs < s.job_margin:
        s.crowded = 1
    return s.crowded == 1


@small_kernel
def let_pass(s, i, r, time):
    """Failures and repairs, up to ``time``, of a resource that does not work."""
    while True:
        if r.up == 1:
            if r.fail_at > time:
                return
            s.now = r.fail_at
            fail(s, i)
        else:
            if r.repair_end > time:
                return
            s.now = r.repair_end
            repair(s, i)
            wake_machine(s, i)
        s.events += 1


@small_kernel
def book_active(s, i, r, state, time):
    """Book the time since the last change to ``state``, in which the resource was active (see ``machine.book``)."""
    dt = time - r.since
    put_seconds(s, i * STATE_COUNT + state, seconds_in(s, i * STATE_COUNT + state) + dt)
    if dt > 0.0:
        r.periods += r.gap
        r.gap = 0
    r.since = time


@small_kernel
def book_idle(s, i, r, state, time):
    """Book the time since the last change to ``state``, in which the resource could do nothing."""
    dt = time - r.since
    put_seconds(s, i * STATE_COUNT + state, seconds_in(s, i * STATE_COUNT + state) + dt)
    r.gap |= dt > 0.0
    r.since = time


@small_kernel
def ready_since(s, step):
    """Since when the step's next job can be taken; INF if that is not known (yet)."""
    kind = step.kind
    if kind == FROM_BUFFER or kind == FROM_STREAM:
        j = place_state(s, step.source).head
        return job_at(s, j).ready if j >= 0 else INF
    if kind == FROM_STATION:
        r = resource_state(s, step.giver)
        return job_at(s, r.job).ready if r.done == 1 else INF
    if kind == BY_RULE:
        return released_to_go(s, np.int64(step.source))
    stream = resource_state(s, step.stream)
    return -INF if stream.jobs < stream.count else INF


@small_kernel
def take_job(s, step, time):
    """Take the step's next job at ``time``."""
    kind = step.kind
    if kind == FROM_BUFFER:
        return take_from_queue(s, step, time)
    if kind == FROM_STATION:
        giver = np.int64(step.giver)
        r = resource_state(s, giver)
        let_pass(s, giver, r, time)
        j = r.job
        release(s, giver, r, time)
        return j
    s.now = time
    if kind == FROM_STREAM:
        j = take_from_queue(s, step, time)
    elif kind == BY_RULE:
        j = take_by_rule(s, step, time)
    else:
        j = create(s, np.int64(step.stream))
    place_state(s, step.source).entered += 1
    log_birth(s, j)
    return j


@small_kernel
def release(s, i, r, time):
    """The job that resource ``i`` has held goes at ``time``."""
    r.job = -1
    r.done = 0
    r.began = time  # from here it is free
    if r.up == 1:
        book_idle(s, i, r, BLOCKED, time)
        r.state = STARVED


@small_kernel
def finish(s, step, i, r):
    """Work ends: the job goes on if it can at once, else it is held."""
    t = r.work_end
    r.left = 0.0
    r.running = 0
    r.clock += t - r.began
    if step.own_modes > 0:
        s.now = t
        plan_failure(s, i)
    r.phase = NO_WORK
    r.jobs += 1
    book_active(s, i, r, WORKING, t)
    j = r.job
    r.job = -1
    r.began = t  # from here it is free, if the job goes on
    r.state = STARVED
    if step.target == TO_SINK:
        s.now = t
        sink = np.int64(step.leads)
        enter(s, sink, place_state(s, sink), place(s, sink).noted, j, t)
        end_job(s, j, FINISHED)
    elif step.target == TO_BUFFER and room_time(s, step_at(s, step.after)) <= t:
        put(s, step_at(s, step.after), j, t)
    else:
        r.job = j
        r.done = 1
        r.state = BLOCKED
        job = job_at(s, j)
        job.ready = t
        job.dest = step.leads


@small_kernel
def start(s, step, i, r, time):
    """Begin the work on the job just taken (its time was drawn ahead)."""
    r.phase = IN_WORK
    r.left = r.ahead
    r.running = 1
    r.began = time
    r.work_end = time + r.left
    if step.own_modes > 0:
        s.now = time
        plan_failure(s, i)
    book_idle(s, i, r, STARVED, time)
    r.state = WORKING
    r.works += 1
    r.ahead = sample_inlined(dist_at(s, step.work), numbered(r.work_key, r.works))


@small_kernel
def interrupted(s, i, r, until):
    """Failures during the work at hand, and their repairs. Returns whether the end of work comes within ``until``."""
    while True:
        if r.up == 1:
            if r.fail_at >= r.work_end:
                return r.work_end <= until
            if r.fail_at > until:
                return False
            s.now = r.fail_at
            fail(s, i)
        else:
            if r.repair_end > until:
                return False
            s.now = r.repair_end
            repair(s, i)
            wake_machine(s, i)
        s.events += 1


@kernel
def station_step(s, k):
    """Let the station of step ``k`` go on as far as it can. Returns how often it has moved a job or ended its work."""
    step = step_at(s, k)
    i = step.server
    r = resource_state(s, i)
    n = np.int64(step.station)
    here = place_state(s, n)
    until = s.slice_end
    # only where jobs come in, leave or are noted can the log and the pool of jobs run short
    careful = step.kind >= FROM_STREAM or step.target == TO_SINK or step.logged == 1
    ended = 0
    moves = 0
    while True:
        if r.phase != NO_WORK:
            if not interrupted(s, i, r, until):
                break
            ended += 1
            finish(s, step, i, r)
        if r.done == 1:
            if step.target != TO_BUFFER:
                break  # the station after it takes the job
            after = step_at(s, step.after)
            time = room_time(s, after)
            if time == INF:
                break
            j = r.job
            time = max(time, job_at(s, j).ready)
            let_pass(s, i, r, time)
            release(s, i, r, time)
            put(s, after, j, time)
            moves += 1
        time = ready_since(s, step)
        if time == INF or (careful and crowded(s)):
            break
        time = max(time, s.slice_begin, r.began)
        if step.modes > 0:
            let_pass(s, i, r, time)
            while r.up == 0 and time <= until:
                time = r.repair_end
                if time <= until:
                    let_pass(s, i, r, time)
            if time > until:
                break
        j = take_job(s, step, time)
        enter(s, n, here, step.logged, j, time)
        r.job = j
        start(s, step, i, r, time)
        moves += 1
    s.operations += ended
    s.events += ended
    return moves + ended


@kernel
def source_step(s, k):
    """Jobs go from their source straight into the first buffer. Returns how many."""
    step = step_at(s, k)
    after = step_at(s, step.after)
    moves = 0
    while not crowded(s):
        time = max(room_time(s, after), ready_since(s, step))
        if time == INF:
            return moves
        time = max(time, s.slice_begin)
        put(s, after, take_job(s, step, time), time)
        moves += 1
    return moves


@small_kernel
def pass_on(s, step, j, time):
    """A job just released goes through its source at once: the buffer after it has no limit."""
    s.now = time
    settle_node(s, step.source)
    place_state(s, step.source).entered += 1
    log_birth(s, j)
    put(s, step_at(s, step.after), j, time)
