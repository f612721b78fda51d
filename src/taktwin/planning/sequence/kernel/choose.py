"""Which move to try: at random, or where a window holds too many cars or the colour changes."""

from __future__ import annotations

import numpy as np

from taktwin.planning.sequence.kernel.bits import bit, lowest
from taktwin.planning.sequence.kernel.delta import LEFT, REFLECT, RIGHT, SWAP
from taktwin.planning.sequence.kernel.jit import kernel, small_kernel
from taktwin.planning.sequence.kernel.layout import (
    END,
    FIRST,
    FREE,
    GROUP,
    HAS,
    HIGHEST,
    OVER,
    PINS,
    POS,
    RATIOS,
    REFERENCE,
    RUN_HIGH,
    RUN_LOW,
    SEQ,
    WINDOW,
)

# Kinds of moves, the places of `mix` (cumulative shares of SHARES)
(
    SWAP_ANY,
    SWAP_COLOUR,
    SWAP_IMPORTANT,
    SWAP_TWIN,
    SWAP_NEAR,
    SWAP_BROKEN,
    INSERT_NEAR,
    INSERT_COLOUR,
    REFLECT_NEAR,
    REFLECT_RUNS,
    REFLECT_MERGE,
    SWAP_HOME,
) = range(12)
KINDS = 12
SHARES = 1 << 16
_SHIFT = np.uint64(32)
_MULTIPLIER = np.uint64(2685821657736338717)


@small_kernel
def draw(random):
    """64 random bits (xorshift64*, Vigna 2016)."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return x * _MULTIPLIER


@small_kernel
def below(random, many):
    """A random whole number from 0 to ``many`` - 1."""
    return np.int64(((draw(random) >> _SHIFT) * np.uint64(many)) >> _SHIFT)


@small_kernel
def fraction(random):
    """A random number above 0 and up to 1."""
    return (np.float64(draw(random) >> np.uint64(11)) + 1.0) * (1.0 / 9007199254740992.0)


@small_kernel
def _partner(random, which, p, place, car, lists):
    """Place of a random car that is like the one at ``p``."""
    one = place[SEQ, p]
    start, size = car[GROUP + 2 * which, one], car[GROUP + 2 * which + 1, one]
    return np.int64(car[POS, lists[which, start + below(random, size)]])


@small_kernel
def _near(random, p, most, fixed):
    """A place up to ``most`` away, short ways more often."""
    far = 1 + below(random, 1 + below(random, most))
    q = p + far if draw(random) & np.uint64(1 << 40) else p - far
    return min(max(q, fixed[FIRST]), fixed[END] - 1)


@small_kernel
def _broken(random, ratio, bits, fixed):
    """A place of the day that counts in a window which holds too many; -1 where none was found quickly."""
    if fixed[RATIOS] == 0:
        return np.int64(-1)
    for _try in range(2):
        r = below(random, fixed[RATIOS])
        words = (ratio[HIGHEST, r] >> 6) + 1
        at = below(random, words)
        for _ in range(words):
            word = bits[OVER, r, at]
            if word != 0:
                turn = below(random, 64)
                high = (word >> np.uint64(turn)) << np.uint64(turn)
                start = (at << 6) + lowest(high if high != 0 else word)
                return _member(random, r, start, ratio, bits, fixed)
            at = at + 1 if at + 1 < words else 0
    return np.int64(-1)


@small_kernel
def _member(random, r, start, ratio, bits, fixed):
    low = max(start, fixed[FIRST])
    size = min(start + ratio[WINDOW, r], fixed[END]) - low
    p = low + below(random, size)
    for _ in range(size):
        if bit(bits[HAS, r], p):
            return p
        p = p + 1 if p + 1 < low + size else low
    return p


@kernel
def choose(random, mix, place, car, lists, ratio, bits, fixed, free, move):
    """Leave kind and ends of a move in ``move``; false where none came out.

    ``mix`` holds the cumulative shares of the kinds of moves, out of ``SHARES``; ``move`` gets the kind (of ``delta``),
    the first and the last place. For the other arrays see ``layout``.
    """
    at = np.int64(draw(random) >> np.uint64(48))
    kind = 0
    while at >= mix[kind]:
        kind += 1
    p = np.int64(free[below(random, fixed[FREE])])
    q = p
    made = SWAP
    if kind == SWAP_ANY:
        q = np.int64(free[below(random, fixed[FREE])])
    elif kind <= SWAP_TWIN:
        q = _partner(random, kind - SWAP_COLOUR, p, place, car, lists)
    elif kind == SWAP_NEAR:
        q = _near(random, p, 12, fixed)
    elif kind == SWAP_BROKEN:
        q = _broken(random, ratio, bits, fixed)
    elif kind == INSERT_NEAR:
        q = _near(random, p, 40, fixed)
        made = LEFT if p < q else RIGHT
    elif kind == INSERT_COLOUR:
        q = _partner(random, 0, p, place, car, lists)
        made = LEFT if p < q else RIGHT
    elif kind == REFLECT_NEAR:
        q = _near(random, p, 60, fixed)
        made = REFLECT
    elif kind == REFLECT_RUNS:
        q = np.int64(free[below(random, fixed[FREE])])
        p, q = np.int64(place[RUN_LOW, min(p, q)]), np.int64(place[RUN_HIGH, max(p, q)])
        made = REFLECT
    elif kind == SWAP_HOME:
        q = fixed[FIRST] + car[REFERENCE, place[SEQ, p]]
    else:
        q = _partner(random, 0, p, place, car, lists)
        p, q = min(p, q), max(p, q)
        if draw(random) & np.uint64(1 << 40):
            p, q = np.int64(place[RUN_HIGH, p]) + 1, np.int64(place[RUN_HIGH, q])
        else:
            p, q = np.int64(place[RUN_LOW, p]), np.int64(place[RUN_LOW, q]) - 1
        made = REFLECT
    if q < 0 or p == q or (made == REFLECT and kind != REFLECT_NEAR and (p > q or q >= fixed[END])):
        return False
    low, high = min(p, q), max(p, q)
    if made != SWAP:
        if low + 1 == high:
            made = SWAP
        elif place[PINS, high + 1] > place[PINS, low]:
            return False
    if made == SWAP and (place[PINS, low + 1] > place[PINS, low] or place[PINS, high + 1] > place[PINS, high]):
        return False
    move[0], move[1], move[2] = made, low, high
    return True
