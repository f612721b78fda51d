"""Vehicles on a guide path: their tasks, the places that they reserve, and when they charge and park.

A vehicle sets out only once a place at its goal is reserved for it. While it waits for one, and somebody else wants the
place where it stands, it waits at a parking place instead; there is one for each vehicle, so nobody waits in a circle.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    guided_at,
    int_at,
    network_at,
    place,
    place_state,
    resource,
    resource_state,
    stop_at,
    zone_at,
    zone_state,
)
from taktwin.kernel.base.state import (
    CHARGER,
    DRIVING,
    IN_SETUP,
    INF,
    LEAST_LOADED,
    LOADING,
    NEAREST,
    NO_WORK,
    OWN_DISPATCH,
    PRIORITY,
    TO_CHARGE,
    TO_LOAD,
    TO_PARK,
    TO_TOP_UP,
    TO_UNLOAD,
    UNLOADING,
    WAITING,
)
from taktwin.kernel.common.machine import refresh, stop_clock, update_state
from taktwin.kernel.guidepath.battery import must_charge, update_draw, wants_charge
from taktwin.kernel.guidepath.dispatch import request_by_rule, take_request, vehicle_by_rule
from taktwin.kernel.guidepath.errands import (
    do_errand,
    go_and_park,
    has_room,
    is_idle,
    is_in_the_way,
    is_wanted,
    nearest_place,
    send,
    send_away,
    way_seconds,
)
from taktwin.kernel.guidepath.traffic import cross, drive, leave_zone, make_dirty, pass_on, set_out, stand, wait_in_line
from taktwin.kernel.guidepath.trip import assign, hand_over, load_up


@kernel
def rank(s, g, n, rule):
    """How well a request suits a vehicle, lower is better; the first of equals in the queue is taken."""
    node = place(s, n)
    if rule == NEAREST:
        return way_seconds(s, g, node.load)
    if rule == PRIORITY:
        return -float(node.priority)
    return 0.0


@kernel
def take_from_queue(s, f, g):
    """The request that the fleet's rule gives to the vehicle, taken out of the queue; -1 if the queue is empty."""
    if place(s, f).rule == OWN_DISPATCH:
        found, before_found = request_by_rule(s, f, g.resource)
        if found >= 0:
            take_request(s, f, found, before_found)
        return found
    fleet = place_state(s, f)
    best = INF
    found = -1
    before_found = -1
    before = -1
    n = fleet.head
    while n >= 0:
        value = rank(s, g, n, place(s, f).rule)
        if value < best:
            best = value
            found = n
            before_found = before
        before = n
        n = place_state(s, n).next_waiting
    if found >= 0:
        take_request(s, f, found, before_found)
    return found


@kernel
def begin_task(s, i, n):
    """The vehicle takes the task of node ``n``; False if there is nothing to fetch after all."""
    g = guided_at(s, i)
    if not assign(s, g.resource, n):
        return False
    r = resource_state(s, g.resource)
    if r.phase == IN_SETUP:  # called away from the charger
        stop_clock(s, g.resource)
        r.phase = NO_WORK
        update_draw(s, g.resource)
    g.trips += 1
    send(s, i, place(s, n).load, TO_LOAD)
    return True


@kernel
def request_guided(s, n):
    """Node ``n`` wants a vehicle: whether an idle one has taken the task."""
    fleet = place(s, place(s, n).fleet)
    for v in range(fleet.res0, fleet.res0 + fleet.res):
        i = resource(s, v).row
        g = guided_at(s, i)
        if g.capacity <= 0.0:
            break
        if is_idle(s, g) and must_charge(s, g):
            seek_charger(s, i, True)  # standing has drained it
    if fleet.rule == OWN_DISPATCH:
        v = vehicle_by_rule(s, n)
        if v >= 0:
            begin_task(s, resource(s, v).row, n)
        return v >= 0
    best = INF
    found = -1
    for v in range(fleet.res0, fleet.res0 + fleet.res):
        i = resource(s, v).row
        g = guided_at(s, i)
        if is_idle(s, g):
            if fleet.rule == LEAST_LOADED:
                value = float(g.trips)
            elif fleet.rule == NEAREST or fleet.rule == PRIORITY:
                value = way_seconds(s, g, place(s, n).load)
            else:
                value = g.since
            if value < best:
                best = value
                found = i
    if found < 0:
        return False
    begin_task(s, found, n)
    return True


