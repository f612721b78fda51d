"""The clock of a plant as a mapping file says it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from taktwin.live.clock import PlantClock
from taktwin.live.mapping.file import ClockNoun


def clock_of(noun: ClockNoun | None, start: dt.datetime) -> PlantClock:
    """The clock of a plant whose model begins at ``start``; UTC where a mapping says nothing."""
    if noun is None:
        return PlantClock.of(start)
    zero = start if noun.zero is None else dt.datetime.fromisoformat(noun.zero)
    return PlantClock.of(zero, ZoneInfo(noun.zone), noun.speed)
