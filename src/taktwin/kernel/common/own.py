"""Rules of one's own, where the kernel asks them."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import job_at, own_at, place, place_state, resource_state
from taktwin.kernel.base.own import call_rule
from taktwin.kernel.base.state import INF, NO_NUMBER, OWN_DISPATCH


@kernel
def rated(s, row, n, j, x, u, below):
    """The number that rule ``row`` gives job ``j`` at place ``n`` for ``x`` (see `own.words`); none ends the run."""
    own = own_at(s, row)
    number = call_rule(own.code, s, n, j, x, own.base, u, below)
    if number != number:
        no_number(s, row)
    return number


@kernel
def before_lowest(s, row, n):
    """The job before the one that goes first by rule ``row``, of all in the queue of place ``n``; -1: there is none."""
    own = own_at(s, row)
    before = call_rule(own.whole, s, n, -1, -1, own.base, 0.0, 0.0)
    if before != before:
        no_number(s, row)
        return -1
    return int(before)


@kernel
def observe(s, row, n, v):
    """Have what is seen at place ``n``, for vehicle ``v`` (-1: none), written down for who decides.

    It gives how many jobs, or requests, he can choose among.
    """
    own = own_at(s, row)
    return int(call_rule(own.whole, s, n, -1, v, own.base, 0.0, 0.0))


@kernel
def no_number(s, row):
    """Rule ``row`` has given no number: the run ends."""
    if s.error == 0:
        s.error = NO_NUMBER
        s.culprit = row


@kernel
def next_for_crew(s, c):
    """Take the resource to which crew ``c`` goes out of the queue: the first that waits, or by a rule."""
    here = place_state(s, c)
    found = here.head
    before = -1
    if place(s, c).rule == OWN_DISPATCH and found != here.tail:
        best = INF
        last = -1
        position = 0
        i = here.head
        while i >= 0:
            number = rated(s, place(s, c).rule0, c, -1, i, 1.0 * position, 0.0)
            if number < best:
                best = number
                found = i
                before = last
            last = i
            position += 1
            i = resource_state(s, i).next_waiting
    after = resource_state(s, found).next_waiting
    if before < 0:
        here.head = after
    else:
        resource_state(s, before).next_waiting = after
    if here.tail == found:
        here.tail = before
    return found


@kernel
def order_to_go(s, p):
    """Of the orders that wait at source ``p`` the one that the rule lets go, and the one before it in the queue.

    The lowest number goes, of equals the oldest; -1, -1 where none may: an infinite number lets an order wait.
    """
    own = own_at(s, place(s, p).rule0)
    before = call_rule(own.whole, s, p, -1, -1, own.base, 0.0, 0.0)
    if before != before:
        no_number(s, place(s, p).rule0)
        return -1, -1
    if before < -1.0:
        return -1, -1
    if before < 0.0:
        return place_state(s, p).head, -1
    return job_at(s, int(before)).next, int(before)