@kernel
def become_free(s, i):
    """The vehicle has nothing to do: it charges if it has to, takes the next task, makes room, or charges as it can."""
    g = guided_at(s, i)
    r = resource_state(s, g.resource)
    given = resource(s, g.resource)
    g.since = s.now
    if r.up == 1 and r.on == 1:
        if must_charge(s, g):
            seek_charger(s, i, True)
            return
        while place_state(s, given.node).head >= 0:
            n = take_from_queue(s, given.node, g)
            if begin_task(s, i, n):
                return
        if wants_charge(s, g) and seek_charger(s, i, False):
            return
        if is_wanted(s, g) and is_in_the_way(s, i):
            send_away(s, i)
            return
    update_state(s, g.resource)
    refresh(s, g.resource)
    update_draw(s, g.resource)


@kernel
def seek_charger(s, i, must):
    """Send the vehicle to the nearest free charger; if it must charge and all are taken, to the nearest of all."""
    g = guided_at(s, i)
    stop = g.at
    if stop_at(s, g.at).kind != CHARGER:
        stop = nearest_place(s, g, CHARGER)
    if stop < 0 and not must:
        return False
    if stop < 0:
        net = network_at(s, g.network)
        best = INF
        for k in range(net.stop0, net.stop0 + net.stops):
            if stop_at(s, k).kind == CHARGER and way_seconds(s, g, k) < best:
                best = way_seconds(s, g, k)
                stop = k
    send(s, i, stop, TO_CHARGE if must else TO_TOP_UP)
    return True


@kernel
def look_for_task(s, v):
    """A vehicle is up and on shift again: it goes on with whatever it was about."""
    i = resource(s, v).row
    g = guided_at(s, i)
    r = resource_state(s, v)
    if g.asked >= 0.0:
        make_dirty(s, zone_at(s, int_at(s, g.route + 2 * g.hop)).cluster)
    elif r.phase == NO_WORK and g.at >= 0 and g.goal < 0:
        if r.task < 0 and g.wish < 0:
            become_free(s, i)
        elif is_wanted(s, g) and is_in_the_way(s, i):
            go_and_park(s, i)
    update_state(s, v)
    refresh(s, v)
    update_draw(s, v)


@kernel
def begin_at_parking(s, i):
    """Time zero of a vehicle in a start state: it stands at its parking place, and begins its task if it has one."""
    g = guided_at(s, i)
    r = resource_state(s, g.resource)
    g.drawn_at = s.now
    g.since = s.now
    if r.task < 0:
        become_free(s, i)
    elif g.loaded == 1:
        send(s, i, place(s, r.task).unload, TO_UNLOAD)
    else:
        send(s, i, place(s, r.task).load, TO_LOAD)


@kernel
def come_to_stop(s, i):
    """The vehicle stands at its goal."""
    g = guided_at(s, i)
    g.at = g.goal
    g.goal = -1
    if g.then >= 0:
        g.goal = g.then
        g.then = -1
        set_out(s, i)
    elif g.later >= 0:
        stop = g.later
        g.later = -1
        if stop_at(s, g.at).kind == WAITING and has_room(s, stop):
            pass_on(s, g)
        send(s, i, stop, g.errand)
    elif g.wish >= 0:
        stand(s, i)
    elif g.errand == TO_PARK:
        become_free(s, i)
    else:
        do_errand(s, i)


@kernel
def end_of_drive(s, i):
    """The vehicle is at the end of its zone, or at its goal, or has just got the place that it waited for."""
    g = guided_at(s, i)
    r = resource_state(s, g.resource)
    r.phase = NO_WORK
    if g.at >= 0:
        set_out(s, i)
    elif g.zone < 0:
        come_to_stop(s, i)
    elif zone_state(s, g.zone).head != i:
        g.stuck = 1
        stand(s, i)
    elif g.hop < g.hops:
        wait_in_line(s, i)
    else:
        start = cross(s, g, stop_at(s, g.goal).point)
        leave_zone(s, i, start)
        if start > s.now:
            drive(s, i, start - s.now)
        else:
            come_to_stop(s, i)


@kernel
def end_of_guided_phase(s, v):
    """A vehicle on a guide path has ended a drive, its loading or unloading, or its charge."""
    r = resource_state(s, v)
    i = resource(s, v).row
    g = guided_at(s, i)
    if r.phase == DRIVING:
        end_of_drive(s, i)
    elif r.phase == LOADING:
        load_up(s, v)
        g.loaded = 1
        r.phase = NO_WORK
        send(s, i, place(s, r.task).unload, TO_UNLOAD)
    elif r.phase == UNLOADING:
        hand_over(s, v)
        g.loaded = 0
        r.task = -1
        become_free(s, i)
    else:
        r.phase = NO_WORK
        become_free(s, i)
    refresh(s, v)
    update_draw(s, v)
