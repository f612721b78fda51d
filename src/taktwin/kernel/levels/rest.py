"""What a place held while nobody around it was on shift: noted at the changes of their calendars alone.

So no event of the flow has more to do, and a plant without shift calendars nothing at all.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import int_at, place, place_state, resource, rest_at, rest_state


@kernel
def tell_places(s, i, on):
    """Calendar ``i`` goes on shift (1) or off (0): places nobody around which is on shift any more come to rest."""
    given = resource(s, i)
    for k in range(given.shifts0, given.shifts0 + given.shifts):
        at = int_at(s, k)
        r = rest_state(s, at)
        was = r.on
        r.on += 1 if on == 1 else -1
        if was == 0 or r.on == 0:
            note_level(s, at, r, r.on)


@kernel
def note_level(s, at, r, on):
    """Remember the sums of a place as a rest begins, and add what has come to them as it ends."""
    n = rest_at(s, at).node
    here = place_state(s, n)
    dt = s.now - here.since  # not settled here: that would change the rounding of the sums
    area = here.area + here.count * dt
    empty = here.empty + (dt if here.count == 0 else 0.0)
    full = here.full + (dt if here.count > 0 and here.count >= place(s, n).cap else 0.0)
    if on > 0:
        r.seconds += s.now - r.since
        r.area += area - r.area0
        r.full += full - r.full0
        r.empty += empty - r.empty0
    r.since = s.now
    r.area0 = area
    r.full0 = full
    r.empty0 = empty


@kernel
def forget_rests(s):
    """Begin anew, with the sums of all places at zero: the end of the warm-up."""
    for k in range(s.rests):
        r = rest_state(s, k)
        r.since = s.now
        r.area0 = 0.0
        r.full0 = 0.0
        r.empty0 = 0.0
        r.seconds = 0.0
        r.area = 0.0
        r.full = 0.0
        r.empty = 0.0
