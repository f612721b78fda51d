"""Jobs through the trace of a run: which thing stood in which place from when to when.

The trace says that a job with this order number came into a place. Several things can have one number (a car and its
doors), so each entry is given to the one of them that stood where it can have come from, the first to come first. When
a part is fitted, the trace says when the work of its car began. See docs/replay.md for what that leaves open.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from taktwin.model.values.quantity import Quantity
from taktwin.runs.tables import Result
from taktwin.web.scene.network import Joining, Network
from taktwin.web.scene.places import LINES
from taktwin.web.scene.scene import Scene

_AT_WORK = ("working", "setup")


@dataclass(slots=True)
class Thing:
    """A job: its order (-1: none), stream, whether it is that of the order, and its stays.

    ``stays`` are (place, from when, until when); the last is open while it stands there.
    """

    order: int
    stream: str | None
    main: bool
    stays: list[tuple[int, float, float]] = field(default_factory=list)

    @property
    def place(self) -> int:
        """Where it stands, or stood last."""
        return self.stays[-1][0]

    def move(self, place: int, time: float) -> None:
        """It leaves where it stands, and comes to a place."""
        self.close(time)
        self.stays.append((place, time, math.inf))

    def close(self, time: float) -> None:
        """It leaves where it stands."""
        if self.stays and self.stays[-1][2] == math.inf:
            place, begin, _ = self.stays[-1]
            self.stays[-1] = (place, begin, max(begin, time))


class Follower:
    """Gives the entries of a trace to things, in the order of time."""

    def __init__(self, scene: Scene, network: Network, jobs: pl.DataFrame) -> None:
        self.scene, self.net = scene, network
        self.things: list[Thing] = []
        self.active: dict[int, list[Thing]] = {}
        self.inside: dict[int, deque[Thing]] = {}
        self.told: dict[tuple[str, int], dict[str, Any]] = {
            (row["stream"], row["order_number"]): row for row in jobs.iter_rows(named=True)
        }
        self.streams: dict[int, list[str]] = {}
        for stream, number in self.told:
            self.streams.setdefault(number, []).append(stream)
        self.room = [
            place.capacity if math.isfinite(place.capacity) and place.kind != "zone" else math.inf
            for place in scene.places.found
        ]
        #: Main jobs whose parts are fitted when the work on them begins: (place, order).
        self.awaited: set[tuple[int, int]] = set()

    def enter(self, place: int, order: int, time: float) -> None:
        """A job with this order comes into a place."""
        thing = self._who(place, order)
        if thing is None:
            thing = self._new(place, order)
        else:
            self.inside[thing.place].remove(thing)
        thing.move(place, time)
        here = self.inside.setdefault(place, deque())
        here.append(thing)
        if place in self.net.fits:
            works = self.scene.places.found[place].kind != "zone" and order >= 0
            if works:
                self.awaited.add((place, order))
            else:
                self.fit(place, order, time)
        if len(here) > self.room[place]:  # what stood there longest must have gone on unseen
            self._end(here[0], time)

    def work(self, place: int, order: int, time: float) -> None:
        """The work on a job begins: its parts are fitted."""
        if (place, order) in self.awaited:
            self.awaited.discard((place, order))
            self.fit(place, order, time)

    def fit(self, place: int, order: int, time: float) -> None:
        """The parts for a job become part of it."""
        for join in self.net.fits[place]:
            waiting = self.inside.get(join.waits, deque())
            for _ in range(self._number(join, order)):
                part = next((one for one in waiting if not join.matched or one.order == order), None)
                if part is None:
                    break
                self._end(part, time)

    def leave(self, order: int, time: float) -> None:
        """A job has left the plant finished."""
        found = [one for one in self.active.get(order, ()) if one.place in self.net.ends - self.net.waits]
        if found:
            self._end(min(found, key=lambda one: (not one.main, one.stays[-1][1])), time)

    def finish(self) -> list[Thing]:
        """All things, those that were scrapped ended."""
        for thing in self.things:
            row = self.told.get((thing.stream or "", thing.order)) if thing.main else None
            if row is not None and row["ended"] is not None:
                thing.close(max(row["ended"], thing.stays[-1][1]))
        return self.things

    def _who(self, place: int, order: int) -> Thing | None:
        before = self.net.before.get(place, set())
        if order < 0:
            waiting = [self.inside[one][0] for one in before if self.inside.get(one)]
            waiting = [one for one in waiting if one.order < 0]
            return min(waiting, key=lambda one: one.stays[-1][1], default=None)
        own = self.active.get(order, ())
        found = next((one for one in own if one.place in before), None)
        if found is None and len(own) == 1 and place not in self.net.first:
            return own[0]
        return found

    def _new(self, place: int, order: int) -> Thing:
        stream = self.net.first.get(place)
        main = place in self.net.main
        if stream is None and order >= 0:
            known = self.streams.get(order, [])
            stream = known[0] if known else None
        thing = Thing(order, stream, main)
        self.things.append(thing)
        if order >= 0:
            self.active.setdefault(order, []).append(thing)
        return thing

    def _end(self, thing: Thing, time: float) -> None:
        thing.close(time)
        self.inside[thing.place].remove(thing)
        if thing.order >= 0:
            self.active[thing.order].remove(thing)

    def _number(self, join: Joining, order: int) -> int:
        row = next((self.told[one, order] for one in self.streams.get(order, ())), {})
        if any(row.get(option) not in values for option, values in join.when.items()) and row:
            return 0
        if isinstance(join.quantity, Quantity):
            return int(join.quantity.value)
        found = join.quantity.of(str(row.get(join.quantity.by, "")))
        return int(found.value) if found is not None else 0


def things_of(scene: Scene, network: Network, result: Result) -> list[Thing]:
    """All jobs of a traced run with their stays; times in s from the end of the warm-up, as in all tables."""
    assert result.trace is not None
    at, found = scene.places.at, scene.places.found
    follower = Follower(scene, network, result.jobs)
    skipped = {place.name for place in found if place.kind in LINES}
    entry = pl.col("event") == "enter"
    works = (pl.col("event") == "state") & pl.col("state").is_in(_AT_WORK)
    works &= pl.col("model_element").is_in([found[place].where["model_element"] for place in network.fits])
    rows = result.trace.filter(entry | works).select("time", "event", "name", "kind", "job")
    elements = {number: one.element for number, one in scene.program.flow.resource_where.items()}
    place_of = {(kind, name): at.get((kind, elements[number])) for (kind, name), number in scene.resources.items()}
    for time, event, name, kind, job in rows.iter_rows():
        if event == "enter":
            if kind == "exit":
                follower.leave(job, time)
                continue
            place = at.get((kind, name))
            if place is not None and name not in skipped:
                follower.enter(place, job, time)
        elif job >= 0:
            place = place_of.get((kind, name))
            if place is not None:
                follower.work(place, job, time)
    return follower.finish()
