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

from taktwin.analysis.kinds import EXITS, ZONES
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.visit import VISIT, visit_named
from taktwin.runs.tables import Result
from taktwin.web.scene.network import Joining, Network
from taktwin.web.scene.places import LINES
from taktwin.web.scene.scene import Scene

#: States of a machine that has the parts of its job.
_HAS_PARTS = ("working", "setup", "waiting_operator", "walking")


@dataclass(slots=True)
class Thing:
    """A job: its order (-1: none), stream, whether it is that of the order, and its stays.

    ``stays`` are (place, from when, until when); the last is open while it stands there. ``reach`` are the places that
    it can come to.
    """

    order: int
    stream: str | None
    main: bool
    stays: list[tuple[int, float, float]] = field(default_factory=list)
    reach: set[int] = field(default_factory=set)

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
            place.capacity if math.isfinite(place.capacity) and place.kind not in ("zone", "crane") else math.inf
            for place in scene.places.found
        ]
        #: Jobs whose parts are fitted when the work on them begins: (place, order) -> what is still to be fitted.
        self.awaited: dict[tuple[int, int], list[tuple[Joining, int]]] = {}
        #: Those of them that no state tells of: what has come is fitted at once, and the rest when it comes.
        self._stopped: set[tuple[int, int]] = set()
        self._waits = {join.waits for joins in network.fits.values() for join in joins}
        self._full: set[int] = set()
        self.now = -math.inf
        gone = jobs.filter(pl.col("outcome") == "scrapped").sort("ended").select("ended", "stream", "order_number")
        self._scrapped = deque(gone.iter_rows())

    def begin_with(self, place: int, count: int, time: float) -> None:
        """Jobs without an order stand in a place when the run begins."""
        for _ in range(count):
            thing = Thing(-1, None, place not in self.net.waits, reach=self.net.reach(place))
            thing.move(place, time)
            self.things.append(thing)
            self.inside.setdefault(place, deque()).append(thing)

    def enter(self, place: int, order: int, time: float) -> None:
        """A job with this order comes into a place."""
        self.now = time
        thing = self._who(place, order)
        if thing is None:
            thing = self._new(place, order, time)
        else:
            self.inside[thing.place].remove(thing)
        thing.move(place, time)
        here = self.inside.setdefault(place, deque())
        here.append(thing)
        if place in self.net.fits:
            wanted = [(join, self._number(join, thing)) for join in self.net.fits[place]]
            self.awaited[place, order] = wanted
            if self.scene.places.found[place].kind in ZONES or order < 0:
                self._stopped.add((place, order))
                self.work(place, order, time)
        if self._stopped and place in self._waits:
            for key in [one for one in self._stopped if place in (join.waits for join, _ in self.awaited.get(one, ()))]:
                self.work(*key, time)
        if len(here) > self.room[place]:
            self._full.add(place)

    def work(self, place: int, order: int, time: float) -> None:
        """The work on a job begins: its parts become part of it, those that are there."""
        still = []
        for join, wanted in self.awaited.pop((place, order), ()):
            waiting = self.inside.get(join.waits, deque())
            for _ in range(wanted):
                part = next((one for one in waiting if not join.matched or one.order == order), None)
                if part is None:
                    break
                self._end(part, time)
                wanted -= 1
            still += [(join, wanted)] if wanted else []
        if still:
            self.awaited[place, order] = still
        else:
            self._stopped.discard((place, order))

    def settle(self, time: float) -> None:
        """After all of an instant: what was scrapped then, and what must have gone on unseen.

        That is what stood longest in a place with more jobs than room: scrapped in the warm-up, as a rule, of which no
        table tells.
        """
        while self._scrapped and self._scrapped[0][0] <= time:
            self._scrap(*self._scrapped.popleft())
        for place in self._full:
            while len(self.inside[place]) > self.room[place]:
                here = self.inside[place]
                self._end(next((one for one in here if self._untold(one)), here[0]), time)
        self._full.clear()

    def _untold(self, thing: Thing) -> bool:
        """Whether a job ended in the warm-up, so that the table of jobs does not have it."""
        return thing.main and thing.order >= 0 and (thing.stream or "", thing.order) not in self.told

    def _scrap(self, time: float, stream: str, order: int) -> None:
        """A job is scrapped, and with it the parts that wait for it alone."""
        waits = {join.waits for joins in self.net.fits.values() for join in joins if join.matched}
        for one in list(self.active.get(order, ())):
            if one.stream == stream and (one.main or one.place in waits) and one.stays[-1][1] <= time:
                self._end(one, time)

    def leave(self, order: int, shop: str, time: float) -> None:
        """A job has left the plant finished, from a shop."""
        places, ends = self.scene.places.found, self.net.ends - self.net.waits
        found = [
            one
            for one in self.active.get(order, ())
            if one.place in ends and places[one.place].where["shop"] == shop and not self._later(one, time)
        ]
        if found:
            self._end(min(found, key=lambda one: (not one.main, one.stays[-1][1])), time)

    def _later(self, thing: Thing, time: float) -> bool:
        """Whether the table of jobs says that a job of an order did not end now."""
        row = self.told.get((thing.stream or "", thing.order)) if thing.main else None
        return row is not None and row["ended"] != time

    def finish(self) -> list[Thing]:
        """All things, those that ended in the warm-up ended at its end at the latest."""
        for thing in self.things:
            if self._untold(thing):
                thing.close(max(0.0, thing.stays[-1][1]))
        return self.things

    def _who(self, place: int, order: int) -> Thing | None:
        before = self.net.before.get(place, set())
        if order < 0:
            waiting = [self.inside[one][0] for one in before if self.inside.get(one)]
            waiting = [one for one in waiting if one.order < 0]
            return min(waiting, key=lambda one: one.stays[-1][1], default=None)
        own = self.active.get(order, ())
        if place in self.net.main and self._born(place, order) == self.now:
            return None
        found = next((one for one in own if one.place in before and place in one.reach), None)
        if found is None and place not in self.net.first and place not in self.net.split:
            able = [one for one in own if place in one.reach]
            return able[0] if len(able) == 1 else None
        return found

    def _born(self, place: int, order: int) -> float | None:
        """When the job of an order began, which begins at a place."""
        return self.told.get((self.net.first.get(place) or "", order), {}).get("born")

    def _new(self, place: int, order: int, time: float) -> Thing:
        stream = self.net.first.get(place)
        begun_by = self.net.called.keys() | self.net.split.keys()
        main = place in self.net.main or (place not in self.net.first and place not in begun_by)
        if stream is None and order >= 0:
            stream = self._stream(self.net.called.get(place, self.net.split.get(place, -1)), order)
        thing = Thing(order, stream, main, reach=self.net.reach(place))
        whole = self.net.split.get(place)
        if whole is not None:
            self._break(whole, order, time)
        self.things.append(thing)
        if order >= 0:
            self.active.setdefault(order, []).append(thing)
        return thing

    def _stream(self, caller: int, order: int) -> str | None:
        """The order stream of the job that calls another, or that it comes out of."""
        known = [one.stream for one in self.active.get(order, ()) if one.place == caller]
        known += [one.stream for one in self.active.get(order, ()) if caller in one.reach]
        return next(iter([*known, *self.streams.get(order, ())]), None)

    def _break(self, place: int, order: int, time: float) -> None:
        """A job comes apart: it ends where it stands, if nothing of it goes on itself."""
        if place in self.net.broken:
            for one in [one for one in self.active.get(order, ()) if one.place == place]:
                self._end(one, time)

    def _end(self, thing: Thing, time: float) -> None:
        thing.close(time)
        self.inside[thing.place].remove(thing)
        if thing.order >= 0:
            self.active[thing.order].remove(thing)

    def _number(self, join: Joining, thing: Thing) -> int:
        """How many are joined to a job."""
        row = self.told.get((thing.stream or "", thing.order), {})
        visit = sum(place == join.at for place, _, _ in thing.stays)
        for option, values in join.when.items():
            if option == VISIT:
                if not any(visit == n or (visit > n and more) for n, more in map(visit_named, values)):
                    return 0
            elif row and row.get(option) not in values:
                return 0
        if isinstance(join.quantity, Quantity):
            return int(join.quantity.value)
        by = join.quantity.by
        found = join.quantity.of(str(visit if by == VISIT else row.get(by, "")))
        return int(found.value) if found is not None else 0


