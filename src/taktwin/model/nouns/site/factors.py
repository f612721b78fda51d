"""Emission factors and waste of a site, and the days on which it works."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from taktwin.model.nouns.calendar import parse_clock, parse_days
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Noun, problem
from taktwin.model.values.quantity import Count, Mass
from taktwin.model.values.wastecode import valid_waste_code

_CLOSED = re.compile(r"^(\d{2})-(\d{2})(?:\s+to\s+(\d{2})-(\d{2}))?$")
LEAP = 2024
_DAYS_OF_A_LEAP_YEAR = 366


class FactorOf(Noun):
    """An emission factor of electricity, one of those that come with Taktwin: exactly this, and no other."""

    region: str = Field(description="Region, such as Chongqing.")
    year: Count = Field(description="Year of the factor; whoever uses that of another year says so here.")
    kind: Literal["location", "residual", "fossil", "life_cycle"] = Field(default="location", description="Its kind.")


class Waste(Noun):
    """Waste that each job leaves in a shop."""

    shop: str = Field(description="Shop in which it comes to be.")
    per_job: Mass = Field(description="Amount for each finished job of the plant.")
    code: str | None = Field(default=None, description="Code of hazardous waste, such as HW12; default not hazardous.")

    @field_validator("code")
    @classmethod
    def _code(cls, value: str | None) -> str | None:
        if value is not None and not valid_waste_code(value):
            raise problem(
                Phrase('"{value}" is no code of hazardous waste', value=value),
                Phrase("write a category such as HW12, or 900-252-12"),
            )
        return value


class WorkingDays(Noun):
    """The days of a year on which the plant works, for what is spread over a whole year."""

    days: str = Field(default="daily", description='Days of the week: "Mon-Fri", "daily".')
    closed: list[str] = Field(
        default_factory=list, description='Days on which nothing works: "01-01", "10-01 to 10-07".'
    )
    begin: str = Field(default="00:00", description="When a day begins: a night shift belongs to the day before.")

    @field_validator("days")
    @classmethod
    def _days(cls, value: str) -> str:
        parse_days(value)
        return value

    @model_validator(mode="after")
    def _open(self) -> WorkingDays:
        closed = {day for entry in self.closed for day in closed_days(entry)}
        if len(closed) >= _DAYS_OF_A_LEAP_YEAR - 1:  # a day that only leap years have is none to work on
            raise problem(Phrase("the plant works on no day of the year"), Phrase("leave some days out of `closed`"))
        return self

    @field_validator("begin")
    @classmethod
    def _begin(cls, value: str) -> str:
        parse_clock(value)
        return value

    @field_validator("closed")
    @classmethod
    def _closed(cls, value: list[str]) -> list[str]:
        for entry in value:
            closed_days(entry)
        return value


def closed_days(entry: str) -> list[tuple[int, int]]:
    """Month and day of each day of an entry such as ``10-01 to 10-07``; raises a pydantic error."""
    match = _CLOSED.match(entry.strip())
    try:
        if match is None:
            raise ValueError
        first = dt.date(LEAP, int(match[1]), int(match[2]))
        last = dt.date(LEAP, int(match[3]), int(match[4])) if match[3] else first
    except ValueError:
        raise problem(
            Phrase('expected a day or days such as "10-01 to 10-07", got "{entry}"', entry=entry),
            Phrase("write MM-DD, or MM-DD to MM-DD"),
        ) from None
    if last < first:
        raise problem(
            Phrase('"{entry}" ends before it begins', entry=entry),
            Phrase("write two entries where it runs over the end of the year"),
        )
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    return [(day.month, day.day) for day in days]
