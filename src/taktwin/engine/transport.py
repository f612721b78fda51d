"""Fleets: vehicles that carry jobs over transport links and lots of parts over feeds.

A request takes the first idle vehicle; if none is idle it waits in the fleet's queue, first come, first served. A trip
is an empty run with loading, then a loaded run with unloading.
"""

from __future__ import annotations

from taktwin.engine.flow import arrive, find_giver, take
from taktwin.engine.jit import kernel
from taktwin.engine.jobs import append, settle_node
from taktwin.engine.machine import begin, mark, refresh, stop_clock, update_state
from taktwin.engine.memory import dist_at, entry, int_at, job_at, place, resource, stock_at
from taktwin.engine.random import address, sample
from taktwin.engine.state import EMPTY_RUN, LOADED_RUN, N_BUFFER, N_LINK, N_STATION, NO_WORK, P_TRIP
from taktwin.engine.station import jobs_ready
from taktwin.engine.stock import available, draw, receive


@kernel
def is_idle(r):
    """Whether a vehicle can take a task now."""
    return r.phase == NO_WORK and r.up == 1 and r.on == 1


@kernel
def claim(s, p, m):
    """Keep one ready job of place ``p`` for the vehicle that is on its way."""
    node = place(s, p)
    if node.kind == N_STATION:
        resource(s, m).claimed = 1
    elif node.kind == N_BUFFER or node.kind == N_LINK:
        node.claimed += 1
    else:
        resource(s, node.res0).claimed = 1


@kernel
def dispatch(s, v, n):
    """Send vehicle ``v`` on the task of node ``n``; False if there is nothing to fetch after all."""
    node = place(s, n)
    r = resource(s, v)
    if node.kind == N_LINK:
        p, m = find_giver(s, n)
        if p < 0:
            return False
        claim(s, p, m)
        settle_node(s, n)
        node.count += 1
        node.most = max(node.most, node.count)
        r.giver_node = p
        r.giver = m
    r.task = n
    fleet = place(s, node.fleet)
    row = entry(s, node.row)
    loading = sample(dist_at(s, fleet.load), address(r.key, P_TRIP, 2 * r.works))
    begin(s, v, EMPTY_RUN, row.empty_s + loading)
    return True


@kernel
def request(s, n):
    """Node ``n`` wants a vehicle: now if one is idle, else in turn."""
    node = place(s, n)
    fleet = place(s, node.fleet)
    if fleet.head < 0:
        for v in range(fleet.res0, fleet.res0 + fleet.res):
            if is_idle(resource(s, v)):
                dispatch(s, v, n)
                return
    node.queued += 1
    if node.queued == 1:
        queue(s, node.fleet, n)


@kernel
def queue(s, f, n):
    """Put node ``n`` at the end of the fleet's queue."""
    fleet = place(s, f)
    place(s, n).next_waiting = -1
    if fleet.head < 0:
        fleet.head = n
    else:
        place(s, fleet.tail).next_waiting = n
    fleet.tail = n


@kernel
def next_task(s, v):
    """A vehicle that has become free takes the first task in its fleet's queue."""
    r = resource(s, v)
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
def pick_up(s, v):
    """The vehicle has come and loaded."""
    r = resource(s, v)
    n = r.task
    node = place(s, n)
    row = entry(s, node.row)
    if node.kind == N_LINK:
        giver = place(s, r.giver_node)
        if giver.kind == N_BUFFER or giver.kind == N_LINK:
            giver.claimed -= 1
        r.job = take(s, r.giver_node, r.giver)
        arrive(s, n, r.job)
    else:
        stock_at(s, row.source).reserved -= row.amount
        draw(s, row.source, row.amount)
    unloading = sample(dist_at(s, place(s, node.fleet).unload), address(r.key, P_TRIP, 2 * r.works + 1))
    begin(s, v, LOADED_RUN, row.loaded_s + unloading)


@kernel
def set_down(s, v):
    """The vehicle has arrived and unloaded."""
    r = resource(s, v)
    n = r.task
    node = place(s, n)
    r.phase = NO_WORK
    r.works += 1
    r.jobs += 1
    if node.kind == N_LINK:
        job_at(s, r.job).ready = s.now
        job_at(s, r.job).dest = node.dest
        append(s, n, r.job)
        node.waiting += 1
        r.job = -1
        mark(s, node.dest)
    else:
        row = entry(s, node.row)
        stock_at(s, row.target).on_way -= row.amount
        receive(s, row.target, row.amount)
        mark(s, n)
    next_task(s, v)


@kernel
def end_of_run(s, v):
    """An empty or a loaded run has ended."""
    stop_clock(s, v)
    if resource(s, v).phase == EMPTY_RUN:
        pick_up(s, v)
    else:
        set_down(s, v)


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
