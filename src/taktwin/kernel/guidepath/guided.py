"""Vehicles on a guide path: their tasks, the places that they reserve, and when they charge and park.

A vehicle sets out only once a place at its goal is reserved for it. While it waits for one, and somebody else wants the
place where it stands, it waits at a parking place instead; there is one for each vehicle, so nobody waits in a circle.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    dist_at,
    float_at,
    guided_at,
    int_at,
    network_at,
    place,
    resource,
    stop_at,
    zone_at,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import (
    CHARGER,
    DRIVING,
    IN_SETUP,
    INF,
    LEAST_LOADED,
    LOADING,
    NEAREST,
    NO_WORK,
    P_TRIP,
    PARKING,
    PRIORITY,
    TO_CHARGE,
    TO_LOAD,
    TO_PARK,
    TO_TOP_UP,
    TO_UNLOAD,
    UNLOADING,
)
from taktwin.kernel.common.machine import begin, refresh, stop_clock, update_state
from taktwin.kernel.guidepath.battery import can_leave_charger, must_charge, settle_battery, update_draw, wants_charge
from taktwin.kernel.guidepath.traffic import cross, drive, leave_zone, make_dirty, set_out, stand, wait_in_line
from taktwin.kernel.guidepath.trip import assign, hand_over, load_up, queue


@kernel
def way_seconds(s, g, stop):
    """Time from where the vehicle stands to a stop, if nobody is in its way (s)."""
    net = network_at(s, g.network)
    return float_at(s, g.pairs0 + stop_at(s, g.at).point * net.points + stop_at(s, stop).point)


@kernel
def is_idle(s, g):
    """Whether the vehicle can take a task now."""
    r = resource(s, g.resource)
    if r.task >= 0 or g.at < 0 or g.goal >= 0 or g.wish >= 0 or r.up == 0 or r.on == 0:
        return False
    if r.phase == NO_WORK:
        return True
    return r.phase == IN_SETUP and can_leave_charger(s, g)


# --- places


@kernel
def nearest_place(s, g, kind):
    """The nearest stop of a kind that has a free place (for which nobody waits); -1 if there is none."""
    net = network_at(s, g.network)
    best = INF
    found = -1
    for k in range(net.stop0, net.stop0 + net.stops):
        stop = stop_at(s, k)
        if stop.kind == kind and k != g.at and stop.count < stop.cap and stop.head < 0:
            seconds = way_seconds(s, g, k)
            if seconds < best:
                best = seconds
                found = k
    return found


@kernel
def parking_towards(s, g, goal):
    """The parking stop with a free place over which the way to a stop is shortest."""
    net = network_at(s, g.network)
    best = INF
    found = -1
    for k in range(net.stop0, net.stop0 + net.stops):
        stop = stop_at(s, k)
        if stop.kind == PARKING and stop.count < stop.cap:
            onward = float_at(s, g.pairs0 + stop.point * net.points + stop_at(s, goal).point)
            seconds = way_seconds(s, g, k) + onward
            if seconds < best:
                best = seconds
                found = k
    return found


@kernel
def go_and_park(s, i):
    """The vehicle makes room for others: it drives to the nearest free parking place."""
    g = guided_at(s, i)
    stop = nearest_place(s, g, PARKING)
    stop_at(s, stop).count += 1
    g.goal = stop
    set_out(s, i)


@kernel
def is_in_the_way(s, i):
    """Whether the vehicle only stands in its place, idle or waiting for another place, and could leave it."""
    g = guided_at(s, i)
    r = resource(s, g.resource)
    if g.at < 0 or g.goal >= 0 or r.up == 0 or r.on == 0 or stop_at(s, g.at).kind == PARKING:
        return False
    return r.phase == NO_WORK and (g.wish >= 0 or r.task < 0)


@kernel
def send_away(s, i):
    """An idle or waiting vehicle parks."""
    g = guided_at(s, i)
    if g.wish < 0:
        g.errand = TO_PARK
    go_and_park(s, i)


@kernel
def ask_for_place(s, stop_index, loaded):
    """A vehicle has begun to wait for a place of a stop: send one away that only stands there.

    Rather an empty one than a loaded one, for which the detour is longer; a loaded one only for another loaded one.
    """
    net = network_at(s, stop_at(s, stop_index).network)
    for load in range(loaded + 1):
        for i in range(net.guided0, net.guided0 + net.vehicles):
            g = guided_at(s, i)
            if g.at == stop_index and g.loaded == load and is_in_the_way(s, i):
                send_away(s, i)
                return


@kernel
def is_wanted(s, g):
    """Whether somebody waits for the place of this vehicle; whether a loaded one does, if it is loaded itself."""
    i = stop_at(s, g.at).head
    while i >= 0 and guided_at(s, i).loaded < g.loaded:
        i = guided_at(s, i).next_place
    return i >= 0


@kernel
def send(s, i, stop_index, errand):
    """Send the vehicle to a stop, at once if a place is free, else as soon as it has got one.

    An empty vehicle waits for it at a parking place, a loaded one where it stands.
    """
    g = guided_at(s, i)
    g.errand = errand
    if g.at == stop_index:
        do_errand(s, i)
        return
    stop = stop_at(s, stop_index)
    if stop.count < stop.cap and stop.head < 0:
        stop.count += 1
        g.goal = stop_index
        set_out(s, i)
        return
    if g.loaded == 0 and stop_at(s, g.at).kind != PARKING:
        g.later = stop_index  # it asks again when it is near: a place reserved for a long way is lost to others
        g.goal = parking_towards(s, g, stop_index)
        stop_at(s, g.goal).count += 1
        set_out(s, i)
        return
    g.wish = stop_index
    g.since = s.now
    g.next_place = -1
    if stop.head < 0:
        stop.head = i
    else:
        guided_at(s, stop.tail).next_place = i
    stop.tail = i
    ask_for_place(s, stop_index, g.loaded)
    if g.wish >= 0:
        wait_for_place(s, i)


@kernel
def wait_for_place(s, i):
    """The vehicle waits where it stands, or at a parking place if somebody waits for its own."""
    g = guided_at(s, i)
    if is_wanted(s, g) and is_in_the_way(s, i):
        go_and_park(s, i)
    else:
        stand(s, i)


@kernel
def do_errand(s, i):
    """What the vehicle has come for."""
    g = guided_at(s, i)
    r = resource(s, g.resource)
    r.waits = 0
    if g.errand == TO_LOAD:
        fleet = place(s, r.node)
        seconds = sample(dist_at(s, fleet.load), address(r.key, P_TRIP, 2 * r.works))
        g.handling_s += seconds
        begin(s, g.resource, LOADING, seconds)
    elif g.errand == TO_UNLOAD:
        fleet = place(s, r.node)
        seconds = sample(dist_at(s, fleet.unload), address(r.key, P_TRIP, 2 * r.works + 1))
        g.handling_s += seconds
        begin(s, g.resource, UNLOADING, seconds)
    elif g.errand == TO_CHARGE or g.errand == TO_TOP_UP:
        settle_battery(s, g)
        begin(s, g.resource, IN_SETUP, max(0.0, (g.high - g.level) / g.charge))
    update_draw(s, g.resource)


# --- tasks


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
    fleet = place(s, f)
    best = INF
    found = -1
    before_found = -1
    before = -1
    n = fleet.head
    while n >= 0:
        value = rank(s, g, n, fleet.rule)
        if value < best:
            best = value
            found = n
            before_found = before
        before = n
        n = place(s, n).next_waiting
    if found < 0:
        return -1
    after = place(s, found).next_waiting
    if before_found < 0:
        fleet.head = after
    else:
        place(s, before_found).next_waiting = after
    if fleet.tail == found:
        fleet.tail = before_found
    place(s, found).queued -= 1
    if place(s, found).queued > 0:
        queue(s, f, found)
    return found


@kernel
def begin_task(s, i, n):
    """The vehicle takes the task of node ``n``; False if there is nothing to fetch after all."""
    g = guided_at(s, i)
    if not assign(s, g.resource, n):
        return False
    r = resource(s, g.resource)
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
    r = resource(s, g.resource)
    g.since = s.now
    if r.up == 1 and r.on == 1:
        if must_charge(s, g):
            seek_charger(s, i, True)
            return
        while place(s, r.node).head >= 0:
            n = take_from_queue(s, r.node, g)
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
    r = resource(s, v)
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
    r = resource(s, g.resource)
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
    r = resource(s, g.resource)
    r.phase = NO_WORK
    if g.at >= 0:
        set_out(s, i)
    elif g.zone < 0:
        come_to_stop(s, i)
    elif zone_at(s, g.zone).head != i:
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
    r = resource(s, v)
    i = r.row
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
