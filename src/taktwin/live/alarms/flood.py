"""Floods of alarms: more than anybody can look at.

ANSI/ISA-18.2 and EEMUA 191 (recalled): a flood begins with more than ten alarms in ten minutes and is over when there
are fewer than five in ten minutes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

WINDOW_S = 600.0
BEGINS_ABOVE, OVER_BELOW = 10, 5


@dataclass(frozen=True)
class Flood:
    """A time (s) with too many alarms, and how many came in it and in the ten minutes before."""

    begin: float
    end: float
    alarms: int


def floods(times: Sequence[float], until: float) -> list[Flood]:
    """The floods among alarms.

    Args:
        times: when each alarm came (s), in order.
        until: the end of the observation (s), at which a flood that goes on is cut.

    Example:
        >>> floods([float(second) for second in range(11)], 3600.0)
        [Flood(begin=10.0, end=606.0, alarms=11)]
    """
    found: list[Flood] = []
    at = 0
    while at < len(times):
        recent = at + 1 - bisect_right(times, times[at] - WINDOW_S)
        if recent <= BEGINS_ABOVE:
            at += 1
            continue
        begin, first = times[at], at + 1 - recent
        # over at the moment when the fifth last alarm is ten minutes old, unless another comes before
        while at + 1 < len(times) and times[at + 1] < times[at + 1 - OVER_BELOW] + WINDOW_S:
            at += 1
        end = min(times[at + 1 - OVER_BELOW] + WINDOW_S, until)
        found.append(Flood(begin, end, at - first + 1))
        at += 1
    return found
