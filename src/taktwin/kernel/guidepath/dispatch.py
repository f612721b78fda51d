"""Dispatch by a rule of one's own: which request a free vehicle takes, and which free vehicle takes a request."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import guided_at, place, place_state, resource, resource_state
from taktwin.kernel.base.state import INF, NO_WORK
from taktwin.kernel.common.own import rated
from taktwin.kernel.guidepath.errands import is_idle as is_idle_guided
from taktwin.kernel.guidepath.trip import queue


@kernel
def can_take(s, v):
    """Whether vehicle ``v`` can take a task now."""
    row = resource(s, v).row
    if row >= 0:
        return is_idle_guided(s, guided_at(s, row))
    r = resource_state(s, v)
    return r.phase == NO_WORK and r.up == 1 and r.on == 1


@kernel
def vehicle_by_rule(s, n):
    """The idle vehicle to which the rule of its fleet gives the request of node ``n``; -1 if none is idle."""
    f = place(s, n).fleet
    fleet = place(s, f)
    best = INF
    found = -1
    for v in range(fleet.res0, fleet.res0 + fleet.res):
        if can_take(s, v):
            number = rated(s, fleet.rule0, n, -1, v, 0.0, 0.0)
            if found < 0 or number < best:
                best = number
                found = v
    return found


@kernel
def request_by_rule(s, f, v):
    """The request in the queue of fleet ``f`` that the rule gives to vehicle ``v``, and the one before it; -1: none."""
    best = INF
    found = -1
    before_found = -1
    before = -1
    position = 0
    n = place_state(s, f).head
    while n >= 0:
        number = rated(s, place(s, f).rule0, n, -1, v, 1.0 * position, 0.0)
        if found < 0 or number < best:
            best = number
            found = n
            before_found = before
        before = n
        position += 1
        n = place_state(s, n).next_waiting
    return found, before_found


@kernel
def take_request(s, f, n, before):
    """Take the request of node ``n`` out of a fleet's queue, where it stands behind ``before`` (-1: it is the first).

    Who wants more goes to the end of the queue.
    """
    fleet = place_state(s, f)
    after = place_state(s, n).next_waiting
    if before < 0:
        fleet.head = after
    else:
        place_state(s, before).next_waiting = after
    if fleet.tail == n:
        fleet.tail = before
    place_state(s, n).queued -= 1
    if place_state(s, n).queued > 0:
        queue(s, f, n)
