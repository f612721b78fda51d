"""The main loop: the next instant, its due events in written order, then every move that has become possible."""

from __future__ import annotations

import numpy as np
from numba.cpython.unsafe.numbers import trailing_zeros

from taktwin.kernel.base.jit import entry_kernel, small_kernel
from taktwin.kernel.base.memory import due_at, place, put_word, resource, word
from taktwin.kernel.base.state import (
    BROKEN,
    CALENDAR,
    CELL,
    CONVEYOR,
    FINISHED,
    LANE,
    N_BUFFER,
    N_CELL,
    N_CONVEYOR,
    N_FEED,
    N_LINK,
    N_PATHS,
    N_SINK,
    N_STATION,
    NEEDS_ROOM,
    REACHED,
    SERVER,
    STANDSTILL,
    STREAM,
    VEHICLE,
)
from taktwin.kernel.base.tree import winner
from taktwin.kernel.flow import fill_buffer, pull
from taktwin.kernel.guidepath.battery import update_draw
from taktwin.kernel.guidepath.traffic import look_at_paths
from taktwin.kernel.jobs import end_job
from taktwin.kernel.kinds.calendar import calendar_event, wake
from taktwin.kernel.kinds.conveyor import can_enter, conveyor_event, get_on, update_belt
from taktwin.kernel.kinds.makecell import end_of_hit, look_at_cell
from taktwin.kernel.kinds.station import end_of_phase, look_at_station
from taktwin.kernel.kinds.supply import lane_event, stream_event
from taktwin.kernel.kinds.transport import end_of_run, look_at_feed, look_at_link
from taktwin.kernel.machine import fail, repair
from taktwin.kernel.series import end_of_bucket

_ONE = np.uint64(1)
MOST_AT_ONE_INSTANT = 10_000_000  # looks, or rounds of events: more means that time stands still


@small_kernel
def machine_event(s, i):
    """A working resource's own event: end of work (of a server: see ``handle``) before repair before failure."""
    r = resource(s, i)
    now = s.now
    if r.kind == CONVEYOR and (r.entry_at <= now or (r.running == 1 and r.work_end <= now)):
        conveyor_event(s, i)
    elif r.running == 1 and r.work_end <= now:
        if r.kind == CELL:
            end_of_hit(s, i)
        else:
            end_of_run(s, i)
    elif r.up == 0:
        repair(s, i)
        wake(s, i)
    else:
        fail(s, i)
        if r.kind == CONVEYOR:
            update_belt(s, i)
        elif r.kind == VEHICLE and r.row >= 0:
            update_draw(s, i)


@small_kernel
def handle(s, i):
    """The event of resource ``i``."""
    r = resource(s, i)
    kind = r.kind
    if kind == SERVER and r.running == 1 and r.work_end <= s.now:
        end_of_phase(s, i)
    elif kind >= SERVER:
        machine_event(s, i)
    elif kind == CALENDAR:
        calendar_event(s, i)
    elif kind == STREAM:
        stream_event(s, i)
    elif kind == LANE:
        lane_event(s, i)


@small_kernel
def look_at(s, n):
    """Let node ``n`` do what it can at this instant."""
    kind = place(s, n).kind
    if kind == N_STATION:
        look_at_station(s, n)
    elif kind == N_BUFFER:
        fill_buffer(s, n)
    elif kind == N_CONVEYOR:
        while can_enter(s, n):
            j = pull(s, n)
            if j < 0:
                break
            get_on(s, n, j)
    elif kind == N_SINK:
        while True:
            j = pull(s, n)
            if j < 0:
                break
            end_job(s, j, FINISHED)
    elif kind == N_LINK:
        look_at_link(s, n)
    elif kind == N_CELL:
        look_at_cell(s, n)
    elif kind == N_FEED:
        look_at_feed(s, n)
    elif kind == N_PATHS:
        look_at_paths(s, n)


@small_kernel
def move_all(s):
    """Look at marked nodes, lowest number first, until no more is possible at this instant."""
    looks = 0
    while s.marked > 0 and s.error == 0:
        looks += 1
        if looks > MOST_AT_ONE_INSTANT:
            s.error = STANDSTILL
        k = s.hint
        bits = word(s, k)
        if bits == 0:
            s.hint = k + 1
            continue
        n = 64 * k + np.int64(trailing_zeros(bits))  # pyright: ignore[reportCallIssue]  (an intrinsic)
        put_word(s, k, bits & (bits - _ONE))
        s.marked -= 1
        look_at(s, n)


@entry_kernel
def advance(world, until):
    """Run to time ``until`` (inclusive). Returns why it came back; after NEEDS_ROOM call it again with more room."""
    s = world[0]
    instants = 0  # that there is certainly room for
    repeats = 0  # of the same instant
    while True:
        if instants == 0:
            instants = min((s.log_rows - s.log_n) // s.log_margin, s.free_jobs // s.job_margin)
            if instants <= 0 or s.bucket_n >= s.rows:
                return NEEDS_ROOM
        instants -= 1
        move_all(s)  # first: what the start state, or an addition to it, makes possible
        if s.error != 0:
            return BROKEN
        t = due_at(s, 1)
        while s.bucket_due < t and s.bucket_due <= until:
            if s.bucket_n >= s.rows:
                return NEEDS_ROOM
            s.now = s.bucket_due
            end_of_bucket(s)
        if t > until:
            s.now = until
            return REACHED
        repeats = repeats + 1 if t == s.now else 0
        if repeats > MOST_AT_ONE_INSTANT:
            s.error = STANDSTILL
        s.now = t
        while t == due_at(s, 1):
            handle(s, winner(s))
            s.events += 1
