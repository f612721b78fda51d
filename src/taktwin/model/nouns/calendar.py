"""Shift calendars: the weekly pattern of shifts and breaks."""

from __future__ import annotations

import re
from itertools import pairwise

from pydantic import Field, PrivateAttr, field_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import Noun, problem

DAYS: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_S = 86400
WEEK_S = 7 * DAY_S
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")


def parse_clock(text: str) -> int:
    """Seconds after midnight of a text ``HH:MM`` from 00:00 to 24:00; raises a pydantic error."""
    match = _CLOCK.match(text.strip())
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 24 * 60:
        raise problem(
            Phrase('expected a time of day such as "06:00", got "{text}"', text=text),
            Phrase("write HH:MM, from 00:00 to 24:00"),
        )
    return int(match[1]) * 3600 + int(match[2]) * 60


def parse_days(text: str) -> tuple[int, ...]:
    """Days of the week (0 = Monday) of ``daily``, ``Mon-Fri``, ``Mon,Wed`` or ``Fri-Mon``; raises a pydantic error."""
    if text.strip().lower() == "daily":
        return tuple(range(7))
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        begin, end = _day(first), _day(last if dash else first)
        found.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    return tuple(sorted(found))


def _day(text: str) -> int:
    word = text.strip()
    if word[:3].capitalize() in DAYS and len(word) >= 3:
        full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        index = DAYS.index(word[:3].capitalize())
        if full[index].startswith(word.lower()):
            return index
    raise problem(
        Phrase('unknown day "{word}"', word=word),
        Phrase('{value} Write days as "Mon-Fri", "Mon,Wed" or "daily"', value=suggest(word, (*DAYS, "daily"))),
    )


def parse_break(text: str) -> tuple[int, int]:
    """Begin and end of a break ``09:00-09:15`` in seconds after midnight (the end may lie past midnight)."""
    begin, dash, end = text.partition("-")
    if not dash:
        raise problem(
            Phrase('expected a break such as "09:00-09:15", got "{text}"', text=text), Phrase("write HH:MM-HH:MM")
        )
    first, last = parse_clock(begin), parse_clock(end)
    if first == last:
        raise problem(Phrase('the break "{text}" has no length', text=text), Phrase("give it an end after its begin"))
    return first, last if last > first else last + DAY_S


class Shift(Noun):
    """A shift on some days of the week."""

    name: str | None = Field(default=None, description="Its name, by which pools of operators give their numbers.")
    days: str = Field(description='Days on which it begins: "Mon-Fri", "Mon,Wed", "daily".')
    from_: str = Field(alias="from", description='Begin, "06:00".')
    to: str = Field(description='End, "16:00"; past midnight where it is not after the begin.')
    breaks: list[str] = Field(default_factory=list, description='Breaks in it, "09:00-09:15".')

    @field_validator("days")
    @classmethod
    def _days(cls, value: str) -> str:
        parse_days(value)
        return value

    @field_validator("from_", "to")
    @classmethod
    def _clock(cls, value: str) -> str:
        parse_clock(value)
        return value

    @field_validator("breaks")
    @classmethod
    def _breaks(cls, value: list[str]) -> list[str]:
        for entry in value:
            parse_break(entry)
        return value

    def span(self) -> tuple[int, int]:
        """Begin and end in seconds after the midnight of the day on which it begins; the end may exceed 86400."""
        begin, end = parse_clock(self.from_), parse_clock(self.to)
        return begin, end if end > begin else end + DAY_S

    def break_spans(self) -> list[tuple[int, int]]:
        """The breaks, in the seconds of `span` (a break after midnight of a night shift is moved to the next day)."""
        begin, _ = self.span()
        spans = [parse_break(text) for text in self.breaks]
        return sorted((a + DAY_S, b + DAY_S) if a < begin else (a, b) for a, b in spans)

    def windows(self) -> list[tuple[int, int]]:
        """On-shift intervals without the breaks, in the seconds of `span`."""
        at, end = self.span()
        found: list[tuple[int, int]] = []
        for begin_break, end_break in self.break_spans():
            if begin_break > at:
                found.append((at, min(begin_break, end)))
            at = max(at, min(end_break, end))
        if at < end:
            found.append((at, end))
        return found


class Calendar(Noun):
    """A weekly pattern of shifts."""

    shifts: list[Shift] = Field(
        description="The shifts of the week; where several overlap, it is on shift while any of them is."
    )
    finish: bool = Field(
        default=False,
        description="Stations, stores and make cells finish work that was begun before a break or the end of a shift, "
        "and begin no other; else it pauses.",
    )

    #: Seconds by which the clock of its plant is ahead of that of the model.
    _ahead: float = PrivateAttr(default=0.0)

    def windows(self) -> list[tuple[float, float]]:
        """Sorted on-shift intervals (begin, end) in s within a week of 604800 s, Monday 00:00 = 0, breaks taken out.

        Monday 00:00 is that of the model's clock. Intervals that touch or overlap are joined; one that runs past Sunday
        midnight is split there.
        """
        pieces: list[tuple[float, float]] = []
        for shift in self.shifts:
            for day in parse_days(shift.days):
                for begin, end in shift.windows():
                    at = (day * DAY_S + begin - self._ahead) % WEEK_S
                    until = at + (end - begin)
                    if until > WEEK_S:
                        pieces.append((0.0, float(until - WEEK_S)))
                        until = WEEK_S
                    pieces.append((float(at), float(until)))
        joined: list[tuple[float, float]] = []
        for begin, end in sorted(pieces):
            if joined and begin <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((begin, end))
        return joined

    @property
    def same_every_day(self) -> bool:
        """Whether every shift is one of all days of the week."""
        return all(len(parse_days(shift.days)) == len(DAYS) for shift in self.shifts)

    def overlap(self) -> int | None:
        """Place of the first shift that begins while another one goes on, None where none does."""
        spans: list[tuple[int, int, int]] = []
        for place, shift in enumerate(self.shifts):
            begin, end = shift.span()
            spans += [(day * DAY_S + begin, day * DAY_S + end, place) for day in parse_days(shift.days)]
        spans.sort()
        spans += [(begin + WEEK_S, end, place) for begin, end, place in spans[:1]]
        return next((place for (_, end, _), (begin, _, place) in pairwise(spans) if begin < end), None)

    def hours_per_week(self) -> float:
        """On-shift hours in a week."""
        return sum(end - begin for begin, end in self.windows()) / 3600


def through_sunday(windows: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same windows, where one that goes on through Sunday midnight ends in the next week; none: always there.

    Nobody leaves where the next shift begins at once.
    """
    if windows[0][0] > 0.0 or windows[-1][1] != WEEK_S:
        return windows
    return [*windows[1:-1], (windows[-1][0], WEEK_S + windows[0][1])] if len(windows) > 1 else []
