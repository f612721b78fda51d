"""Desks: when nothing else can move, free operators are given out to the servers that ask for them."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import place_state, resource_state
from taktwin.kernel.common.operators import fill, lacking_need, leave_queue, name_cause
from taktwin.kernel.lowering.operators import lower_desks


@kernel
def look(s, n):
    """Each server in the queue, the first one first, gets its operators if all of them are free."""
    here = place_state(s, n)
    i = here.head
    while i >= 0:
        r = resource_state(s, i)
        after = r.next_waiting
        if here.waiting > 0 or r.cause < 0:
            k = lacking_need(s, i)
            if k < 0:
                leave_queue(s, i)
                fill(s, i)
            else:
                name_cause(s, i, k)
        i = after


DESK = Kind(name="desk", look=look, phase="after", lower=lower_desks)
