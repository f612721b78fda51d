"""The days of one future.

On each day orders come in, plants and suppliers get the capacity of the day, and cars start for those orders that go
first, as long as a plant and all parts are there. Who has given up is passed over when it would be his turn: when that
is, is kept, as it is what another in his place would have waited for.

Arrays by order (n), by day (D), by variant (V), plant (P) and part (K):

`coming` the orders by the day on which they enter; `entry` that moment in days; `key` who goes first; `variant`;
`luck` of a small order a number between 0 and 1, of others -1: it becomes firm where `luck` is below the share that is
read at the wait of that day from the line through `quotes` (weeks) and `shares`; `last_day` the day after which the
order is given up (-1: a probe, which never takes a car); `can` (V, P); `plant_day` (D, P) cars that can start;
`uses` (V, K) parts of a car; `part_day` (D, K); `stock` and `room` (K); `mix` (V) the shares that are kept, all 0 where
the first goes first.

Out: `start` (n) the moment at which its car starts, or would have; inf where that is not before the end; `plant` (n) of
it, -1 for none; `state` (n) WAITING, STARTED, GONE (given up), REFUSED (a small order that became none), PROBE, or NONE
(not yet decided); `waiting` (D) firm orders at the end of the day; `made` (D, P); `bound` (D, P + K) whether orders
waited for this plant or this part at the end of the day.
"""

from __future__ import annotations

import math

from taktwin.planning.orders.kernel.heap import pop, push
from taktwin.planning.orders.kernel.jit import entry_kernel, kernel

NONE, WAITING, STARTED, GONE, REFUSED, PROBE = 0, 1, 2, 3, 4, 5
_LITTLE = 1e-9  # of a car or a part: sums of fractions are whole only nearly


@kernel
def _share(quotes, shares, weeks):
    """The share of small orders that become firm at a wait."""
    if weeks <= quotes[0]:
        return shares[0]
    for k in range(1, quotes.size):
        if weeks <= quotes[k]:
            return shares[k - 1] + (shares[k] - shares[k - 1]) * (weeks - quotes[k - 1]) / (quotes[k] - quotes[k - 1])
    return shares[quotes.size - 1]


@kernel
def _plant_for(v, can, left):
    """The plant with the most capacity left that can make the variant; -1 for none."""
    best, most = -1, 1.0 - _LITTLE
    for p in range(left.size):
        if can[v, p] and left[p] >= most and (best < 0 or left[p] > left[best]):
            best = p
    return best


@kernel
def _parts_there(v, uses, stock):
    for k in range(stock.size):  # noqa: SIM110 - compiled
        if stock[k] < uses[v, k] - _LITTLE:
            return False
    return True


@entry_kernel
def run_days(
    coming, entry, key, variant, luck, last_day, quotes, shares, can, plant_day, uses, part_day, stock, room, mix,
    heap, first, size, alive, gone, built, left, at_begin, start, plant, state, waiting, made, bound,
):  # fmt: skip
    """Go through the days, see above.

    `heap` (n), `first`, `size`, `alive` and `built` (V), `gone` (D, V), `left` and `at_begin` (P) are room to work in:
    `first` says where the heap of each variant begins, the others are zero.
    """
    days, plants = plant_day.shape
    variants, parts = uses.shape
    kept_mix = mix.sum() > 0
    total = 0
    at = 0
    for day in range(days):
        rate = 0.0
        for p in range(plants):
            rate += 7.0 * plant_day[day, p]
            left[p] += plant_day[day, p]
            at_begin[p] = max(left[p], 1.0)
        for k in range(parts):
            # what comes in a day can be used in it, however little may be kept
            stock[k] = min(stock[k] + part_day[day, k], max(room[k], part_day[day, k]))
        while at < coming.size and entry[coming[at]] < day + 1:
            i = coming[at]
            at += 1
            v = variant[i]
            if luck[i] >= 0.0:
                weeks = total / rate if rate > 0.0 else math.inf
                if luck[i] >= _share(quotes, shares, weeks):
                    state[i] = REFUSED
                    continue
            push(heap, first[v], size[v], i, key)
            size[v] += 1
            if last_day[i] < 0:
                state[i] = PROBE
                continue
            state[i] = WAITING
            alive[v] += 1
            total += 1
            if last_day[i] < days:
                gone[max(last_day[i], day), v] += 1
        while True:
            chosen, where = -1, -1
            for v in range(variants):
                if size[v] == 0:
                    continue
                if chosen >= 0:
                    if kept_mix:
                        if (built[v] + 1) * mix[chosen] >= (built[chosen] + 1) * mix[v]:
                            continue
                    else:
                        i, j = heap[first[v]], heap[first[chosen]]
                        if key[i] > key[j] or (key[i] == key[j] and i > j):
                            continue
                p = _plant_for(v, can, left)
                if p < 0 or not _parts_there(v, uses, stock):
                    continue
                chosen, where = v, p
            if chosen < 0:
                break
            i = pop(heap, first[chosen], size[chosen], key)
            size[chosen] -= 1
            progress = min(1.0, (at_begin[where] - left[where] + 1.0) / at_begin[where])
            start[i] = max(day + progress, entry[i])
            plant[i] = where
            if last_day[i] < day:
                if state[i] == WAITING:
                    state[i] = GONE
                continue
            state[i] = STARTED
            left[where] -= 1.0
            for k in range(parts):
                stock[k] -= uses[chosen, k]
            built[chosen] += 1
            made[day, where] += 1
            alive[chosen] -= 1
            total -= 1
            if last_day[i] < days:
                gone[last_day[i], chosen] -= 1
        for v in range(variants):
            alive[v] -= gone[day, v]
            total -= gone[day, v]
            if alive[v] > 0:
                _note_what_binds(v, day, can, left, uses, stock, bound)
        waiting[day] = total
        for p in range(plants):
            left[p] -= math.floor(left[p] + _LITTLE)  # a car that nobody ordered is not made
    for i in range(start.size):
        if state[i] == WAITING and last_day[i] < days:
            state[i] = GONE


@kernel
def _note_what_binds(v, day, can, left, uses, stock, bound):
    """Note for which plants and parts the orders of a variant wait at the end of a day."""
    plants = left.size
    if _plant_for(v, can, left) < 0:
        for p in range(plants):
            if can[v, p]:
                bound[day, p] = True
        return
    for k in range(stock.size):
        if stock[k] < uses[v, k] - _LITTLE:
            bound[day, plants + k] = True
