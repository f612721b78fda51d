"""What a lane orders, and the trucks with which that sets out."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    dist_at,
    int_at,
    lane_at,
    lane_load,
    put_float,
    resource,
    resource_state,
    stock_state,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import INF, P_LEAD
from taktwin.kernel.common.shifttime import time_in_shifts
from taktwin.kernel.common.stock import available, draw
from taktwin.kernel.common.supply.trucks import BEFORE_AMOUNTS, set_out

_ROUNDING = 1e-9  # by so much amounts may be off
NUMBERS_OF_STOP = 4  # see `state.LANE`


@kernel
def order_quantity(s, load):
    """Amount of the next order of a load: fixed, or what is missing to the target in full containers.

    Nothing if the position is above the reorder level; of a fixed quantity so many that it is above it (R, nQ).
    """
    p = stock_state(s, load.stock)
    position = p.level + p.dock + p.on_way
    if load.called == 1:
        position -= p.owed
    if position > load.reorder + _ROUNDING:
        return 0.0
    if load.up_to >= 0.0:
        missing = load.up_to - position
        return max(0.0, math.ceil(missing / load.container - _ROUNDING) * load.container)
    if load.reorder == INF:
        return load.amount
    below = max(0.0, load.reorder - position)
    return (math.floor(below / load.amount + _ROUNDING) + 1.0) * load.amount


@kernel
def delivered(s, source, load):
    """What leaves on the next order: from a stock point no more than is there, in full containers."""
    wanted = order_quantity(s, load)
    if source < 0 or wanted <= 0.0:
        return wanted
    there = available(s, source)
    if there < wanted - _ROUNDING:
        wanted = max(0.0, math.floor(there / load.container + _ROUNDING) * load.container)
    return wanted


@kernel
def leaves_at(s, i):
    """When a truck of lane ``i`` that is ordered now leaves its last stop (s); without any it leaves at once.

    At each stop it is loaded in the shifts of the supplier alone, and leaves in one of them.
    """
    r = resource_state(s, i)
    lane = lane_at(s, resource(s, i).row)
    time = s.now
    for k in range(lane.stops):
        at = lane.stop0 + NUMBERS_OF_STOP * k
        purpose = P_LEAD + 16 * (2 * k + 1)
        if int_at(s, at) >= 0:
            time += sample(dist_at(s, int_at(s, at)), address(r.key, purpose, r.works))
        loading = 0.0
        if int_at(s, at + 1) >= 0:
            loading = sample(dist_at(s, int_at(s, at + 1)), address(r.key, purpose + 16, r.works))
        time = time_in_shifts(s, int_at(s, at + 2), int_at(s, at + 3), time, loading)
    return time


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
                    leaves = leaves_at(s, i)
                    r.works += 1
                    r.last_arrival = max(r.last_arrival, leaves + lead)
                at = set_out(s, i, r.last_arrival)
                if at < 0:
                    return
                room = lane.room
            containers = math.ceil(left / load.container - _ROUNDING)
            amount = left if containers <= room else room * load.container
            put_float(s, at + BEFORE_AMOUNTS + k, amount)
            room -= min(containers, room)
            left -= amount
