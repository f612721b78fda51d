"""Makes a move: the sequence, its runs of one colour and the windows follow."""

from __future__ import annotations

import numpy as np

from taktwin.planning.sequence.kernel.bits import bit, clear_bit, lowest, set_bit
from taktwin.planning.sequence.kernel.delta import SWAP, source
from taktwin.planning.sequence.kernel.jit import kernel, small_kernel
from taktwin.planning.sequence.kernel.layout import (
    COLOUR,
    COUNT,
    END,
    FIRST,
    FULL,
    HAS,
    HIGHEST,
    HUE,
    LIMIT,
    LOWEST,
    OVER,
    POS,
    RATIOS,
    RUN_HIGH,
    RUN_LOW,
    SEQ,
    SMOOTH,
    WINDOW,
)
from taktwin.planning.sequence.score import SMOOTH_PARTS

_ONE = np.uint64(1)
_STEP = np.int64(SMOOTH_PARTS)


@kernel
def keeps_limit(kind, i, j, place, fixed):
    """Whether no run of one colour would become longer than the batch limit."""
    limit = fixed[LIMIT]
    if limit == 0:
        return True
    if kind == SWAP:
        hue, tint = place[COLOUR, i], place[COLOUR, j]
        if hue == tint:
            return True
        return _run_at(i, tint, i, j, place, fixed) <= limit and _run_at(j, hue, i, j, place, fixed) <= limit
    return _run_over(kind, i, j, i, place, fixed) <= limit and _run_over(kind, i, j, j, place, fixed) <= limit


@small_kernel
def _run_at(p, hue, i, j, place, fixed):
    """Length of the run at place ``p`` of a swap once it holds the colour ``hue``."""
    length = 1
    if p > fixed[FIRST] and place[COLOUR, p - 1] == hue:
        start = place[RUN_LOW, p - 1]
        length += p - (max(start, i + 1) if p == j else start)
    if p + 1 < fixed[END] and place[COLOUR, p + 1] == hue:
        end = place[RUN_HIGH, p + 1]
        length += (min(end, j - 1) if p == i else end) - p
    return length


@small_kernel
def _run_over(kind, i, j, p, place, fixed):
    """Longest run that a segment move makes around place ``p``, an end of the segment; counted up to the limit."""
    longest = 0
    for place_now in range(max(p - 1, fixed[FIRST]), min(p + 2, fixed[END])):
        hue = place[COLOUR, source(kind, i, j, place_now)]
        length = 1
        q = place_now - 1
        while q >= fixed[FIRST] and length <= fixed[LIMIT] and place[COLOUR, source(kind, i, j, q)] == hue:
            length += 1
            q -= 1
        q = place_now + 1
        while q < fixed[END] and length <= fixed[LIMIT] and place[COLOUR, source(kind, i, j, q)] == hue:
            length += 1
            q += 1
        longest = max(longest, length)
    return longest


@small_kernel
def _renew_runs(low, high, place, fixed):
    """Find the runs again that touch places ``low`` to ``high``."""
    low, high = max(low, fixed[FIRST]), min(high, fixed[END] - 1)
    while low > fixed[FIRST] and place[COLOUR, low - 1] == place[COLOUR, low]:
        low -= 1
    while high + 1 < fixed[END] and place[COLOUR, high + 1] == place[COLOUR, high]:
        high += 1
    start = low
    while start <= high:
        end = start
        while end < high and place[COLOUR, end + 1] == place[COLOUR, start]:
            end += 1
        for p in range(start, end + 1):
            place[RUN_LOW, p] = start
            place[RUN_HIGH, p] = end
        start = end + 1


@small_kernel
def _put(p, one, place, car):
    place[SEQ, p] = one
    place[COLOUR, p] = car[HUE, one]
    car[POS, one] = p


@small_kernel
def _lift(r, low, high, ratio, bits, held):
    """Windows ``low`` to ``high`` hold one car more."""
    most = ratio[COUNT, r]
    for window in range(max(low, ratio[LOWEST, r]), min(high, ratio[HIGHEST, r]) + 1):
        held[r, window] += 1
        if held[r, window] == most + 1:
            set_bit(bits[OVER, r], window)
        elif held[r, window] == most:
            set_bit(bits[FULL, r], window)


