"""Stations: take a job, wait for what it needs, set up, work, and send it on."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import dist_at, entry, int_at, job_at, place, resource, resource_state, value_of
from taktwin.kernel.base.random import address, numbered, sample, unit
from taktwin.kernel.base.state import (
    BY_SERVER,
    IN_SETUP,
    IN_WORK,
    INF,
    JOINED,
    NO_WORK,
    P_ROUTE,
    P_SETUP,
    QUEUE,
    SCRAPPED,
    STARVED,
    TO_SCRAP,
    WAITING_PARTS,
)
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.flow import arrive, has_room, hold, pull, put_into_queue
from taktwin.kernel.common.jobs import end_job
from taktwin.kernel.common.machine import (
    MACHINE,
    at_work,
    begin,
    end_work,
    holding,
    mark,
    prime_given_machine,
    prime_machine,
    refresh,
    set_state,
    stop_clock,
    update_state,
    wait_for,
)
from taktwin.kernel.common.spoilt import failure_event_at_work
from taktwin.kernel.common.stock import draw_all, holds, lacking, lacks
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.station import Station
from taktwin.model.values.timeby import TimeBy


@small_kernel
def ready(s, p, m, n):
    """Since when server ``m`` holds a finished job for place ``n``; INF if it does not."""
    r = resource_state(s, m)
    if r.done == 1 and r.claimed == 0 and job_at(s, r.job).dest == n:
        return job_at(s, r.job).ready
    return INF


@kernel
def jobs_ready(s, p, n):
    """How many servers hold a finished job for place ``n``."""
    node = place(s, p)
    found = 0
    for m in range(node.res0, node.res0 + node.res):
        if ready(s, p, m, n) < INF:
            found += 1
    return found


@kernel
def take(s, p, m):
    """Take the finished job of server ``m``, which is then free."""
    r = resource_state(s, m)
    j = r.job
    r.job = -1
    r.done = 0
    r.claimed = 0
    update_state(s, m)
    mark(s, p)
    return j


@kernel
def claim(s, p, m):
    """Keep the job of server ``m`` for the vehicle that is on its way."""
    resource_state(s, m).claimed = 1


@kernel
def unclaim(s, p):
    """The vehicle has come: ``take`` sees to it."""


@kernel
def lacks_jobs(s, n, k, j):
    """Whether jobs of the sub-line of row ``k`` are lacking for job ``j``."""
    row = entry(s, k)
    if not holds(s, row.cond0, row.conds, j):
        return False
    wanted = row.amount
    for earlier in range(place(s, n).join0, k):  # other rows may join jobs of the same sub-line
        other = entry(s, earlier)
        if other.target == row.target and holds(s, other.cond0, other.conds, j):
            wanted += other.amount
    return chain.jobs_ready(s, row.target, n) < wanted


@kernel
def lacking_for(s, i, j):
    """Row of what is lacking for job ``j``, or -1: what has been waited for so far, else the first in the file."""
    r = resource_state(s, i)
    n = resource(s, i).node
    node = place(s, n)
    k = r.cause
    if k >= 0 and r.state == WAITING_PARTS:
        if node.join0 <= k and k < node.join0 + node.joins:
            if lacks_jobs(s, n, k, j):
                return k
        elif lacks(s, node.need0, k, j):
            return k
    for k in range(node.join0, node.join0 + node.joins):
        if lacks_jobs(s, n, k, j):
            return k
    return lacking(s, node.need0, node.needs, j)


@kernel
def join_all(s, n, j):
    """Take the jobs of the sub-lines: they become part of job ``j``."""
    node = place(s, n)
    for k in range(node.join0, node.join0 + node.joins):
        row = entry(s, k)
        if not holds(s, row.cond0, row.conds, j):
            continue
        p = row.target
        giver = place(s, p)
        for _ in range(int(row.amount)):
            m = -1
            if giver.traits & BY_SERVER:
                longest = INF
                for x in range(giver.res0, giver.res0 + giver.res):
                    since = chain.ready(s, p, x, n)
                    if since < longest:
                        m, longest = x, since
            end_job(s, chain.take(s, p, m), JOINED)


@kernel
def setup_time(s, i, j):
    """Setup that job ``j`` needs before its work (s): a change of the value, or a purge after n of the same."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.setup_option < 0:
        return 0.0
    value = value_of(s, j * s.options + node.setup_option)
    dist = -1
    if r.last_value != value:
        if r.last_value >= 0:
            dist = node.setup_dist
        r.last_value = value
        r.same = 1
    else:
        r.same += 1
        if node.purge_after > 0 and r.same > node.purge_after:
            dist = node.purge_dist
            r.same = 1
    if dist < 0:
        return 0.0
    r.setups += 1
    r.draws += 1
    return sample(dist_at(s, dist), address(r.key, P_SETUP, r.draws))


