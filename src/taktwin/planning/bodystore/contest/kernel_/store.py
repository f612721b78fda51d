"""The store in time, compiled.

A car that enters a lane reaches the other end after `length - 1` steps, or a step after the car before it was taken:
cars in a lane move together. A car can enter when the one before has cleared the first place: a step after that
entered, and a step after the car `length` before it was taken. So a lane is only the times in and out of its cars, and
the store moves from decision to decision.

Arrays, all int64. `lanes[lane, row]`: 0 cars entered, 1 cars taken; the last row of lanes is the return lane.
`cars[lane, i]`, `ins[lane, i]`, `outs[lane, i]`: the i-th car of the lane, when it entered and was taken. `misc`: see
the constants. `out[k]`: the k-th car that left; `ops[k]`: who (0 receiver, 1 sender), from where, to where, begin, car;
`turned[car]`: how often it was put into the return lane.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.planning.bodystore.contest.jit import entry_kernel, kernel

RECEIVER_FREE, SENDER_FREE, COMING, LEFT, RETURNS, LAST, OPERATIONS = range(7)
MISC = 7
PAINT = -1
ASSEMBLY = -1
NEVER = 1 << 60
MOST_TURNS = 2  # through the return lane, of one car

State = tuple[Any, ...]
"""lanes, cars, ins, outs, misc, out, ops, turned."""
Lay = tuple[Any, int, int, int, int, bool]
"""where, back, length, step, paint, forced: as of `rules.Layout`, `back` NEVER without a return lane."""
Kinds = tuple[Any, Any]
"""hybrid, four: flags of the cars."""


def empty(count: int, lanes: int) -> State:
    """A store without cars."""
    most = (MOST_TURNS + 1) * count
    return (
        np.zeros((lanes + 1, 2), np.int64),
        np.zeros((lanes + 1, most), np.int64),
        np.zeros((lanes + 1, most), np.int64),
        np.zeros((lanes + 1, most), np.int64),
        np.zeros(MISC, np.int64),
        np.zeros(count, np.int64),
        np.zeros((2 * (MOST_TURNS + 1) * count, 5), np.int64),
        np.zeros(count, np.int64),
    )


@kernel
def at_end(state, lay, lane):
    """When the first car of a lane is at its end; NEVER if there is none."""
    _, _, length, step, _, _ = lay
    lanes, ins, outs = state[0], state[2], state[3]
    head = lanes[lane, 1]
    if head == lanes[lane, 0]:
        return NEVER
    there = ins[lane, head] + step * (length - 1)
    return max(there, outs[lane, head - 1] + step) if head > 0 else there


@kernel
def has_room(state, lay, lane):
    """From when on a car can enter a lane; NEVER while that is not known."""
    _, _, length, step, _, _ = lay
    lanes, ins, outs = state[0], state[2], state[3]
    entered = lanes[lane, 0]
    if entered == ins.shape[1]:
        return NEVER
    if entered == 0:
        return 0
    since = ins[lane, entered - 1] + step
    if entered < length:
        return since
    if entered - length >= lanes[lane, 1]:
        return NEVER
    return max(since, outs[lane, entered - length] + step)


@kernel
def enter(state, lane, car, at):
    """A car enters a lane."""
    lanes, cars, ins = state[0], state[1], state[2]
    cars[lane, lanes[lane, 0]] = car
    ins[lane, lanes[lane, 0]] = at
    lanes[lane, 0] += 1


@kernel
def receive_at(state, lay, source, lane):
    """When the receiver can begin to bring a car from paint (PAINT) or the return lane into a lane; NEVER if not."""
    where, back, _, _, paint, _ = lay
    misc = state[4]
    room = has_room(state, lay, lane)
    if room == NEVER:
        return NEVER
    if source == PAINT:
        if misc[COMING] == state[5].shape[0]:
            return NEVER
        return max(misc[RECEIVER_FREE], paint * misc[COMING], room - abs(where[lane]))
    there = at_end(state, lay, len(where))
    if there == NEVER:
        return NEVER
    return max(misc[RECEIVER_FREE], there, room - abs(back) - abs(where[lane] - back))


@kernel
def receive(state, lay, source, lane, begin):
    """The receiver brings a car into a lane."""
    where, back, _, _, _, _ = lay
    lanes, cars, outs, misc, ops = state[0], state[1], state[3], state[4], state[6]
    if source == PAINT:
        car = misc[COMING]
        misc[COMING] += 1
        drop = begin + abs(where[lane])
    else:
        head = lanes[len(where), 1]
        car = cars[len(where), head]
        outs[len(where), head] = begin + abs(back)
        lanes[len(where), 1] += 1
        drop = begin + abs(back) + abs(where[lane] - back)
    enter(state, lane, car, drop)
    misc[RECEIVER_FREE] = drop + abs(where[lane])
    note(ops, misc, 0, source, lane, begin, car)


@kernel
def send(state, lay, lane, to_back, begin):
    """The sender takes the first car of a lane to assembly, or into the return lane."""
    where, back, _, _, _, _ = lay
    lanes, cars, outs, misc, out, ops = state[0], state[1], state[3], state[4], state[5], state[6]
    head = lanes[lane, 1]
    car = cars[lane, head]
    pick = begin + abs(where[lane])
    outs[lane, head] = pick
    lanes[lane, 1] += 1
    if to_back:
        drop = pick + abs(where[lane] - back)
        enter(state, len(where), car, drop)
        misc[RETURNS] += 1
        state[7][car] += 1
        misc[SENDER_FREE] = drop + abs(back)
        note(ops, misc, 1, lane, len(where), begin, car)
        return
    misc[SENDER_FREE] = pick + abs(where[lane])
    misc[LAST] = misc[SENDER_FREE]
    out[misc[LEFT]] = car
    misc[LEFT] += 1
    note(ops, misc, 1, lane, ASSEMBLY, begin, car)


@kernel
def note(ops, misc, who, source, target, begin, car):
    """Keep what a machine did."""
    k = misc[OPERATIONS]
    ops[k, 0] = who
    ops[k, 1] = source
    ops[k, 2] = target
    ops[k, 3] = begin
    ops[k, 4] = car
    misc[OPERATIONS] += 1


@kernel
def next_decision(state, lay):
    """Who decides next, when, and for the receiver which source: (-1, 0, 0) when all cars have left.

    The sender (1) never idles while a car stands at the end of a lane; of equal times it goes before the receiver (0).
    If `forced`, the receiver takes nothing from paint while a car stands at the end of the return lane.
    """
    where, back, _, _, _, forced = lay
    misc = state[4]
    count = len(where)
    if misc[LEFT] == state[5].shape[0]:
        return -1, 0, 0
    sends = NEVER
    fresh = NEVER
    returned = NEVER
    for lane in range(count):
        there = at_end(state, lay, lane)
        if there < NEVER:
            sends = min(sends, max(there, misc[SENDER_FREE]))
        fresh = min(fresh, receive_at(state, lay, PAINT, lane))
        if back < NEVER:
            returned = min(returned, receive_at(state, lay, count, lane))
    source = PAINT
    receives = fresh
    if back < NEVER and (returned <= fresh or (forced and at_end(state, lay, count) <= fresh)):
        source = count
        receives = returned
    return (1, sends, 0) if sends <= receives else (0, receives, source)


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
    hybrid, four = kinds
    gap = 0
    while gap < left and gap < 3 and hybrid[out[left - 1 - gap]] == 0:
        gap += 1
    cost = 0.3 * broken_by_next(four, out, left, car)
    if gap < left and ((hybrid[car] == 1 and gap < 2) or (hybrid[car] == 0 and gap == 2)):
        cost += 0.4
    return cost


@kernel
def points_of(kinds, state, lay):
    """The contest's points of a finished run."""
    _, _, length, step, _, _ = lay
    hybrid, four = kinds
    misc, out = state[4], state[5]
    n = out.shape[0]
    spacing = 0
    last = -1
    for k in range(n):
        if hybrid[out[k]] == 1:
            if last >= 0 and k - last != 3:
                spacing += 1
            last = k
    broken = 0
    first = four[out[0]]
    one = 0
    other = 0
    for k in range(n):
        if four[out[k]] == first:
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
    time = 0.01 * (misc[LAST] - step * n - step * (length - 2))
    return 0.4 * (100 - spacing) + 0.3 * (100 - broken) + 0.2 * (100 - misc[RETURNS]) + 0.1 * (100 - time)


