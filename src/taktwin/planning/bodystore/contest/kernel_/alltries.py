"""All decisions of a small store, compiled."""

from __future__ import annotations

from taktwin.planning.bodystore.contest.jit import entry_kernel, kernel
from taktwin.planning.bodystore.contest.kernel import (
    LAST,
    LEFT,
    MOST_TURNS,
    NEVER,
    PAINT,
    RETURNS,
    at_end,
    broken_by_next,
    copy,
    has_room,
    next_decision,
    points_of,
    receive,
    receive_at,
    send,
)


@kernel
def lost_so_far(kinds, state, lay):
    """Points that can no longer be won: of the cars that have left, of the return lane, and of the time until now."""
    _, _, length, step, _, _ = lay
    hybrid, four = kinds
    misc, out = state[4], state[5]
    lost = 0.2 * misc[RETURNS]
    last = -1
    for k in range(misc[LEFT]):
        lost += 0.3 * broken_by_next(four, out, k, out[k])
        if hybrid[out[k]] == 1:
            if last >= 0 and k - last != 3:
                lost += 0.4
            last = k
    return lost + max(0.0, 0.001 * (misc[LAST] - step * out.shape[0] - step * (length - 2)))


@kernel
def options_of_receiver(state, lay, source, number):
    """How many decisions the receiver has; for the `number`-th of them also source, lane and begin."""
    where, back, _, _, _, forced = lay
    count = len(where)
    options = 0
    chosen = (PAINT, -1, 0)
    for origin in (PAINT, count):
        if (origin == count and back == NEVER) or (forced and origin != source):
            continue
        for lane in range(count):
            begin = receive_at(state, lay, origin, lane)
            if begin < NEVER:
                if options == number:
                    chosen = (origin, lane, begin)
                options += 1
    return options, chosen


@kernel
def options_of_sender(state, lay, now, number):
    """How many decisions the sender has; for the `number`-th of them also the lane, and 1 for the return lane."""
    where, back, _, _, _, forced = lay
    count = len(where)
    earliest = NEVER
    for lane in range(count):
        earliest = min(earliest, at_end(state, lay, lane))
    options = 0
    chosen = (-1, 0)
    for lane in range(count):
        there = at_end(state, lay, lane)
        if there > now or (forced and there > earliest):
            continue
        car = state[1][lane, state[0][lane, 1]]
        drop = now + abs(where[lane]) + abs(where[lane] - back)
        ways = 1
        if back < NEVER and state[7][car] < MOST_TURNS and has_room(state, lay, count) <= drop:
            ways = 2
        for way in range(ways):
            if options == number:
                chosen = (lane, way)
            options += 1
    return options, chosen


@kernel
def take_option(state, lay, number):
    """Take the `number`-th of all possible decisions; returns how many there are (0: all cars have left)."""
    who, now, source = next_decision(state, lay)
    if who < 0:
        return 0
    if who == 0:
        options, (origin, lane, begin) = options_of_receiver(state, lay, source, number)
        receive(state, lay, origin, lane, begin)
        return options
    options, (lane, way) = options_of_sender(state, lay, now, number)
    send(state, lay, lane, way == 1, now)
    return options


@entry_kernel
def try_all(state, lay, kinds, digits, counts, best_out, most):
    """The most points of all decisions: every row of decisions is run, those that cannot win are cut off.

    `digits` and `counts` are the present row and how many decisions there are at each place. Returns the points, the
    returns and seconds of the best row, and the rows that were run (-1 if more than `most`).
    """
    best = -1e18
    returns = 0
    seconds = 0
    rows = 0
    digits[:] = 0
    while True:
        rows += 1
        if rows > most:
            return best, returns, seconds, -1
        state[0][:] = 0
        state[4][:] = 0
        state[7][:] = 0
        depth = 0
        whole = True
        while True:
            options = take_option(state, lay, digits[depth])
            if options == 0:
                break
            counts[depth] = options
            depth += 1
            if 100.0 - lost_so_far(kinds, state, lay) <= best:
                whole = False
                break
        if whole:
            found = points_of(kinds, state, lay)
            if found > best:
                best = found
                returns = state[4][RETURNS]
                seconds = state[4][LAST]
                copy(state[5], best_out)
        depth -= 1
        while depth >= 0 and digits[depth] + 1 >= counts[depth]:
            depth -= 1
        if depth < 0:
            return best, returns, seconds, rows
        digits[depth] += 1
        for later in range(depth + 1, len(digits)):
            digits[later] = 0
