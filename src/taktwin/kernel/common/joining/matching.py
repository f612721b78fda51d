"""Jobs that are joined to one other job alone: to that for which they were called, as seats in sequence are.

The job for which a job was called is its `kin`; where that is a job of a sub-line itself, the main job for which that
was called. A record may have gone to another job since then, so order number and stream have to be the same too.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import job_at, place_state
from taktwin.kernel.common.jobs import is_kin, settle_node, unlink
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
    """The main job for which job ``j`` was called: itself if it is one; -1 if there is none, or it has ended."""
    job = job_at(s, j)
    if job.main == 1:
        return j
    return job.kin if job.kin >= 0 and is_kin(s, j, job.kin) else -1


@kernel
def belongs(s, j, owner):
    """Whether job ``j`` was called for the main job ``owner``."""
    return owner >= 0 and job_at(s, j).kin == owner and is_kin(s, j, owner)


@kernel
def count_matched(s, p, j, enough):
    """How many jobs in the buffer ``p`` were called for job ``j``; who would be more than enough is not counted."""
    owner = owner_of(s, j)
    found = 0
    k = place_state(s, p).head
    while k >= 0 and found < enough:
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
