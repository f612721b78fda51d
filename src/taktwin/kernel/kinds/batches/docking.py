"""Trucks of deliveries at a dock: in its yard, and at a door.

As for trucks of lanes, the door is fixed when a truck comes to the gate, and so is when its unloading begins and ends;
it goes on whatever becomes of the truck meanwhile. Until its end the jobs are on the truck, and not ready to go on.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import dist_at, job_at, place, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import (
    AT_DOOR,
    AT_GATE,
    BEING_UNLOADED,
    BLOCKED,
    IN_YARD,
    INF,
    LOG_DOCK,
    P_TRIP,
    UNLOADED,
    WORKING,
)
from taktwin.kernel.common.joblog import write_log
from taktwin.kernel.common.machine import mark, mark_receiver, refresh, update_state
from taktwin.kernel.common.planned import add_ideal
from taktwin.kernel.common.supply.dock import due_at_dock, take_door
from taktwin.kernel.kinds.station import ready, server_state


@kernel
def come_to_gate(s, i):
    """Truck ``i`` has driven: its door, and begin and end of its unloading, are fixed."""
    r = resource_state(s, i)
    n = resource(s, i).node
    node = place(s, n)
    add_ideal(s, i, node.door_time)
    seconds = sample(dist_at(s, node.door_time), address(r.key, P_TRIP, 2 * r.works - 1))
    r.base = take_door(s, node.dock, seconds)
    r.last_arrival = r.base + seconds
    r.yard = IN_YARD
    _tell(s, i, AT_GATE)
    if r.base <= s.now:
        r.yard = BEING_UNLOADED
        _tell(s, i, AT_DOOR)
    r.entry_at = due_at_dock(s, r)
    update_state(s, i)
    refresh(s, i)
    mark(s, n)


@kernel
def look_at_dock(s, i):
    """The unloading of truck ``i`` has ended, or begun; or its place waited for more jobs until now."""
    r = resource_state(s, i)
    n = resource(s, i).node
    if r.yard == IN_YARD and r.base <= s.now:
        r.yard = BEING_UNLOADED
        _tell(s, i, AT_DOOR)
        r.entry_at = due_at_dock(s, r)
    elif r.yard == BEING_UNLOADED and r.last_arrival <= s.now:
        r.yard = 0
        r.base = 0.0
        r.last_arrival = 0.0
        r.entry_at = INF
        j = r.job
        while j >= 0:
            job_at(s, j).ready = s.now
            j = job_at(s, j).next
        _tell(s, i, UNLOADED)
        mark_receiver(s, n, job_at(s, r.job).dest)
    else:
        r.entry_at = due_at_dock(s, r)
    update_state(s, i)
    refresh(s, i)
    mark(s, n)


@kernel
def _tell(s, i, what):
    """Note in the trace where truck ``i`` is at its dock."""
    if s.trace == 1:
        write_log(s, LOG_DOCK, i, job_at(s, resource_state(s, i).job).order, what, -1)


@small_kernel
def ready_on_truck(s, p, m, n):
    """Since when truck ``m`` has a job ready for place ``n``; INF if it has none, or is at a dock."""
    if resource_state(s, m).yard > 0:
        return INF
    return ready(s, p, m, n)


@small_kernel
def truck_state(s, i):
    """At a door it works, in the yard it is blocked; else as a server of a station."""
    r = resource_state(s, i)
    if r.yard > 0:
        return WORKING if r.yard == BEING_UNLOADED else BLOCKED
    return server_state(s, i)