def things_of(scene: Scene, network: Network, result: Result, since: float | None = None) -> list[Thing]:
    """All jobs of a traced run with their stays; times in s from the end of the warm-up, as in all tables.

    ``since``: from when the trace tells of entries; None: from the begin of the run, so that what stood in the plant
    then stands there. Jobs that were born before are left out, and with them their parts.
    """
    assert result.trace is not None
    at, found = scene.places.at, scene.places.found
    follower = Follower(scene, network, result.jobs)
    skipped = {place.name for place in found if place.kind in LINES}
    entry = pl.col("event") == "enter"
    work = (pl.col("event") == "state") & pl.col("state").is_in(_HAS_PARTS)
    work &= pl.col("model_element").is_in([found[place].where["model_element"] for place in network.fits])
    rows = result.trace.filter(entry | work).select("time", "event", "name", "kind", "job", "shop")
    elements = {number: one.element for number, one in scene.program.flow.resource_where.items()}
    place_of = {(kind, name): at.get((kind, elements[number])) for (kind, name), number in scene.resources.items()}
    for *_, element in scene.program.model.all_elements():
        place = scene.places.of_node(element.name)
        if since is None and place is not None and network.nameless(place):
            for content in getattr(element, "contents", None) or ():
                follower.begin_with(place, int(content.count.value), -result.warmup_days * 86400.0)
    now = -math.inf
    works: list[tuple[int, int]] = []
    half_seen = _half_seen(result.jobs, since) if since is not None else set()

    def settle() -> None:
        for place, job in works:
            follower.work(place, job, now)
        works.clear()
        follower.settle(now)

    for time, event, name, kind, job, shop in rows.iter_rows():
        if time > now:  # the state of a machine is told before the entry of its job: all entries of an instant first
            settle()
            now = time
        if job in half_seen:
            continue
        if event == "enter":
            if kind in EXITS:
                follower.leave(job, shop, time)
                continue
            place = at.get((kind, name))
            if place is not None and name not in skipped:
                follower.enter(place, job, time)
        elif job >= 0:
            place = place_of.get((kind, name))
            if place is not None:
                works.append((place, job))
    settle()
    return follower.finish()


def _half_seen(jobs: pl.DataFrame, since: float) -> set[int]:
    """Orders whose jobs were born before a time; of those that ended in the warm-up only their numbers tell."""
    born = jobs.group_by("order_number").agg(pl.col("born").max())
    before = born.filter(pl.col("born") < since)["order_number"]
    least = born["order_number"].min()
    last = before.max() if len(before) else (0 if least is None else least) - 1  # type: ignore[operator]  # of numbers
    return set(before) | (set(range(int(last) + 1)) - set(born["order_number"]))  # type: ignore[arg-type]
