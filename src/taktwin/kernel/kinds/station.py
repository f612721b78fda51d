"""Stations: take a job, wait for what it needs, set up, work, and send it on."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import dist_at, int_at, job_at, place, place_state, resource, resource_state, value_of
from taktwin.kernel.base.random import address, numbered, sample
from taktwin.kernel.base.state import (
    AWAKE,
    IN_SETUP,
    IN_WORK,
    INF,
    INSPECTING,
    LOADING,
    MANUAL,
    NO_WORK,
    NOT_PLAIN,
    OFF_SHIFT,
    P_INSPECT,
    P_TRIP,
    PLAIN,
    QUEUE,
    SCRAPPED,
    STARVED,
    TAKES,
    THERE,
    TO_SCRAP,
    UNLOADING,
    WAITING_CARRIER,
    WAITING_OPERATOR,
    WAITING_PARTS,
)  # fmt: skip
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.byhand import (
    WITH_OPERATORS,
    begin_at,
    failure_event_with_operators,
    prime_given_with_operators,
)
from taktwin.kernel.common.carriers import end_life
from taktwin.kernel.common.choice import next_to_start, note_freed, own_time
from taktwin.kernel.common.flow import arrive, has_room, hold, pull, put_into_queue
from taktwin.kernel.common.joining.joining import join_all, lacking_for
from taktwin.kernel.common.machine import (
    at_work,
    begin,
    end_work,
    holding,
    mark,
    prime_machine,
    refresh,
    set_state,
    stop_clock,
    update_state,
    wait_for,
)
from taktwin.kernel.common.operators import muster
from taktwin.kernel.common.pausing import change_pause, paused, settle_pause, wakes_first
from taktwin.kernel.common.planned import add_ideal, leave_by_route
from taktwin.kernel.common.setuptime import setup_time
from taktwin.kernel.common.spoilt import failure_event_at_work, spoil
from taktwin.kernel.common.stock import draw_all
from taktwin.kernel.lowering.stations import lower_station
from taktwin.model.nouns.station import Station
from taktwin.model.phrase import Phrase


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
    note_freed(s, r, p)
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
def begin_work(s, i):
    """Begin the work on the job at hand, whose time may depend on an option."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    dist = node.dist
    if node.unequal > 0:
        dist = own_time(s, i, r.job)
    elif node.by_option >= 0:
        dist = int_at(s, node.by0 + value_of(s, r.job * s.job_values + node.by_option))
    duration = sample(dist_at(s, dist), numbered(r.work_key, r.works))
    r.works += 1
    add_ideal(s, i, dist)
    begin_at(s, i, IN_WORK, duration)


@kernel
def load_or_work(s, i):
    """The job at hand is loaded where that takes time, else worked on."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.load < 0:
        begin_work(s, i)
        return
    add_ideal(s, i, node.load)
    begin_at(s, i, LOADING, sample(dist_at(s, node.load), address(r.key, P_TRIP, 2 * r.works)))


@kernel
def begin_after(s, i, phase):
    """What follows a phase of a place that works by hand in part; False after the last."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if phase == IN_SETUP:
        load_or_work(s, i)
        return True
    if phase == LOADING:
        begin_work(s, i)
        return True
    if phase == IN_WORK and node.inspect >= 0 and r.works % node.every == 0:
        add_ideal(s, i, node.inspect)
        begin_at(s, i, INSPECTING, sample(dist_at(s, node.inspect), address(r.key, P_INSPECT, r.works - 1)))
        return True
    if phase != UNLOADING and node.unload >= 0:
        add_ideal(s, i, node.unload)
        begin_at(s, i, UNLOADING, sample(dist_at(s, node.unload), address(r.key, P_TRIP, 2 * r.works - 1)))
        return True
    return False


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
    if node.plain == PLAIN:
        begin_plain_work(s, i, node.dist)
    else:
        start_with_needs(s, i)


@kernel
def start_with_needs(s, i):
    """``try_start`` at a station that joins jobs, draws parts, is set up, or whose time depends on an option."""
    if resource(s, i).pauses > 0 and wakes_first(s, i):
        return
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
    set_up(s, i)


@kernel
def set_up(s, i):
    """All that the job at hand needs is there: its setup begins where one is due, else its work."""
    setup = setup_time(s, i, resource_state(s, i).job)
    if setup > 0.0:
        begin_at(s, i, IN_SETUP, setup)
    else:
        load_or_work(s, i)


@kernel
def take_into_servers(s, n):
    """Jobs go into servers that differ from each other, while any can."""
    j, i = next_to_start(s, n)
    while j >= 0:
        resource_state(s, i).job = j
        job_at(s, j).ready = s.now
        start_with_needs(s, i)
        j, i = next_to_start(s, n)


