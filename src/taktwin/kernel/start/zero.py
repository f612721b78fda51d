"""Time zero of a run, and the end of its warm-up."""

from __future__ import annotations

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import entry_kernel, kernel
from taktwin.kernel.base.memory import (
    entry,
    guided_at,
    place_state,
    put_seconds,
    resource,
    resource_state,
    stock_state,
)
from taktwin.kernel.base.random import purpose_key
from taktwin.kernel.base.state import P_WORK, STATE_COUNT
from taktwin.kernel.base.tier import plain
from taktwin.kernel.common.machine import mark
from taktwin.kernel.common.supply.dock import forget_trucks
from taktwin.kernel.common.zones.zonework import forget_work
from taktwin.kernel.guidepath.battery import settle_battery
from taktwin.kernel.levels.rest import forget_rests
from taktwin.kernel.series import settle_all


@kernel
def plan_first(s):
    """Plan the first event of every resource and have every node looked at."""
    s.bucket_due = s.bucket_len
    for i in range(s.resources):
        r = resource_state(s, i)
        r.work_key = purpose_key(r.key, P_WORK)
        chain.prime(s, i)
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


@kernel
def forget_counts(s):
    """Forget what has been counted so far (the warm-up); what stands where, and all clocks, stay as they are."""
    settle_all(s)
    for i in range(STATE_COUNT * s.resources):
        put_seconds(s, i, 0.0)
    for i in range(s.resources):
        r = resource_state(s, i)
        if resource(s, i).machine == 1:
            r.jobs = 0
            r.ideal = 0.0
            r.planned = 0.0
            r.scrapped = 0
            r.rerouted = 0
            r.setups = 0
            r.failures = 0
            r.minor_stops = 0
            r.maintenances = 0
            r.periods = 0
            r.gap = 1
    for i in range(s.guided):
        forget_trips(s, guided_at(s, i))
    for i in range(s.lines):
        forget_work(s, i)
    for n in range(s.nodes):
        here = place_state(s, n)
        here.entered = 0
        here.area = 0.0
        here.full = 0.0
        here.empty = 0.0
        here.most = here.count
        here.least = here.count
        here.since = s.now
    forget_rests(s)
    for k in range(s.stocks):
        p = stock_state(s, k)
        p.received = 0.0
        p.drawn = 0.0
        p.area = 0.0
        p.empty = 0.0
        p.least = p.level
        p.most = p.level
    for k in range(s.docks):
        forget_trucks(s, k)
    for k in range(s.entries):
        entry(s, k).seconds = 0.0
        entry(s, k).made = 0
    s.bucket_n = 0
    s.bucket_count = 0
    s.bucket_base = s.now
    s.bucket_due = s.now + s.bucket_len


@entry_kernel
def prime(world):
    """Begin a run (see `plan_first`)."""
    plan_first(world[0])


@entry_kernel
def prime_plain(world):
    """The same in the plain tier."""
    plan_first(plain(world[0]))


@entry_kernel
def reset_statistics(world):
    """End the warm-up (see `forget_counts`)."""
    forget_counts(world[0])


@entry_kernel
def reset_statistics_plain(world):
    """The same in the plain tier."""
    forget_counts(plain(world[0]))


@entry_kernel
def settle(world):
    """Book all accounts up to now."""
    settle_all(world[0])


@entry_kernel
def settle_plain(world):
    """The same in the plain tier."""
    settle_all(plain(world[0]))
