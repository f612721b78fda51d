"""Trucks of a lane: what they bring, on their way to the gate, in the yard and at a door.

A lane keeps its trucks in a ring of places in the world's floats. A place holds the time at which the truck comes to
the gate (at the dock: at which its parts are in), at the dock also when its unloading begins, and an amount for each
load. The first `yard` trucks are at the dock, in the order in which they are unloaded; behind them the others, in that
in which they come.
"""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    dist_at,
    float_at,
    lane_at,
    lane_load,
    put_float,
    resource,
    resource_state,
    stock_state,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import LANE_FULL, P_TRIP
from taktwin.kernel.common.stock import receive
from taktwin.kernel.common.supply.dock import take_door

#: Numbers of a place before its amounts: time, and begin of the unloading.
BEFORE_AMOUNTS = 2


@kernel
def truck(s, i, at):
    """Where the place of truck number ``at`` of lane ``i`` begins in the floats."""
    given = resource(s, i)
    width = BEFORE_AMOUNTS + lane_at(s, given.row).loads
    return given.list0 + width * ((resource_state(s, i).head + at) % given.capacity)


@kernel
def set_out(s, i, arrival):
    """One more truck of lane ``i`` sets out, empty so far. Its place; -1, and an error of the run, if there is none."""
    r = resource_state(s, i)
    if r.count >= resource(s, i).capacity:
        s.error = LANE_FULL
        return -1
    at = truck(s, i, r.count)
    put_float(s, at, arrival)
    for k in range(1, BEFORE_AMOUNTS + lane_at(s, resource(s, i).row).loads):
        put_float(s, at + k, 0.0)
    r.count += 1
    return at


@kernel
def next_due(s, i):
    """When the next truck of lane ``i`` comes to the gate, or is unloaded (s); infinite if there is none."""
    r = resource_state(s, i)
    due = math.inf
    if r.yard > 0:
        due = float_at(s, truck(s, i, 0))
    if r.count > r.yard:
        due = min(due, float_at(s, truck(s, i, r.yard)))
    return due


@kernel
def come_in(s, i):
    """All that is due of the trucks of lane ``i``: those that are unloaded first, then those that come to the gate."""
    r = resource_state(s, i)
    while r.count > 0:
        if r.yard > 0 and float_at(s, truck(s, i, 0)) <= s.now:
            r.yard -= 1
            _bring_in(s, i)
        elif r.count > r.yard and float_at(s, truck(s, i, r.yard)) <= s.now:
            if lane_at(s, resource(s, i).row).dock >= 0:
                _come_to_gate(s, i)
            else:
                _bring_in(s, i)
            r.jobs += 1
        else:
            break


@kernel
def _bring_in(s, i):
    """The parts of the first truck are in."""
    r = resource_state(s, i)
    lane = lane_at(s, resource(s, i).row)
    amounts = truck(s, i, 0) + BEFORE_AMOUNTS
    r.head = (r.head + 1) % resource(s, i).capacity
    r.count -= 1
    for k in range(lane.loads):
        amount = float_at(s, amounts + k)
        if amount > 0.0:
            stock = lane_load(s, lane.load0 + k).stock
            stock_state(s, stock).on_way -= amount
            receive(s, stock, amount)


@kernel
def _come_to_gate(s, i):
    """The first truck that is not at the dock yet comes there: its door and the end of its unloading are fixed."""
    r = resource_state(s, i)
    lane = lane_at(s, resource(s, i).row)
    at = truck(s, i, r.yard)
    seconds = sample(dist_at(s, lane.unload), address(r.key, P_TRIP, r.jobs))
    if lane.each > 0.0:
        seconds += lane.each * containers(s, i, at)
    begins = take_door(s, lane.dock, seconds)
    put_float(s, at, begins + seconds)
    put_float(s, at + 1, begins)
    r.yard += 1
    before = r.yard - 2
    while before >= 0 and float_at(s, truck(s, i, before)) > float_at(s, truck(s, i, before + 1)):
        _exchange(s, i, before)  # it is unloaded sooner than one that came before
        before -= 1


@kernel
def containers(s, i, at):
    """Containers in the truck at place ``at``."""
    lane = lane_at(s, resource(s, i).row)
    count = 0.0
    for k in range(lane.loads):
        amount = float_at(s, at + BEFORE_AMOUNTS + k)
        count += math.ceil(amount / lane_load(s, lane.load0 + k).container - 1e-9)
    return count


@kernel
def _exchange(s, i, at):
    """Trucks number ``at`` and the next one change places."""
    one, other = truck(s, i, at), truck(s, i, at + 1)
    for k in range(BEFORE_AMOUNTS + lane_at(s, resource(s, i).row).loads):
        value = float_at(s, one + k)
        put_float(s, one + k, float_at(s, other + k))
        put_float(s, other + k, value)
