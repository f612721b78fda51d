"""Lanes: periodic deliveries by truck, from suppliers or from other stock points, to stock points."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import (
    dist_at,
    lane_at,
    lane_load,
    put_float,
    resource,
    resource_state,
    stock_state,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import P_LEAD
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.machine import NO_MACHINE
from taktwin.kernel.common.stock import available, draw
from taktwin.kernel.common.supply.trucks import BEFORE_AMOUNTS, come_in, next_due, set_out
from taktwin.kernel.lowering.lanes import lower_lanes
from taktwin.kernel.outlook.supply import LANES


@kernel
def order_quantity(s, load):
    """Amount of the next order of a load: fixed, or what is missing to the target in full containers."""
    if load.up_to < 0.0:
        return load.amount
    p = stock_state(s, load.stock)
    missing = load.up_to - (p.level + p.dock + p.on_way)
    return max(0.0, math.ceil(missing / load.container - 1e-9) * load.container)


@kernel
def delivered(s, source, load):
    """What leaves on the next order: from a stock point no more than is there, in full containers."""
    wanted = order_quantity(s, load)
    if source < 0 or wanted <= 0.0:
        return wanted
    there = available(s, source)
    if there < wanted - 1e-9:
        wanted = max(0.0, math.floor(there / load.container + 1e-9) * load.container)
    return wanted


@kernel
def order(s, i):
    """Order all loads of lane ``i``; trucks are filled one after the other, and set out together."""
    r = resource_state(s, i)
    source = resource(s, i).source
    lane = lane_at(s, resource(s, i).row)
    room = 0.0  # containers that the truck at hand, at place `at`, can still take
    at = -1
    for k in range(lane.loads):
        load = lane_load(s, lane.load0 + k)
        left = delivered(s, source, load)
        if left <= 0.0:
            continue
        if source >= 0:
            draw(s, source, left)
        stock_state(s, load.stock).on_way += left
        while left > 0.0:
            if room < 1.0:
                if at < 0:  # the first truck of this order
                    lead = sample(dist_at(s, resource(s, i).dist), address(r.key, P_LEAD, r.works))
                    r.works += 1
                    r.last_arrival = max(r.last_arrival, s.now + lead)
                at = set_out(s, i, r.last_arrival)
                if at < 0:
                    return
                room = lane.room
            containers = math.ceil(left / load.container - 1e-9)
            amount = left if containers <= room else room * load.container
            put_float(s, at + BEFORE_AMOUNTS + k, amount)
            room -= min(containers, room)
            left -= amount


@kernel
def lane_event(s, i):
    """Trucks that are due come in; then, if it is time, the next order is placed. Trucks of a lane keep their order."""
    r = resource_state(s, i)
    given = resource(s, i)
    come_in(s, i)
    if r.work_end <= s.now:
        order(s, i)
        r.at += 1
        r.work_end = r.base + r.at * given.period
    set_due(s, i, min(r.work_end, next_due(s, i)))


@kernel
def plan_first(s, i):
    """The first truck that is on its way, or the next order."""
    set_due(s, i, min(resource_state(s, i).work_end, next_due(s, i)))


LANE = Kind(
    **NO_MACHINE,
    name="lane",
    outlook=LANES,
    event=lane_event,
    prime=plan_first,
    prime_given=plan_first,
    phase="before",
    lower=lower_lanes,
    relief="orders",
)
