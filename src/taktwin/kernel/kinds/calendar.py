"""Shift calendars: at a change, every resource that follows the calendar stops or goes on."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import float_at, int_at, resource
from taktwin.kernel.base.state import CONVEYOR, LOAD, VEHICLE
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.guidepath.battery import update_draw
from taktwin.kernel.kinds.conveyor import update_belt
from taktwin.kernel.kinds.transport import next_task
from taktwin.kernel.machine import mark, refresh, start_clock, stop_clock, update_state


@kernel
def wake(s, i):
    """A resource is up and on shift again: it goes on with its work and looks for more."""
    r = resource(s, i)
    if r.kind == CONVEYOR:
        update_belt(s, i)
        return
    start_clock(s, i)
    if r.kind == VEHICLE:
        next_task(s, i)
        return
    update_state(s, i)
    refresh(s, i)
    if r.kind != LOAD:
        mark(s, r.node)


@kernel
def set_on_shift(s, i, on):
    """Begin (1) or end (0) the shift of a resource."""
    r = resource(s, i)
    if r.on == on:
        return
    r.on = on
    if on == 1:
        wake(s, i)
        return
    if r.kind == CONVEYOR:
        update_belt(s, i)
        return
    stop_clock(s, i)
    update_state(s, i)
    refresh(s, i)
    if r.kind == VEHICLE and r.row >= 0:
        update_draw(s, i)


@kernel
def calendar_event(s, i):
    """The calendar switches: even entries of its list begin a shift, odd ones end it."""
    r = resource(s, i)
    on = 1 if r.at % 2 == 0 else 0
    for k in range(r.sources0, r.sources0 + r.sources):
        set_on_shift(s, int_at(s, k), on)
    r.at += 1
    if r.at >= r.lists:
        r.at = 0
        r.base += r.period
    set_due(s, i, r.base + float_at(s, r.list0 + r.at))
