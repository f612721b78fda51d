"""Time that runs in the shifts of a calendar alone."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import float_at, resource
from taktwin.kernel.base.state import INF
from taktwin.model.nouns.calendar import WEEK_S

_WEEK = float(WEEK_S)


@kernel
def after_shift_time(s, i, seconds):
    """When ``seconds`` of the shifts of resource ``i`` have passed from now on; of all time where it has no calendar.

    What is left is reduced by each shift in turn, so that the same is found however it is looked at.
    """
    return shift_time_from(s, i, s.now, seconds)


@kernel
def shift_time_from(s, i, time, seconds):
    """The same from any time on."""
    return time_in_shifts(s, resource(s, i).shifts0, resource(s, i).shifts, time, seconds)


@kernel
def time_in_shifts(s, first, shifts, time, seconds):
    """The same in so many shifts, which stand in the floats from ``first`` on: the offset of the week before them.

    Nothing has passed at once in a shift, and else at the begin of the next; at its end a shift is over.
    """
    if shifts == 0:
        return time + seconds
    offset = float_at(s, first)
    week = math.floor((time + offset) / _WEEK) * _WEEK - offset
    while True:
        for k in range(first + 1, first + 1 + 2 * shifts, 2):
            end = week + float_at(s, k + 1)
            if end > time:
                time = max(time, week + float_at(s, k))
                if seconds <= end - time:
                    return time + seconds
                seconds -= end - time
                time = end
        week += _WEEK


@kernel
def next_hours(s, first, time):
    """Begin and end of the first hours that end after a time; INF where there are none.

    Their number stands in the floats at ``first``, then each begin and end in the week that begins at time 0; no two
    touch one another.
    """
    begin = end = INF
    for k in range(first + 1, first + 1 + 2 * int(float_at(s, first)), 2):
        week = math.floor((time - float_at(s, k)) / _WEEK) * _WEEK
        if week + float_at(s, k + 1) <= time:
            week += _WEEK
        if week + float_at(s, k) < begin:
            begin, end = week + float_at(s, k), week + float_at(s, k + 1)
    return begin, end
