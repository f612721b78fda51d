"""Shifts of a week as intervals: the time worked between two times, and when a truck leaves that is loaded in them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.plant import PlantModel

Windows = tuple[tuple[float, float], ...]
"""On-shift intervals of a week, s from Monday 00:00; empty: day and night."""


def shifts_of(model: PlantModel, calendar: str | None) -> Windows:
    """The shifts of a calendar of a plant; empty for none, or one that is not there."""
    return tuple(model.calendars[calendar].windows()) if calendar in model.calendars else ()


def worked(shifts: Windows, begin: float, end: float) -> float:
    """Time on shift between two times, s; the week goes on for ever, before 0 as well."""
    if not shifts:
        return end - begin
    return _upto(shifts, end) - _upto(shifts, begin)


def _upto(shifts: Windows, time: float) -> float:
    weeks, rest = divmod(time, WEEK_S)
    week = sum(end - begin for begin, end in shifts)
    return weeks * week + sum(min(end, rest) - begin for begin, end in shifts if begin < rest)


def left_at(stops: Sequence[tuple[Windows, float, float]], time: float) -> float:
    """When a truck that sets out at ``time`` leaves its last stop; it is loaded, and leaves, in shifts alone."""
    for shifts, drive, load in stops:
        time = _loaded(shifts, time + drive, load)
    return time


def _loaded(shifts: Windows, time: float, load: float) -> float:
    """When a loading that can begin at ``time`` has taken ``load`` s of these shifts."""
    if not shifts:
        return time + load
    week = sum(end - begin for begin, end in shifts)
    whole, load = divmod(load, week)
    time += whole * WEEK_S
    weeks, rest = divmod(time, WEEK_S)
    at = bisect.bisect_right([begin for begin, _ in shifts], rest) - 1
    if at < 0 or rest >= shifts[at][1]:  # closed: the next shift
        at += 1
        if at == len(shifts):
            at, weeks = 0, weeks + 1
        rest = shifts[at][0]
    while load > shifts[at][1] - rest:
        load -= shifts[at][1] - rest
        at += 1
        if at == len(shifts):
            at, weeks = 0, weeks + 1
        rest = shifts[at][0]
    return weeks * WEEK_S + rest + load
