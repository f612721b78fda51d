"""Free operators of a pool, linked in the order in which they became free, and who of them is nearest."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import float_at, place, place_state, resource, resource_state
from taktwin.kernel.base.state import INF
from taktwin.kernel.common.machine import mark


@kernel
def put_free(s, o):
    """Operator ``o`` is free and on shift: the last of his pool."""
    pool = resource(s, o).node
    here = place_state(s, pool)
    resource_state(s, o).next_waiting = -1
    if here.head < 0:
        here.head = o
    else:
        resource_state(s, here.tail).next_waiting = o
    here.tail = o
    here.count += 1
    place_state(s, place(s, pool).desk).waiting += 1
    mark(s, place(s, pool).desk)


@kernel
def unlink_free(s, o, before):
    """Operator ``o``, who stands behind ``before`` (-1: he is the first), is among the free ones no more."""
    here = place_state(s, resource(s, o).node)
    after = resource_state(s, o).next_waiting
    if before < 0:
        here.head = after
    else:
        resource_state(s, before).next_waiting = after
    if here.tail == o:
        here.tail = before
    here.count -= 1
    place_state(s, place(s, resource(s, o).node).desk).waiting -= 1
    resource_state(s, o).next_waiting = -1


@kernel
def go_off(s, o):
    """A free operator's shift ends."""
    before = -1
    m = place_state(s, resource(s, o).node).head
    while m != o:
        before = m
        m = resource_state(s, m).next_waiting
    unlink_free(s, o, before)


@kernel
def walking_time(s, o, spot):
    """Time that operator ``o`` needs to a spot, s."""
    pool = place(s, resource(s, o).node)
    if pool.row < 0:
        return 0.0 if resource_state(s, o).at == spot else pool.transit
    return float_at(s, pool.row + resource_state(s, o).at * pool.rows + spot)


@kernel
def take_nearest(s, pool, spot):
    """The free operator of a pool who is nearest to a spot, of equals the one who has been free longest."""
    chosen = place_state(s, pool).head
    behind = -1
    if place(s, pool).row >= 0 or place(s, pool).transit > 0.0:
        best = INF
        before = -1
        o = chosen
        while o >= 0:
            t = walking_time(s, o, spot)
            if t < best:
                best = t
                chosen = o
                behind = before
            before = o
            o = resource_state(s, o).next_waiting
    unlink_free(s, chosen, behind)
    return chosen
