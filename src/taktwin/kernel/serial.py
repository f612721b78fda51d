"""Plain serial lines, advanced station by station instead of event by event.

In a line of single stations with buffers between them, and nothing shared, a station's next event follows from its own
past, from when its neighbour before handed over, and from when its neighbour after made room. So no calendar is needed:
a sweep along the line lets each station go on as far as it knows the times of its neighbours, some jobs at once, until
nobody can go further within the slice of time. Rules, draws and accounts are those of the event loop, and at the end
of a slice the state of the world is, to the bit, the one that the event loop would have left (tests compare them).
Source of the idea: the max-plus recursion for lines with blocking (e.g. Baccelli et al., Synchronization and
Linearity, 1992).

Within a slice the stations are at different times. What a buffer tells its neighbours is kept in two rings: when jobs
were put in, and when they were taken out. The giver finds there when there was room again; and the levels of the buffer
are integrated in the order of both, as far as both are known.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.jit import entry_kernel, kernel, small_kernel
from taktwin.kernel.base.memory import (
    dist_at,
    due_at,
    float_at,
    job_at,
    place,
    put_seconds,
    put_word,
    resource,
    seconds_in,
    step_at,
)
from taktwin.kernel.base.random import numbered, purpose_key, sample_inlined
from taktwin.kernel.base.state import (
    BLOCKED,
    FINISHED,
    FROM_BUFFER,
    FROM_STATION,
    FROM_STREAM,
    IN_WORK,
    INF,
    NEEDS_ROOM,
    NO_WORK,
    ON_DEMAND,
    P_RELEASE,
    REACHED,
    STARVED,
    STATE_COUNT,
    TO_BUFFER,
    TO_SINK,
    UNLIMITED,
    WORKING,
)
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.jobs import create, end_job, log_birth, settle_node
from taktwin.kernel.common.machine import fail, plan_failure, refresh, repair, wake_machine
from taktwin.kernel.serialqueue import count_releases, enqueue, enter, integrate, put, room_time, take_from_queue
from taktwin.kernel.series import end_of_bucket

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
        j = place(s, step.source).head
        return job_at(s, j).ready if j >= 0 else INF
    if kind == FROM_STATION:
        r = resource(s, step.giver)
        return job_at(s, r.job).ready if r.done == 1 else INF
    stream = resource(s, step.stream)
    return -INF if stream.jobs < stream.count else INF


@small_kernel
def take_job(s, step, time):
    """Take the step's next job at ``time``."""
    kind = step.kind
    if kind == FROM_BUFFER:
        return take_from_queue(s, step, time)
    if kind == FROM_STATION:
        r = resource(s, step.giver)
        let_pass(s, step.giver, r, time)
        j = r.job
        release(s, step.giver, r, time)
        return j
    s.now = time
    if kind == FROM_STREAM:
        j = take_from_queue(s, step, time)
    else:
        j = create(s, step.stream)
    place(s, step.source).entered += 1
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
def finish(s, step, i, r, node):
    """Work ends: the job goes on if it can at once, else it is held."""
    t = r.work_end
    r.left = 0.0
    r.running = 0
    r.clock += t - r.began
    if r.own_modes > 0:
        s.now = t
        plan_failure(s, r)
    r.phase = NO_WORK
    r.jobs += 1
    book_active(s, i, r, WORKING, t)
    j = r.job
    r.job = -1
    r.began = t  # from here it is free, if the job goes on
    r.state = STARVED
    if step.target == TO_SINK:
        s.now = t
        enter(s, node.dest, place(s, node.dest), j, t)
        end_job(s, j, FINISHED)
    elif step.target == TO_BUFFER and room_time(s, step_at(s, step.after)) <= t:
        put(s, step_at(s, step.after), j, t)
    else:
        r.job = j
        r.done = 1
        r.state = BLOCKED
        job = job_at(s, j)
        job.ready = t
        job.dest = node.dest