@kernel
def begin_work(s, i):
    """Begin the work on the job at hand, whose time may depend on an option."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    dist = node.dist
    if node.by_option >= 0:
        dist = int_at(s, node.by0 + value_of(s, r.job * s.options + node.by_option))
    duration = sample(dist_at(s, dist), numbered(r.work_key, r.works))
    r.works += 1
    r.ideal += dist_at(s, dist).mean
    begin(s, i, IN_WORK, duration)


@small_kernel
def begin_plain_work(s, i, dist):
    """Begin work whose time always follows distribution ``dist``.

    The time was drawn ahead, at the start of the work before: so that the processor need not wait for it now.
    """
    r = resource_state(s, i)
    begin(s, i, IN_WORK, r.ahead)
    r.works += 1
    r.ahead = sample(dist_at(s, dist), numbered(r.work_key, r.works))


@small_kernel
def try_start(s, i):
    """Start on the job at hand if sub-line jobs and parts are there."""
    node = place(s, resource(s, i).node)
    if node.plain == 1:
        begin_plain_work(s, i, node.dist)
    else:
        start_with_needs(s, i)


@kernel
def start_with_needs(s, i):
    """``try_start`` at a station that joins jobs, draws parts, is set up, or whose time depends on an option."""
    r = resource_state(s, i)
    n = resource(s, i).node
    node = place(s, n)
    if node.joins > 0 or node.needs > 0:
        k = lacking_for(s, i, r.job)
        if k >= 0:
            wait_for(s, i, k)
            return
        draw_all(s, node.need0, node.needs, r.job)
        join_all(s, n, r.job)
    setup = setup_time(s, i, r.job)
    if setup > 0.0:
        begin(s, i, IN_SETUP, setup)
    else:
        begin_work(s, i)


@small_kernel
def look_at_station(s, n):
    """Start what waited for parts, and take jobs into servers that are free."""
    node = place(s, n)
    if node.plain == 0:
        for i in range(node.res0, node.res0 + node.res):
            r = resource_state(s, i)
            if r.job >= 0 and r.up == 1 and r.on == 1 and r.done == 0 and r.phase == NO_WORK:
                start_with_needs(s, i)
    for i in range(node.res0, node.res0 + node.res):
        r = resource_state(s, i)
        if r.job >= 0 or r.up == 0 or r.on == 0:
            continue
        j = pull(s, n)
        if j < 0:
            return
        r.job = j
        job_at(s, j).ready = s.now  # until it is finished: when it came in
        try_start(s, i)


@kernel
def choose_route(s, i, j):
    """Where the finished job goes next: a node, or TO_SCRAP."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.routes == 0:
        return node.dest
    u = unit(address(r.key, P_ROUTE, r.works))
    total = 0.0
    for k in range(node.route0, node.route0 + node.routes):
        row = entry(s, k)
        if holds(s, row.cond0, row.conds, j):
            total += row.share
            if u < total:
                return row.target
    return node.dest


