"""Time zero of a run, and the end of its warm-up."""

from __future__ import annotations

from taktwin.kernel.base.jit import entry_kernel, kernel
from taktwin.kernel.base.memory import (
    dist_at,
    entry,
    float_at,
    guided_at,
    mode_at,
    place,
    put_seconds,
    resource,
    stock_at,
)
from taktwin.kernel.base.random import address, numbered, purpose_key, sample
from taktwin.kernel.base.state import (
    CALENDAR,
    CONVEYOR,
    INF,
    LANE,
    P_RELEASE,
    P_UP,
    P_WORK,
    SERVER,
    STATE_COUNT,
    STREAM,
)
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.guidepath.battery import settle_battery
from taktwin.kernel.kinds.conveyor import update_belt
from taktwin.kernel.machine import mark, plan_failure, refresh, update_state
from taktwin.kernel.series import settle_all


@kernel
def first_release(s, i):
    """When the first job of an order stream is released (never, for one that is drawn from on demand)."""
    r = resource(s, i)
    if r.count == 0 or r.sources == 0:
        return INF
    if r.releases0 >= 0:
        return float_at(s, r.releases0)
    if r.dist >= 0:
        return sample(dist_at(s, r.dist), address(r.key, P_RELEASE, 0))
    return INF


@entry_kernel
def prime(world):
    """Plan the first event of every resource and have every node looked at."""
    s = world[0]
    s.bucket_due = s.bucket_len
    for i in range(s.resources):
        r = resource(s, i)
        r.work_key = purpose_key(r.key, P_WORK)
        if r.kind == CALENDAR:
            set_due(s, i, r.base + float_at(s, r.list0 + r.at))
        elif r.kind == STREAM:
            set_due(s, i, first_release(s, i))
        elif r.kind == LANE:
            set_due(s, i, r.work_end)
        elif r.kind >= SERVER:
            for m in range(r.mode0, r.mode0 + r.modes):
                mode_at(s, m).due = sample(dist_at(s, mode_at(s, m).up), address(r.key, P_UP + 16 * (m - r.mode0), 0))
            if r.kind == SERVER and place(s, r.node).plain == 1:
                r.ahead = sample(dist_at(s, place(s, r.node).dist), numbered(r.work_key, 0))
            plan_failure(s, r)
            if r.kind == CONVEYOR:
                update_belt(s, i)
            update_state(s, i)
            refresh(s, i)
    for n in range(s.nodes):
        mark(s, n)


@kernel
def forget_trips(s, g):
    """Begin the counters of a vehicle on a guide path anew."""
    if g.capacity > 0.0:
        settle_battery(s, g)
    g.least = g.level
    g.used = 0.0
    g.charged = 0.0
    g.trips = 0
    g.empty_m = 0.0
    g.loaded_m = 0.0
    g.empty_s = 0.0
    g.loaded_s = 0.0
    g.handling_s = 0.0
    g.waited_s = 0.0


@entry_kernel
def reset_statistics(world):
    """Forget what has been counted so far (the warm-up); what stands where, and all clocks, stay as they are."""
    s = world[0]
    settle_all(s)
    for i in range(STATE_COUNT * s.resources):
        put_seconds(s, i, 0.0)
    for i in range(s.resources):
        r = resource(s, i)
        if r.kind >= SERVER:
            r.jobs = 0
            r.ideal = 0.0
            r.scrapped = 0
            r.rerouted = 0
            r.setups = 0
            r.failures = 0
            r.periods = 0
            r.gap = 1
    for i in range(s.guided):
        forget_trips(s, guided_at(s, i))
    for n in range(s.nodes):
        node = place(s, n)
        node.entered = 0
        node.area = 0.0
        node.full = 0.0
        node.empty = 0.0
        node.most = node.count
        node.least = node.count
        node.since = s.now
    for k in range(s.stocks):
        p = stock_at(s, k)
        p.received = 0.0
        p.drawn = 0.0
        p.area = 0.0
        p.empty = 0.0
        p.least = p.level
        p.most = p.level
    for k in range(s.entries):
        entry(s, k).seconds = 0.0
        entry(s, k).made = 0
    s.bucket_n = 0
    s.bucket_count = 0
    s.bucket_base = s.now
    s.bucket_due = s.now + s.bucket_len


@entry_kernel
def settle(world):
    """Book all accounts up to now."""
    settle_all(world[0])
