"""When a machine fails next: the clocks of its failure modes, by the wall, by operation or by the works done."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import mode_at, mode_state, resource, resource_state
from taktwin.kernel.base.state import BY_COUNT, BY_OPERATION, IN_SETUP, INF


@small_kernel
def clock_of(s, i, clock):
    """What a clock of resource ``i`` shows now; one that counts works shows what is left of them, so it begins at 0."""
    if clock == BY_OPERATION:
        return resource_state(s, i).clock
    return 0.0 if clock == BY_COUNT else s.now


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
        if clock == BY_OPERATION:
            if r.running == 0 or r.phase == IN_SETUP:
                continue
            t = r.began + (t - r.clock)
        elif clock == BY_COUNT and t > 0.0:
            continue
        t = max(t, now)
        if t < best:
            best = t
            which = m
    r.fail_at = best
    r.due_mode = which


@kernel
def count_work(s, i):
    """A work of a resource with modes that count them has ended: one less is left until each of them strikes."""
    given = resource(s, i)
    for m in range(given.mode0, given.mode0 + given.modes):
        if mode_at(s, m).clock == BY_COUNT:
            mode_state(s, m).due -= 1.0
    plan_failure(s, i)
