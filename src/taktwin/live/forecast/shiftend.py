"""When the shift ends in which a forecast is made."""

from __future__ import annotations

from taktwin.model.nouns.calendar import DAY_S, WEEK_S, Calendar, parse_days
from taktwin.runs.start.index import Index

WITHOUT_SHIFTS_S = 8 * 3600.0  # so long is looked ahead in a plant that works day and night


def shift_end(index: Index, at: float) -> float:
    """End of the shift that is on at ``at`` (s from the start of the plant), or of the next one.

    It is that of the shops which jobs leave the plant from. In a plant without shifts: eight hours from ``at``.
    """
    model = index.program.model
    ends = [_next_end(model.calendars[name], model.week_offset + at) for name in exit_calendars(index)]
    return at + min(ends) if ends else at + WITHOUT_SHIFTS_S


def exit_calendars(index: Index) -> set[str]:
    """The calendars of the shops that have an exit for jobs of the plant's orders."""
    model, flow = index.program.model, index.program.flow
    main = {i for name, i in flow.streams.items() if name not in flow.sublines}
    shops = [shop for shop, sink in flow.sinks.items() if index.origins[sink].streams & main and index.givers(sink)]
    return {calendar for shop in shops if (calendar := model.shops[shop].calendar) is not None}


def _next_end(calendar: Calendar, in_week: float) -> float:
    """Seconds from an instant (s from a Monday's midnight) to the next end of a shift."""
    found = float(WEEK_S)
    for shift in calendar.shifts:
        for day in parse_days(shift.days):
            rest = (day * DAY_S + shift.span()[1] - in_week) % WEEK_S
            found = min(found, rest if rest > 0.0 else float(WEEK_S))
    return found
