"""What a stay of a called part means, in the words of supply in sequence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from taktwin.analysis.kinds import DELIVERIES, SOURCES, STANDING, STATIONS, TRANSPORTS

CALLED = "called"  #: called, and waiting for the first work
WAITING = "waiting"  #: between two works
MADE = "made"  #: worked on
MADE_AGAIN = "made again"  #: worked on where it had been before: it was rejected
RACK = "rack slot"  #: made, in its rack, waiting for a truck
TRUCK = "despatched"  #: on the truck: loaded, on the way, at the gate, unloaded
AT_LINE = "line-side"  #: behind its last truck, until it is fitted
MOVED = "moved"  #: on a conveyor or another machine that carries it
WORKED = "worked on"  #: of the job of the order: at a station

#: Kinds of place in which jobs only wait (a transport also rides).
WAITS = tuple(kind for kind in (*STANDING, *SOURCES) if kind not in TRANSPORTS)
STATES = (CALLED, WAITING, MADE, MADE_AGAIN, RACK, TRUCK, AT_LINE, MOVED, WORKED)


def main_states(kinds: Sequence[str]) -> list[str]:
    """The states of the stays of the job of an order, by the kinds of its places."""
    return [_plain(kind, WORKED) for kind in kinds]


def part_states(places: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """The states of the stays of a called part.

    Args:
        places: the places in the order in which the part came to them.
        kinds: the kind of each.

    Example:
        >>> part_states(["q", "make", "racks", "truck", "side"], ["buffer", "station", "buffer", "delivery", "buffer"])
        ['called', 'made', 'rack slot', 'despatched', 'line-side']
    """
    found: list[str] = []
    trucks = [at for at, kind in enumerate(kinds) if kind in DELIVERIES]
    worked = False
    for at, (place, kind) in enumerate(zip(places, kinds, strict=True)):
        if kind in DELIVERIES:
            state = TRUCK
        elif trucks and at > trucks[-1]:
            state = AT_LINE
        elif at + 1 in trucks and kind in WAITS:
            state = RACK
        elif kind in STATIONS:
            state = MADE_AGAIN if place in places[:at] else MADE
            worked = True
        else:
            state = _plain(kind, MADE) if worked or kind not in WAITS else CALLED
        found.append(state)
    return found


def rejections(places: Sequence[str]) -> list[bool]:
    """Of each stay, whether the job went back from there: to a place to which it had come before, or not later.

    Example:
        >>> rejections(["q", "make", "test", "make", "test", "rack"])
        [False, False, True, False, False, False]
    """
    first = {place: at for at, place in reversed(list(enumerate(places)))}
    back = [first[after] <= first[place] for place, after in pairwise(places)]
    return [*back, False]


def _plain(kind: str, at_station: str) -> str:
    if kind in STATIONS:
        return at_station
    return WAITING if kind in WAITS else MOVED
