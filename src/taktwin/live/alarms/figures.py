"""Figures of how an alarm system behaves, from its record.

Those of ANSI/ISA-18.2, IEC 62682 and EEMUA 191 (recalled, with the limits that are usual for one operator): alarms an
hour (about 6 good, 12 the most), share of the time in flood (below 1 %), the ten sources with most alarms (together
below 5 %), chattering and fleeting alarms (none), stale ones (fewer than 5), priorities (about 80 / 15 / 5 %).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from taktwin.live.alarms import alarm as a
from taktwin.live.alarms.book import AlarmRecord
from taktwin.live.alarms.flood import WINDOW_S, Flood, floods

CHATTERS, CHATTER_S = 3, 60.0
FLEETING_S = 60.0
STALE_S = 86400.0


@dataclass(frozen=True, kw_only=True)
class AlarmFigures:
    """How an alarm system behaved between two times (s).

    Attributes:
        begin, end: of the observation (s).
        alarms: that somebody was told of.
        per_hour: alarms an hour.
        most_in_10_min: most alarms within any ten minutes.
        floods: times with too many alarms.
        in_flood: share of the time in flood.
        top: (source, alarms) of the ten with most.
        top_share: their share of all alarms.
        chattering: alarms that came three times or more within a minute.
        fleeting: how often an alarm returned by itself within a minute, unacknowledged.
        stale: alarms that were there for more than 24 h at the end.
        priorities: priority -> share of the alarms.
        suppressed: alarms that were not told, as what they wait for has its own.
        acknowledged_s: mean time until an alarm was acknowledged (s); None where none was.
    """

    begin: float
    end: float
    alarms: int
    per_hour: float
    most_in_10_min: int
    floods: list[Flood]
    in_flood: float
    top: list[tuple[str, int]]
    top_share: float
    chattering: list[str]
    fleeting: int
    stale: list[str]
    priorities: dict[str, float]
    suppressed: int
    acknowledged_s: float | None

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def alarm_figures(record: Sequence[AlarmRecord], begin: float, end: float) -> AlarmFigures:
    """The figures of a record between two times (s), both included.

    Example:
        ``alarm_figures(book.record, 0.0, 86400.0).per_hour``
    """
    told = [one for one in record if one.annunciates and begin <= one.time <= end]
    times = [one.time for one in told]
    hours = (end - begin) / 3600.0
    in_flood = floods(times, end)
    sources = Counter(one.source for one in told).most_common(10)
    priorities = Counter(one.priority for one in told)
    waits = _acknowledged(record, begin, end)
    return AlarmFigures(
        begin=begin,
        end=end,
        alarms=len(told),
        per_hour=len(told) / hours if hours > 0 else 0.0,
        most_in_10_min=_most(times),
        floods=in_flood,
        in_flood=math.fsum(one.end - one.begin for one in in_flood) / (end - begin) if end > begin else 0.0,
        top=sources,
        top_share=sum(count for _, count in sources) / len(told) if told else 0.0,
        chattering=_chattering(told),
        fleeting=_fleeting(record, begin, end),
        stale=_stale(record, end),
        priorities={name: count / len(told) for name, count in sorted(priorities.items())},
        suppressed=sum(one.action == a.SUPPRESS and begin <= one.time <= end for one in record),
        acknowledged_s=math.fsum(waits) / len(waits) if waits else None,
    )


def _most(times: Sequence[float]) -> int:
    return max((at + 1 - bisect_right(times, time - WINDOW_S) for at, time in enumerate(times)), default=0)


def _chattering(told: Sequence[AlarmRecord]) -> list[str]:
    by_alarm: dict[str, list[float]] = {}
    for one in told:
        by_alarm.setdefault(one.alarm, []).append(one.time)
    return sorted(
        name
        for name, times in by_alarm.items()
        if any(last - first <= CHATTER_S for first, last in zip(times, times[CHATTERS - 1 :], strict=False))
    )


def _fleeting(record: Sequence[AlarmRecord], begin: float, end: float) -> int:
    raised: dict[str, float] = {}
    count = 0
    for one in record:
        if one.annunciates:
            raised[one.alarm] = one.time
        elif one.action == a.RETURN and one.before == a.UNACKNOWLEDGED and begin <= one.time <= end:
            count += one.time - raised.get(one.alarm, -math.inf) < FLEETING_S
    return count


def _stale(record: Sequence[AlarmRecord], end: float) -> list[str]:
    since: dict[str, float] = {}
    for one in record:
        if one.time > end:
            break
        if one.annunciates:
            since[one.alarm] = one.time
        elif one.after not in (a.UNACKNOWLEDGED, a.ACKNOWLEDGED):
            since.pop(one.alarm, None)
    return sorted(name for name, time in since.items() if end - time > STALE_S)


def _acknowledged(record: Sequence[AlarmRecord], begin: float, end: float) -> list[float]:
    raised: dict[str, float] = {}
    waits = []
    for one in record:
        if one.annunciates:
            raised.setdefault(one.alarm, one.time)
        elif one.action == a.ACKNOWLEDGE and one.alarm in raised:
            time = raised.pop(one.alarm)
            if begin <= time <= end:
                waits.append(one.time - time)
        elif one.after == a.NORMAL:
            raised.pop(one.alarm, None)
    return waits
