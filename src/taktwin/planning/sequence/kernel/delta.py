"""What a move would change, without making it.

Each function leaves the change of every objective in ``change`` and returns the weighted sum; it stops early and
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
    FIRST,
    FULL,
    HAS,
    HIGHEST,
    LOWEST,
    OVER,
    PAINT,
    PLACEWISE,
    PRIORITY,
    RATIOS,
    REFERENCE,
    REST,
    SEQ,
    SMOOTH,
    TARDY,
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
def swap_delta(i, j, most, place, car, mask, ratio, bits, fixed, weights, deviation, change):
    """Exchange the cars of places ``i`` and ``j``."""
    a, b = place[SEQ, i], place[SEQ, j]
    change[:] = 0
    total = np.int64(0)
    hue, tint = place[COLOUR, i], place[COLOUR, j]
    if hue != tint and weights[PAINT] > 0:
        left, right = place[COLOUR, i - 1], place[COLOUR, j + 1]
        edges = differ(left, tint) - differ(left, hue) + differ(hue, right) - differ(tint, right)
        if j > i + 1:
            after, ahead = place[COLOUR, i + 1], place[COLOUR, j - 1]
            edges += differ(tint, after) - differ(hue, after) + differ(ahead, hue) - differ(ahead, tint)
        change[PAINT] = edges
        total = edges * weights[PAINT]
    unlike = mask[a] ^ mask[b]
    while unlike != 0:
        r = lowest(unlike)
        unlike &= unlike - _ONE
        window = ratio[WINDOW, r]
        out = min(i, j - window)
        into = max(i + 1, j - window + 1)
        low = max(i - window + 1, 0)
        if (mask[a] >> np.uint64(r)) & _ONE:
            cost = count(bits[FULL, r], into, j) - count(bits[OVER, r], low, out)
        else:
            cost = count(bits[FULL, r], low, out) - count(bits[OVER, r], into, j)
        change[ratio[PRIORITY, r]] += cost
        total += cost * ratio[WEIGHT, r]
        if total - ratio[REST, r] > most:
            return REFUSED
    if weights[SMOOTH] > 0:
        first = fixed[FIRST]
        unlike = mask[a] ^ mask[b]
        while unlike != 0:
            r = lowest(unlike)
            unlike &= unlike - _ONE
            more = -_STEP if (mask[a] >> np.uint64(r)) & _ONE else _STEP
            for k in range(i - first, j - first):
                change[SMOOTH] += more * (2 * np.int64(deviation[r, k]) + more)
        total += change[SMOOTH] * weights[SMOOTH]
    if fixed[PLACEWISE]:
        total += _placewise(SWAP, i, j, place, car, fixed, weights, change)
    return total if total <= most else REFUSED


@kernel
def segment_delta(kind, i, j, most, place, car, mask, ratio, bits, held, fixed, weights, deviation, change):
    """Rotate the cars of places ``i`` to ``j`` by one to the left or right, or reflect them."""
    change[:] = 0
    total = np.int64(0)
    hue, tint = place[COLOUR, i], place[COLOUR, j]
    if weights[PAINT] > 0:
        left, right = place[COLOUR, i - 1], place[COLOUR, j + 1]
        edges = -differ(left, hue) - differ(tint, right)
        if kind == LEFT:
            after = place[COLOUR, i + 1]
            edges += differ(left, after) - differ(hue, after) + differ(tint, hue) + differ(hue, right)
        elif kind == RIGHT:
            ahead = place[COLOUR, j - 1]
            edges += differ(left, tint) + differ(tint, hue) - differ(ahead, tint) + differ(ahead, right)
        else:
            edges += differ(left, tint) + differ(hue, right)
        change[PAINT] = edges
        total = edges * weights[PAINT]
    for r in range(fixed[RATIOS]):
        if kind == LEFT:
            cost = _left(r, i, j, (mask[place[SEQ, i]] >> np.uint64(r)) & _ONE, ratio, bits, held)
        elif kind == RIGHT:
            cost = _right(r, i, j, (mask[place[SEQ, j]] >> np.uint64(r)) & _ONE, ratio, bits, held)
        else:
            cost = _reflect(r, i, j, ratio, bits, held)
        change[ratio[PRIORITY, r]] += cost
        total += cost * ratio[WEIGHT, r]
        if total - ratio[REST, r] > most:
            return REFUSED
    if weights[SMOOTH] > 0:
        change[SMOOTH] = _smooth(kind, i, j, place, mask, fixed, deviation)
        total += change[SMOOTH] * weights[SMOOTH]
    if fixed[PLACEWISE]:
        total += _placewise(kind, i, j, place, car, fixed, weights, change)
    return total if total <= most else REFUSED


@small_kernel
def _excess(r, window, ratio, held):
    return max(np.int64(held[r, window]) - ratio[COUNT, r], 0)


@small_kernel
def _left(r, i, j, moved, ratio, bits, held):
    """The car of place i goes to j: windows over the left end gain the car behind them, those over the right end it."""
    window = ratio[WINDOW, r]
    low, end = max(i - window + 1, 0), min(i - 1, j - window)
    start = max(i, j - window + 1)
    if moved:
        cost = count_where(bits[FULL, r], start, j, bits[HAS, r], 0, 0)
        cost -= count_where(bits[OVER, r], low, end, bits[HAS, r], window, 0)
    else:
        cost = count_where(bits[FULL, r], low, end, bits[HAS, r], window, 1)
        cost -= count_where(bits[OVER, r], start, j, bits[HAS, r], 0, 1)
    if j - window >= i:
        cost += _excess(r, j - window + 1, ratio, held) - _excess(r, i, ratio, held)
    return cost


@small_kernel
def _right(r, i, j, moved, ratio, bits, held):
    """The car of place j goes to i."""
    window = ratio[WINDOW, r]
    low, end = max(i - window + 1, 0), min(i, j - window)
    start = max(i + 1, j - window + 1)
    if moved:
        cost = count_where(bits[FULL, r], low, end, bits[HAS, r], window - 1, 0)
        cost -= count_where(bits[OVER, r], start, j, bits[HAS, r], -1, 0)
    else:
        cost = count_where(bits[FULL, r], start, j, bits[HAS, r], -1, 1)
        cost -= count_where(bits[OVER, r], low, end, bits[HAS, r], window - 1, 1)
    if j - window >= i + 1:
        cost += _excess(r, i, ratio, held) - _excess(r, j - window, ratio, held)
    return cost


@small_kernel
def _reflect(r, i, j, ratio, bits, held):
    window, most = ratio[WINDOW, r], ratio[COUNT, r]
    lowest_start, highest_start = ratio[LOWEST, r], ratio[HIGHEST, r]
    row = bits[HAS, r]
    cost, more = np.int64(0), np.int64(0)
    for m in range(1, min(window - 1, j - i) + 1):
        more += bit(row, j - m + 1) - bit(row, i + m - 1)
        if more != 0:
            start = i + m - window
            if start >= lowest_start:
                had = np.int64(held[r, start])
                cost += max(had + more - most, 0) - max(had - most, 0)
            start = j - m + 1
            if start <= highest_start:
                had = np.int64(held[r, start])
                cost += max(had - more - most, 0) - max(had - most, 0)
    return cost


@kernel
def _smooth(kind, i, j, place, mask, fixed, deviation):
    """Change of the squared deviations within a segment, by going through it."""
    first = fixed[FIRST]
    found = np.int64(0)
    for r in range(fixed[RATIOS]):
        shift = np.int64(0)
        for p in range(i, j):
            new = (mask[place[SEQ, source(kind, i, j, p)]] >> np.uint64(r)) & _ONE
            old = (mask[place[SEQ, p]] >> np.uint64(r)) & _ONE
            shift += _STEP * (np.int64(new) - np.int64(old))
            found += shift * (2 * np.int64(deviation[r, p - first]) + shift)
    return found


@small_kernel
def _late(car, one, position):
    due = car[DUE, one]
    return max(position - due, 0) if due >= 0 else 0


@kernel
def _placewise(kind, i, j, place, car, fixed, weights, change):
    """Change of tardiness and of the positions that differ from the reference; returns the weighted sum."""
    first = fixed[FIRST]
    step = j - i if kind == SWAP else 1
    for p in range(i, j + 1, step):
        old, new = place[SEQ, p], place[SEQ, source(kind, i, j, p)]
        position = p - first
        change[TARDY] += _late(car, new, position) - _late(car, old, position)
        change[CHANGES] += (car[REFERENCE, new] != position) - np.int64(car[REFERENCE, old] != position)
    return change[TARDY] * weights[TARDY] + change[CHANGES] * weights[CHANGES]