@kernel
def lane_for(state, lay, source, now, wanted, spread):
    """The lane into which the receiver brings a car, and when it begins.

    The wanted one if it has room within two steps; else of those with room now the one with the fewest cars (`spread`)
    or the nearest.
    """
    where, back, _, step, _, forced = lay
    count = len(where)
    if wanted >= 0:
        begin = receive_at(state, lay, source, wanted)
        first = at_end(state, lay, count) if back < NEVER and source == PAINT and forced else NEVER
        if begin <= now + 2 * step and begin < first:
            return wanted, max(begin, now)
    best = -1
    key = NEVER
    for lane in range(count):
        if receive_at(state, lay, source, lane) <= now:
            standing = state[0][lane, 0] - state[0][lane, 1] if spread else 0
            own = standing * 1000 + abs(where[lane])
            if own < key:
                key = own
                best = lane
    return best, now


@kernel
def choose(state, lay, kinds, now, by_arrival, rank):
    """The lane whose first car leaves: who came to the end first, or the `rank`-th by the points that it costs."""
    where = lay[0]
    chosen = -1
    taken = 0
    for _ in range(rank + 1):
        best = -1
        cost = 1e18
        for lane in range(len(where)):
            there = at_end(state, lay, lane)
            if there > now or (taken >> lane) & 1:
                continue
            head = state[1][lane, state[0][lane, 1]]
            own = there + 1e-3 * abs(where[lane])
            if not by_arrival:
                own = 1e9 * penalty_of_next(kinds, state[5], state[4][LEFT], head) + own
            if own < cost:
                cost = own
                best = lane
        if best < 0:
            break
        chosen = best
        taken |= 1 << best
    return chosen


