"""Lanes: periodic deliveries by truck, from suppliers or from other stock points, to stock points."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import resource, resource_state
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.machine import NO_MACHINE
from taktwin.kernel.common.supply.ordering import order
from taktwin.kernel.common.supply.trucks import come_in, next_due
from taktwin.kernel.lowering.lanes import lower_lanes
from taktwin.kernel.outlook.supply import LANES


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
