"""Time that runs in the shifts of a calendar alone."""

from __future__ import annotations

import math

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import float_at, resource
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
    given = resource(s, i)
    if given.shifts == 0:
        return time + seconds
    offset = float_at(s, given.shifts0)
    week = math.floor((time + offset) / _WEEK) * _WEEK - offset
    while True:
        for k in range(given.shifts0 + 1, given.shifts0 + 1 + 2 * given.shifts, 2):
            end = week + float_at(s, k + 1)
            if end > time:
                time = max(time, week + float_at(s, k))
                if seconds <= end - time:
                    return time + seconds
                seconds -= end - time
                time = end
        week += _WEEK
