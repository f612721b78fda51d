"""Stays and drives as flat arrays: a row for each, sorted by their begin."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from taktwin.analysis.kinds import PLAIN_STATIONS
from taktwin.web.scene.frames import SEGMENTS
from taktwin.web.scene.places import ALONG, CARRIED
from taktwin.web.scene.scene import Scene
from taktwin.web.scene.stays import Thing

Servers = dict[tuple[int, int], list[tuple[float, int]]]
#: So long a thing is shown on its way to where it comes in no time (s), and at most this share of its stay.
MOVE_S, MOVE_SHARE = 20.0, 0.35


@dataclass
class Rows:
    """Rows that are added one by one; see `frames.SEGMENTS` for the columns."""

    found: list[tuple[float, ...]] = field(default_factory=list)

    def add(
        self,
        thing: int,
        t0: float,
        t1: float,
        place: int = -1,
        slot: int = 0,
        origin: int = -1,
        origin_slot: int = 0,
        way: int = -1,
        move: float = 0.0,
        sure: bool = True,
    ) -> None:
        """A stay (with ``place``), or a drive along a way (without)."""
        self.found.append((t0, t1, move, thing, place, slot, origin, origin_slot, way, sure))

    def arrays(self) -> dict[str, np.ndarray]:
        """All rows, by their begin."""
        columns = zip(*self.found, strict=True) if self.found else [()] * len(SEGMENTS)
        made = {
            name: np.array(values, dtype=f"<{kind}")
            for (name, kind), values in zip(SEGMENTS.items(), columns, strict=True)
        }
        order = np.argsort(made["t0"], kind="stable")
        return {name: values[order] for name, values in made.items()}


class Slots:
    """Free slots of each place: who comes takes the lowest."""

    def __init__(self) -> None:
        self._free: dict[int, list[int]] = {}
        self._next: dict[int, int] = {}

    def take(self, place: int) -> int:
        """A slot of a place."""
        free = self._free.get(place)
        if free:
            return heapq.heappop(free)
        number = self._next.get(place, 0)
        self._next[place] = number + 1
        return number

    def give(self, place: int, slot: int) -> None:
        """A slot is free again."""
        heapq.heappush(self._free.setdefault(place, []), slot)


def servers_of(scene: Scene, trace: pl.DataFrame) -> Servers:
    """(place, order) -> when which server of a station with several began with it, from the states of a trace."""
    at, where = scene.places.at, scene.program.flow.resource_where
    places = {
        name: (at["station", where[number].element], (where[number].server or 1) - 1)
        for (kind, name), number in scene.resources.items()
        if kind in PLAIN_STATIONS and len(scene.places.found[at["station", where[number].element]].resources) > 1
    }
    found: Servers = {}
    several = (pl.col("event") == "state") & (pl.col("job") >= 0) & pl.col("name").is_in(list(places))
    for time, name, job in trace.filter(several).select("time", "name", "job").iter_rows():
        place, server = places[name]
        found.setdefault((place, job), []).append((time, server))
    return found


def add_things(rows: Rows, scene: Scene, things: Sequence[Thing], servers: Servers) -> None:
    """The stays of jobs; thing ``i`` gets the number ``i``.

    Its slot is that of its server in a station with several, as far as `servers_of` tells; else the lowest free one.
    """
    found = scene.places.found
    stays = [(t0, t1, i, k, place) for i, one in enumerate(things) for k, (place, t0, t1) in enumerate(one.stays)]
    stays.sort(key=lambda one: (one[0], one[3]))
    slots, leaving = Slots(), []
    taken: dict[tuple[int, int], int] = {}
    for t0, t1, i, k, place in stays:
        while leaving and leaving[0][0] <= t0:
            _, left, slot = heapq.heappop(leaving)
            slots.give(left, slot)
        slot = _server(servers.get((place, things[i].order), ()), t0, t1)
        if slot is None:
            slot = slots.take(place)
            heapq.heappush(leaving, (t1, place, slot))
        taken[i, k] = slot
        origin = things[i].stays[k - 1][0] if k else -1
        before = taken.pop((i, k - 1), 0) if k else 0
        way = scene.way(found[origin], found[place]) if origin >= 0 else -1
        rows.add(i, t0, t1, place, slot, origin, before, way, move_of(scene, place, t0, t1))


def _server(known: Sequence[tuple[float, int]], t0: float, t1: float) -> int | None:
    """The server that has a job which came at t0 and left at t1."""
    at = bisect_left(known, (t0, -1))
    return known[at][1] if at < len(known) and known[at][0] < t1 else None


def move_of(scene: Scene, place: int, t0: float, t1: float) -> float:
    """How long a thing is shown to move in its stay, s."""
    noun, stay = scene.places.found[place], t1 - t0
    if noun.motion == ALONG:
        return min(noun.transit, stay)
    if noun.motion == CARRIED:
        return stay if math.isfinite(stay) else 0.0
    return min(MOVE_S, MOVE_SHARE * stay)
