"""The numbered things of a run: the jobs of orders and the parts that were called for them, each with its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taktwin.analysis.exports.names import Names
from taktwin.analysis.exports.trips import Riding, Stays
from taktwin.analysis.kinds import DELIVERIES, STATIONS
from taktwin.analysis.trace.everyone import Everyone
from taktwin.analysis.trace.steps import Step, Way
from taktwin.analysis.trace.words import MADE


@dataclass(frozen=True, slots=True)
class Thing:
    """A job with a name: its order (stream and number), and its way."""

    name: str
    stream: str
    order: int
    way: Way

    @property
    def made_s(self) -> float | None:
        """When it came into being: the job of an order at its birth, a part when its first work was done."""
        if self.way.main:
            return self.way.begin_s
        first = next((step for step in self.way.steps if step.state == MADE), None)
        return self.way.begin_s if first is None else first.leave_s

    @property
    def made_at(self) -> Step:
        """Where that was."""
        if self.way.main:
            return self.way.steps[0]
        return next((step for step in self.way.steps if step.state == MADE), self.way.steps[0])


def things_of(everyone: Everyone, names: Names) -> Iterator[Thing]:
    """All numbered things whose ways are told, order by order."""
    for told in everyone.ways:
        car = names.car(told.stream, told.job)
        yield Thing(car, told.stream, told.job, told.main)
        for way in told.parts:
            name = names.part(told.stream, told.job, way.line, way.number)
            yield Thing(name, told.stream, told.job, way)


def stays_on_trucks(things: list[Thing]) -> Stays:
    """Where and when things rode on trucks of deliveries."""
    found: Stays = {}
    for thing in things:
        for step in thing.way.steps:
            if step.kind in DELIVERIES:
                riding = Riding(thing.name, thing.way.line, thing.order, step.enter_s, step.leave_s)
                found.setdefault((step.place, step.enter_s, thing.order), []).append(riding)
    return found


def at_station(things: list[Thing], time: float) -> Thing | None:
    """The one of some parts that stood at a station at a time; None where it is none, or not just one."""
    found = [
        thing
        for thing in things
        if any(
            step.kind in STATIONS and step.enter_s <= time <= (float("inf") if step.leave_s is None else step.leave_s)
            for step in thing.way.steps
        )
    ]
    return found[0] if len(found) == 1 else None
