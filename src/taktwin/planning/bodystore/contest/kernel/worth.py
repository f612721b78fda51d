"""What an order of cars is worth in points of the contest (`score` says what they are)."""

from __future__ import annotations

from taktwin.planning.bodystore.contest.kernel.jit import kernel


@kernel
def broken_by_next(four, out, left, car):
    """1 if one more car in the order breaks a block of P2 for good, else 0."""
    if left == 0:
        return 0
    first = four[out[0]]
    last = four[out[left - 1]]
    if last == first:
        return 0
    k = left - 1
    while four[out[k]] == last:
        k -= 1
    run = left - 1 - k
    before = 0
    while k >= 0 and four[out[k]] == first:
        before += 1
        k -= 1
    if four[car] == last:
        return 1 if run == before else 0
    return 1 if run < before else 0


@kernel
def penalty_of_next(kinds, out, left, car):
    """What one more car in the order costs at once in P1 and P2, weighted.

    A third car behind a hybrid without one counts at once, and the late hybrid then no more.
    """
    gap = 0
    while gap < left and gap < 3 and kinds.hybrid[out[left - 1 - gap]] == 0:
        gap += 1
    cost = 0.3 * broken_by_next(kinds.four, out, left, car)
    if gap < left and ((kinds.hybrid[car] == 1 and gap < 2) or (kinds.hybrid[car] == 0 and gap == 2)):
        cost += 0.4
    return cost


@kernel
def points_of(kinds, store, lay):
    """The contest's points of a finished run."""
    n = store.out.shape[0]
    spacing = 0
    last = -1
    for k in range(n):
        if kinds.hybrid[store.out[k]] == 1:
            if last >= 0 and k - last != 3:
                spacing += 1
            last = k
    broken = 0
    first = kinds.four[store.out[0]]
    one = 0
    other = 0
    for k in range(n):
        if kinds.four[store.out[k]] == first:
            if other > 0:
                if one != other:
                    broken += 1
                one = 0
                other = 0
            one += 1
        else:
            other += 1
    if one != other:
        broken += 1
    time = 0.01 * (store.now.last - lay.step * n - lay.step * (lay.length - 2))
    return 0.4 * (100 - spacing) + 0.3 * (100 - broken) + 0.2 * (100 - store.now.returns) + 0.1 * (100 - time)
