"""What a move would change, without making it.

Each function leaves the change of every objective in ``s.change`` and returns the weighted sum; it stops early and
returns ``REFUSED`` where the sum cannot come down to ``most`` any more. Places ``i`` < ``j``; see ``layout`` for the
windows.

A window of N/P that holds c cars costs max(0, c - N). Swapping moves a car out of windows and into others. In a
rotation (the car of one end goes to the other, the rest moves up by one) the windows inside move along and cost what
they did; only those over an end change. In a reflection they are mirrored, likewise.
"""

from __future__ import annotations

import numpy as np

from taktwin.planning.sequence.kernel.bits import bit, count, count_where, lowest
from taktwin.planning.sequence.kernel.jit import kernel, small_kernel
from taktwin.planning.sequence.kernel.layout import (
    CHANGES,
    COLOUR,
    COUNT,
    DUE,
    FULL,
    HAS,
    HIGHEST,
    LOWEST,
    OVER,
    PAINT,
    PRIORITY,
    REFERENCE,
    REST,
    SEQ,
    SMOOTH,
    TARDY,
    VALUES,
    WEIGHT,
    WINDOW,
)
from taktwin.planning.sequence.score import SMOOTH_PARTS

#: More than any change can be.
REFUSED = np.int64(2**62)
SWAP, LEFT, RIGHT, REFLECT = range(4)
_ONE = np.uint64(1)
_STEP = np.int64(SMOOTH_PARTS)


@small_kernel
def differ(a, b):
    """1 where two neighbours have different colours; 0 where one of them is nobody."""
    return 1 if a != b and a >= 0 and b >= 0 else 0


@small_kernel
def _clear(s):
    for k in range(VALUES):
        s.change[k] = 0


@small_kernel
def source(kind, i, j, p):
    """Place from which a move brings the car to place ``p``."""
    if p < i or p > j:
        return p
    if kind == SWAP:
        if p == i:
            return j
        return i if p == j else p
    if kind == LEFT:
        return i if p == j else p + 1
    if kind == RIGHT:
        return j if p == i else p - 1
    return i + j - p


@kernel
def swap_delta(s, day, windows, i, j, most):
    """Exchange the cars of places ``i`` and ``j``."""
    a, b = day.place[SEQ, i], day.place[SEQ, j]
    _clear(s)
    total = np.int64(0)
    hue, tint = day.place[COLOUR, i], day.place[COLOUR, j]
    if hue != tint and s.weights[PAINT] > 0:
        left, right = day.place[COLOUR, i - 1], day.place[COLOUR, j + 1]
        edges = differ(left, tint) - differ(left, hue) + differ(hue, right) - differ(tint, right)
        if j > i + 1:
            after, ahead = day.place[COLOUR, i + 1], day.place[COLOUR, j - 1]
            edges += differ(tint, after) - differ(hue, after) + differ(ahead, hue) - differ(ahead, tint)
        s.change[PAINT] = edges
        total = edges * s.weights[PAINT]
    unlike = day.mask[a] ^ day.mask[b]
    while unlike != 0:
        r = lowest(unlike)
        unlike &= unlike - _ONE
        window = windows.ratio[WINDOW, r]
        out = min(i, j - window)
        into = max(i + 1, j - window + 1)
        low = max(i - window + 1, 0)
        if (day.mask[a] >> np.uint64(r)) & _ONE:
            cost = count(windows.bits[FULL, r], into, j) - count(windows.bits[OVER, r], low, out)
        else:
            cost = count(windows.bits[FULL, r], low, out) - count(windows.bits[OVER, r], into, j)
        s.change[windows.ratio[PRIORITY, r]] += cost
        total += cost * windows.ratio[WEIGHT, r]
        if total - windows.ratio[REST, r] > most:
            return REFUSED
    if s.weights[SMOOTH] > 0:
        first = s.first
        unlike = day.mask[a] ^ day.mask[b]
        while unlike != 0:
            r = lowest(unlike)
            unlike &= unlike - _ONE
            more = -_STEP if (day.mask[a] >> np.uint64(r)) & _ONE else _STEP
            for k in range(i - first, j - first):
                s.change[SMOOTH] += more * (2 * np.int64(windows.deviation[r, k]) + more)
        total += s.change[SMOOTH] * s.weights[SMOOTH]
    if s.placewise:
        total += _placewise(s, day, SWAP, i, j)
    return total if total <= most else REFUSED


