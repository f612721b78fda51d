"""The main loop: the next instant, its due events in written order, then every move that has become possible."""

from __future__ import annotations

import numpy as np
from numba.cpython.unsafe.numbers import trailing_zeros

from taktwin.kernel.base import chain
from taktwin.kernel.base.jit import entry_kernel, kernel, small_kernel
from taktwin.kernel.base.memory import (
    due_at,
    fetch_job,
    fetch_place,
    fetch_place_state,
    fetch_resource,
    fetch_resource_state,
    fetch_seconds,
    place,
    place_state,
    put_word,
    resource,
    resource_state,
    word,
)
from taktwin.kernel.base.state import ASKS, BROKEN, NEEDS_ROOM, REACHED, STANDSTILL, TAKES
from taktwin.kernel.base.tier import plain
from taktwin.kernel.base.tree import first_below, winner
from taktwin.kernel.common.carriers import note_lack
from taktwin.kernel.common.machine import mark
from taktwin.kernel.series import end_of_bucket

_ONE = np.uint64(1)
BEYOND_THE_CACHE = 1024  # leaves of the calendar: the records of plants with more do not stay in the nearest cache
PARTS = 64  # of the calendar of such a plant: each has had what its next event needs fetched
MOST_AT_ONE_INSTANT = 10_000_000  # looks, or rounds of events: more means that time stands still


@small_kernel
def move_all(s):
    """Look at marked nodes, lowest number first, until no more is possible at this instant, or an answer is needed."""
    looks = 0
    if s.asker >= 0:  # the answer has come
        n = s.asker
        s.asker = -1
        chain.look(s, n)
        if s.asked >= 0:
            s.asker = n
            return
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
        chain.look(s, n)
        if s.asked >= 0:
            s.asker = n
            return
        if place(s, n).traits & TAKES:
            note_lack(s, n)
    s.hint = s.words  # nothing is marked: the next mark is the lowest, and no word before it need be read


@small_kernel
def fetch_next(s, i):
    """Have the records of a resource that works soon fetched into the cache, now that ``i`` has had its event.

    The calendar falls into 64 parts. The next event of the part of ``i`` comes some dozens of events from now: time
    enough for memory to answer. A guess: a move may plan an earlier one.
    """
    part = i + s.leaves
    while part >= 4 * PARTS:
        part >>= 2
    k = first_below(s, part)
    fetch_resource(s, k, 0)
    fetch_resource_state(s, k, 0)
    fetch_resource_state(s, k, 64)
    fetch_seconds(s, k, 0)
    fetch_seconds(s, k, 24)  # rows of them do not begin at a line
    return k


@small_kernel
def fetch_around(s, k):
    """Have what is around resource ``k`` fetched, which has itself come.

    The neighbours of a place, and of its server, are taken to be those before and after it in the arrays, as they are
    in a line.
    """
    fetch_resource_state(s, k - 1, 0)
    fetch_resource_state(s, k + 1, 0)
    n = np.int64(resource(s, k).node)
    fetch_place(s, n - 1, 0)
    fetch_place(s, n, 0)
    fetch_place(s, n + 1, 0)
    fetch_place_state(s, n - 1, 0)
    fetch_place_state(s, n, 0)
    fetch_place_state(s, n + 1, 0)


@small_kernel
def fetch_jobs(s, k):
    """Have the jobs fetched that the next event of resource ``k`` moves, once what is around it has come."""
    n = np.int64(resource(s, k).node)
    fetch_job(s, np.int64(place_state(s, max(n - 1, 0)).head), 0)
    fetch_job(s, resource_state(s, k).job, 0)
    fetch_job(s, np.int64(place_state(s, min(n + 1, s.nodes - 1)).tail), 0)


@kernel
def run_to(s, until):
    """What `advance` does, in the tier that the type of the world record says."""
    instants = 0  # that there is certainly room for
    repeats = 0  # of the same instant
    one = two = three = four = 0  # who was fetched at the last event, at the one before it ...
    while True:
        if instants == 0:
            instants = min((s.log_rows - s.log_n) // s.log_margin, s.free_jobs // s.job_margin)
            if instants <= 0 or s.bucket_n >= s.rows:
                return NEEDS_ROOM
        instants -= 1
        move_all(s)  # first: what the start state, or an addition to it, makes possible
        if s.error != 0:
            return BROKEN
        if s.asked >= 0:
            return ASKS
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
            i = winner(s)
            chain.event(s, i)
            s.events += 1
            if s.leaves > BEYOND_THE_CACHE:
                fetch_jobs(s, four)
                fetch_around(s, two)
                four, three, two, one = three, two, one, fetch_next(s, i)
        for gate in range(s.gate0, s.nodes):  # who lets orders go by a rule is asked at each instant
            mark(s, gate)


@entry_kernel
def advance(world, until):
    """Run to time ``until`` (inclusive). Returns why it came back.

    After NEEDS_ROOM call it again with more room, after ASKS with an answer.
    """
    return run_to(world[0], until)


@entry_kernel
def advance_plain(world, until):
    """The same for a program that the plain tier is enough for."""
    return run_to(plain(world[0]), until)