@entry_kernel
def let_through(state, lay, kinds, wanted, choice, first):
    """Run a store to its end; `wanted` and `choice` as of `policy.decoded`."""
    where, back, _, _, _, forced = lay
    lanes, cars, misc = state[0], state[1], state[4]
    lanes[:] = 0
    misc[:] = 0
    state[7][:] = 0
    sends = 0
    while True:
        who, now, source = next_decision(state, lay)
        if who < 0:
            return
        if who == 0:
            lane_wanted = wanted[misc[COMING]] if source == PAINT else -1
            lane, begin = lane_for(state, lay, source, now, lane_wanted, not first)
            receive(state, lay, source, lane, begin)
            continue
        gene = 0 if first else choice[sends % len(choice)]
        lane = choose(state, lay, kinds, now, forced or first, 0 if forced else max(gene, 0))
        car = cars[lane, lanes[lane, 1]]
        turn = gene != 0 if forced else gene < 0
        if turn:
            drop = now + abs(where[lane]) + abs(where[lane] - back)
            turn = back < NEVER and state[7][car] < MOST_TURNS and has_room(state, lay, len(where)) <= drop
        send(state, lay, lane, turn, now)
        sends += 1


@kernel
def drawn(random):
    """The next random number in [0, 1) (splitmix64: Steele, Lea, Flood, OOPSLA 2014)."""
    random[0] += np.uint64(0x9E3779B97F4A7C15)
    z = random[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@kernel
def copy(source, target):
    """Copy an array without making room for it."""
    for i in range(len(source)):
        target[i] = source[i]


@entry_kernel
def anneal(state, lay, kinds, wanted, choice, best_wanted, best_choice, trials, random, hot, cold):
    """Change written decisions one by one, keep what is better or, while it is hot, little worse.

    The best are left in `best_wanted` and `best_choice`; `random` is the state of the random numbers.
    """
    let_through(state, lay, kinds, wanted, choice, False)
    now = points_of(kinds, state, lay)
    best = now
    copy(wanted, best_wanted)
    copy(choice, best_choice)
    cars = len(wanted)
    lanes = len(lay[0])
    for trial in range(trials):
        heat = hot * (cold / hot) ** (trial / trials)
        kind = drawn(random)
        at = int(drawn(random) * cars)
        other = int(drawn(random) * cars)
        old = wanted[at]
        second = wanted[other]
        if kind < 0.35:
            wanted[at] = int(drawn(random) * (lanes + 1)) - 1
        elif kind < 0.6:
            wanted[at] = second
            wanted[other] = old
        else:
            at = int(drawn(random) * len(choice))
            old = choice[at]
            choice[at] = 0 if old != 0 else (-1 if kind < 0.7 else 1 + int(drawn(random) * (lanes - 1)))
        let_through(state, lay, kinds, wanted, choice, False)
        found = points_of(kinds, state, lay)
        if found >= now or drawn(random) < np.exp((found - now) / heat):
            now = found
            if found > best:
                best = found
                copy(wanted, best_wanted)
                copy(choice, best_choice)
        elif kind < 0.35:
            wanted[at] = old
        elif kind < 0.6:
            wanted[other] = second
            wanted[at] = old
        else:
            choice[at] = old
    return best
