"""The calendar: a tree of minima over the resources, each with at most one due time.

Every node holds the earliest due time below it; node 1 is the earliest of all, and node i has the children 4i to
4i + 3. Leaves are in written order, and the search for the winner goes as far left as it can, so equal times always
come in the same order. Both ways through the tree are free of branches that could be guessed wrong. Measured on lines
of 20 and 300 stations: a tournament tree of winners is slower by a fifth, a tree of two children by a twentieth, an
indexed heap two to three times.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.jit import small_kernel
from taktwin.kernel.base.memory import due_at, due_bits, put_due


def leaves_for(resources: int) -> int:
    """Number of leaves: the next power of four."""
    size = 4
    while size < resources:
        size *= 4
    return size


@small_kernel
def winner(s):
    """The first leaf in written order that has the earliest due time."""
    return first_below(s, np.int64(1))


@small_kernel
def first_below(s, node):
    """The same of the part of the calendar below one of its nodes."""
    leaves = s.leaves
    time = due_bits(s, node)
    i = np.int64(node)
    while i < leaves:
        i *= 4
        first = np.int64(due_bits(s, i) != time)
        second = first & np.int64(due_bits(s, i + 1) != time)
        third = second & np.int64(due_bits(s, i + 2) != time)
        i += first + second + third
    return i - leaves


@small_kernel
def set_due(s, leaf, time):
    """Give ``leaf`` the due time ``time`` and bring the minima above it up to date."""
    i = leaf + s.leaves
    put_due(s, i, time)
    while i > 1:
        one, two, three = due_at(s, i ^ 1), due_at(s, i ^ 2), due_at(s, i ^ 3)
        two = three if three < two else two
        one = two if two < one else one
        time = one if one < time else time
        i >>= 2
        put_due(s, i, time)
