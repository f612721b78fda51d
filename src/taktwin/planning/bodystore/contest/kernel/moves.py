"""The two machines of the store: when they can do what, and doing it."""

from __future__ import annotations

from taktwin.planning.bodystore.contest.kernel.jit import kernel
from taktwin.planning.bodystore.contest.kernel.store import ASSEMBLY, NEVER, PAINT


@kernel
def clear(store):
    """An empty store at the begin of the day."""
    for lane in range(len(store.lanes)):
        store.lanes[lane].entered = 0
        store.lanes[lane].taken = 0
    store.now.receiver_free = 0
    store.now.sender_free = 0
    store.now.coming = 0
    store.now.left = 0
    store.now.returns = 0
    store.now.last = 0
    store.now.operations = 0
    store.turned[:] = 0


@kernel
def at_end(store, lay, lane):
    """When the first car of a lane is at its end; NEVER if there is none."""
    head = store.lanes[lane].taken
    if head == store.lanes[lane].entered:
        return NEVER
    there = store.ins[lane, head] + lay.step * (lay.length - 1)
    return max(there, store.outs[lane, head - 1] + lay.step) if head > 0 else there


@kernel
def has_room(store, lay, lane):
    """From when on a car can enter a lane; NEVER while that is not known."""
    entered = store.lanes[lane].entered
    if entered == store.ins.shape[1]:
        return NEVER
    if entered == 0:
        return 0
    since = store.ins[lane, entered - 1] + lay.step
    if entered < lay.length:
        return since
    if entered - lay.length >= store.lanes[lane].taken:
        return NEVER
    return max(since, store.outs[lane, entered - lay.length] + lay.step)


@kernel
def enter(store, lane, car, at):
    """A car enters a lane."""
    store.cars[lane, store.lanes[lane].entered] = car
    store.ins[lane, store.lanes[lane].entered] = at
    store.lanes[lane].entered += 1


@kernel
def receive_at(store, lay, source, lane):
    """When the receiver can begin to bring a car from paint (PAINT) or the return lane into a lane; NEVER if not."""
    room = has_room(store, lay, lane)
    if room == NEVER:
        return NEVER
    if source == PAINT:
        if store.now.coming == store.out.shape[0]:
            return NEVER
        return max(store.now.receiver_free, lay.paint * store.now.coming, room - abs(lay.where[lane]))
    there = at_end(store, lay, len(lay.where))
    if there == NEVER:
        return NEVER
    return max(store.now.receiver_free, there, room - abs(lay.back) - abs(lay.where[lane] - lay.back))


@kernel
def receive(store, lay, source, lane, begin):
    """The receiver brings a car into a lane."""
    if source == PAINT:
        car = store.now.coming
        store.now.coming += 1
        drop = begin + abs(lay.where[lane])
    else:
        head = store.lanes[len(lay.where)].taken
        car = store.cars[len(lay.where), head]
        store.outs[len(lay.where), head] = begin + abs(lay.back)
        store.lanes[len(lay.where)].taken += 1
        drop = begin + abs(lay.back) + abs(lay.where[lane] - lay.back)
    enter(store, lane, car, drop)
    store.now.receiver_free = drop + abs(lay.where[lane])
    note(store, 0, source, lane, begin, car)


@kernel
def send(store, lay, lane, to_back, begin):
    """The sender takes the first car of a lane to assembly, or into the return lane."""
    head = store.lanes[lane].taken
    car = store.cars[lane, head]
    pick = begin + abs(lay.where[lane])
    store.outs[lane, head] = pick
    store.lanes[lane].taken += 1
    if to_back:
        drop = pick + abs(lay.where[lane] - lay.back)
        enter(store, len(lay.where), car, drop)
        store.now.returns += 1
        store.turned[car] += 1
        store.now.sender_free = drop + abs(lay.back)
        note(store, 1, lane, len(lay.where), begin, car)
        return
    store.now.sender_free = pick + abs(lay.where[lane])
    store.now.last = store.now.sender_free
    store.out[store.now.left] = car
    store.now.left += 1
    note(store, 1, lane, ASSEMBLY, begin, car)


@kernel
def note(store, who, source, target, begin, car):
    """Keep what a machine did."""
    one = store.operations[store.now.operations]
    one.who = who
    one.source = source
    one.target = target
    one.begin = begin
    one.car = car
    store.now.operations += 1


@kernel
def next_decision(store, lay):
    """Who decides next, when, and for the receiver which source: (-1, 0, 0) when all cars have left.

    The sender (1) never idles while a car stands at the end of a lane; of equal times it goes before the receiver (0).
    If `forced`, the receiver takes nothing from paint while a car stands at the end of the return lane.
    """
    count = len(lay.where)
    if store.now.left == store.out.shape[0]:
        return -1, 0, 0
    sends = NEVER
    fresh = NEVER
    returned = NEVER
    for lane in range(count):
        there = at_end(store, lay, lane)
        if there < NEVER:
            sends = min(sends, max(there, store.now.sender_free))
        fresh = min(fresh, receive_at(store, lay, PAINT, lane))
        if lay.back < NEVER:
            returned = min(returned, receive_at(store, lay, count, lane))
    source = PAINT
    receives = fresh
    if lay.back < NEVER and (returned <= fresh or (lay.forced and at_end(store, lay, count) <= fresh)):
        source = count
        receives = returned
    return (1, sends, 0) if sends <= receives else (0, receives, source)