@kernel
def segment_delta(s, day, windows, kind, i, j, most):
    """Rotate the cars of places ``i`` to ``j`` by one to the left or right, or reflect them."""
    _clear(s)
    total = np.int64(0)
    hue, tint = day.place[COLOUR, i], day.place[COLOUR, j]
    if s.weights[PAINT] > 0:
        left, right = day.place[COLOUR, i - 1], day.place[COLOUR, j + 1]
        edges = -differ(left, hue) - differ(tint, right)
        if kind == LEFT:
            after = day.place[COLOUR, i + 1]
            edges += differ(left, after) - differ(hue, after) + differ(tint, hue) + differ(hue, right)
        elif kind == RIGHT:
            ahead = day.place[COLOUR, j - 1]
            edges += differ(left, tint) + differ(tint, hue) - differ(ahead, tint) + differ(ahead, right)
        else:
            edges += differ(left, tint) + differ(hue, right)
        s.change[PAINT] = edges
        total = edges * s.weights[PAINT]
    for r in range(s.ratios):
        if kind == LEFT:
            cost = _left(windows, r, i, j, (day.mask[day.place[SEQ, i]] >> np.uint64(r)) & _ONE)
        elif kind == RIGHT:
            cost = _right(windows, r, i, j, (day.mask[day.place[SEQ, j]] >> np.uint64(r)) & _ONE)
        else:
            cost = _reflect(windows, r, i, j)
        s.change[windows.ratio[PRIORITY, r]] += cost
        total += cost * windows.ratio[WEIGHT, r]
        if total - windows.ratio[REST, r] > most:
            return REFUSED
    if s.weights[SMOOTH] > 0:
        s.change[SMOOTH] = _smooth(s, day, windows, kind, i, j)
        total += s.change[SMOOTH] * s.weights[SMOOTH]
    if s.placewise:
        total += _placewise(s, day, kind, i, j)
    return total if total <= most else REFUSED


@small_kernel
def _excess(windows, r, window):
    return max(np.int64(windows.held[r, window]) - windows.ratio[COUNT, r], 0)


@small_kernel
def _left(windows, r, i, j, moved):
    """The car of place i goes to j: windows over the left end gain the car behind them, those over the right end it."""
    window = windows.ratio[WINDOW, r]
    low, end = max(i - window + 1, 0), min(i - 1, j - window)
    start = max(i, j - window + 1)
    if moved:
        cost = count_where(windows.bits[FULL, r], start, j, windows.bits[HAS, r], 0, 0)
        cost -= count_where(windows.bits[OVER, r], low, end, windows.bits[HAS, r], window, 0)
    else:
        cost = count_where(windows.bits[FULL, r], low, end, windows.bits[HAS, r], window, 1)
        cost -= count_where(windows.bits[OVER, r], start, j, windows.bits[HAS, r], 0, 1)
    if j - window >= i:
        cost += _excess(windows, r, j - window + 1) - _excess(windows, r, i)
    return cost


@small_kernel
def _right(windows, r, i, j, moved):
    """The car of place j goes to i."""
    window = windows.ratio[WINDOW, r]
    low, end = max(i - window + 1, 0), min(i, j - window)
    start = max(i + 1, j - window + 1)
    if moved:
        cost = count_where(windows.bits[FULL, r], low, end, windows.bits[HAS, r], window - 1, 0)
        cost -= count_where(windows.bits[OVER, r], start, j, windows.bits[HAS, r], -1, 0)
    else:
        cost = count_where(windows.bits[FULL, r], start, j, windows.bits[HAS, r], -1, 1)
        cost -= count_where(windows.bits[OVER, r], low, end, windows.bits[HAS, r], window - 1, 1)
    if j - window >= i + 1:
        cost += _excess(windows, r, i) - _excess(windows, r, j - window)
    return cost


@small_kernel
def _reflect(windows, r, i, j):
    window, most = windows.ratio[WINDOW, r], windows.ratio[COUNT, r]
    lowest_start, highest_start = windows.ratio[LOWEST, r], windows.ratio[HIGHEST, r]
    row = windows.bits[HAS, r]
    cost, more = np.int64(0), np.int64(0)
    for m in range(1, min(window - 1, j - i) + 1):
        more += bit(row, j - m + 1) - bit(row, i + m - 1)
        if more != 0:
            start = i + m - window
            if start >= lowest_start:
                had = np.int64(windows.held[r, start])
                cost += max(had + more - most, 0) - max(had - most, 0)
            start = j - m + 1
            if start <= highest_start:
                had = np.int64(windows.held[r, start])
                cost += max(had - more - most, 0) - max(had - most, 0)
    return cost


@kernel
def _smooth(s, day, windows, kind, i, j):
    """Change of the squared deviations within a segment, by going through it."""
    first = s.first
    found = np.int64(0)
    for r in range(s.ratios):
        shift = np.int64(0)
        for p in range(i, j):
            new = (day.mask[day.place[SEQ, source(kind, i, j, p)]] >> np.uint64(r)) & _ONE
            old = (day.mask[day.place[SEQ, p]] >> np.uint64(r)) & _ONE
            shift += _STEP * (np.int64(new) - np.int64(old))
            found += shift * (2 * np.int64(windows.deviation[r, p - first]) + shift)
    return found


@small_kernel
def _late(day, one, position):
    due = day.car[DUE, one]
    return max(position - due, 0) if due >= 0 else 0


@kernel
def _placewise(s, day, kind, i, j):
    """Change of tardiness and of the positions that differ from the reference; returns the weighted sum."""
    first = s.first
    step = j - i if kind == SWAP else 1
    for p in range(i, j + 1, step):
        old, new = day.place[SEQ, p], day.place[SEQ, source(kind, i, j, p)]
        position = p - first
        s.change[TARDY] += _late(day, new, position) - _late(day, old, position)
        s.change[CHANGES] += (day.car[REFERENCE, new] != position) - np.int64(day.car[REFERENCE, old] != position)
    return s.change[TARDY] * s.weights[TARDY] + s.change[CHANGES] * s.weights[CHANGES]
