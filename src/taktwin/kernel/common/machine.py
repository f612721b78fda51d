"""What every working resource has in common: its state, its work clock, its failures and repairs.

A resource works while it is up, on shift and has work; otherwise the work that is left waits (preempt-resume).
When it fails: see ``failureclock``; what else may become of its work then: see ``spoilt``.
"""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import kernel, small_kernel
from taktwin.kernel.base.kind import nothing
from taktwin.kernel.base.memory import (
    dist_at,
    entry,
    job_at,
    mode_at,
    mode_state,
    place,
    place_state,
    put_seconds,
    put_word,
    resource,
    resource_state,
    seconds_in,
    word,
)
from taktwin.kernel.base.random import address, sample
from taktwin.kernel.base.state import (
    BLOCKED,
    DOWN,
    IN_SETUP,
    INF,
    JOINED_FROM,
    LOG_STATE,
    MAINTENANCE,
    MINOR_STOP,
    NO_WORK,
    OFF_SHIFT,
    P_REPAIR,
    SETUP,
    STARVED,
    STATE_COUNT,
    TAKES,
    TRANSPORT,
    WAITING_CARRIER,
    WAITING_CREW,
    WAITING_OPERATOR,
    WAITING_PARTS,
    WAITING_TRANSPORT,
    WAKING,
    WORKING,
)  # fmt: skip
from taktwin.kernel.base.tree import set_due
from taktwin.kernel.common.failureclock import count_work, next_due, plan_failure
from taktwin.kernel.common.joblog import write_log
from taktwin.kernel.common.own import next_for_crew

_ONE = np.uint64(1)


@small_kernel
def mark(s, n):
    """Have node ``n`` looked at before the clock moves on."""
    w = n >> 6
    bit = _ONE << np.uint64(n & 63)
    old = word(s, w)
    s.marked += np.int64((old & bit) == 0)
    put_word(s, w, old | bit)
    if w < s.hint:
        s.hint = w


@small_kernel
def mark_receiver(s, n, dest):
    """Place ``n`` has a job ready for ``dest``: look at it, unless its only server is busy or holds a finished job."""
    taker = place(s, n).taker
    if taker >= 0 and place(s, n).dest == dest:
        r = resource_state(s, taker)
        if r.phase != NO_WORK or r.done == 1:
            return
    mark(s, dest)


@small_kernel
def mark_room(s, n):
    """Place ``n`` has room: look at it, unless the only server before it has no finished job."""
    feeder = place(s, n).feeder
    if feeder >= 0 and resource_state(s, feeder).done == 0:
        return
    mark(s, n)


@small_kernel
def state_of(s, i):
    """The state that follows from the resource's flags: off shift, then down, then what its kind says."""
    r = resource_state(s, i)
    if r.on == 0:
        return OFF_SHIFT
    if r.up == 0:
        return WAITING_CREW if r.repair_end == INF else mode_at(s, r.down_mode).state
    return chain.state(s, i)


@small_kernel
def holding(s, i):
    """The state of resource ``i``, which holds a finished job."""
    dest = job_at(s, resource_state(s, i).job).dest
    traits = place(s, dest).traits
    if traits & TRANSPORT:
        return WAITING_TRANSPORT
    if traits & TAKES and place_state(s, dest).lacks == 1:
        return BLOCKED if place(s, resource(s, i).node).traits & JOINED_FROM else WAITING_CARRIER
    return BLOCKED


@small_kernel
def at_work(s, r):
    """The state of a resource whose work goes on."""
    return SETUP if r.phase == IN_SETUP else WORKING


