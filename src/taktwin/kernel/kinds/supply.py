"""Lanes (periodic deliveries of suppliers) and order streams (releases of jobs)."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import dist_at, float_at, int_at, place, put_float, resource, stock_at
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import INF, LANE_FULL, P_LEAD, P_RELEASE
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.jobs import append, create, settle_node
from taktwin.kernel.machine import mark
from taktwin.kernel.stock import receive


@kernel
def order_quantity(s, r):
    """Amount of the next order: fixed, or what is missing to the target in full containers."""
    if r.up_to < 0.0:
        return r.amount
    p = stock_at(s, r.stock)
    missing = r.up_to - (p.level + p.dock + p.on_way)
    return max(0.0, math.ceil(missing / r.container - 1e-9) * r.container)


@kernel
def lane_event(s, i):
    """Trucks that are due arrive; then, if it is time, the next order is placed. Trucks of a lane keep their order."""
    r = resource(s, i)
    now = s.now
    while r.count > 0 and float_at(s, r.list0 + 2 * r.head) <= now:
        amount = float_at(s, r.list0 + 2 * r.head + 1)
        r.head = (r.head + 1) % r.capacity
        r.count -= 1
        stock_at(s, r.stock).on_way -= amount
        receive(s, r.stock, amount)
        r.jobs += 1
    if r.work_end <= now:
        amount = order_quantity(s, r)
        if amount > 0.0 and r.count >= r.capacity:
            s.error = LANE_FULL
        elif amount > 0.0:
            lead = sample(dist_at(s, r.dist), address(r.key, P_LEAD, r.works))
            r.works += 1
            r.last_arrival = max(r.last_arrival, now + lead)
            at = r.list0 + 2 * ((r.head + r.count) % r.capacity)
            put_float(s, at, r.last_arrival)
            put_float(s, at + 1, amount)
            r.count += 1
            stock_at(s, r.stock).on_way += amount
        r.at += 1
        r.work_end = r.base + r.at * r.period
    due = r.work_end
    if r.count > 0:
        due = min(due, float_at(s, r.list0 + 2 * r.head))
    set_due(s, i, due)


@kernel
def stream_event(s, i):
    """The next job of an order stream with intervals or release times queues before its line (copies take turns)."""
    r = resource(s, i)
    n = int_at(s, r.sources0 + r.at % r.sources)
    r.at += 1
    j = create(s, i)
    if j >= 0:
        settle_node(s, n)
        append(s, n, j)
        place(s, n).count += 1
        mark(s, place(s, n).dest)
    due = INF
    if r.jobs < r.count:
        if r.releases0 >= 0:
            due = max(s.now, float_at(s, r.releases0 + r.jobs))
        else:
            due = s.now + sample(dist_at(s, r.dist), address(r.key, P_RELEASE, r.jobs))
    set_due(s, i, due)
