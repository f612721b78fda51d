"""Deliveries: batch stations whose servers are trucks. They take whole racks, and come back empty."""

from __future__ import annotations

import math
from typing import Any

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import dist_at, place, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import EMPTY_RUN, IN_WORK, LOADING, NO_WORK, P_BACK, UNLOADING
from taktwin.kernel.common.choice import note_freed
from taktwin.kernel.common.failureclock import count_work, plan_failure
from taktwin.kernel.common.machine import begin, mark, refresh, stop_clock, update_state
from taktwin.kernel.kinds.batches.batchstation import BY_BATCHES, batch_event
from taktwin.kernel.kinds.batches.docking import come_to_gate, look_at_dock, ready_on_truck, truck_state
from taktwin.kernel.kinds.batches.row import take
from taktwin.kernel.lowering.batches import put_trucks, tell_trucks
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.stations import lower_work
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import Distribution

NO_TIME = Distribution("constant", (0.0,))


@kernel
def drive_back(s, i):
    """Truck ``i`` is empty: it is on its way back, and takes no jobs until it is there."""
    r = resource_state(s, i)
    back = place(s, resource(s, i).node).back
    begin(s, i, EMPTY_RUN, sample(dist_at(s, back), address(r.key, P_BACK, r.works)))
    if r.running == 0:  # off shift it stands, as any work that is paused: what waited for the end of the trip can begin
        plan_failure(s, i)
        refresh(s, i)


@kernel
def take_from_truck(s, p, m):
    """The first job of truck ``m`` leaves; behind the last one it drives back."""
    j = take(s, p, m)
    if resource_state(s, m).job < 0:
        drive_back(s, m)
    return j


@kernel
def delivery_event(s, i):
    """The end of the way back; else as at a batch station, and a truck that has lost all its jobs drives back."""
    r = resource_state(s, i)
    n = resource(s, i).node
    if r.phase == EMPTY_RUN and r.running == 1 and r.work_end <= s.now:
        stop_clock(s, i)
        r.phase = NO_WORK
        if resource(s, i).counts > 0:
            count_work(s, i)
        note_freed(s, r, n)
        update_state(s, i)
        refresh(s, i)
        mark(s, n)
        return
    if r.yard > 0 and r.entry_at <= s.now:
        look_at_dock(s, i)
        return
    loaded = r.job >= 0
    driven = r.done == 0
    batch_event(s, i)
    if loaded and r.job < 0:
        drive_back(s, i)
    elif r.done == 1:  # what waits for the end of the trip waits on
        if driven and place(s, n).dock >= 0:
            come_to_gate(s, i)
        plan_failure(s, i)
        refresh(s, i)


def lower(low: FlowLowering, shop: str, line: str, element: Delivery) -> tuple[int, int]:
    """The node of a delivery and its trucks."""
    most, rack = int(element.most.value), int(element.rack.value)
    fields: dict[str, Any] = {"cap": element.server_count * most, "batch": most, "enough": rack, "rack": rack}
    fields["wait"] = element.wait.value if element.wait is not None else math.inf
    fields |= {"back": low.b.distribution(element.way_back), "reverse": int(element.reverse)}
    node = lower_work(low, shop, line, element, **fields)
    if element.dock is not None:  # its doors unload, and not the truck
        at_door = low.b.distribution(element.unload or NO_TIME)
        low.b.nodes[node].update(dock=list(low.model.docks).index(element.dock), door_time=at_door, unload=-1)
    return node, node


DELIVERY = Kind(
    **BY_BATCHES
    | {
        "ready": ready_on_truck,
        "take": take_from_truck,
        "state": truck_state,
        "event": delivery_event,
        "phases": (IN_WORK, LOADING, UNLOADING, EMPTY_RUN),
        "work_unit": False,
        "delivers": True,
        "job_words": (*BY_BATCHES["job_words"], "unloads_in"),
        "place_words": ("returning",),
        "put_jobs": put_trucks,
        "tell_jobs": tell_trucks,
        "where": Phrase("on a truck"),
    },
    name="delivery",
    noun=Delivery,
    phase="element",
    lower=lower,
)
