"""Fleets: vehicles that carry jobs over transport links and lots of parts over feeds.

A request takes the first idle vehicle; if none is idle it waits in the fleet's queue, first come, first served. A trip
is an empty run with loading, then a loaded run with unloading. Vehicles on a guide path: see ``guided``.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import dist_at, entry, int_at, place, resource, stock_at
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import EMPTY_RUN, LOADED_RUN, NO_WORK, P_TRIP
from taktwin.kernel.guidepath.guided import end_of_guided_phase, look_for_task, request_guided
from taktwin.kernel.guidepath.trip import assign, hand_over, load_up, queue
from taktwin.kernel.kinds.station import jobs_ready
from taktwin.kernel.machine import begin, refresh, stop_clock, update_state
from taktwin.kernel.stock import available


@kernel
def is_idle(r):
    """Whether a vehicle can take a task now."""
    return r.phase == NO_WORK and r.up == 1 and r.on == 1


@kernel
def dispatch(s, v, n):
    """Send vehicle ``v`` on the task of node ``n``; False if there is nothing to fetch after all."""
    if not assign(s, v, n):
        return False
    r = resource(s, v)
    node = place(s, n)
    loading = sample(dist_at(s, place(s, node.fleet).load), address(r.key, P_TRIP, 2 * r.works))
    begin(s, v, EMPTY_RUN, entry(s, node.row).empty_s + loading)
    return True


@kernel
def request(s, n):
    """Node ``n`` wants a vehicle: now if one is idle, else in turn."""
    node = place(s, n)
    fleet = place(s, node.fleet)
    if fleet.head < 0:
        if fleet.row >= 0:
            if request_guided(s, n):
                return
        else:
            for v in range(fleet.res0, fleet.res0 + fleet.res):
                if is_idle(resource(s, v)):
                    dispatch(s, v, n)
                    return
    node.queued += 1
    if node.queued == 1:
        queue(s, node.fleet, n)


@kernel
def next_task(s, v):
    """A vehicle that has become free takes the first task in its fleet's queue."""
    r = resource(s, v)
    if r.row >= 0:
        look_for_task(s, v)
        return
    f = r.node
    fleet = place(s, f)
    while fleet.head >= 0 and is_idle(r):
        n = fleet.head
        fleet.head = place(s, n).next_waiting
        place(s, n).queued -= 1
        if place(s, n).queued > 0:
            queue(s, f, n)
        dispatch(s, v, n)
    update_state(s, v)
    refresh(s, v)


@kernel
def end_of_run(s, v):
    """An empty or a loaded run has ended."""
    stop_clock(s, v)
    r = resource(s, v)
    if r.row >= 0:
        end_of_guided_phase(s, v)
    elif r.phase == EMPTY_RUN:
        load_up(s, v)
        node = place(s, r.task)
        unloading = sample(dist_at(s, place(s, node.fleet).unload), address(r.key, P_TRIP, 2 * r.works + 1))
        begin(s, v, LOADED_RUN, entry(s, node.row).loaded_s + unloading)
    else:
        hand_over(s, v)
        next_task(s, v)


@kernel
def look_at_link(s, n):
    """Ask for vehicles while jobs are ready and the far end has room."""
    node = place(s, n)
    while node.count + node.queued < node.cap:
        ready = 0
        for k in range(node.pred0, node.pred0 + node.preds):
            ready += jobs_ready(s, int_at(s, k), n)
        if ready <= node.queued:
            return
        request(s, n)


@kernel
def look_at_feed(s, n):
    """Call lots while the stock to be fed is at or below its reorder level and the other one has a lot."""
    row = entry(s, place(s, n).row)
    to = stock_at(s, row.target)
    while (
        to.level + to.dock + to.on_way <= row.reorder
        and to.level + to.dock + to.on_way + row.amount <= to.cap
        and available(s, row.source) >= row.amount
    ):
        to.on_way += row.amount
        stock_at(s, row.source).reserved += row.amount
        request(s, n)
