"""Ways out of a station: how full they are, and how many jobs are on each."""

from __future__ import annotations

from tests.oracle.elements.source import Source
from tests.oracle.job import Job
from tests.oracle.place import Place


def ready_for(place: Place, job: Job) -> int:
    """So many other jobs than one are ready to go into a place; a source has one ready, whatever waits behind it."""
    found = 0
    for giver in place.givers:
        if isinstance(giver, Source):
            found += giver.offer(place) is not None
        else:
            found += sum(one.dest is place and one is not job for one in giver.waiting())
    return found


def room_in(place: Place) -> float:
    """So many more jobs go into a place."""
    servers = getattr(place, "servers", None)
    return (place.capacity if servers is None else len(servers)) - place.level.value


def is_full(place: Place, job: Job) -> bool:
    """The job cannot set out for the place: there is no room but for those that are ready to go there."""
    return room_in(place) <= ready_for(place, job)