@small_kernel
def end_of_phase(s, i):
    """Setup or work has ended on server ``i``."""
    r = resource_state(s, i)
    given = resource(s, i)
    stop_clock(s, i)
    if r.phase == IN_SETUP:
        begin_work(s, i)
        return
    end_work(s, i)
    node = place(s, given.node)
    dest = node.dest if node.plain == 1 else choose_route(s, i, r.job)
    if dest == TO_SCRAP:
        r.scrapped += 1
        end_job(s, r.job, SCRAPPED)
        r.job = -1
        update_state(s, i)
        refresh(s, i)
        mark(s, given.node)
        return
    if dest == node.dest:
        target = place(s, dest)
        if target.traits & QUEUE and target.giver == given.node and has_room(s, dest):
            # nobody else can take this room: the move may as well be made now as after the other ends of this instant
            j = r.job
            r.job = -1
            set_state(s, i, r, STARVED)  # it worked a moment ago, so it is up and on shift
            set_due(s, i, r.fail_at)
            arrive(s, dest, j)
            put_into_queue(s, dest, j)
            mark(s, given.node)
            return
    else:
        r.rerouted += 1
    job_at(s, r.job).dest = dest
    hold(s, i)


@small_kernel
def server_event(s, i):
    """The end of work before that of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 1 and r.work_end <= s.now:
        end_of_phase(s, i)
    else:
        failure_event_at_work(s, i)


@small_kernel
def server_state(s, i):
    """At work; or its job waits for parts, for transport, or for room; or there is none."""
    r = resource_state(s, i)
    if r.running == 1:
        return at_work(s, r)
    if r.job < 0:
        return STARVED
    return WAITING_PARTS if r.done == 0 else holding(s, r)


@kernel
def draw_ahead(s, i):
    """The time of plain work is drawn before the work begins."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.plain == 1:
        r.ahead = sample(dist_at(s, node.dist), numbered(r.work_key, r.works))


@kernel
def prime_server(s, i):
    """Its first work, and its first failures."""
    draw_ahead(s, i)
    prime_machine(s, i)


@kernel
def prime_given_server(s, i):
    """The same where a start state says what it does."""
    draw_ahead(s, i)
    prime_given_machine(s, i)


def lower(low: FlowLowering, shop: str, line: str, element: Station) -> tuple[int, int]:
    """The node of a station and its servers."""
    fields: dict[str, Any] = low.point(element)
    options = low.options.of("shops", shop)
    if isinstance(element.cycle, TimeBy):
        at = options.names.index(element.cycle.by)
        values = element.cycle.values
        fields |= low.by_value(at, [values.get(value, element.cycle.default) for value in options.values[at]])
    else:
        fields["dist"] = low.b.distribution(element.cycle)
    if element.setup is not None:
        fields["setup_option"] = options.names.index(element.setup.by)
        fields["setup_dist"] = low.b.distribution(element.setup.time)
        if element.setup.purge_after is not None:
            fields["purge_after"] = int(element.setup.purge_after.value)
            fields["purge_dist"] = low.b.distribution(element.setup.purge_time or element.setup.time)
    node = low.node("station", element.name, shop, line, **fields)
    low.servers(node, "station", int(element.servers.value), element)
    return node, node


#: What stations and cranes do alike.
BY_SERVERS: dict[str, Any] = {
    **MACHINE,
    "look": look_at_station,
    "ready": ready,
    "jobs_ready": jobs_ready,
    "take": take,
    "claim": claim,
    "unclaim": unclaim,
    "event": server_event,
    "state": server_state,
    "prime": prime_server,
    "prime_given": prime_given_server,
    "draw_ahead": draw_ahead,
    "phases": (IN_SETUP, IN_WORK),
    "holds": "servers",
    "carries": True,
    "serves": True,
    "by_number": True,
    "limits": True,
    "able": True,
    "serial": True,
    "job_words": ("server", "left", "spent", "setup", "finished", "to", "waited", "whole"),
    "where": "at a station",
}
STATION = Kind(name="station", noun=Station, phase="element", lower=lower, work_unit=True, **BY_SERVERS)
