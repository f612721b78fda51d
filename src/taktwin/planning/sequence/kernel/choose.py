"""Which move to try: at random, or where a window holds too many cars or the colour changes."""

from __future__ import annotations

import numpy as np

from taktwin.planning.sequence.kernel.bits import bit, lowest
from taktwin.planning.sequence.kernel.delta import LEFT, REFLECT, RIGHT, SWAP
from taktwin.planning.sequence.kernel.jit import kernel, small_kernel
from taktwin.planning.sequence.kernel.layout import (
    GROUP,
    HAS,
    HIGHEST,
    KINDS,
    OVER,
    PINS,
    POS,
    REFERENCE,
    RUN_HIGH,
    RUN_LOW,
    SEQ,
    WINDOW,
)

# Kinds of moves, the places of `mix`
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
) = range(KINDS)
_SHIFT = np.uint64(32)
_MULTIPLIER = np.uint64(2685821657736338717)


@small_kernel
def draw(s):
    """64 random bits (xorshift64*, Vigna 2016)."""
    x = s.random
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    s.random = x
    return x * _MULTIPLIER


@small_kernel
def below(s, many):
    """A random whole number from 0 to ``many`` - 1."""
    return np.int64(((draw(s) >> _SHIFT) * np.uint64(many)) >> _SHIFT)


@small_kernel
def fraction(s):
    """A random number above 0 and up to 1."""
    return (np.float64(draw(s) >> np.uint64(11)) + 1.0) * (1.0 / 9007199254740992.0)


@small_kernel
def _partner(s, day, which, p):
    """Place of a random car that is like the one at ``p``."""
    one = day.place[SEQ, p]
    start, size = day.car[GROUP + 2 * which, one], day.car[GROUP + 2 * which + 1, one]
    return np.int64(day.car[POS, day.lists[which, start + below(s, size)]])


@small_kernel
def _near(s, p, most):
    """A place up to ``most`` away, short ways more often."""
    far = 1 + below(s, 1 + below(s, most))
    q = p + far if draw(s) & np.uint64(1 << 40) else p - far
    return min(max(q, s.first), s.end - 1)


@small_kernel
def _broken(s, windows):
    """A place of the day that counts in a window which holds too many; -1 where none was found quickly."""
    if s.ratios == 0:
        return np.int64(-1)
    for _try in range(2):
        r = below(s, s.ratios)
        words = (windows.ratio[HIGHEST, r] >> 6) + 1
        at = below(s, words)
        for _ in range(words):
            word = windows.bits[OVER, r, at]
            if word != 0:
                turn = below(s, 64)
                high = (word >> np.uint64(turn)) << np.uint64(turn)
                start = (at << 6) + lowest(high if high != 0 else word)
                return _member(s, windows, r, start)
            at = at + 1 if at + 1 < words else 0
    return np.int64(-1)


@small_kernel
def _member(s, windows, r, start):
    low = max(start, s.first)
    size = min(start + windows.ratio[WINDOW, r], s.end) - low
    p = low + below(s, size)
    for _ in range(size):
        if bit(windows.bits[HAS, r], p):
            return p
        p = p + 1 if p + 1 < low + size else low
    return p


@kernel
def choose(s, day, windows):
    """Leave the kind of a move (of ``delta``) and its first and last place in ``s``; false where none came out."""
    at = np.int64(draw(s) >> np.uint64(48))
    kind = 0
    while at >= s.mix[kind]:
        kind += 1
    p = np.int64(day.free[below(s, s.free)])
    q = p
    made = SWAP
    if kind == SWAP_ANY:
        q = np.int64(day.free[below(s, s.free)])
    elif kind <= SWAP_TWIN:
        q = _partner(s, day, kind - SWAP_COLOUR, p)
    elif kind == SWAP_NEAR:
        q = _near(s, p, 12)
    elif kind == SWAP_BROKEN:
        q = _broken(s, windows)
    elif kind == INSERT_NEAR:
        q = _near(s, p, 40)
        made = LEFT if p < q else RIGHT
    elif kind == INSERT_COLOUR:
        q = _partner(s, day, 0, p)
        made = LEFT if p < q else RIGHT
    elif kind == REFLECT_NEAR:
        q = _near(s, p, 60)
        made = REFLECT
    elif kind == REFLECT_RUNS:
        q = np.int64(day.free[below(s, s.free)])
        p, q = np.int64(day.place[RUN_LOW, min(p, q)]), np.int64(day.place[RUN_HIGH, max(p, q)])
        made = REFLECT
    elif kind == SWAP_HOME:
        q = s.first + day.car[REFERENCE, day.place[SEQ, p]]
    else:
        q = _partner(s, day, 0, p)
        p, q = min(p, q), max(p, q)
        if draw(s) & np.uint64(1 << 40):
            p, q = np.int64(day.place[RUN_HIGH, p]) + 1, np.int64(day.place[RUN_HIGH, q])
        else:
            p, q = np.int64(day.place[RUN_LOW, p]), np.int64(day.place[RUN_LOW, q]) - 1
        made = REFLECT
    if q < 0 or p == q or (made == REFLECT and kind != REFLECT_NEAR and (p > q or q >= s.end)):
        return False
    low, high = min(p, q), max(p, q)
    if made != SWAP:
        if low + 1 == high:
            made = SWAP
        elif day.place[PINS, high + 1] > day.place[PINS, low]:
            return False
    pins = day.place[PINS]
    if made == SWAP and (pins[low + 1] > pins[low] or pins[high + 1] > pins[high]):
        return False
    s.kind, s.i, s.j = made, low, high
    return True
