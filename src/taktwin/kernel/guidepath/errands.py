"""Where a vehicle on a guide path goes: the nearest stop, a place there, out of the way of others."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.memory import (
    dist_at,
    float_at,
    guided_at,
    network_at,
    place,
    resource,
    resource_state,
    stop_at,
    stop_state,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import (
    IN_SETUP,
    INF,
    LOADING,
    LONGEST_WAY,
    NO_WORK,
    P_TRIP,
    PARKING,
    TO_CHARGE,
    TO_LOAD,
    TO_PARK,
    TO_TOP_UP,
    TO_UNLOAD,
    UNLOADING,
    WAITING,
)
from taktwin.kernel.common.machine import begin
from taktwin.kernel.guidepath.battery import can_leave_charger, settle_battery, update_draw
from taktwin.kernel.guidepath.traffic import set_out, stand

ON_THE_WAY = 1.0 + 1e-9  # times the quickest way: no detour, but for the rounding of a sum


@kernel
def way_seconds(s, g, stop):
    """Time from where the vehicle stands to a stop, if nobody is in its way (s)."""
    net = network_at(s, g.network)
    return float_at(s, g.pairs0 + stop_at(s, g.at).point * net.points + stop_at(s, stop).point)


@kernel
def is_idle(s, g):
    """Whether the vehicle can take a task now."""
    r = resource_state(s, g.resource)
    if r.task >= 0 or g.at < 0 or g.goal >= 0 or g.wish >= 0 or r.up == 0 or r.on == 0:
        return False
    if r.phase == NO_WORK:
        return True
    return r.phase == IN_SETUP and can_leave_charger(s, g)


# --- places


@small_kernel
def has_room(s, stop_index):
    """Whether a stop has a free place, for which nobody waits."""
    stop = stop_state(s, stop_index)
    return (stop.count < stop_at(s, stop_index).cap) & (stop.head < 0)


@kernel
def nearest_place(s, g, kind):
    """The nearest stop of a kind that has a free place (for which nobody waits); -1 if there is none."""
    net = network_at(s, g.network)
    best = INF
    found = -1
    for k in range(net.stop0, net.stop0 + net.stops):
        stop = stop_state(s, k)
        given = stop_at(s, k)
        if given.kind == kind and k != g.at and stop.count < given.cap and stop.head < 0:
            seconds = way_seconds(s, g, k)
            if seconds < best:
                best = seconds
                found = k
    return found


@kernel
def place_towards(s, g, kind, goal, most):
    """The stop of a kind with a free place over which the way to a stop is shortest, within ``most`` s; -1 for none."""
    net = network_at(s, g.network)
    best = INF
    found = -1
    for k in range(net.stop0, net.stop0 + net.stops):
        stop = stop_at(s, k)
        if stop.kind == kind and stop_state(s, k).count < stop.cap:
            onward = float_at(s, g.pairs0 + stop.point * net.points + stop_at(s, goal).point)
            seconds = way_seconds(s, g, k) + onward
            if seconds < best and seconds <= most:
                best = seconds
                found = k
    return found


@kernel
def go_and_park(s, i):
    """The vehicle makes room for others: it drives to the nearest free parking place."""
    g = guided_at(s, i)
    stop = nearest_place(s, g, PARKING)
    stop_state(s, stop).count += 1
    g.goal = stop
    set_out(s, i)


@kernel
def is_in_the_way(s, i):
    """Whether the vehicle only stands in its place, idle or waiting for another place, and could leave it."""
    g = guided_at(s, i)
    r = resource_state(s, g.resource)
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
    i = stop_state(s, g.at).head
    while i >= 0 and guided_at(s, i).loaded < g.loaded:
        i = guided_at(s, i).next_place
    return i >= 0


@kernel
def send(s, i, stop_index, errand):
    """Send the vehicle to a stop, at once if a place is free, else as soon as it has got one.

    A loaded vehicle asks for it at a waiting place, if one lies on its way or its stop is taken; else it waits where it
    stands. An empty one waits at a parking place.
    """
    g = guided_at(s, i)
    g.errand = errand
    if g.at == stop_index:
        do_errand(s, i)
        return
    stop = stop_state(s, stop_index)
    free = has_room(s, stop_index)
    here = stop_at(s, g.at).kind
    near = -1
    if here != PARKING and here != WAITING:
        if g.loaded == 1:
            most = ON_THE_WAY if free else LONGEST_WAY
            near = place_towards(s, g, WAITING, stop_index, most * way_seconds(s, g, stop_index))
        elif not free:
            near = place_towards(s, g, PARKING, stop_index, INF)
    if near < 0 and free:
        stop.count += 1
        g.goal = stop_index
        set_out(s, i)
        return
    if near >= 0:
        g.later = stop_index  # it asks again when it is near: a place reserved for a long way is lost to others
        g.goal = near
        stop_state(s, near).count += 1
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
    r = resource_state(s, g.resource)
    given = resource(s, g.resource)
    r.waits = 0
    if g.errand == TO_LOAD:
        fleet = place(s, given.node)
        seconds = sample(dist_at(s, fleet.load), address(r.key, P_TRIP, 2 * r.works))
        g.handling_s += seconds
        begin(s, g.resource, LOADING, seconds)
    elif g.errand == TO_UNLOAD:
        fleet = place(s, given.node)
        seconds = sample(dist_at(s, fleet.unload), address(r.key, P_TRIP, 2 * r.works + 1))
        g.handling_s += seconds
        begin(s, g.resource, UNLOADING, seconds)
    elif g.errand == TO_CHARGE or g.errand == TO_TOP_UP:
        settle_battery(s, g)
        begin(s, g.resource, IN_SETUP, max(0.0, (g.high - g.level) / g.charge))
    update_draw(s, g.resource)


# --- tasks
