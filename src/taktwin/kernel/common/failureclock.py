"""When a machine fails next: the clocks of its modes, by the wall, by operation, by the works done or by a plan."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import dist_at, mode_at, mode_state, place, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import AFTER_WORK, BY_COUNT, BY_OPERATION, BY_PLAN, BY_TIME, IN_SETUP, INF, P_UP


@small_kernel
def clock_of(s, i, clock):
    """What a clock of resource ``i`` shows now; one that counts works shows what is left of them, so it begins at 0."""
    if clock & 3 == BY_OPERATION:
        return resource_state(s, i).clock
    return 0.0 if clock == BY_COUNT else s.now


@kernel
def next_due(s, i, m):
    """When mode ``m`` is due next, on its own clock.

    By a plan: the first of `offset`, `offset` + up, `offset` + 2 up ... later than now (when it all begins: `offset`).
    """
    mode = mode_at(s, m)
    if mode.clock & 3 == BY_PLAN:
        return next_planned(s, m)
    purpose = P_UP + 16 * (m - resource(s, i).mode0)
    up = sample(dist_at(s, mode.up), address(resource_state(s, i).key, purpose, mode_state(s, m).count))
    return up + clock_of(s, i, mode.clock)


@kernel
def next_planned(s, m):
    """``next_due`` of planned work."""
    mode = mode_at(s, m)
    every = dist_at(s, mode.up).mean
    begin = s.now <= 0.0 and mode_state(s, m).count == 0
    n = 0.0 if begin else max(0.0, math.floor((s.now - mode.offset) / every))
    while mode.offset + n * every <= s.now and not begin:
        n += 1.0
    return mode.offset + n * every


@kernel
def strikes_at(s, i, clock, due):
    """When a mode that does not run by the wall strikes, if the resource goes on as it does now.

    INF: not before that changes, or it waits for the end of the work in hand.
    """
    r = resource_state(s, i)
    if clock == BY_OPERATION:
        return r.began + (due - r.clock) if r.running == 1 and r.phase != IN_SETUP else INF
    if clock == BY_COUNT:
        return due if due <= 0.0 else INF
    if clock < AFTER_WORK:
        return due
    if r.running == 1 or (r.done == 1 and place(s, resource(s, i).node).back >= 0):  # or it has still to come back
        return INF
    if clock == AFTER_WORK + BY_OPERATION:
        return s.now if r.clock >= due else INF
    return due


@kernel
def plan_failure(s, i):
    """Find the failure mode that strikes first, if the resource goes on as it does now."""
    given = resource(s, i)
    if given.modes == 0:
        return
    r = resource_state(s, i)
    now = s.now
    best = INF
    which = -1
    for m in range(given.mode0, given.mode0 + given.modes):
        t = mode_state(s, m).due
        clock = mode_at(s, m).clock
        if clock != BY_TIME:
            t = strikes_at(s, i, clock, t)
        t = max(t, now)
        if t < best:
            best = t
            which = m
    r.fail_at = best
    r.due_mode = which


@small_kernel
def close(s, i):
    """The work is over, and so is the shift, where it had ended before."""
    r = resource_state(s, i)
    if r.closing == 1:
        r.closing = 0
        r.on = 0


@kernel
def count_work(s, i):
    """A work has ended: one less is left until each mode that counts them strikes; and it may have been the last."""
    close(s, i)
    given = resource(s, i)
    for m in range(given.mode0, given.mode0 + given.modes):
        if mode_at(s, m).clock == BY_COUNT:
            mode_state(s, m).due -= 1.0
    plan_failure(s, i)
