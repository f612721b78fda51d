"""Traffic on guide paths: vehicles enter zones one by one, and only so that none can ever wait for itself.

A zone is a piece of way between two points. Vehicles pass through it in the order in which they came; one that may
not go on stands at its end. Points are crossed one vehicle at a time. Zones that may wait for each other in a circle
form a cluster, and a vehicle enters a zone of a cluster only as the cluster's rule allows; why this cannot deadlock
stands in ``docs/agv.md``. Every vehicle has at most one due event: it reaches the end of its zone.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    cluster_at,
    cluster_state,
    float_at,
    guided_at,
    int_at,
    network_at,
    network_state,
    place,
    put_float,
    resource_state,
    stop_at,
    stop_state,
    zone_at,
    zone_state,
)
from taktwin.kernel.base.state import DRIVING, RING, ROOM
from taktwin.kernel.common.machine import begin, mark, refresh, update_state
from taktwin.kernel.guidepath.battery import update_draw

PATIENCE = 120.0  # s; a vehicle that has waited longer closes its cluster to newcomers until it has gone on


@kernel
def make_dirty(s, c):
    """Have those who wait for zones of cluster ``c`` looked at before the clock moves on."""
    cluster = cluster_state(s, c)
    if cluster.dirty == 1 or cluster.head < 0:
        return
    cluster.dirty = 1
    cluster.next_dirty = -1
    net = network_state(s, cluster_at(s, c).network)
    if net.dirty < 0:
        net.dirty = c
    else:
        cluster_state(s, net.last_dirty).next_dirty = c
    net.last_dirty = c
    mark(s, network_at(s, cluster_at(s, c).network).node)


@kernel
def wait_in_line(s, i):
    """Vehicle ``i`` asks for the next zone of its route."""
    g = guided_at(s, i)
    c = zone_at(s, int_at(s, g.route + 2 * g.hop)).cluster
    cluster = cluster_state(s, c)
    g.asked = s.now
    g.next = -1
    if cluster.head < 0:
        cluster.head = i
    else:
        guided_at(s, cluster.tail).next = i
    cluster.tail = i
    make_dirty(s, c)


@kernel
def stand(s, i):
    """The vehicle stands and waits, for the way to be clear or for a place."""
    g = guided_at(s, i)
    r = resource_state(s, g.resource)
    if r.waits == 0:
        r.waits = 1
        g.stands = 1
        update_state(s, g.resource)
        refresh(s, g.resource)
        update_draw(s, g.resource)


@kernel
def drive(s, i, seconds):
    """The vehicle drives for some seconds."""
    g = guided_at(s, i)
    resource_state(s, g.resource).waits = 0
    begin(s, g.resource, DRIVING, seconds)
    if g.loaded == 1:
        g.loaded_s += seconds
    else:
        g.empty_s += seconds
    update_draw(s, g.resource)


@kernel
def cross(s, g, point):
    """The instant at which the vehicle may begin to cross a point; the point is clear again when its tail has left it.

    If the point is not clear the vehicle stops before it, and needs the longer time of a start from rest.
    """
    at = network_at(s, g.network).clear0 + point
    start = float_at(s, at)
    if start > s.now:
        g.stands = 1
    else:
        start = s.now
    put_float(s, at, start + (g.move_up if g.stands == 1 else g.cross))
    return start


@kernel
def pass_on(s, g):
    """A vehicle that has just crossed the point of its stop goes on at once: its own tail is in nobody's way."""
    at = network_at(s, g.network).clear0 + stop_at(s, g.at).point
    if float_at(s, at) == s.now + (g.move_up if g.stands == 1 else g.cross):
        put_float(s, at, s.now)


@kernel
def leave_zone(s, i, start):
    """The first vehicle of a zone leaves it at ``start``; the one behind it, if it stands, moves up."""
    g = guided_at(s, i)
    zone = zone_state(s, g.zone)
    given = zone_at(s, g.zone)
    g.zone = -1
    zone.head = g.behind
    zone.count -= 1
    cluster_state(s, given.cluster).count -= 1
    make_dirty(s, given.cluster)
    u = zone.head
    if u >= 0 and guided_at(s, u).stuck == 1:
        behind = guided_at(s, u)
        behind.stuck = 0
        behind.stands = 0
        drive(s, u, start - s.now + behind.move_up)


@kernel
def set_out(s, i):
    """The vehicle leaves its stop for its goal, by the way that promises to take least time."""
    g = guided_at(s, i)
    net = network_at(s, g.network)
    a = stop_at(s, g.at).point
    b = stop_at(s, g.goal).point
    found = int_at(s, net.pair0 + a * net.points + b)
    choices = int_at(s, found)
    route = int_at(s, found + 1)
    if choices > 1:
        best = -1.0
        for k in range(choices):
            way = int_at(s, found + 1 + k)
            cost = 0.0
            for hop in range(int_at(s, way)):
                z = int_at(s, way + 1 + 2 * hop)
                zone = zone_state(s, z)
                cost += float_at(s, g.times0 + 4 * z) * (1.0 + zone.count / zone_at(s, z).cap)
            if best < 0.0 or cost < best:
                best = cost
                route = way
    g.hops = int_at(s, route)
    g.route = route + 1
    g.hop = 0
    g.stands = 1
    if g.hops > 0:
        wait_in_line(s, i)
    else:  # another stop at the same point
        leave_stop(s, i)
        start = cross(s, g, a)
        drive(s, i, start - s.now + g.move_up)


@kernel
def leave_stop(s, i):
    """The vehicle gives its place free; who has waited longest for it gets it, and sets out."""
    g = guided_at(s, i)
    stop = stop_state(s, g.at)
    g.at = -1
    stop.count -= 1
    if stop.head >= 0:
        give_place(s, stop)


