"""Jobs that are joined to one other job alone: to that for which they were called, as seats in sequence are.

The job for which a job was called is its `caller`; where that is a job of a sub-line itself, the main job for which
that was called. A record may have gone to another job since then, so order number and stream have to be the same too.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import job_at, place_state
from taktwin.kernel.common.jobs import settle_node, unlink
from taktwin.kernel.common.machine import mark_room


@kernel
def take_out(s, p, j):
    """Take job ``j`` out of the queue of place ``p``, wherever in it it stands."""
    before = -1
    k = place_state(s, p).head
    while k != j:
        before = k
        k = job_at(s, k).next
    settle_node(s, p)
    unlink(s, p, j, before)
    here = place_state(s, p)
    here.count -= 1
    if here.count < here.least:
        here.least = here.count
    mark_room(s, p)


@kernel
def owner_of(s, j):
    """The main job for which job ``j`` was called: itself if it is one; -1 if there is none."""
    return j if job_at(s, j).main == 1 else job_at(s, j).caller


@kernel
def belongs(s, j, owner):
    """Whether job ``j`` was called for the main job ``owner``."""
    job = job_at(s, j)
    if owner < 0 or job.caller != owner:
        return False
    main = job_at(s, owner)
    return main.main == 1 and job.order == main.order and job.stream == main.stream


@kernel
def count_matched(s, p, j):
    """How many jobs in the buffer ``p`` were called for job ``j``."""
    owner = owner_of(s, j)
    found = 0
    k = place_state(s, p).head
    while k >= 0:
        if belongs(s, k, owner):
            found += 1
        k = job_at(s, k).next
    return found


@kernel
def take_matched(s, p, owner):
    """Take the first job that was called for the main job ``owner`` out of the buffer ``p``; -1 if there is none."""
    k = place_state(s, p).head
    while k >= 0:
        if belongs(s, k, owner):
            take_out(s, p, k)
            return k
        k = job_at(s, k).next
    return -1
