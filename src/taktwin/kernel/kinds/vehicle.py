"""Vehicles of fleets: they carry jobs over transports and lots of parts over feeds.

A request takes the first idle vehicle; if none is idle it waits in the fleet's queue, first come, first served. A trip
is an empty run with loading, then a loaded run with unloading. Vehicles on a guide path: see ``guidepath.guided``.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import dist_at, entry, place, place_state, resource, resource_state
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import (
    ASKED_DISPATCH,
    BLOCKED,
    EMPTY_RUN,
    LOADED_RUN,
    NO_WORK,
    OLDEST,
    OWN_DISPATCH,
    P_TRIP,
    STARVED,
)
from taktwin.kernel.common.machine import (
    MACHINE,
    at_work,
    begin,
    fail,
    mark,
    refresh,
    repair,
    rest_machine,
    start_clock,
    stop_clock,
    update_state,
)
from taktwin.kernel.guidepath.battery import update_draw
from taktwin.kernel.guidepath.dispatch import request_by_rule, take_request, vehicle_by_rule
from taktwin.kernel.guidepath.guided import begin_at_parking, end_of_guided_phase, look_for_task, request_guided
from taktwin.kernel.guidepath.trip import assign, hand_over, load_up, queue
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.paths import charger_profile


@kernel
def is_idle(r):
    """Whether a vehicle can take a task now."""
    return r.phase == NO_WORK and r.up == 1 and r.on == 1


@kernel
def dispatch(s, v, n):
    """Send vehicle ``v`` on the task of node ``n``; False if there is nothing to fetch after all."""
    if not assign(s, v, n):
        return False
    r = resource_state(s, v)
    node = place(s, n)
    loading = sample(dist_at(s, place(s, node.fleet).load), address(r.key, P_TRIP, 2 * r.works))
    begin(s, v, EMPTY_RUN, entry(s, node.row).empty_s + loading)
    return True


@kernel
def request(s, n):
    """Node ``n`` wants a vehicle: now if one is idle, else in turn."""
    node = place(s, n)
    here = place_state(s, n)
    fleet = place(s, node.fleet)
    if place_state(s, node.fleet).head < 0:
        if fleet.row >= 0:
            if request_guided(s, n):
                return
        elif fleet.rule == OWN_DISPATCH:
            v = vehicle_by_rule(s, n)
            if v >= 0:
                dispatch(s, v, n)
                return
        elif fleet.rule == OLDEST:
            for v in range(fleet.res0, fleet.res0 + fleet.res):
                if is_idle(resource_state(s, v)):
                    dispatch(s, v, n)
                    return
    here.queued += 1
    if here.queued == 1:
        queue(s, node.fleet, n)
    if fleet.rule == ASKED_DISPATCH:
        mark(s, node.fleet)


@kernel
def next_task(s, v):
    """A vehicle that has become free takes the first task in its fleet's queue."""
    given = resource(s, v)
    if given.row >= 0:
        look_for_task(s, v)
        return
    f = given.node
    fleet = place_state(s, f)
    r = resource_state(s, v)
    if place(s, f).rule == ASKED_DISPATCH and fleet.head >= 0:
        mark(s, f)
    else:
        while fleet.head >= 0 and is_idle(r):
            n, before = request_by_rule(s, f, v) if place(s, f).rule == OWN_DISPATCH else (fleet.head, -1)
            take_request(s, f, n, before)
            dispatch(s, v, n)
    update_state(s, v)
    refresh(s, v)


@kernel
def end_of_run(s, v):
    """An empty or a loaded run has ended."""
    stop_clock(s, v)
    r = resource_state(s, v)
    if resource(s, v).row >= 0:
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
def wake(s, i):
    """A vehicle goes on with its trip, or looks for one."""
    start_clock(s, i)
    next_task(s, i)


@kernel
def rest(s, i):
    """The shift of a vehicle ends."""
    rest_machine(s, i)
    if resource(s, i).row >= 0:
        update_draw(s, i)


@kernel
def vehicle_event(s, i):
    """The end of a run before that of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 1 and r.work_end <= s.now:
        end_of_run(s, i)
    elif r.up == 0:
        repair(s, i)
        wake(s, i)
    else:
        fail(s, i)
        if resource(s, i).row >= 0:
            update_draw(s, i)


@kernel
def vehicle_state(s, i):
    """On its way; or it waits for the way; or it has no task."""
    r = resource_state(s, i)
    if r.running == 1:
        return at_work(s, r)
    return BLOCKED if r.waits == 1 else STARVED


@kernel
def go_on(s, i):
    """The first task of a vehicle that a start state finds without one."""
    if resource(s, i).row >= 0:
        begin_at_parking(s, resource(s, i).row)
    else:
        next_task(s, i)


def lower(low: FlowLowering) -> None:
    """A resource for each vehicle of each fleet."""
    for name, fleet in low.model.fleets.items():
        node = low.fleet_nodes[name]
        first = len(low.b.resources)
        count = int(fleet.count.value)
        for i in range(count):
            low.b.resource(
                "vehicle",
                f"{name}.{i + 1}",
                node=node,
                **low.working.failures(fleet.failures),
                **low.working.calendar(fleet.calendar, fleet.shop),
                **low.working.power(charger_profile(fleet.battery) if fleet.battery is not None else fleet.power),
            )
            low.flow.failures[first + i] = fleet.failures
            low.tell_resource(first + i, "vehicle", name, fleet.shop, server=i + 1)
        low.b.nodes[node].update(res0=first, res=count)


VEHICLE = Kind(
    **(MACHINE | {"wake": wake, "rest": rest, "go_on": go_on}),
    name="vehicle",
    event=vehicle_event,
    state=vehicle_state,
    phases=(EMPTY_RUN, LOADED_RUN),
    carries=True,
    limits=True,
    able=True,
    phase="after",
    lower=lower,
)
