"""The search itself: moves are tried and taken, the best sequence is kept.

``load`` and ``anneal`` are what Python calls.
"""

from __future__ import annotations

import math

import numpy as np

from taktwin.planning.sequence.kernel.bits import clear_bit, set_bit
from taktwin.planning.sequence.kernel.change import (
    _renew_runs,
    keeps_limit,
    keeps_spans,
    make_segment,
    make_swap,
    recount,
)
from taktwin.planning.sequence.kernel.choose import choose, fraction
from taktwin.planning.sequence.kernel.delta import REFUSED, SWAP, differ, segment_delta, swap_delta
from taktwin.planning.sequence.kernel.jit import entry_kernel, small_kernel
from taktwin.planning.sequence.kernel.layout import (
    CHANGES,
    COLOUR,
    COUNT,
    DUE,
    HAS,
    HIGHEST,
    HUE,
    LOWEST,
    PAINT,
    POS,
    PRIORITY,
    REFERENCE,
    SEQ,
    SMOOTH,
    TARDY,
    VALUES,
)

_ONE = np.uint64(1)
#: Moves between two steps of the temperature.
BLOCK = 1024


@small_kernel
def worth(s):
    """The weighted sum of the objectives by the true weights."""
    total = np.int64(0)
    for k in range(VALUES):
        total += s.true[k] * max(s.values[k], s.enough[k])
    return total


@small_kernel
def _cost_above(s):
    """What a change costs where values that are good enough count as these."""
    total = np.int64(0)
    for k in range(VALUES):
        enough = s.enough[k]
        total += s.weights[k] * (max(s.values[k] + s.change[k], enough) - max(s.values[k], enough))
    return total


@entry_kernel
def load(s, day, windows, order):
    """Put a sequence into the arrays and count everything from the beginning.

    The deviations are filled by the caller. The best sequence so far is left alone.
    """
    first, end = s.first, s.end
    for k in range(VALUES):
        s.values[k] = 0
    for p in range(first, end):
        one = order[p - first]
        day.place[SEQ, p] = one
        day.place[COLOUR, p] = day.car[HUE, one]
        day.car[POS, one] = p
        s.values[PAINT] += differ(day.place[COLOUR, p - 1], day.place[COLOUR, p])
        due = day.car[DUE, one]
        if due >= 0:
            s.values[TARDY] += max(p - first - due, 0)
        s.values[CHANGES] += day.car[REFERENCE, one] != p - first
    _renew_runs(s, day, first, end - 1)
    for r in range(s.ratios):
        for p in range(first, end):
            if (day.mask[day.place[SEQ, p]] >> np.uint64(r)) & _ONE:
                set_bit(windows.bits[HAS, r], p)
            else:
                clear_bit(windows.bits[HAS, r], p)
        recount(windows, r, windows.ratio[LOWEST, r], windows.ratio[HIGHEST, r])
        for window in range(windows.ratio[LOWEST, r], windows.ratio[HIGHEST, r] + 1):
            s.values[windows.ratio[PRIORITY, r]] += max(np.int64(windows.held[r, window]) - windows.ratio[COUNT, r], 0)
    if s.weights[SMOOTH] > 0:
        for r in range(s.ratios):
            for k in range(end - first):
                s.values[SMOOTH] += np.int64(windows.deviation[r, k]) * np.int64(windows.deviation[r, k])


@small_kernel
def _try(s, day, windows, temperature):
    """Choose a move, weigh it, make it where it is taken; whether it was made."""
    if not choose(s, day, windows):
        return False
    most = np.int64(0)
    if temperature > 0.0:
        most = np.int64(-temperature * math.log(fraction(s)))
    bar = REFUSED - 1 if s.has_enough else most
    kind, i, j = s.kind, s.i, s.j
    if kind == SWAP:
        if not keeps_spans(s, day, kind, i, j):  # before its cost, which takes longer
            return False
        if (
            day.mask[day.place[SEQ, i]] == day.mask[day.place[SEQ, j]]
            and day.place[COLOUR, i] == day.place[COLOUR, j]
            and s.placewise == 0
        ):
            return False
        cost = swap_delta(s, day, windows, i, j, bar)
    else:
        cost = segment_delta(s, day, windows, kind, i, j, bar)
    if s.has_enough and cost != REFUSED and _cost_above(s) > most:
        return False
    if cost == REFUSED or not keeps_limit(s, day, kind, i, j) or not keeps_spans(s, day, kind, i, j):
        return False
    if kind == SWAP:
        make_swap(s, day, windows, i, j)
    else:
        make_segment(s, day, windows, kind, i, j)
    for k in range(VALUES):
        s.values[k] += s.change[k]
    return True


@entry_kernel
def anneal(s, day, windows, moves):
    """Try ``moves`` moves; a move that costs c is taken with the probability exp(-c / temperature).

    ``moves`` is a multiple of ``BLOCK``. The temperature is left as it is in the end. The search stops when the best
    sequence is worth no more than the goal. For the records see ``layout``.
    """
    first, end = s.first, s.end
    done = 0
    while done < moves and s.best > s.goal:
        for _ in range(BLOCK):
            if not _try(s, day, windows, s.heat):
                continue
            total = worth(s)
            if total < s.best:
                s.best = total
                for p in range(first, end):
                    day.best[p - first] = day.place[SEQ, p]
                if total <= s.goal:
                    break
        done += BLOCK
        s.moves += BLOCK
        s.heat *= s.cooling


@entry_kernel
def step(s, day, windows):
    """Try a single move (for tests); whether it was made. The best sequence is left alone."""
    return _try(s, day, windows, s.heat)
