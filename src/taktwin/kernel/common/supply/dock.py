"""Docks: doors at which trucks are unloaded, first come, first served.

How long a truck is unloaded is known when it comes to the gate; so its door, and when it begins there, are fixed then.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import dock_at, dock_state, float_at, put_float
from taktwin.kernel.base.state import IN_YARD


@kernel
def take_door(s, k, seconds):
    """A truck that is unloaded for so long has come to the gate of dock ``k``: when its unloading begins (s)."""
    given = dock_at(s, k)
    door = given.door0
    for other in range(given.door0 + 1, given.door0 + given.doors):
        if float_at(s, other) < float_at(s, door):
            door = other
    begins = max(s.now, float_at(s, door))
    put_float(s, door, begins + seconds)
    d = dock_state(s, k)
    d.trucks += 1
    d.unloading += seconds
    if begins > s.now:
        d.waited += begins - s.now
        d.longest = max(d.longest, begins - s.now)
        forget_begun(s, k)
        put_float(s, given.room0 + (d.head + d.count) % given.capacity, begins)
        d.count += 1
        d.most = max(d.most, d.count)
    return begins


@kernel
def due_at_dock(s, r):
    """When the unloading of a truck of a delivery begins, or ends (s); ``r`` is its record, and it is at a dock."""
    return r.base if r.yard == IN_YARD else r.last_arrival


@kernel
def forget_begun(s, k):
    """The trucks whose unloading has begun are no longer in the yard (they begin in the order of their coming)."""
    given = dock_at(s, k)
    d = dock_state(s, k)
    while d.count > 0 and float_at(s, given.room0 + d.head) <= s.now:
        d.head = (d.head + 1) % given.capacity
        d.count -= 1


@kernel
def unloading_to_come(s, k):
    """Seconds of unloading at the doors of dock ``k`` that are fixed and lie ahead.

    A door at which trucks are to be unloaded works from now on without a pause: who is in the yard begins when the one
    before ends.
    """
    given = dock_at(s, k)
    seconds = 0.0
    for door in range(given.door0, given.door0 + given.doors):
        seconds += max(0.0, float_at(s, door) - s.now)
    return seconds


@kernel
def forget_trucks(s, k):
    """Begin the sums of dock ``k`` anew: what is being unloaded counts from now on, waits only of trucks that come."""
    forget_begun(s, k)
    d = dock_state(s, k)
    d.trucks = 0
    d.unloading = unloading_to_come(s, k)
    d.waited = 0.0
    d.longest = 0.0
    d.most = d.count
