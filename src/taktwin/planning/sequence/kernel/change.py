"""Makes a move: the sequence, its runs of one colour and the windows follow."""

from __future__ import annotations

import numpy as np

from taktwin.planning.sequence.kernel.bits import bit, clear_bit, lowest, set_bit
from taktwin.planning.sequence.kernel.delta import SWAP, source
from taktwin.planning.sequence.kernel.jit import kernel, small_kernel
from taktwin.planning.sequence.kernel.layout import (
    COLOUR,
    COUNT,
    FIRST,
    FULL,
    HAS,
    HIGHEST,
    HUE,
    LAST,
    LOWEST,
    OVER,
    POS,
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
def keeps_limit(s, day, kind, i, j):
    """Whether no run of one colour would become longer than the batch limit."""
    limit = s.limit
    if limit == 0:
        return True
    if kind == SWAP:
        hue, tint = day.place[COLOUR, i], day.place[COLOUR, j]
        if hue == tint:
            return True
        return _run_at(s, day, i, tint, i, j) <= limit and _run_at(s, day, j, hue, i, j) <= limit
    return _run_over(s, day, kind, i, j, i) <= limit and _run_over(s, day, kind, i, j, j) <= limit


@small_kernel
def keeps_spans(s, day, kind, i, j):
    """Whether every car that moves stays between the places where it must stand."""
    if s.spans == 0:
        return True
    if kind == SWAP:
        return _may_stand(day, j, i) and _may_stand(day, i, j)
    p = i
    while p <= j and _may_stand(day, source(kind, i, j, p), p):
        p += 1
    return p > j


@small_kernel
def _may_stand(day, p, q):
    """Whether the car at place ``p`` may stand at ``q``."""
    one = day.place[SEQ, p]
    return day.car[FIRST, one] <= q and q <= day.car[LAST, one]


@small_kernel
def _run_at(s, day, p, hue, i, j):
    """Length of the run at place ``p`` of a swap once it holds the colour ``hue``."""
    length = 1
    if p > s.first and day.place[COLOUR, p - 1] == hue:
        start = day.place[RUN_LOW, p - 1]
        length += p - (max(start, i + 1) if p == j else start)
    if p + 1 < s.end and day.place[COLOUR, p + 1] == hue:
        end = day.place[RUN_HIGH, p + 1]
        length += (min(end, j - 1) if p == i else end) - p
    return length


@small_kernel
def _run_over(s, day, kind, i, j, p):
    """Longest run that a segment move makes around place ``p``, an end of the segment; counted up to the limit."""
    longest = 0
    for place_now in range(max(p - 1, s.first), min(p + 2, s.end)):
        hue = day.place[COLOUR, source(kind, i, j, place_now)]
        length = 1
        q = place_now - 1
        while q >= s.first and length <= s.limit and day.place[COLOUR, source(kind, i, j, q)] == hue:
            length += 1
            q -= 1
        q = place_now + 1
        while q < s.end and length <= s.limit and day.place[COLOUR, source(kind, i, j, q)] == hue:
            length += 1
            q += 1
        longest = max(longest, length)
    return longest


@small_kernel
def _renew_runs(s, day, low, high):
    """Find the runs again that touch places ``low`` to ``high``."""
    low, high = max(low, s.first), min(high, s.end - 1)
    while low > s.first and day.place[COLOUR, low - 1] == day.place[COLOUR, low]:
        low -= 1
    while high + 1 < s.end and day.place[COLOUR, high + 1] == day.place[COLOUR, high]:
        high += 1
    start = low
    while start <= high:
        end = start
        while end < high and day.place[COLOUR, end + 1] == day.place[COLOUR, start]:
            end += 1
        for p in range(start, end + 1):
            day.place[RUN_LOW, p] = start
            day.place[RUN_HIGH, p] = end
        start = end + 1


@small_kernel
def _put(day, p, one):
    day.place[SEQ, p] = one
    day.place[COLOUR, p] = day.car[HUE, one]
    day.car[POS, one] = p


@small_kernel
def _lift(windows, r, low, high):
    """Windows ``low`` to ``high`` hold one car more."""
    most = windows.ratio[COUNT, r]
    for window in range(max(low, windows.ratio[LOWEST, r]), min(high, windows.ratio[HIGHEST, r]) + 1):
        windows.held[r, window] += 1
        if windows.held[r, window] == most + 1:
            set_bit(windows.bits[OVER, r], window)
        elif windows.held[r, window] == most:
            set_bit(windows.bits[FULL, r], window)


@small_kernel
def _sink(windows, r, low, high):
    """Windows ``low`` to ``high`` hold one car less."""
    most = windows.ratio[COUNT, r]
    for window in range(max(low, windows.ratio[LOWEST, r]), min(high, windows.ratio[HIGHEST, r]) + 1):
        windows.held[r, window] -= 1
        if windows.held[r, window] == most:
            clear_bit(windows.bits[OVER, r], window)
        elif windows.held[r, window] == most - 1:
            clear_bit(windows.bits[FULL, r], window)


@kernel
def make_swap(s, day, windows, i, j):
    """Exchange the cars of places ``i`` < ``j``."""
    a, b = day.place[SEQ, i], day.place[SEQ, j]
    unlike = day.mask[a] ^ day.mask[b]
    while unlike != 0:
        r = lowest(unlike)
        unlike &= unlike - _ONE
        window = windows.ratio[WINDOW, r]
        loses = (day.mask[a] >> np.uint64(r)) & _ONE
        if loses:
            _sink(windows, r, i - window + 1, min(i, j - window))
            _lift(windows, r, max(i + 1, j - window + 1), j)
            clear_bit(windows.bits[HAS, r], i)
            set_bit(windows.bits[HAS, r], j)
        else:
            _lift(windows, r, i - window + 1, min(i, j - window))
            _sink(windows, r, max(i + 1, j - window + 1), j)
            set_bit(windows.bits[HAS, r], i)
            clear_bit(windows.bits[HAS, r], j)
        if s.weights[SMOOTH] > 0:
            for k in range(i - s.first, j - s.first):
                windows.deviation[r, k] += -_STEP if loses else _STEP
    _put(day, i, b)
    _put(day, j, a)
    if day.car[HUE, a] != day.car[HUE, b]:
        _renew_runs(s, day, i - 1, i + 1)
        _renew_runs(s, day, j - 1, j + 1)


@kernel
def make_segment(s, day, windows, kind, i, j):
    """Rotate or reflect the cars of places ``i`` to ``j``."""
    for p in range(i, j + 1):
        day.room[p] = day.place[SEQ, source(kind, i, j, p)]
    if s.weights[SMOOTH] > 0:
        _renew_deviation(s, day, windows, i, j)
    for p in range(i, j + 1):
        _put(day, p, day.room[p])
    _renew_runs(s, day, i - 1, j + 1)
    for r in range(s.ratios):
        flag = np.uint64(r)
        for p in range(i, j + 1):
            if (day.mask[day.place[SEQ, p]] >> flag) & _ONE:
                set_bit(windows.bits[HAS, r], p)
            else:
                clear_bit(windows.bits[HAS, r], p)
        recount(windows, r, i - windows.ratio[WINDOW, r] + 1, j)


@small_kernel
def _renew_deviation(s, day, windows, i, j):
    """The cumulative use of places ``i`` to ``j``, which the cars of ``day.room`` are about to take."""
    for r in range(s.ratios):
        shift = np.int32(0)
        for p in range(i, j):
            new = (day.mask[day.room[p]] >> np.uint64(r)) & _ONE
            old = (day.mask[day.place[SEQ, p]] >> np.uint64(r)) & _ONE
            shift += _STEP * (np.int64(new) - np.int64(old))
            windows.deviation[r, p - s.first] += shift


@kernel
def recount(windows, r, low, high):
    """Count what windows ``low`` to ``high`` hold again, from the bits of the places."""
    low, high = max(low, windows.ratio[LOWEST, r]), min(high, windows.ratio[HIGHEST, r])
    if low > high:
        return
    window, most = windows.ratio[WINDOW, r], windows.ratio[COUNT, r]
    row = windows.bits[HAS, r]
    many = np.int64(0)
    for p in range(low, low + window):
        many += bit(row, p)
    for start in range(low, high + 1):
        windows.held[r, start] = many
        if many > most:
            set_bit(windows.bits[OVER, r], start)
        else:
            clear_bit(windows.bits[OVER, r], start)
        if many >= most:
            set_bit(windows.bits[FULL, r], start)
        else:
            clear_bit(windows.bits[FULL, r], start)
        many += bit(row, start + window) - bit(row, start)
