"""A shadow of the running plant as it is shown: the same frames as of a replay, but of what changes, when it does.

A frame tells the segments that begin, with an end that is not known yet (infinite); a new segment of a thing ends the
one before it, and ``gone`` in the header are the things that have left. ``whole`` says that all before it is void.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Hashable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.live.events import PlantEvent
from taktwin.live.shadow.floor import Floor, Key
from taktwin.live.shadow.shadow import Shadow
from taktwin.model.nouns.plant import PlantModel
from taktwin.web.scene.frames import packed
from taktwin.web.scene.livemovers import LiveMovers, Seen
from taktwin.web.scene.places import STANDS
from taktwin.web.scene.scene import make_scene
from taktwin.web.scene.segments import Rows, Slots
from taktwin.web.scene.thingtable import KINDS, NO_CODE, option_codes

#: So long a thing is shown on its way to where it comes in no time, s.
LIVE_MOVE_S = 5.0


@dataclass
class _Shown:
    """A thing as it was told last."""

    number: int
    key: Key
    place: int
    since: float
    slot: int
    origin: int = -1
    origin_slot: int = 0
    sure: bool = True


class Live:
    """What a page is told of a shadow.

    Args:
        model: as it is written.
        shadow: of the plant; from now on events come to it through `apply`, or under ``lock``.
        lock: under which whoever else feeds the shadow does so; None: one of its own.
        move_s: so long a thing is shown on its way to where it comes in no time, s of the plant.

    Example:
        ``live = Live(plant.model, Shadow(plant.starter)); live.apply(events); live.whole()``
    """

    def __init__(
        self,
        model: PlantModel,
        shadow: Shadow,
        lock: AbstractContextManager[Any] | None = None,
        move_s: float = LIVE_MOVE_S,
    ) -> None:
        self.scene = make_scene(model, shadow.starter.program)
        self.shadow, self.move_s = shadow, move_s
        self.lock = threading.RLock() if lock is None else lock
        self.number = 0  # of the last frame that `changes` gave
        self._place_of = {one.node: one.index for one in self.scene.places.found if one.node >= 0}
        stocks = shadow.starter.program.stocks
        self._stocks = {
            number: self.scene.places.at["stock", name]
            for name, number in stocks.items()
            if ("stock", name) in self.scene.places.at
        }
        self._shown: dict[Key, list[_Shown]] = {}
        self._codes = option_codes(self.scene, shadow.starter.program)
        self._streams = {number: name for name, number in shadow.network.streams.items()}
        self._movers = LiveMovers(self.scene, shadow.network, move_s)
        self._moving: dict[Hashable, tuple[int, Seen]] = {}  # with the number under which each was told
        self._slots = Slots()
        self._states: dict[int, tuple[int, float]] = {}
        self._levels: dict[int, float] = {}
        self._next = 0
        self._told = -math.inf
        self._folded = 0

    def apply(self, events: Iterable[PlantEvent]) -> None:
        """Let the shadow take events."""
        with self.lock:
            self.shadow.fold(events)

    def about(self) -> dict[str, Any]:
        """What the page asks first, as of a replay."""
        places = len(self.scene.places.found)
        with self.lock:
            now = self.shadow.now
        return {
            "begin": 0.0, "end": now, "chunk": 0.0, "chunks": 0, "live": True, "offset": 0.0, "seed": None,
            "most": [None] * places, "scene": self.scene.as_dict(),
        }  # fmt: skip

    def changes(self) -> bytes | None:
        """A frame with what has changed since the last one; None where nothing has."""
        with self.lock:
            if self.shadow.now == self._told and self.shadow.figures.received == self._folded:
                return None
            floor = self.shadow.settled()
            moved, gone, left = self._move(floor)
            movers, gone = self._others(floor, moved, left, gone)
            states = {
                number: (machine.state, machine.since)
                for number, machine in floor.machines.items()
                if self._states.get(number) != (machine.state, machine.since)
            }
            levels = {
                place: floor.stocks[number]
                for number, place in self._stocks.items()
                if number in floor.stocks and self._levels.get(place) != floor.stocks[number]
            }
            self._states |= states
            self._levels |= levels
            self._told, self._folded = floor.now, floor.figures.received
            self.number += 1
            return self._frame(floor.now, moved, movers, gone, states, levels, whole=False)

    def whole(self) -> bytes:
        """A frame with all that is so: what a page needs that has just been opened, where it is the only one."""
        with self.lock:
            self.changes()
            return self.told()

    def told(self) -> bytes:
        """A frame with all that `changes` has told so far: what a page needs that is opened beside others."""
        with self.lock:
            every = [one for several in self._shown.values() for one in several]
            others = list(self._moving.values())
            return self._frame(max(self._told, 0.0), every, others, [], self._states, self._levels, whole=True)

    def _others(
        self, floor: Floor, moved: list[_Shown], left: list[int], gone: list[int]
    ) -> tuple[list[tuple[int, Seen]], list[int]]:
        """What moves besides the jobs: what has changed of it, and the numbers of all that are gone."""
        ways = [(one.origin, one.place, one.since) for one in moved if one.origin >= 0]
        now = self._movers.seen(floor, [*ways, *((place, -1, floor.now) for place in left)])
        gone = [*gone, *(number for key, (number, _) in self._moving.items() if key not in now)]
        self._moving = {key: one for key, one in self._moving.items() if key in now}
        changed = []
        for key, seen in now.items():
            known = self._moving.get(key)
            if known is None:
                known = (self._next, seen)
                self._next += 1
            elif known[1] == seen:
                continue
            self._moving[key] = known[0], seen
            changed.append((known[0], seen))
        return changed, gone

    def _move(self, floor: Floor) -> tuple[list[_Shown], list[int], list[int]]:
        """Match what stands where with what was told.

        Gives those that moved or came, the numbers of those that left, and the places that those left.
        """
        standing: dict[Key, list[tuple[int, float, bool]]] = {}
        for node, jobs in floor.places.items():
            place = self._place_of.get(node)
            if place is not None:
                for job in jobs:
                    standing.setdefault(job.key, []).append((place, job.since, job.sure))
        moved: list[_Shown] = []
        gone: list[int] = []
        left: list[int] = []
        for key in [*self._shown, *(key for key in standing if key not in self._shown)]:
            now, old = standing.get(key, []), self._shown.get(key, [])
            kept = []
            for one in old:
                same = next((other for other in now if other[:2] == (one.place, one.since)), None)
                if same is not None:
                    now.remove(same)
                    kept.append(one)
            rest = [one for one in old if one not in kept]
            for place, since, sure in sorted(now, key=lambda one: one[1]):
                before = rest.pop(0) if rest else None
                made = self._come(key, place, since, sure, before)
                moved.append(made)
                kept.append(made)
            for one in rest:
                self._slots.give(one.place, one.slot)
                gone.append(one.number)
                left.append(one.place)
            self._shown[key] = kept
        self._shown = {key: several for key, several in self._shown.items() if several}
        return moved, gone, left

    def _come(self, key: Key, place: int, since: float, sure: bool, before: _Shown | None) -> _Shown:
        if before is not None:
            self._slots.give(before.place, before.slot)
        slot = self._slots.take(place)
        if before is None:
            self._next += 1
            return _Shown(self._next - 1, key, place, since, slot, sure=sure)
        return _Shown(before.number, key, place, since, slot, before.place, before.slot, sure)

    def _frame(
        self,
        now: float,
        things: list[_Shown],
        movers: list[tuple[int, Seen]],
        gone: list[int],
        states: dict[int, tuple[int, float]],
        levels: dict[int, float],
        whole: bool,
    ) -> bytes:
        rows, places = Rows(), self.scene.places.found
        for one in things:
            place = places[one.place]
            move = self.move_s if place.motion == STANDS else place.transit
            way = self.scene.way(places[one.origin], place) if one.origin >= 0 else -1
            rows.add(
                one.number, one.since, math.inf, one.place, one.slot, one.origin, one.origin_slot, way, move, one.sure
            )
        for number, one in movers:
            rows.add(
                number, one.since, math.inf, one.place, one.slot, one.origin, one.slot, one.way, one.move, one.sure
            )
        arrays = rows.arrays()
        arrays["state_of"] = np.array(list(states), "<u4")
        arrays["state"] = np.array([state for state, _ in states.values()], "<u1")
        arrays["state_t"] = np.array([since for _, since in states.values()], "<f8")
        arrays["level_of"] = np.array(list(levels), "<u4")
        arrays["level"] = np.array(list(levels.values()), "<f8")
        arrays["level_t"] = np.full(len(levels), now)
        header = {"begin": 0.0, "end": now, "now": time.time(), "whole": whole, "gone": gone}
        return packed({**header, "things": self._table(things, movers)}, arrays)

    def _table(self, things: list[_Shown], movers: list[tuple[int, Seen]]) -> dict[str, Any]:
        """The columns that `ThingTable.rows` gives of a replay."""
        streams = self._streams
        told, options = self._codes, self.shadow.settled().options
        none = [NO_CODE] * len(self.scene.options)
        return {
            "id": [*(one.number for one in things), *(number for number, _ in movers)],
            "kind": [*(int(one.key[2]) for one in things), *(KINDS.index(one.kind) for _, one in movers)],
            "order": [*(one.key[1] for one in things), *([-1] * len(movers))],
            "stream": [*(streams.get(one.key[0], "") for one in things), *([""] * len(movers))],
            "name": [*([""] * len(things)), *(one.name for _, one in movers)],
            "load": [*([""] * len(things)), *(one.load for _, one in movers)],
            "options": [
                *(told(streams.get(one.key[0], ""), options.get(one.key[:2], [])) for one in things),
                *([none] * len(movers)),
            ],
        }