@kernel
def give_place(s, stop):
    """Reserve the free place of a stop for the vehicle that has waited longest for it."""
    u = stop.head
    other = guided_at(s, u)
    stop.head = other.next_place
    stop.count += 1
    got = other.wish
    other.wish = -1
    other.waited_s += s.now - other.since
    if other.goal >= 0:
        other.then = got  # it goes there as soon as it has reached its parking place
    else:
        other.goal = got
        drive(s, u, 0.0)  # it sets out at an event of its own: the way may begin with leaving a place, as here


@kernel
def rest_is_clear(s, i, hop, c):
    """Whether nobody is in the zones of cluster ``c`` that the vehicle has still to pass, from hop ``hop`` on."""
    g = guided_at(s, i)
    while hop < g.hops:
        zone = zone_state(s, int_at(s, g.route + 2 * hop))
        if zone_at(s, int_at(s, g.route + 2 * hop)).cluster != c:
            return True
        if zone.left > 0:
            return False
        hop += 1
    return True


@kernel
def way_out_for_all(s, i, z):
    """Whether all vehicles of a cluster could still leave it one after the other if vehicle ``i`` entered zone ``z``.

    Vehicles that leave do so by the rest of their own routes while the others stand still (Dijkstra's banker,
    EWD 623). If the rest of the way of ``i`` itself is clear it could leave first, and the others could before.
    """
    g = guided_at(s, i)
    c = zone_at(s, z).cluster
    cluster = cluster_at(s, c)
    for k in range(cluster.zone0, cluster.zone0 + cluster.zones):
        zone = zone_state(s, int_at(s, k))
        zone.left = zone.count
        zone.front = zone.head
    if rest_is_clear(s, i, g.hop, c):
        return True
    rest = cluster_state(s, c).count
    if g.zone >= 0 and zone_at(s, g.zone).cluster == c:
        zone_state(s, g.zone).left -= 1
        zone_state(s, g.zone).front = g.behind
    else:
        rest += 1
    entered = zone_state(s, z)
    entered.left += 1
    if entered.front < 0:
        entered.front = i
    progress = True
    while progress and rest > 0:
        progress = False
        for k in range(cluster.zone0, cluster.zone0 + cluster.zones):
            zone = zone_state(s, int_at(s, k))
            while zone.front >= 0:
                u = zone.front
                if not rest_is_clear(s, u, guided_at(s, u).hop + (1 if u == i else 0), c):
                    break
                zone.left -= 1
                rest -= 1
                progress = True
                zone.front = -1 if u == i else guided_at(s, u).behind
                if zone.front < 0 and zone.left > 0:
                    zone.front = i  # it would stand behind all others
    return rest == 0


@kernel
def may_enter(s, i, c, closed):
    """Whether vehicle ``i`` may enter the next zone of its route, which belongs to cluster ``c``."""
    g = guided_at(s, i)
    r = resource_state(s, g.resource)
    if r.up == 0 or r.on == 0:
        return False
    z = int_at(s, g.route + 2 * g.hop)
    zone = zone_state(s, z)
    if zone.count >= zone_at(s, z).cap:
        return False
    cluster = cluster_at(s, c)
    if cluster.rule == ROOM:
        return True
    outside = g.zone < 0 or zone_at(s, g.zone).cluster != c
    if outside and closed:
        return False
    if cluster.rule == RING:
        return not outside or cluster_state(s, c).count + 2 <= cluster.cap
    return way_out_for_all(s, i, z)


@kernel
def enter_zone(s, i):
    """The vehicle goes on into the next zone of its route."""
    g = guided_at(s, i)
    z = int_at(s, g.route + 2 * g.hop)
    start = cross(s, g, int_at(s, g.route + 2 * g.hop + 1))
    if g.zone >= 0:
        leave_zone(s, i, start)
    else:
        leave_stop(s, i)
    zone = zone_state(s, z)
    given = zone_at(s, z)
    zone.count += 1
    cluster_state(s, given.cluster).count += 1
    g.zone = z
    g.asked = -1.0
    g.behind = -1
    if zone.head < 0:
        zone.head = i
    else:
        guided_at(s, zone.tail).behind = i
    zone.tail = i
    g.hop += 1
    last = 1 if g.hop == g.hops else 0
    if g.loaded == 1:
        g.loaded_m += given.length
    else:
        g.empty_m += given.length
    seconds = float_at(s, g.times0 + 4 * z + 2 * g.stands + last)
    g.stands = 0
    drive(s, i, start - s.now + seconds)


@kernel
def serve(s, c):
    """Let vehicles into the zones of cluster ``c``, the one that has waited longest first."""
    cluster = cluster_state(s, c)
    before = -1
    closed = False
    i = cluster.head
    while i >= 0:
        g = guided_at(s, i)
        after = g.next
        if may_enter(s, i, c, closed):
            if before < 0:
                cluster.head = after
            else:
                guided_at(s, before).next = after
            if cluster.tail == i:
                cluster.tail = before
            enter_zone(s, i)
        else:
            r = resource_state(s, g.resource)
            if s.now - g.asked > PATIENCE and r.up == 1 and r.on == 1:
                closed = True
            stand(s, i)
            before = i
        i = after


@kernel
def look_at_paths(s, n):
    """Serve the clusters of a network in which something has changed, in the order of the changes."""
    net = network_state(s, place(s, n).row)
    while net.dirty >= 0:
        c = net.dirty
        cluster = cluster_state(s, c)
        net.dirty = cluster.next_dirty
        cluster.dirty = 0
        serve(s, c)
