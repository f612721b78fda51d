"""The shifts of a plant as windows of the time of its tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taktwin.model.errors import OptionError
from taktwin.model.nouns.calendar import DAY_S, DAYS, parse_days
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest


@dataclass(frozen=True)
class Window:
    """A part of the time with a name: from `begin` on and before `end` (s)."""

    name: str
    begin: float
    end: float

    def __post_init__(self) -> None:
        if not self.end > self.begin:
            raise OptionError(
                Phrase('the window "{name}" ends at {end:g} s, where it begins', name=self.name, end=self.end),
                Phrase("give a later end"),
            )


def shift_windows(model: PlantModel, calendar: str, begin: float, end: float, origin: float = 0.0) -> list[Window]:
    """The shifts of a calendar between two times, cut to these, in the order of time.

    Breaks belong to their shift, as does what is between the shifts to none.

    Args:
        model: of the plant.
        calendar: whose shifts they are.
        begin: first time (s).
        end: last time (s).
        origin: the time 0 of the tables, in s from the start of the plant: its warm-up.

    Raises:
        OptionError: there is no such calendar.

    Example:
        ``shift_windows(model, "two-shift", 0.0, 86400.0)[0].name == "Mon 06:00"``
    """
    if calendar not in model.calendars:
        raise OptionError(
            Phrase('there is no calendar "{calendar}"', calendar=calendar),
            suggest(calendar, model.calendars),
            "calendar",
        )
    midnight = dt.datetime.combine(model.start.date(), dt.time())
    # from midnight to the time 0 of the tables, by the clock of the calendar's plant
    into = (model.start - midnight).total_seconds() + origin + model.calendars[calendar]._ahead
    first, last = int((begin + into) // DAY_S) - 2, int((end + into) // DAY_S) + 1
    found = []
    for day in range(first, last + 1):
        date = midnight.date() + dt.timedelta(days=day)
        for shift in model.calendars[calendar].shifts:
            if date.weekday() not in parse_days(shift.days):
                continue
            opens, closes = shift.span()
            low, high = max(day * DAY_S + opens - into, begin), min(day * DAY_S + closes - into, end)
            if high > low:
                name = shift.name or f"{DAYS[date.weekday()]} {opens // 3600:02d}:{opens % 3600 // 60:02d}"
                found.append(Window(name, low, high))
    return sorted(found, key=lambda one: (one.begin, one.end))
