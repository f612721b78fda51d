"""A station event by event. Nothing is drawn here: when cars come, and how long each thing takes, is given."""

from __future__ import annotations

import math

from taktwin.product.swap.kernel.jit import entry_kernel, small_kernel

#: What stands where in the results.
FOR_BAY, FOR_PACK, IN_BAYS, CHARGED = range(4)
FOUND = 4


@entry_kernel
def serve(
    arrivals, takes, charging, room, begin, end, bay_end, bay_car, charger_end, empty, waits, starts, hours, found
):
    """Serve cars until all that were let in have gone.

    At equal times a pack is charged before a swap ends, and a swap ends before a car comes.

    Args:
        arrivals: when cars come, s, rising.
        takes: how long the swap of each car takes, s.
        charging: how long its pack is charged afterwards, s.
        room: cars that may wait.
        begin: from which second on things are counted.
        end: up to which.
        bay_end: work space, one place for each bay.
        bay_car: the same.
        charger_end: work space, one place for each charger.
        empty: work space, one place for each pack; they are all charged at second 0.
        waits: is filled with the wait of each car, s; -1 for a car that drove on.
        starts: work space, one place for each car.
        hours: is filled with seconds of charging in each of 24 hours of the day, all chargers and days together.
        found: is filled with car seconds of waiting for a bay and for a pack, and with seconds of bays in use and of
            packs that stand charged, up to `end`.
    """
    n = arrivals.size
    bays, packs = bay_end.size, empty.size
    bay_end[:] = math.inf
    charger_end[:] = math.inf
    empties, first_empty = 0, 0  # packs that wait for a charger, in a ring
    charged, busy = packs, 0
    came, let_in, begun = 0, 0, 0  # cars that came; that were let in; of those, whose swap has begun
    t = 0.0
    while came < n or begun < let_in or busy > 0 or charged < packs:
        charger, bay = least(charger_end), least(bay_end)
        arrival = arrivals[came] if came < n else math.inf
        now = min(charger_end[charger], bay_end[bay], arrival)
        span = min(now, end) - max(t, begin)
        if span > 0.0:
            if busy == bays:
                found[FOR_BAY] += span * (let_in - begun)
            else:
                found[FOR_PACK] += span * (let_in - begun)
            found[IN_BAYS] += span * busy
            found[CHARGED] += span * charged
        t = now
        if charger_end[charger] <= t:
            charger_end[charger] = math.inf
            charged += 1
            if empties > 0:
                charge(charger_end, charger, t, empty[first_empty], begin, end, hours)
                first_empty = (first_empty + 1) % packs
                empties -= 1
        elif bay_end[bay] <= t:
            bay_end[bay] = math.inf
            busy -= 1
            need = charging[bay_car[bay]]
            free = free_of(charger_end)
            if free >= 0:
                charge(charger_end, free, t, need, begin, end, hours)
            else:
                empty[(first_empty + empties) % packs] = need
                empties += 1
        else:
            if (let_in == begun and busy < bays and charged > 0) or let_in - begun < room:
                starts[let_in] = came
                let_in += 1
            else:
                waits[came] = -1.0
            came += 1
        while begun < let_in and busy < bays and charged > 0:
            car = starts[begun]
            waits[car] = t - arrivals[car]
            place = free_of(bay_end)
            bay_end[place], bay_car[place] = t + takes[car], car
            busy += 1
            charged -= 1
            begun += 1


@small_kernel
def least(times):
    """Place of the earliest time."""
    at = 0
    for i in range(1, times.size):
        if times[i] < times[at]:
            at = i
    return at


@small_kernel
def free_of(times):
    """A place at which nothing is going on; -1 where there is none."""
    for i in range(times.size):
        if math.isinf(times[i]):
            return i
    return -1


@small_kernel
def charge(charger_end, charger, t, need, begin, end, hours):
    """Begin to charge, and book the seconds of it in their hours of the day."""
    charger_end[charger] = t + need
    at, last = max(t, begin), min(t + need, end)
    while at < last:
        hour = int(at // 3600.0)
        then = min(last, (hour + 1) * 3600.0)
        hours[hour % 24] += then - at
        at = then
