"""Queues of a plain serial line, whose two neighbours are at different times (see ``serial``).

A limited buffer keeps in two rings when jobs were put in and when they were taken out. The giver finds there since when
there is room; and the level is integrated in the order of both, as far as both are known.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import job_at, place, place_state, put_ring, ring_at
from taktwin.kernel.base.state import (
    FROM_BUFFER,
    INF,
)
from taktwin.kernel.common.flow import note_arrival
from taktwin.kernel.common.jobs import settle_node, unlink
from taktwin.kernel.common.own import order_to_go, rated


@small_kernel
def enter(s, n, here, noted, j, time):
    """Job ``j`` enters place ``n``, whose state is ``here``, at ``time`` (as ``flow.arrive``)."""
    here.entered += 1
    if noted == 1:
        s.now = time
        note_arrival(s, n, j)


@small_kernel
def count_releases(s, step, time):
    """Integrate a queue that nothing limits: all jobs put in up to ``time`` are known, and hang on it."""
    j = step.pending
    n = step.source
    here = place_state(s, n)
    while j >= 0 and job_at(s, j).ready <= time:
        s.now = job_at(s, j).ready
        settle_node(s, n)
        here.count += 1
        if step.kind == FROM_BUFFER and here.count > here.most:
            here.most = here.count
        j = job_at(s, j).next
    step.pending = j


@small_kernel
def take_time(s, step, number):
    """When a job was taken out, the ``number``-th of this slice from 0."""
    return ring_at(s, step.ring0 + (number & step.mask))


@small_kernel
def put_time(s, step, number):
    """When a job was put in, the ``number``-th of this slice from 0."""
    return ring_at(s, step.ring0 + step.mask + 1 + (number & step.mask))


@kernel
def integrate(s, step, known):
    """Integrate the level of a limited buffer over the puts and takes known so far, in order of time.

    At equal times the put comes first, unless the buffer is full. What is not known yet comes after time ``known``.
    Free of branches that could be guessed wrong: those were a fifth of the run time.
    """
    here = place_state(s, step.source)
    put = step.puts_counted
    taken = step.takes_counted
    count = here.count
    cap = np.int64(step.cap)
    area = here.area
    empty = here.empty
    full = here.full
    since = here.since
    most = np.int64(here.most)
    least = np.int64(here.least)
    while put < step.puts or taken < step.takes:
        time_in = put_time(s, step, put)  # read in any case, which is quicker than to choose
        time_out = take_time(s, step, taken)
        if taken == step.takes:
            if count > 0 and time_in > known:
                break
            time_out = INF
        elif put == step.puts:
            if time_out > known:
                break
            time_in = INF
        out = (time_out < time_in) | ((time_out == time_in) & (count == cap))
        time = time_out if out else time_in
        dt = time - since
        since = time
        area += count * dt
        empty += dt if count == 0 else 0.0
        full += dt if count == cap else 0.0
        moved = np.int64(out)
        taken += moved
        put += 1 - moved
        count += 1 - 2 * moved
        most = max(most, count)
        least = min(least, count)
    step.puts_counted = put
    step.takes_counted = taken
    here.count = count
    here.area = area
    here.empty = empty
    here.full = full
    here.since = since
    here.most = most
    here.least = least


@small_kernel
def enqueue(s, here, j):
    """Put job ``j`` at the end of the queue of the place whose state is ``here``."""
    job_at(s, j).next = -1
    if here.head < 0:
        here.head = j
    else:
        job_at(s, here.tail).next = j
    here.tail = j


@small_kernel
def room_time(s, step):
    """Since when there is room in the step's buffer; INF if that is not known yet."""
    number = step.puts - step.free
    if number < 0:
        return -INF
    return take_time(s, step, number) if number < step.takes else INF


@small_kernel
def put(s, step, j, time):
    """Job ``j`` goes at ``time`` into the buffer from which ``step`` takes; there is room."""
    n = step.source
    here = place_state(s, n)
    if step.mask >= 0:
        put_ring(s, step.ring0 + step.mask + 1 + (step.puts & step.mask), time)
    elif step.pending < 0:
        step.pending = j
    step.puts += 1
    enter(s, n, here, step.noted, j, time)
    job = job_at(s, j)
    job.ready = time
    job.dest = step.dest
    enqueue(s, here, j)


@small_kernel
def take_from_queue(s, step, time):
    """Take the first job of the step's queue at ``time``."""
    n = step.source
    here = place_state(s, n)
    if step.mask >= 0:
        put_ring(s, step.ring0 + (step.takes & step.mask), time)
    else:
        count_releases(s, step, time)
        s.now = time
        settle_node(s, n)
        here.count -= 1
        if step.kind == FROM_BUFFER and here.count < here.least:
            here.least = here.count
    step.takes += 1
    j = here.head
    here.head = job_at(s, j).next
    if here.head < 0:
        here.tail = -1
    return j


@kernel
def released_to_go(s, n):
    """When the first order at source ``n`` was released that its rule ever lets go; INF where there is none."""
    j = place_state(s, n).head
    while j >= 0 and rated(s, place(s, n).rule0, n, j, 0, 0.0, 0.0) == INF:
        j = job_at(s, j).next
    return job_at(s, j).ready if j >= 0 else INF


@kernel
def take_by_rule(s, step, time):
    """Of the orders that have been released by ``time`` take the one that the rule lets go."""
    n = step.source
    count_releases(s, step, time)
    s.now = time
    settle_node(s, n)
    place_state(s, n).count -= 1
    step.takes += 1
    j, before = order_to_go(s, n)
    if j < 0:  # the rule gave no number, which ends the run
        j = place_state(s, n).head
    unlink(s, n, j, before)
    return j