@small_kernel
def book(s, i, r):
    """Add the time since the last change to the account of the present state."""
    now = s.now
    dt = now - r.since
    if dt > 0.0:
        state = r.state
        put_seconds(s, i * STATE_COUNT + state, seconds_in(s, i * STATE_COUNT + state) + dt)
        if (state == WAITING_PARTS or state == WAITING_OPERATOR) and r.cause >= 0:
            entry(s, r.cause).seconds += dt
        if state <= SETUP or state == DOWN or state == WAITING_CREW or state == MINOR_STOP or state == WAKING:
            if r.gap == 1:
                r.periods += 1  # an active period ended at the gap before this one
                r.gap = 0
        elif state != OFF_SHIFT and state != MAINTENANCE:
            r.gap = 1
        r.since = now


@small_kernel
def update_state(s, i):
    """Derive the resource's state again; book the time of the old one where it changed."""
    set_state(s, i, resource_state(s, i), state_of(s, i))


@small_kernel
def set_state(s, i, r, new):
    """Change to state ``new``; book the time of the old one."""
    if new != r.state:
        book(s, i, r)
        r.since = s.now
        r.state = new
        if s.trace == 1:
            order = job_at(s, r.job).order if r.job >= 0 and resource(s, i).carries == 1 else -1
            write_log(s, LOG_STATE, i, order, new, -1)


@small_kernel
def refresh(s, i):
    """Put the earliest of the resource's own due times into the calendar."""
    r = resource_state(s, i)
    t = r.entry_at
    if r.running == 1 and r.work_end < t:
        t = r.work_end
    if r.up == 1:
        if r.fail_at < t:
            t = r.fail_at
    elif r.repair_end < t:
        t = r.repair_end
    set_due(s, i, t)


@small_kernel
def start_clock(s, i):
    """Go on with the work that is left, if the resource is up and on shift."""
    r = resource_state(s, i)
    if r.running == 0 and r.up == 1 and r.on == 1 and r.phase != NO_WORK:
        r.running = 1
        r.began = s.now
        r.work_end = r.began + r.left
        if resource(s, i).own_modes > 0:
            plan_failure(s, i)


@small_kernel
def stop_clock(s, i):
    """Stop the work clock; what is left is kept."""
    r = resource_state(s, i)
    if r.running == 1:
        now = s.now
        r.left = max(0.0, r.work_end - now)
        r.running = 0
        if r.phase != IN_SETUP:
            r.clock += now - r.began
        if resource(s, i).own_modes > 0:
            plan_failure(s, i)


@small_kernel
def begin(s, i, phase, duration):
    """Begin a phase of work that takes ``duration`` seconds of running time."""
    r = resource_state(s, i)
    r.phase = phase
    r.left = duration
    if resource(s, i).spoils > 0:
        r.whole = duration
    start_clock(s, i)
    if r.running == 1:
        set_state(s, i, r, SETUP if phase == IN_SETUP else WORKING)
    else:
        update_state(s, i)
    refresh(s, i)


@small_kernel
def end_work(s, i):
    """A work has ended: count it, also for the failures that come after so many."""
    r = resource_state(s, i)
    r.phase = NO_WORK
    r.jobs += 1
    s.operations += 1
    if resource(s, i).counts > 0:
        count_work(s, i)


@kernel
def start_repair(s, i):
    """Draw the repair time and let it run (repairs go on off shift)."""
    r = resource_state(s, i)
    purpose = P_REPAIR + 16 * (r.down_mode - resource(s, i).mode0)
    number = mode_state(s, r.down_mode).count
    r.repair_end = s.now + sample(dist_at(s, mode_at(s, r.down_mode).repair), address(r.key, purpose, number))
    update_state(s, i)
    refresh(s, i)


@kernel
def fail(s, i):
    """The planned failure strikes: work stops and a repair begins, once its crew is free."""
    note_failure(s, i)
    stop_clock(s, i)
    go_down(s, i)


@kernel
def note_failure(s, i):
    """Which failure it is, or which minor stop or maintenance."""
    r = resource_state(s, i)
    r.down_mode = r.due_mode
    state = mode_at(s, r.down_mode).state
    if state == DOWN:
        r.failures += 1
    elif state == MINOR_STOP:
        r.minor_stops += 1
    else:
        r.maintenances += 1


