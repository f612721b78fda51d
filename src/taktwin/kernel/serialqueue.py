"""Queues of a plain serial line, whose two neighbours are at different times (see ``serial``).

A limited buffer keeps in two rings when jobs were put in and when they were taken out. The giver finds there since when
there is room; and the level is integrated in the order of both, as far as both are known.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import (
    job_at,
    place,
    put_ring,
    ring_at,
)
from taktwin.kernel.base.state import (
    FROM_BUFFER,
    INF,
)
from taktwin.kernel.common.flow import note_arrival
from taktwin.kernel.common.jobs import settle_node


@small_kernel
def enter(s, n, node, j, time):
    """Job ``j`` enters place ``n`` at ``time`` (as ``flow.arrive``)."""
    node.entered += 1
    if node.noted == 1:
        s.now = time
        note_arrival(s, n, j)


@small_kernel
def count_releases(s, step, time):
    """Integrate a queue that nothing limits: all jobs put in up to ``time`` are known, and hang on it."""
    j = step.pending
    n = step.source
    node = place(s, n)
    while j >= 0 and job_at(s, j).ready <= time:
        s.now = job_at(s, j).ready
        settle_node(s, n)
        node.count += 1
        if step.kind == FROM_BUFFER and node.count > node.most:
            node.most = node.count
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
    node = place(s, step.source)
    put = step.puts_counted
    taken = step.takes_counted
    count = node.count
    cap = node.cap
    area = node.area
    empty = node.empty
    full = node.full
    since = node.since
    most = np.int64(node.most)
    least = np.int64(node.least)
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
    node.count = count
    node.area = area
    node.empty = empty
    node.full = full
    node.since = since
    node.most = most
    node.least = least


@small_kernel
def enqueue(s, node, j):
    """Put job ``j`` at the end of the queue of ``node``."""
    job_at(s, j).next = -1
    if node.head < 0:
        node.head = j
    else:
        job_at(s, node.tail).next = j
    node.tail = j


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
    node = place(s, n)
    if step.mask >= 0:
        put_ring(s, step.ring0 + step.mask + 1 + (step.puts & step.mask), time)
    elif step.pending < 0:
        step.pending = j
    step.puts += 1
    enter(s, n, node, j, time)
    job = job_at(s, j)
    job.ready = time
    job.dest = node.dest
    enqueue(s, node, j)


@small_kernel
def take_from_queue(s, step, time):
    """Take the first job of the step's queue at ``time``."""
    n = step.source
    node = place(s, n)
    if step.mask >= 0:
        put_ring(s, step.ring0 + (step.takes & step.mask), time)
    else:
        count_releases(s, step, time)
        s.now = time
        settle_node(s, n)
        node.count -= 1
        if step.kind == FROM_BUFFER and node.count < node.least:
            node.least = node.count
    step.takes += 1
    j = node.head
    node.head = job_at(s, j).next
    if node.head < 0:
        node.tail = -1
    return j
