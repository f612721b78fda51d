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
    place_state,
    put_word,
    resource,
    resource_state,
    step_at,
)
from taktwin.kernel.base.random import numbered, purpose_key, sample_inlined
from taktwin.kernel.base.state import (
    BROKEN,
    BY_RULE,
    FROM_BUFFER,
    FROM_STREAM,
    INF,
    NEEDS_ROOM,
    NO_WORK,
    P_RELEASE,
    REACHED,
    UNLIMITED,
)
from taktwin.kernel.base.tier import plain
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.jobs import create
from taktwin.kernel.common.machine import refresh
from taktwin.kernel.serialqueue import count_releases, enqueue, integrate
from taktwin.kernel.serialstep import crowded, let_pass, pass_on, source_step, station_step
from taktwin.kernel.series import end_of_bucket

_ZERO = np.uint64(0)


@kernel
def release_jobs(s, step):
    """The order stream releases its jobs up to the end of the slice."""
    i = np.int64(step.stream)
    r = resource_state(s, i)
    given = resource(s, i)
    due = due_at(s, s.leaves + i)
    key = purpose_key(r.key, P_RELEASE)
    straight = step.kind == FROM_STREAM and step.server < 0 and step_at(s, step.after).mask < 0
    straight = straight and place_state(s, step.source).head < 0
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
            enqueue(s, place_state(s, step.source), j)
        now, due = due, INF
        if r.jobs < r.count:
            if given.releases0 >= 0:
                due = max(now, float_at(s, given.releases0 + r.jobs))
            else:
                due = now + sample_inlined(dist_at(s, given.dist), numbered(key, r.jobs))
    set_due(s, i, due)


@kernel
def open_slice(s, until):
    """Begin the next slice: to ``until``, the end of the bucket, or as far as some hundred jobs reach."""
    s.slice_begin = s.now
    s.slice_end = min(until, s.bucket_due, s.now + s.slice_length)
    for k in range(s.steps):
        step = step_at(s, k)
        here = place_state(s, step.source)
        step.pending = -1
        step.puts = 0
        step.takes = 0
        step.puts_counted = 0
        step.takes_counted = 0
        step.free = step.cap - here.count if step.mask >= 0 else UNLIMITED


@small_kernel
def go_on(s, k):
    """Let step ``k`` go on as far as it can. Returns how many moves it has made."""
    if s.crowded == 1:
        return 0
    step = step_at(s, k)
    if step.kind == FROM_STREAM or step.kind == BY_RULE:
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
        elif step.kind == FROM_BUFFER or step.kind == FROM_STREAM or step.kind == BY_RULE:
            count_releases(s, step, end)
        if step.server >= 0:
            r = resource_state(s, step.server)
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
    s = plain(world[0])
    goes_on = True
    while goes_on:
        if s.bucket_n >= s.rows:
            return NEEDS_ROOM
        if s.slice_end < 0.0:
            open_slice(s, until)
        if not sweep(s):
            return NEEDS_ROOM
        if s.error != 0:
            return BROKEN
        close_slice(s)
        if s.now == s.bucket_due:
            end_of_bucket(s)
        goes_on = s.now < until
    for k in range(s.steps):
        if step_at(s, k).server >= 0:
            refresh(s, step_at(s, k).server)
    forget_marks(s)
    return REACHED
