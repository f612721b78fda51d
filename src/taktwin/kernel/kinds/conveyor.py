"""Conveyors: jobs travel a fixed time on a belt whose clock stops with the belt.

A job is at the far end once the belt has moved ``transit`` seconds since it got on. An accumulating belt goes on moving
under jobs that wait at the end; a plain one stops until its first job has been taken.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import job_at, place, resource
from taktwin.kernel.base.state import INF
from taktwin.kernel.jobs import append, pop, settle_node
from taktwin.kernel.machine import mark, plan_failure, refresh, update_state


@kernel
def belt(s, r):
    """Seconds that the belt has moved so far."""
    return r.clock + (s.now - r.began if r.running == 1 else 0.0)


@kernel
def stop_belt(s, i):
    """The belt stops: its clock stands."""
    r = resource(s, i)
    if r.running == 1:
        r.clock += s.now - r.began
        r.running = 0
        r.entry_clear -= s.now
        plan_failure(s, r)


@kernel
def update_belt(s, i):
    """Let the belt move if it may, and plan when its first job reaches the end and when the entry opens."""
    r = resource(s, i)
    node = place(s, r.node)
    may = r.up == 1 and r.on == 1 and (node.accumulating == 1 or r.done == 0)
    if not may:
        stop_belt(s, i)
        r.work_end = INF
        r.entry_at = INF
    else:
        if r.running == 0:
            r.running = 1
            r.began = s.now
            r.entry_clear += s.now
            plan_failure(s, r)
            mark(s, r.node)  # the entry is open again
        r.work_end = INF
        if r.job >= 0 and r.done == 0:
            r.work_end = s.now + max(0.0, job_at(s, r.job).ready - belt(s, r))
    update_state(s, i)
    refresh(s, i)


@kernel
def can_enter(s, n):
    """Whether the belt moves, has room, and its entry is clear; if only the distance lacks, plan to look again."""
    node = place(s, n)
    if node.count >= node.cap:
        return False
    r = resource(s, node.res0)
    if r.running == 0:
        return False
    if s.now < r.entry_clear:
        r.entry_at = r.entry_clear
        refresh(s, node.res0)
        return False
    return True


@kernel
def get_on(s, n, j):
    """Job ``j`` gets on at the near end."""
    settle_node(s, n)
    node = place(s, n)
    r = resource(s, node.res0)
    here = belt(s, r)
    job_at(s, j).ready = here + node.transit
    job_at(s, j).dest = node.dest
    r.entry_clear = s.now + node.spacing
    append(s, n, j)
    node.count += 1
    node.most = max(node.most, node.count)
    if r.job < 0:
        r.job = j
        update_belt(s, node.res0)


@kernel
def get_off(s, n):
    """The job at the far end leaves; the next one comes up."""
    settle_node(s, n)
    node = place(s, n)
    i = node.res0
    j = pop(s, n)
    node.count -= 1
    node.least = min(node.least, node.count)
    r = resource(s, i)
    r.jobs += 1
    r.done = 0
    r.job = node.head
    update_belt(s, i)
    mark(s, n)
    return j


@kernel
def conveyor_event(s, i):
    """A job has reached the far end, or the entry has become clear."""
    r = resource(s, i)
    now = s.now
    if r.entry_at <= now:
        r.entry_at = INF
        mark(s, r.node)
    if r.running == 1 and r.work_end <= now:
        r.work_end = INF
        r.done = 1
        job_at(s, r.job).ready = now
        mark(s, place(s, r.node).dest)
        update_belt(s, i)
    else:
        refresh(s, i)
