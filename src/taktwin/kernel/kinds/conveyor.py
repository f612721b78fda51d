"""Conveyors: jobs travel a fixed time on a belt whose clock stops with the belt.

A job is at the far end once the belt has moved ``transit`` seconds since it got on. An accumulating belt goes on moving
under jobs that wait at the end; a plain one stops until its first job has been taken.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import job_at, place, place_state, resource, resource_state
from taktwin.kernel.base.state import AWAKE, INF, STARVED, WAKES, WORKING
from taktwin.kernel.common.flow import has_room, pull
from taktwin.kernel.common.jobs import append, pop, settle_node
from taktwin.kernel.common.machine import (
    MACHINE,
    go_down,
    holding,
    mark,
    note_failure,
    plan_failure,
    prime_given_machine,
    prime_machine,
    refresh,
    repair,
    update_state,
)
from taktwin.kernel.common.pausing import change_pause, paused, settle_pause, wakes_first
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.phrase import Phrase


@kernel
def belt(s, r):
    """Seconds that the belt has moved so far."""
    return r.clock + (s.now - r.began if r.running == 1 else 0.0)


@kernel
def stop_belt(s, i):
    """The belt stops: its clock stands."""
    r = resource_state(s, i)
    if r.running == 1:
        r.clock += s.now - r.began
        r.running = 0
        r.entry_clear -= s.now
        plan_failure(s, i)


@kernel
def update_belt(s, i):
    """Let the belt move if it may, and plan when its first job reaches the end and when the entry opens."""
    r = resource_state(s, i)
    given = resource(s, i)
    node = place(s, given.node)
    may = r.up == 1 and r.on == 1 and r.pause != WAKES and (node.accumulating == 1 or r.done == 0)
    if not may:
        stop_belt(s, i)
        r.work_end = INF
        r.entry_at = INF
    else:
        if r.running == 0:
            r.running = 1
            r.began = s.now
            r.entry_clear += s.now
            plan_failure(s, i)
            mark(s, given.node)  # the entry is open again
        r.work_end = INF
        if r.job >= 0 and r.done == 0:
            r.work_end = s.now + max(0.0, job_at(s, r.job).ready - belt(s, r))
    update_state(s, i)
    refresh(s, i)


@kernel
def switch_belt(s, i):
    """``update_belt`` after a failure, a repair or a change of shift, which may end a pause."""
    update_belt(s, i)
    settle_pause(s, i)


@kernel
def can_enter(s, n):
    """Whether the belt moves, has room, and its entry is clear; if only the distance lacks, plan to look again."""
    node = place(s, n)
    if not has_room(s, n):
        return False
    r = resource_state(s, node.res0)
    if r.running == 0:
        return False
    if s.now < r.entry_clear:
        r.entry_at = r.entry_clear
        refresh(s, node.res0)
        return False
    return True


@kernel
def get_on(s, n, j):
    """Job ``j`` gets on at the near end."""
    settle_node(s, n)
    node = place(s, n)
    here = place_state(s, n)
    r = resource_state(s, node.res0)
    moved = belt(s, r)
    job_at(s, j).ready = moved + node.transit
    job_at(s, j).dest = node.dest
    r.entry_clear = s.now + node.spacing
    append(s, n, j)
    here.count += 1
    here.most = max(here.most, here.count)
    if r.job < 0:
        r.job = j
        update_belt(s, node.res0)


@kernel
def get_off(s, n):
    """The job at the far end leaves; the next one comes up."""
    settle_node(s, n)
    here = place_state(s, n)
    i = place(s, n).res0
    j = pop(s, n)
    here.count -= 1
    here.least = min(here.least, here.count)
    r = resource_state(s, i)
    r.jobs += 1
    r.done = 0
    r.job = here.head
    update_belt(s, i)
    mark(s, n)
    return j


@small_kernel
def look(s, n):
    """Jobs get on while the entry is clear."""
    i = place(s, n).res0
    pauses = resource(s, i).pauses
    while can_enter(s, n):
        j = pull(s, n)
        if j < 0:
            break
        if pauses > 0:
            wakes_first(s, i)
        get_on(s, n, j)
    if pauses > 0:
        settle_pause(s, i)


@small_kernel
def ready(s, p, m, n):
    """Since when the first job waits at the far end."""
    r = resource_state(s, place(s, p).res0)
    return job_at(s, r.job).ready if r.done == 1 and r.claimed == 0 else INF


@small_kernel
def jobs_ready(s, p, n):
    """Only the first job can leave."""
    return 1 if ready(s, p, -1, n) < INF else 0


@kernel
def take(s, p, m):
    """The first job gets off."""
    i = place(s, p).res0
    resource_state(s, i).claimed = 0
    j = get_off(s, p)
    settle_pause(s, i)
    return j


@kernel
def claim(s, p, m):
    """Keep the job at the far end for the vehicle that is on its way."""
    resource_state(s, place(s, p).res0).claimed = 1


@kernel
def unclaim(s, p):
    """The vehicle has come: ``take`` sees to it."""


@kernel
def move_on(s, i):
    """A job has reached the far end, or the entry has become clear."""
    r = resource_state(s, i)
    given = resource(s, i)
    now = s.now
    if r.entry_at <= now:
        r.entry_at = INF
        mark(s, given.node)
    if r.running == 1 and r.work_end <= now:
        r.work_end = INF
        r.done = 1
        job_at(s, r.job).ready = now
        mark(s, place(s, given.node).dest)
        update_belt(s, i)
    else:
        refresh(s, i)


@kernel
def belt_event(s, i):
    """Jobs move before a repair ends before a failure; the belt is stopped by `update_belt`, not by the work clock."""
    r = resource_state(s, i)
    if r.entry_at <= s.now or (r.running == 1 and r.work_end <= s.now):
        move_on(s, i)
        if resource(s, i).pauses > 0:
            change_pause(s, i)
            settle_pause(s, i)
        return
    if r.up == 0:
        repair(s, i)
    else:
        note_failure(s, i)
        go_down(s, i)
    switch_belt(s, i)


@kernel
def belt_state(s, i):
    """It works while its first job is on the way."""
    r = resource_state(s, i)
    if r.pause != AWAKE:
        return paused(r)
    if r.job < 0:
        return STARVED
    return WORKING if r.done == 0 else holding(s, i)


@kernel
def prime_belt(s, i):
    """The first failures; then the belt moves."""
    prime_machine(s, i)
    switch_belt(s, i)


@kernel
def prime_given_belt(s, i):
    """The same with the jobs that a start state puts on it."""
    prime_given_machine(s, i)
    switch_belt(s, i)


def runs(resources, nodes):
    """A belt moves with or without jobs; a plain one stands while its first job waits at the end."""
    may = (nodes["accumulating"] == 1) | (resources["done"] == 0)
    return (resources["up"] == 1) & (resources["on"] == 1) & (resources["pause"] != WAKES) & may


def lower(low: FlowLowering, shop: str, line: str, element: Conveyor) -> tuple[int, int]:
    """Node and resource of a conveyor."""
    node = low.room(
        shop, line, element, "conveyor",
        transit=element.transit.value, spacing=element.entry_spacing, accumulating=int(element.accumulating),
    )  # fmt: skip
    low.servers(node, "conveyor", 1, element)
    return node, node


BELT = {"wake": switch_belt, "rest": switch_belt, "prime": prime_belt, "prime_given": prime_given_belt, "runs": runs}
CONVEYOR = Kind(
    **(MACHINE | BELT),
    name="conveyor",
    noun=Conveyor,
    phase="element",
    lower=lower,
    look=look,
    ready=ready,
    jobs_ready=jobs_ready,
    take=take,
    claim=claim,
    unclaim=unclaim,
    event=belt_event,
    state=belt_state,
    holds="belt",
    level=True,
    relief="belt",
    carries=True,
    limits=True,
    job_words=("left", "spent", "finished", "waited"),
    where=Phrase("on a conveyor"),
)