@small_kernel
def start(s, i, r, node, time):
    """Begin the work on the job just taken (its time was drawn ahead)."""
    r.phase = IN_WORK
    r.left = r.ahead
    r.running = 1
    r.began = time
    r.work_end = time + r.left
    if r.own_modes > 0:
        s.now = time
        plan_failure(s, r)
    book_idle(s, i, r, STARVED, time)
    r.state = WORKING
    r.works += 1
    r.ahead = sample_inlined(dist_at(s, node.dist), numbered(r.work_key, r.works))


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
    r = resource(s, i)
    n = r.node
    node = place(s, n)
    until = s.slice_end
    # only where jobs come in, leave or are noted can the log and the pool of jobs run short
    careful = step.kind == FROM_STREAM or step.kind == ON_DEMAND or step.target == TO_SINK or node.noted == 1
    ended = 0
    moves = 0
    while True:
        if r.phase != NO_WORK:
            if not interrupted(s, i, r, until):
                break
            ended += 1
            finish(s, step, i, r, node)
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
        if r.modes > 0:
            let_pass(s, i, r, time)
            while r.up == 0 and time <= until:
                time = r.repair_end
                if time <= until:
                    let_pass(s, i, r, time)
            if time > until:
                break
        j = take_job(s, step, time)
        enter(s, n, node, j, time)
        r.job = j
        start(s, i, r, node, time)
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
    place(s, step.source).entered += 1
    log_birth(s, j)
    put(s, step_at(s, step.after), j, time)


@kernel
def release_jobs(s, step):
    """The order stream releases its jobs up to the end of the slice."""
    i = step.stream
    r = resource(s, i)
    due = due_at(s, s.leaves + i)
    key = purpose_key(r.key, P_RELEASE)
    straight = step.server < 0 and step_at(s, step.after).mask < 0 and place(s, step.source).head < 0
    while due <= s.slice_end and not crowded(s):
        s.now = due
        s.events += 1
        r.at += 1
        j = create(s, i)
        if j >= 0 and straight:
            pass_on(s, step, j, due)
        elif j >= 0:
            if step.pending < 0:
                step.pending = j
            enqueue(s, place(s, step.source), j)
        now, due = due, INF
        if r.jobs < r.count:
            if r.releases0 >= 0:
                due = max(now, float_at(s, r.releases0 + r.jobs))
            else:
                due = now + sample_inlined(dist_at(s, r.dist), numbered(key, r.jobs))
    set_due(s, i, due)


@kernel
def open_slice(s, until):
    """Begin the next slice: to ``until``, the end of the bucket, or as far as some hundred jobs reach."""
    s.slice_begin = s.now
    s.slice_end = min(until, s.bucket_due, s.now + s.slice_length)
    for k in range(s.steps):
        step = step_at(s, k)
        node = place(s, step.source)
        step.pending = -1
        step.puts = 0
        step.takes = 0
        step.puts_counted = 0
        step.takes_counted = 0
        step.free = node.cap - node.count if step.mask >= 0 else UNLIMITED


@small_kernel
def go_on(s, k):
    """Let step ``k`` go on as far as it can. Returns how many moves it has made."""
    if s.crowded == 1:
        return 0
    step = step_at(s, k)
    if step.kind == FROM_STREAM:
        release_jobs(s, step)
    if step.server < 0:
        return source_step(s, k)
    moves = station_step(s, k)
    if step.mask >= 0:
        integrate(s, step, -INF)
    return moves


@kernel
def sweep(s):
    """Sweep along the lines until nobody can go on within the slice. Returns whether there was room for all."""
    s.crowded = 0
    first = 0
    while first < s.steps:
        end = step_at(s, first).end
        moves = 1
        while moves > 0:
            moves = 0
            for k in range(first, end + 1):
                moves += go_on(s, k)
        first = end + 1
    return not crowded(s)


@kernel
def close_slice(s):
    """Bring everybody to the end of the slice."""
    end = s.slice_end
    for k in range(s.steps):
        step = step_at(s, k)
        if step.mask >= 0:
            integrate(s, step, end)
        elif step.kind == FROM_BUFFER or step.kind == FROM_STREAM:
            count_releases(s, step, end)
        if step.server >= 0:
            r = resource(s, step.server)
            if r.phase == NO_WORK:
                let_pass(s, step.server, r, end)
    s.now = end
    s.slice_end = -1.0


@kernel
def forget_marks(s):
    """Nothing is left to be looked at."""
    for w in range(s.words):
        put_word(s, w, _ZERO)
    s.marked = 0
    s.hint = s.words


@entry_kernel
def advance_serial(world, until):
    """``loop.advance`` for a plant of plain serial lines: run to time ``until`` (inclusive)."""
    s = world[0]
    goes_on = True
    while goes_on:
        if s.bucket_n >= s.rows:
            return NEEDS_ROOM
        if s.slice_end < 0.0:
            open_slice(s, until)
        if not sweep(s):
            return NEEDS_ROOM
        close_slice(s)
        if s.now == s.bucket_due:
            end_of_bucket(s)
        goes_on = s.now < until
    for k in range(s.steps):
        if step_at(s, k).server >= 0:
            refresh(s, step_at(s, k).server)
    forget_marks(s)
    return REACHED
