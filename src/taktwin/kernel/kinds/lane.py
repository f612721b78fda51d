"""Lanes: periodic deliveries of suppliers, or from other stock points, to stock points."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import dist_at, float_at, put_float, resource, resource_state, stock_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import LANE_FULL, P_LEAD
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.machine import NO_MACHINE
from taktwin.kernel.common.stock import available, draw, receive
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.outlook.supply import LANES


@kernel
def order_quantity(s, given):
    """Amount of the next order: fixed, or what is missing to the target in full containers."""
    if given.up_to < 0.0:
        return given.amount
    p = stock_state(s, given.stock)
    missing = given.up_to - (p.level + p.dock + p.on_way)
    return max(0.0, math.ceil(missing / given.container - 1e-9) * given.container)


@kernel
def delivered(s, given):
    """What leaves on the next order: from a stock point no more than is there, in full containers."""
    wanted = order_quantity(s, given)
    if given.source < 0 or wanted <= 0.0:
        return wanted
    there = available(s, given.source)
    if there < wanted - 1e-9:
        wanted = max(0.0, math.floor(there / given.container + 1e-9) * given.container)
    return wanted


@kernel
def lane_event(s, i):
    """Trucks that are due arrive; then, if it is time, the next order is placed. Trucks of a lane keep their order."""
    r = resource_state(s, i)
    given = resource(s, i)
    now = s.now
    while r.count > 0 and float_at(s, given.list0 + 2 * r.head) <= now:
        amount = float_at(s, given.list0 + 2 * r.head + 1)
        r.head = (r.head + 1) % given.capacity
        r.count -= 1
        stock_state(s, given.stock).on_way -= amount
        receive(s, given.stock, amount)
        r.jobs += 1
    if r.work_end <= now:
        amount = delivered(s, given)
        if amount > 0.0 and r.count >= given.capacity:
            s.error = LANE_FULL
        elif amount > 0.0:
            if given.source >= 0:
                draw(s, given.source, amount)
            lead = sample(dist_at(s, given.dist), address(r.key, P_LEAD, r.works))
            r.works += 1
            r.last_arrival = max(r.last_arrival, now + lead)
            at = given.list0 + 2 * ((r.head + r.count) % given.capacity)
            put_float(s, at, r.last_arrival)
            put_float(s, at + 1, amount)
            r.count += 1
            stock_state(s, given.stock).on_way += amount
        r.at += 1
        r.work_end = r.base + r.at * given.period
    due = r.work_end
    if r.count > 0:
        due = min(due, float_at(s, given.list0 + 2 * r.head))
    set_due(s, i, due)


@kernel
def plan_first(s, i):
    """The first order."""
    set_due(s, i, resource_state(s, i).work_end)


@kernel
def plan_given(s, i):
    """The first truck on its way, or the next order."""
    r = resource_state(s, i)
    set_due(s, i, min(r.work_end, float_at(s, resource(s, i).list0)) if r.count > 0 else r.work_end)


def lower(low: FlowLowering) -> None:
    """A resource for each lane, with room for the trucks that can be on the way at once (40 times the mean, and 64)."""
    for name, lane in low.model.lanes.items():
        trucks = 64 + 40 * math.ceil(lane.lead.mean / lane.every.value)
        low.b.resource(
            "lane",
            name,
            stock=low.stocks[lane.to],
            source=low.stocks[lane.from_] if lane.from_ is not None else -1,
            dist=low.b.distribution(lane.lead),
            amount=lane.quantity.value if lane.quantity else 0.0,
            up_to=lane.up_to.value if lane.up_to else -1.0,
            container=lane.container.value,
            period=lane.every.value,
            base=lane.offset.value,
            work_end=lane.offset.value,
            list0=low.b.numbers([0.0] * (2 * trucks)),
            capacity=trucks,
        )


LANE = Kind(
    **NO_MACHINE,
    name="lane",
    outlook=LANES,
    event=lane_event,
    prime=plan_first,
    prime_given=plan_given,
    phase="before",
    lower=lower,
    relief="orders",
)
