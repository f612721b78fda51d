"""Carriers: jobs take them on their way into a place, and give them back on their way out of another, or at their end.

The place of a pool holds those that can be taken, in a queue through their records; its ``dest`` is the way back, which
holds those on it in the order in which they come back. What a job has stands among its values, as the number of the
carrier and 1 (0: none).
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import (
    carrier_at,
    dist_at,
    entry,
    int_at,
    job_at,
    place,
    place_state,
    put_value,
    resource_state,
    value_of,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import BY_SERVER, INF, P_SETUP, P_TRIP, SCRAPPED
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.entering import lacks_carriers, needs_carrier
from taktwin.kernel.common.jobs import end_job, settle_node
from taktwin.kernel.common.joining.matching import belongs, take_matched
from taktwin.kernel.common.machine import mark, update_state


@kernel
def mark_takers(s, p):
    """Look at all places at which jobs take carriers of pool ``p``."""
    for k in range(place(s, p).pred0, place(s, p).pred0 + place(s, p).preds):
        mark(s, int_at(s, k))


@kernel
def take_carriers(s, n, j):
    """Job ``j`` goes into place ``n`` and takes what it needs; all of it is there."""
    node = place(s, n)
    for k in range(node.take0, node.take0 + node.takes):
        if not needs_carrier(s, k, j):
            continue
        p = entry(s, k).target
        here = place_state(s, p)
        settle_node(s, p)
        c = here.head
        here.head = carrier_at(s, c).next
        here.count -= 1
        here.least = min(here.least, here.count)
        here.entered += 1
        carrier_at(s, c).next = -1
        carrier_at(s, c).trips += 1
        put_value(s, j * s.job_values + place(s, p).visits, c + 1)
        if here.count == 0:
            mark_takers(s, p)


@kernel
def come_back(s, p, c):
    """Carrier ``c`` of pool ``p`` can be taken again."""
    here = place_state(s, p)
    settle_node(s, p)
    carrier_at(s, c).next = -1
    if here.head < 0:
        here.head = c
    else:
        carrier_at(s, here.tail).next = c
    here.tail = c
    here.count += 1
    here.most = max(here.most, here.count)
    if here.count == 1:
        mark_takers(s, p)


@kernel
def time_back(s, p, c):
    """Time of the way back of carrier ``c`` of pool ``p``, with the cleaning that is due (s)."""
    way = place(s, place(s, p).dest)
    r = resource_state(s, way.res0)
    seconds = 0.0
    if way.dist >= 0:
        seconds = sample(dist_at(s, way.dist), address(r.key, P_TRIP, r.works))
    r.works += 1
    if way.purge_after > 0 and carrier_at(s, c).trips >= way.purge_after:
        carrier_at(s, c).trips = 0
        seconds += sample(dist_at(s, way.purge_dist), address(r.key, P_SETUP, r.draws))
        r.draws += 1
    return seconds


@kernel
def send_back(s, p, c):
    """Carrier ``c`` of pool ``p`` has been given back: it sets out, and may overtake others on the way."""
    seconds = time_back(s, p, c)
    if seconds <= 0.0:
        come_back(s, p, c)
        return
    w = place(s, p).dest
    way = place_state(s, w)
    settle_node(s, w)
    back = s.now + seconds
    carrier_at(s, c).back = back
    way.count += 1
    way.entered += 1
    before = -1
    after = way.head
    if after >= 0 and carrier_at(s, way.tail).back <= back:  # as a rule it is the last
        before = way.tail
        after = -1
    while after >= 0 and carrier_at(s, after).back <= back:
        before = after
        after = carrier_at(s, after).next
    carrier_at(s, c).next = after
    if before < 0:
        way.head = c
        set_due(s, place(s, w).res0, back)
    else:
        carrier_at(s, before).next = c
    if after < 0:
        way.tail = c


@kernel
def give(s, p, j):
    """Job ``j`` gives its carrier of pool ``p`` back, if it has one."""
    at = j * s.job_values + place(s, p).visits
    c = value_of(s, at) - 1
    if c >= 0:
        put_value(s, at, 0)
        send_back(s, p, c)


@kernel
def give_at(s, n, j):
    """Job ``j`` leaves place ``n``, and gives back what it does not need beyond."""
    node = place(s, n)
    for k in range(node.give0, node.give0 + node.gives):
        give(s, entry(s, k).target, j)


@kernel
def end_life(s, j, outcome):
    """The life of job ``j`` ends; what waits in buffers for it alone is taken away."""
    if job_at(s, j).main == 0:
        if s.matched > 0 and belongs(s, j, job_at(s, j).kin):
            job_at(s, job_at(s, j).kin).kin -= 1
    elif s.matched > 0 and job_at(s, j).kin > 0:
        for k in range(s.matched0, s.matched0 + s.matched):
            part = take_matched(s, int_at(s, k), j)
            while part >= 0:
                end_one(s, part, SCRAPPED)  # its own ends with it, so nobody counts any more
                part = take_matched(s, int_at(s, k), j)
            mark(s, place(s, int_at(s, k)).dest)  # who waits there for jobs that were called for this one need not
    end_one(s, j, outcome)


@kernel
def end_one(s, j, outcome):
    """Job ``j`` ends (see `jobs.end_job`): first it gives back all carriers that it has."""
    for k in range(s.pool0, s.pool0 + s.pools):
        give(s, int_at(s, k), j)
    for k in range(s.ordered0, s.ordered0 + s.ordered):
        mark(s, int_at(s, k))  # nobody there waits for this job any more
    end_job(s, j, outcome)


@kernel
def note_lack(s, n):
    """Place ``n`` has been looked at: tell whether jobs wait before it for carriers alone, and whom that concerns."""
    place_state(s, n).lacks = lacks_carriers(s, n)
    node = place(s, n)
    if node.traits & BY_SERVER:
        for i in range(node.res0, node.res0 + node.res):
            update_state(s, i)
    for k in range(node.pred0, node.pred0 + node.preds):
        giver = place(s, int_at(s, k))
        for i in range(giver.res0, giver.res0 + giver.res):
            update_state(s, i)


@kernel
def first_back(s, w):
    """When the first carrier on way ``w`` is back (s); INF where there is none."""
    head = place_state(s, w).head
    return carrier_at(s, head).back if head >= 0 else INF


@kernel
def arrive_back(s, w):
    """The carriers that are due come back from way ``w``."""
    way = place_state(s, w)
    settle_node(s, w)
    while way.head >= 0 and carrier_at(s, way.head).back <= s.now:
        c = way.head
        way.head = carrier_at(s, c).next
        way.count -= 1
        come_back(s, place(s, w).dest, c)
