"""Pools of operators, and what stations and make cells need them for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from taktwin.model.nouns.calendar import WEEK_S, Calendar
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Coordinate, Named, Noun, default, problem
from taktwin.model.values.quantity import Duration, Machines, Speed

#: What operators can be needed for, in the order in which a job meets them.
PURPOSES = ("setup", "load", "work", "inspect", "unload", "repair")
Purpose = Literal["setup", "load", "work", "inspect", "unload", "repair"]


class Footway(Noun):
    """Walking time between two stations, in both directions."""

    stations: list[str] = Field(min_length=2, max_length=2, description="The two stations or make cells.")
    time: Duration = Field(description="Time of the way.")


class Walk(Noun):
    """How long the operators of a pool walk from one station to another."""

    time: Duration = Field(
        default_factory=default("0 s", "duration"),
        description="Time between two stations of which nothing else is said, and to the first one.",
    )
    ways: list[Footway] = Field(default_factory=list, description="Pairs of stations with a time of their own.")
    speed: Speed | None = Field(default=None, description="Walking speed between stations of known places.")
    places: Named[Annotated[list[Coordinate], Field(min_length=2, max_length=2)]] = Field(
        default_factory=dict, description="Station or make cell -> its place in the hall, [x, y] in m."
    )

    @model_validator(mode="after")
    def _speed_and_places(self) -> Walk:
        if (self.speed is None) != (not self.places):
            lacks, has = ("places", "speed") if self.speed is not None else ("speed", "places")
            raise problem(
                Phrase("`{has}` is given without `{lacks}`", has=has, lacks=lacks),
                Phrase("add `{lacks}`, or drop `{has}`", lacks=lacks, has=has),
            )
        return self


def _walk(value: Any) -> Any:
    return value if value is None or isinstance(value, Mapping | Walk) else {"time": value}


def _how(value: Any) -> str:
    return "<by shift>" if isinstance(value, Mapping) else "<count>"


class Operators(Noun):
    """A pool of operators with equal skills. Stations and make cells ask for a skill, or for the pool by its name."""

    count: Annotated[
        Annotated[Machines, Tag("<count>")] | Annotated[Named[Machines], Tag("<by shift>")], Discriminator(_how)
    ] = Field(description="Number of operators; or shift of the calendar -> number, such as `{early: 4, late: 3}`.")
    skills: list[str] = Field(default_factory=list, description="What they can do.")
    calendar: str | None = Field(
        default=None, description="Shift calendar; default that of their shop, without one they are always there."
    )
    shop: str | None = Field(default=None, description="Shop to which they belong.")
    walk: Annotated[Walk | None, BeforeValidator(_walk, json_schema_input_type=Duration | Walk | None)] = Field(
        default=None, description="Walking time from one station to another: a time, or spelt out; default none."
    )

    @property
    def most(self) -> int:
        """How many there are in the largest shift."""
        numbers = self.count.values() if isinstance(self.count, dict) else [self.count]
        return max((int(number.value) for number in numbers), default=0)

    def presence(self, calendar: Calendar | None, number: int) -> list[tuple[float, float]] | None:
        """When operator ``number`` (from 1) is there, as `Calendar.windows`; None: always, or as the calendar says.

        Where numbers differ by shift, those with the lowest numbers are there in each.
        """
        if not isinstance(self.count, dict) or calendar is None:
            return None
        edges: list[tuple[float, int]] = []
        for shift in calendar.shifts:
            one = Calendar(shifts=[shift])
            one._ahead = calendar._ahead
            people = int(self.count[shift.name or ""].value)
            for begin, end in one.windows():
                edges += [(begin, people), (end, -people)]
        found: list[tuple[float, float]] = []
        there, since = 0, 0.0
        for at in sorted({at for at, _ in edges}):
            now = there + sum(change for when, change in edges if when == at)
            if there < number <= now:
                since = at
            elif now < number <= there:
                found.append((since, at))
            there = now
        return found

    def mean_number(self, calendar: Calendar | None) -> float:
        """Operators that are there in the mean of all time."""
        if calendar is None:
            return float(self.most)
        hours = calendar.hours_per_week() * 3600.0 / WEEK_S
        if not isinstance(self.count, dict):
            return self.most * hours
        windows = [self.presence(calendar, number) or [] for number in range(1, self.most + 1)]
        return sum(end - begin for one in windows for begin, end in one) / WEEK_S


class OperatorNeed(Noun):
    """Operators that a station or make cell needs for some of what it does."""

    need: str = Field(description="Skill, or name of a pool of operators.")
    count: Machines = Field(default_factory=default(1, "machines"), description="How many at a time.")
    for_: list[Purpose] = Field(
        default_factory=lambda: ["setup", "work"],
        alias="for",
        min_length=1,
        description="What they are needed for: `setup` (a make cell: die change), `load`, `work`, `inspect`, `unload`, "
        "`repair`.",
    )


def _as_list(value: Any) -> Any:
    if isinstance(value, str):
        return [{"need": value}]
    return [value] if isinstance(value, Mapping | OperatorNeed) else value


if TYPE_CHECKING:
    OperatorNeeds = list[OperatorNeed]
else:
    #: A skill or pool, one `OperatorNeed`, or a list of them; always a list in Python.
    OperatorNeeds = Annotated[
        list[OperatorNeed], BeforeValidator(_as_list, json_schema_input_type=str | OperatorNeed | list[OperatorNeed])
    ]


def pools_for(pools: Mapping[str, Operators], need: str) -> list[str]:
    """The pools that can fill a need, in the order of the file."""
    return [need] if need in pools else [name for name, pool in pools.items() if need in pool.skills]