@small_kernel
def _sink(r, low, high, ratio, bits, held):
    """Windows ``low`` to ``high`` hold one car less."""
    most = ratio[COUNT, r]
    for window in range(max(low, ratio[LOWEST, r]), min(high, ratio[HIGHEST, r]) + 1):
        held[r, window] -= 1
        if held[r, window] == most:
            clear_bit(bits[OVER, r], window)
        elif held[r, window] == most - 1:
            clear_bit(bits[FULL, r], window)


@kernel
def make_swap(i, j, place, car, mask, ratio, bits, held, fixed, weights, deviation):
    """Exchange the cars of places ``i`` < ``j``."""
    a, b = place[SEQ, i], place[SEQ, j]
    unlike = mask[a] ^ mask[b]
    while unlike != 0:
        r = lowest(unlike)
        unlike &= unlike - _ONE
        window = ratio[WINDOW, r]
        loses = (mask[a] >> np.uint64(r)) & _ONE
        if loses:
            _sink(r, i - window + 1, min(i, j - window), ratio, bits, held)
            _lift(r, max(i + 1, j - window + 1), j, ratio, bits, held)
            clear_bit(bits[HAS, r], i)
            set_bit(bits[HAS, r], j)
        else:
            _lift(r, i - window + 1, min(i, j - window), ratio, bits, held)
            _sink(r, max(i + 1, j - window + 1), j, ratio, bits, held)
            set_bit(bits[HAS, r], i)
            clear_bit(bits[HAS, r], j)
        if weights[SMOOTH] > 0:
            for k in range(i - fixed[FIRST], j - fixed[FIRST]):
                deviation[r, k] += -_STEP if loses else _STEP
    _put(i, b, place, car)
    _put(j, a, place, car)
    if car[HUE, a] != car[HUE, b]:
        _renew_runs(i - 1, i + 1, place, fixed)
        _renew_runs(j - 1, j + 1, place, fixed)


@kernel
def make_segment(kind, i, j, place, car, mask, ratio, bits, held, fixed, weights, deviation, room):
    """Rotate or reflect the cars of places ``i`` to ``j``; ``room`` is scratch of one entry for each place."""
    for p in range(i, j + 1):
        room[p] = place[SEQ, source(kind, i, j, p)]
    if weights[SMOOTH] > 0:
        _renew_deviation(i, j, place, mask, fixed, deviation, room)
    for p in range(i, j + 1):
        _put(p, room[p], place, car)
    _renew_runs(i - 1, j + 1, place, fixed)
    for r in range(fixed[RATIOS]):
        flag = np.uint64(r)
        for p in range(i, j + 1):
            if (mask[place[SEQ, p]] >> flag) & _ONE:
                set_bit(bits[HAS, r], p)
            else:
                clear_bit(bits[HAS, r], p)
        recount(r, i - ratio[WINDOW, r] + 1, j, ratio, bits, held)


@small_kernel
def _renew_deviation(i, j, place, mask, fixed, deviation, room):
    """The cumulative use of places ``i`` to ``j``, which the cars of ``room`` are about to take."""
    for r in range(fixed[RATIOS]):
        shift = np.int32(0)
        for p in range(i, j):
            new = (mask[room[p]] >> np.uint64(r)) & _ONE
            old = (mask[place[SEQ, p]] >> np.uint64(r)) & _ONE
            shift += _STEP * (np.int64(new) - np.int64(old))
            deviation[r, p - fixed[FIRST]] += shift


@kernel
def recount(r, low, high, ratio, bits, held):
    """Count what windows ``low`` to ``high`` hold again, from the bits of the places."""
    low, high = max(low, ratio[LOWEST, r]), min(high, ratio[HIGHEST, r])
    if low > high:
        return
    window, most = ratio[WINDOW, r], ratio[COUNT, r]
    row = bits[HAS, r]
    many = np.int64(0)
    for p in range(low, low + window):
        many += bit(row, p)
    for start in range(low, high + 1):
        held[r, start] = many
        if many > most:
            set_bit(bits[OVER, r], start)
        else:
            clear_bit(bits[OVER, r], start)
        if many >= most:
            set_bit(bits[FULL, r], start)
        else:
            clear_bit(bits[FULL, r], start)
        many += bit(row, start + window) - bit(row, start)