@kernel
def go_down(s, i):
    """The resource is down, and its repair begins or waits for the crew."""
    r = resource_state(s, i)
    r.up = 0
    r.repair_end = INF
    crew = mode_at(s, r.down_mode).crew
    if crew >= 0:
        c = place_state(s, crew)
        if c.count >= place(s, crew).cap:
            r.next_waiting = -1
            if c.head < 0:
                c.head = i
            else:
                resource_state(s, c.tail).next_waiting = i
            c.tail = i
            update_state(s, i)
            refresh(s, i)
            return
        c.count += 1
    start_repair(s, i)


@kernel
def repair(s, i):
    """The repair ends: the mode's clock starts anew, the crew goes to the longest waiting, work resumes."""
    r = resource_state(s, i)
    state = mode_state(s, r.down_mode)
    state.count += 1
    r.up = 1
    r.repair_end = INF
    state.due = next_due(s, i, r.down_mode)
    crew = mode_at(s, r.down_mode).crew
    plan_failure(s, i)
    if crew >= 0:
        c = place_state(s, crew)
        if c.head >= 0:
            start_repair(s, next_for_crew(s, crew))
        else:
            c.count -= 1


@kernel
def wait_for(s, i, cause):
    """The resource waits for what row ``cause`` names (a part or a sub-line's job)."""
    r = resource_state(s, i)
    if r.cause != cause:
        book(s, i, r)
        r.cause = cause
    update_state(s, i)


@kernel
def wake_machine(s, i):
    """A machine is up and on shift again: it goes on with its work, and its place looks for more."""
    start_clock(s, i)
    update_state(s, i)
    refresh(s, i)
    mark(s, resource(s, i).node)


@kernel
def rest_machine(s, i):
    """The shift of a machine ends."""
    stop_clock(s, i)
    update_state(s, i)
    refresh(s, i)


@kernel
def failure_event(s, i):
    """The end of a repair, or else a failure."""
    if resource_state(s, i).up == 0:
        repair(s, i)
        wake_machine(s, i)
    else:
        fail(s, i)


@kernel
def prime_machine(s, i):
    """Draw the first failure of each mode, at time zero."""
    given = resource(s, i)
    for m in range(given.mode0, given.mode0 + given.modes):
        mode_state(s, m).due = next_due(s, i, m)
    plan_failure(s, i)
    update_state(s, i)
    refresh(s, i)


@kernel
def draw_open_failures(s, i):
    """Draw the failures that a start state leaves open."""
    given = resource(s, i)
    for m in range(given.mode0, given.mode0 + given.modes):
        state = mode_state(s, m)
        if math.isnan(state.due):
            state.due = next_due(s, i, m)


@kernel
def prime_given_machine(s, i):
    """Draw the failures that a start state leaves open, and let the work go on."""
    draw_open_failures(s, i)
    start_clock(s, i)
    plan_failure(s, i)
    update_state(s, i)
    refresh(s, i)


def runs_when_able(resources, nodes):
    """A machine's work goes on while it is up, on shift and has some."""
    return (resources["up"] == 1) & (resources["on"] == 1) & (resources["phase"] != NO_WORK)


#: What the resources of most kinds of machine do alike.
MACHINE = {
    "wake": wake_machine,
    "rest": rest_machine,
    "prime": prime_machine,
    "prime_given": prime_given_machine,
    "draw_ahead": nothing,
    "go_on": nothing,
    "runs": runs_when_able,
    "machine": True,
}


@kernel
def no_state(s, i):
    """It is in no state that is booked."""
    return STARVED


#: What the resources do alike that are no machines: they have events, but neither states nor shifts.
NO_MACHINE = {"state": no_state, **dict.fromkeys(("wake", "rest", "draw_ahead", "go_on"), nothing)}