@small_kernel
def look_at_station(s, n):
    """Start what waited for parts, and take jobs into servers that are free."""
    node = place(s, n)
    if node.plain <= NOT_PLAIN:
        for i in range(node.res0, node.res0 + node.res):
            r = resource_state(s, i)
            if r.job >= 0 and r.up == 1 and r.on == 1 and r.done == 0 and r.phase == NO_WORK:
                start_with_needs(s, i)
        if node.unequal > 0:
            take_into_servers(s, n)
            return
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


@small_kernel
def end_of_phase(s, i):
    """Setup or work has ended on server ``i``."""
    r = resource_state(s, i)
    given = resource(s, i)
    stop_clock(s, i)
    node = place(s, given.node)
    if node.plain == MANUAL:
        end_of_manual_phase(s, i)
        return
    if r.phase == IN_SETUP:
        begin_work(s, i)
        return
    pass_on(s, i)


@small_kernel
def pass_on(s, i):
    """The work on the job of server ``i`` has ended: it goes where its route leads, at once if it can."""
    r = resource_state(s, i)
    given = resource(s, i)
    end_work(s, i)
    node = place(s, given.node)
    dest = node.dest if node.plain == PLAIN else leave_by_route(s, i)
    if dest == TO_SCRAP:
        r.scrapped += 1
        end_life(s, r.job, SCRAPPED)
        r.job = -1
        note_freed(s, r, given.node)
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
            set_state(s, i, r, STARVED if r.on == 1 else OFF_SHIFT)  # it worked a moment ago, so it is up
            set_due(s, i, r.fail_at)
            arrive(s, dest, j)
            put_into_queue(s, dest, j)
            mark(s, given.node)
            return
    else:
        r.rerouted += 1
    job_at(s, r.job).dest = dest
    hold(s, i)


@kernel
def end_of_manual_phase(s, i):
    """A phase of a place that works by hand in part has ended: the next begins, or the job goes on."""
    r = resource_state(s, i)
    phase = r.phase
    r.phase = NO_WORK
    if begin_after(s, i, phase):
        return
    pass_on(s, i)
    muster(s, i)


@small_kernel
def server_event(s, i):
    """The end of work before a change of its pause before the end of a repair before a failure."""
    r = resource_state(s, i)
    plain = place(s, resource(s, i).node).plain
    if r.running == 1 and r.work_end <= s.now:
        end_of_phase(s, i)
    elif r.entry_at <= s.now:
        change_pause(s, i)
    elif plain == MANUAL:
        failure_event_with_operators(s, i)
        spoil(s, i)
    else:
        failure_event_at_work(s, i)
    if plain <= NOT_PLAIN:
        settle_pause(s, i)


@small_kernel
def server_state(s, i):
    """At work; or its job waits for parts, for transport, or for room; or there is none."""
    r = resource_state(s, i)
    if r.running == 1:
        return at_work(s, r)
    if r.pause != AWAKE:
        return paused(r)
    if r.job < 0:
        n = resource(s, i).node
        return WAITING_CARRIER if place(s, n).traits & TAKES and place_state(s, n).lacks == 1 else STARVED
    if r.hands != THERE:
        return WAITING_OPERATOR
    return WAITING_PARTS if r.done == 0 else holding(s, i)


@kernel
def draw_ahead(s, i):
    """The time of plain work is drawn before the work begins."""
    r = resource_state(s, i)
    node = place(s, resource(s, i).node)
    if node.plain == PLAIN:
        r.ahead = sample(dist_at(s, node.dist), numbered(r.work_key, r.works))


@kernel
def prime_server(s, i):
    """Its first work, its first failures, and its first pause."""
    draw_ahead(s, i)
    prime_machine(s, i)
    settle_pause(s, i)


@kernel
def prime_given_server(s, i):
    """The same where a start state says what it does."""
    draw_ahead(s, i)
    prime_given_with_operators(s, i)


#: What stations and cranes do alike.
BY_SERVERS: dict[str, Any] = {
    **WITH_OPERATORS,
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
    "phases": (IN_SETUP, IN_WORK, LOADING, INSPECTING, UNLOADING),
    "holds": "servers",
    "carries": True,
    "serves": True,
    "by_number": True,
    "limits": True,
    "able": True,
    "serial": True,
    "job_words": ("server", "left", "spent", "setup", "handling", "finished", "to", "waited", "whole"),
    "where": Phrase("at a station"),
}
STATION = Kind(name="station", noun=Station, phase="element", lower=lower_station, work_unit=True, **BY_SERVERS)
