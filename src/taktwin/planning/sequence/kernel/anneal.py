"""The search itself: moves are tried and taken, the best sequence is kept.

``load`` and ``anneal`` are what Python calls.
"""

from __future__ import annotations

import math

import numpy as np

from taktwin.planning.sequence.kernel.bits import clear_bit, set_bit
from taktwin.planning.sequence.kernel.change import _renew_runs, keeps_limit, make_segment, make_swap, recount
from taktwin.planning.sequence.kernel.choose import choose, fraction
from taktwin.planning.sequence.kernel.delta import REFUSED, SWAP, differ, segment_delta, swap_delta
from taktwin.planning.sequence.kernel.jit import entry_kernel, small_kernel
from taktwin.planning.sequence.kernel.layout import (
    BEST,
    CHANGES,
    COLOUR,
    COUNT,
    DUE,
    END,
    ENOUGH,
    FIRST,
    HAS,
    HIGHEST,
    HUE,
    LOWEST,
    MOVES,
    PAINT,
    PLACEWISE,
    POS,
    PRIORITY,
    RATIOS,
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
def worth(weights, now):
    """The weighted sum of the objectives by the true weights."""
    total = np.int64(0)
    for k in range(VALUES):
        total += weights[VALUES + k] * max(now[k], weights[2 * VALUES + k])
    return total


@small_kernel
def _cost_above(weights, now, change):
    """What a change costs where values that are good enough count as these."""
    total = np.int64(0)
    for k in range(VALUES):
        enough = weights[2 * VALUES + k]
        total += weights[k] * (max(now[k] + change[k], enough) - max(now[k], enough))
    return total


@entry_kernel
def load(order, place, car, mask, ratio, bits, held, fixed, weights, now, deviation):
    """Put a sequence into the arrays and count everything from the beginning.

    ``deviation`` is filled by the caller. The best sequence so far is left alone.
    """
    first, end = fixed[FIRST], fixed[END]
    for k in range(VALUES):
        now[k] = 0
    for p in range(first, end):
        one = order[p - first]
        place[SEQ, p] = one
        place[COLOUR, p] = car[HUE, one]
        car[POS, one] = p
        now[PAINT] += differ(place[COLOUR, p - 1], place[COLOUR, p])
        due = car[DUE, one]
        if due >= 0:
            now[TARDY] += max(p - first - due, 0)
        now[CHANGES] += car[REFERENCE, one] != p - first
    _renew_runs(first, end - 1, place, fixed)
    for r in range(fixed[RATIOS]):
        for p in range(first, end):
            if (mask[place[SEQ, p]] >> np.uint64(r)) & _ONE:
                set_bit(bits[HAS, r], p)
            else:
                clear_bit(bits[HAS, r], p)
        recount(r, ratio[LOWEST, r], ratio[HIGHEST, r], ratio, bits, held)
        for window in range(ratio[LOWEST, r], ratio[HIGHEST, r] + 1):
            now[ratio[PRIORITY, r]] += max(np.int64(held[r, window]) - ratio[COUNT, r], 0)
    if weights[SMOOTH] > 0:
        for r in range(fixed[RATIOS]):
            for k in range(end - first):
                now[SMOOTH] += np.int64(deviation[r, k]) * np.int64(deviation[r, k])


@small_kernel
def _try(
    temperature, mix, change, move, room,
    place, car, lists, mask, ratio, bits, held, fixed, weights, now, deviation, free, random,
):  # fmt: skip
    """Choose a move, weigh it, make it where it is taken; whether it was made."""
    if not choose(random, mix, place, car, lists, ratio, bits, fixed, free, move):
        return False
    most = np.int64(0)
    if temperature > 0.0:
        most = np.int64(-temperature * math.log(fraction(random)))
    bar = REFUSED - 1 if fixed[ENOUGH] else most
    kind, i, j = move[0], move[1], move[2]
    if kind == SWAP:
        if (
            mask[place[SEQ, i]] == mask[place[SEQ, j]]
            and place[COLOUR, i] == place[COLOUR, j]
            and fixed[PLACEWISE] == 0
        ):
            return False
        cost = swap_delta(i, j, bar, place, car, mask, ratio, bits, fixed, weights, deviation, change)
    else:
        cost = segment_delta(kind, i, j, bar, place, car, mask, ratio, bits, held, fixed, weights, deviation, change)
    if fixed[ENOUGH] and cost != REFUSED and _cost_above(weights, now, change) > most:
        return False
    if cost == REFUSED or not keeps_limit(kind, i, j, place, fixed):
        return False
    if kind == SWAP:
        make_swap(i, j, place, car, mask, ratio, bits, held, fixed, weights, deviation)
    else:
        make_segment(kind, i, j, place, car, mask, ratio, bits, held, fixed, weights, deviation, room)
    for k in range(VALUES):
        now[k] += change[k]
    return True


@entry_kernel
def anneal(
    moves, heat, mix, goal, change, move, room,
    place, car, lists, mask, ratio, bits, held, fixed, weights, now, deviation, free, best, random,
):  # fmt: skip
    """Try ``moves`` moves; a move that costs c is taken with the probability exp(-c / temperature).

    ``moves`` is a multiple of ``BLOCK``. ``heat`` holds the temperature (0 takes what is not worse) and its factor for
    the next block; it is left as it is in the end. ``mix`` holds the shares of the kinds of moves (see ``choose``). The
    search stops when the best sequence is worth no more than ``goal``. ``change``, ``move`` and ``room`` are scratch:
    one for each objective, three, and one for each place. For the other arrays see ``layout``.
    """
    first, end = fixed[FIRST], fixed[END]
    done = 0
    while done < moves and now[BEST] > goal:
        for _ in range(BLOCK):
            if not _try(
                heat[0], mix, change, move, room, place, car, lists, mask, ratio, bits, held, fixed, weights, now,
                deviation, free, random,
            ):  # fmt: skip
                continue
            total = worth(weights, now)
            if total < now[BEST]:
                now[BEST] = total
                for p in range(first, end):
                    best[p - first] = place[SEQ, p]
                if total <= goal:
                    break
        done += BLOCK
        now[MOVES] += BLOCK
        heat[0] *= heat[1]


@entry_kernel
def step(
    heat, mix, change, move, room,
    place, car, lists, mask, ratio, bits, held, fixed, weights, now, deviation, free, best, random,  # noqa: ARG001
):  # fmt: skip
    """Try a single move (for tests); whether it was made. ``move`` then says which, ``best`` is left alone."""
    return _try(
        heat, mix, change, move, room, place, car, lists, mask, ratio, bits, held, fixed, weights, now, deviation,
        free, random,
    )  # fmt: skip
