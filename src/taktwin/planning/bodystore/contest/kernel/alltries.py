"""All decisions of a small store, compiled."""

from __future__ import annotations

from typing import Any, NamedTuple

from taktwin.planning.bodystore.contest.kernel.anneal import copy
from taktwin.planning.bodystore.contest.kernel.jit import entry_kernel, kernel
from taktwin.planning.bodystore.contest.kernel.moves import (
    at_end,
    clear,
    has_room,
    next_decision,
    receive,
    receive_at,
    send,
)
from taktwin.planning.bodystore.contest.kernel.store import MOST_TURNS, NEVER, PAINT
from taktwin.planning.bodystore.contest.kernel.worth import broken_by_next, points_of


class Row(NamedTuple):
    """A row of decisions, and what came of it."""

    digits: Any
    """The present row: which of the decisions at each place."""
    counts: Any
    """How many decisions there are at each place."""
    best_out: Any
    """The order of cars of the best row so far."""


@kernel
def lost_so_far(kinds, store, lay):
    """Points that can no longer be won: of the cars that have left, of the return lane, and of the time until now."""
    out = store.out
    lost = 0.2 * store.now.returns
    last = -1
    for k in range(store.now.left):
        lost += 0.3 * broken_by_next(kinds.four, out, k, out[k])
        if kinds.hybrid[out[k]] == 1:
            if last >= 0 and k - last != 3:
                lost += 0.4
            last = k
    return lost + max(0.0, 0.001 * (store.now.last - lay.step * out.shape[0] - lay.step * (lay.length - 2)))


@kernel
def options_of_receiver(store, lay, source, number):
    """How many decisions the receiver has; for the `number`-th of them also source, lane and begin."""
    count = len(lay.where)
    options = 0
    chosen = (PAINT, -1, 0)
    for origin in (PAINT, count):
        if (origin == count and lay.back == NEVER) or (lay.forced and origin != source):
            continue
        for lane in range(count):
            begin = receive_at(store, lay, origin, lane)
            if begin < NEVER:
                if options == number:
                    chosen = (origin, lane, begin)
                options += 1
    return options, chosen


@kernel
def options_of_sender(store, lay, now, number):
    """How many decisions the sender has; for the `number`-th of them also the lane, and 1 for the return lane."""
    count = len(lay.where)
    earliest = NEVER
    for lane in range(count):
        earliest = min(earliest, at_end(store, lay, lane))
    options = 0
    chosen = (-1, 0)
    for lane in range(count):
        there = at_end(store, lay, lane)
        if there > now or (lay.forced and there > earliest):
            continue
        car = store.cars[lane, store.lanes[lane].taken]
        drop = now + abs(lay.where[lane]) + abs(lay.where[lane] - lay.back)
        ways = 1
        if lay.back < NEVER and store.turned[car] < MOST_TURNS and has_room(store, lay, count) <= drop:
            ways = 2
        for way in range(ways):
            if options == number:
                chosen = (lane, way)
            options += 1
    return options, chosen


@kernel
def take_option(store, lay, number):
    """Take the `number`-th of all possible decisions; returns how many there are (0: all cars have left)."""
    who, now, source = next_decision(store, lay)
    if who < 0:
        return 0
    if who == 0:
        options, (origin, lane, begin) = options_of_receiver(store, lay, source, number)
        receive(store, lay, origin, lane, begin)
        return options
    options, (lane, way) = options_of_sender(store, lay, now, number)
    send(store, lay, lane, way == 1, now)
    return options


@entry_kernel
def try_all(store, lay, kinds, row, most):
    """The most points of all decisions: every row of decisions is run, those that cannot win are cut off.

    Returns the points, the returns and seconds of the best row, and the rows that were run (-1 if more than `most`).
    """
    best = -1e18
    returns = 0
    seconds = 0
    rows = 0
    row.digits[:] = 0
    while True:
        rows += 1
        if rows > most:
            return best, returns, seconds, -1
        clear(store)
        depth = 0
        whole = True
        while True:
            options = take_option(store, lay, row.digits[depth])
            if options == 0:
                break
            row.counts[depth] = options
            depth += 1
            if 100.0 - lost_so_far(kinds, store, lay) <= best:
                whole = False
                break
        if whole:
            found = points_of(kinds, store, lay)
            if found > best:
                best = found
                returns = store.now.returns
                seconds = store.now.last
                copy(store.out, row.best_out)
        depth -= 1
        while depth >= 0 and row.digits[depth] + 1 >= row.counts[depth]:
            depth -= 1
        if depth < 0:
            return best, returns, seconds, rows
        row.digits[depth] += 1
        for later in range(depth + 1, len(row.digits)):
            row.digits[later] = 0
