"""Gates: where a rule of one's own lets orders go into a line, it is asked last of all at each instant.

The rule then sees the plant after all other moves. An open gate lets one order through: the place behind takes the one
that the rule lets go, and what that makes possible is done before the rule is asked for the next one.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import place, place_state, resource_state
from taktwin.kernel.base.state import NO_WORK, QUEUE
from taktwin.kernel.common.flow import has_room
from taktwin.kernel.common.machine import mark


@kernel
def may_take(s, n, taker):
    """Whether place ``n``, with only one server ``taker`` (-1: it is not the only one), may have room for a job."""
    if taker >= 0:
        r = resource_state(s, taker)
        return r.phase == NO_WORK and r.done == 0
    return has_room(s, n) if place(s, n).traits & QUEUE else True


@kernel
def look(s, n):
    """Open the gate, and have the place behind look: it asks for an order if it has room. Then shut it."""
    p = place(s, n).row
    here = place_state(s, p)
    if here.waiting == 1:
        here.waiting = 0
        return
    source = place(s, p)
    if here.count > 0 and may_take(s, source.dest, source.taker):
        here.waiting = 1
        mark(s, source.dest)
        mark(s, n)


GATE = Kind(name="gate", look=look)
