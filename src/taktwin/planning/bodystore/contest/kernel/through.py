"""A day in the store, with decisions by simple rules or as they are written down."""

from __future__ import annotations

from taktwin.planning.bodystore.contest.kernel.jit import entry_kernel, kernel
from taktwin.planning.bodystore.contest.kernel.moves import (
    at_end,
    clear,
    has_room,
    next_decision,
    receive,
    receive_at,
    send,
)
from taktwin.planning.bodystore.contest.kernel.store import MOST_TURNS, NEVER, PAINT
from taktwin.planning.bodystore.contest.kernel.worth import penalty_of_next


@kernel
def lane_for(store, lay, source, now, wanted, spread):
    """The lane into which the receiver brings a car, and when it begins.

    The wanted one if it has room within two steps; else of those with room now the one with the fewest cars (`spread`)
    or the nearest.
    """
    count = len(lay.where)
    if wanted >= 0:
        begin = receive_at(store, lay, source, wanted)
        first = at_end(store, lay, count) if lay.back < NEVER and source == PAINT and lay.forced else NEVER
        if begin <= now + 2 * lay.step and begin < first:
            return wanted, max(begin, now)
    best = -1
    key = NEVER
    for lane in range(count):
        if receive_at(store, lay, source, lane) <= now:
            standing = store.lanes[lane].entered - store.lanes[lane].taken if spread else 0
            own = standing * 1000 + abs(lay.where[lane])
            if own < key:
                key = own
                best = lane
    return best, now


@kernel
def choose(store, lay, kinds, now, by_arrival, rank):
    """The lane whose first car leaves: who came to the end first, or the `rank`-th by the points that it costs."""
    chosen = -1
    taken = 0
    for _ in range(rank + 1):
        best = -1
        cost = 1e18
        for lane in range(len(lay.where)):
            there = at_end(store, lay, lane)
            if there > now or (taken >> lane) & 1:
                continue
            head = store.cars[lane, store.lanes[lane].taken]
            own = there + 1e-3 * abs(lay.where[lane])
            if not by_arrival:
                own = 1e9 * penalty_of_next(kinds, store.out, store.now.left, head) + own
            if own < cost:
                cost = own
                best = lane
        if best < 0:
            break
        chosen = best
        taken |= 1 << best
    return chosen


@entry_kernel
def let_through(store, lay, kinds, genes, first):
    """Run a store to its end; `genes` as of `policy.decoded`."""
    clear(store)
    sends = 0
    while True:
        who, now, source = next_decision(store, lay)
        if who < 0:
            return
        if who == 0:
            lane_wanted = genes.wanted[store.now.coming] if source == PAINT else -1
            lane, begin = lane_for(store, lay, source, now, lane_wanted, not first)
            receive(store, lay, source, lane, begin)
            continue
        gene = 0 if first else genes.choice[sends % len(genes.choice)]
        lane = choose(store, lay, kinds, now, lay.forced or first, 0 if lay.forced else max(gene, 0))
        car = store.cars[lane, store.lanes[lane].taken]
        turn = gene != 0 if lay.forced else gene < 0
        if turn:
            drop = now + abs(lay.where[lane]) + abs(lay.where[lane] - lay.back)
            turn = lay.back < NEVER and store.turned[car] < MOST_TURNS and has_room(store, lay, len(lay.where)) <= drop
        send(store, lay, lane, turn, now)
        sends += 1
