"""How long a run of a day's cars is: how often they are needed, whether they last, and how long to measure."""

from __future__ import annotations

import math

from taktwin.model.nouns.line import Line
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.values.timeby import TimeBy
from taktwin.planning.sequence.day import Day
from taktwin.runs.options import DAY_S


def days_needed(model: PlantModel, day: Day, seconds: float) -> int:
    """How often the day must be repeated so that its cars last for a run of so many seconds, at the fastest.

    The first place that takes time sets the pace: no line starts jobs faster than its first station, or than the
    releases of its stream. Cars that fill the places in front of it, and a day, are added; and for times that vary
    10 %, and ten times the root of the number (more than three standard deviations of times with a variation of 3).
    """
    stream = model.orders[day.stream]
    copies = int(model.streams.count.value) if model.streams is not None else 1
    rate = room = 0.0
    for shop, _, line in model.all_lines():
        if line.orders == day.stream:
            many = copies if model.streams is not None and shop in model.streams.shops else 1
            pace, front = _entry(line)
            rate, room = rate + many * pace, room + many * front
    if stream.interval is not None:
        share = model.calendars[stream.calendar].hours_per_week() / 168.0 if stream.calendar is not None else 1.0
        released = share * stream.mean_batch / stream.interval.mean
        rate = min(rate, released) if rate else released
    cars = rate * seconds
    return max(1, math.ceil((1.1 * cars + 10.0 * math.sqrt(cars) + room) / len(day)) + 1)


def _entry(line: Line) -> tuple[float, float]:
    """Jobs a second that the first place of a line that takes time lets in (1 if none does), and room before it."""
    room = 0.0
    for element in line.flow:
        given = element.__dict__
        mean = _fastest(given.get("cycle")) or getattr(element, "entry_spacing", 0.0)
        if mean > 0:
            servers, batch = given.get("servers"), given.get("most")
            at_once = (servers.value if servers is not None else 1) * (batch.value if batch is not None else 1)
            return at_once / mean, room
        capacity = given.get("capacity")
        if capacity is not None and math.isfinite(capacity.value):
            room += capacity.value
    return 1.0, room


def runs_out(model: PlantModel, day: Day, seconds: float) -> bool:
    """Whether there may be no more cars before a run of so many seconds ends.

    So it is where the day comes once, at its releases, and where the stream has a quantity that is made sooner.
    """
    quantity = model.orders[day.stream].quantity
    if day.orders[0].release is not None:
        return True
    return quantity is not None and quantity.value < days_needed(model, day, seconds) * len(day)


def default_days(day: Day) -> float:
    """Days to measure: 20; of a day with release times, to the end of the day after the last release."""
    last = day.orders[-1].release
    return 20.0 if last is None else math.floor(last / DAY_S) + 2.0


def _fastest(time: object) -> float:
    """Shortest mean of a time, of a time by option, of a quantity (s); 0 for none."""
    if isinstance(time, TimeBy):
        return min(one.mean for one in [*time.values.values(), time.default] if one is not None)
    return float(getattr(time, "mean", getattr(time, "value", 0.0)))
