"""Standstills of the last hours, place by place: so that a gap, or a jam, can be followed back to where it came from.

A machine that stops leaves a gap in the stream of jobs behind it, and a jam before it. Both go on along the line when
it works again, and arrive at the end of the line later. They are followed back in time: from a standstill of a place to
one of the machine next to it that began before, and is at least a third as long (buffers make gaps shorter on their
way, and several can run into one), and so on to one that stood for a reason of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taktwin.live.alarms.cause import EARLIER, Cause
from taktwin.live.alarms.flow import AT_WORK, IDLE, PlantFlow

#: Where a place is in one of these it does not stand for want of anything.
NO_STOP = (*AT_WORK, "setup", "maintenance", "off_shift")
NEIGHBOURS = ("blocked", *IDLE)
LEAST_S = 60.0  #: shorter standstills are nothing to follow
KEPT_S = 7200.0  #: how long they are remembered
STEP_S = 1800.0  #: longest time from one machine to the next
SHARE = 1 / 3  #: of the length of a standstill, that it must have had at the machine before


@dataclass
class Standstill:
    """A time (s) in which a place did not work, with the seconds in each state."""

    begin: float
    end: float
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """The state in which it was longest."""
        return max(self.seconds, key=lambda state: self.seconds[state])


class Past:
    """Remembers the standstills of all places of a flow."""

    def __init__(self, flow: PlantFlow) -> None:
        self.flow = flow
        self._states: dict[str, str] = {}
        self._open: dict[str, tuple[float, str, dict[str, float], float]] = {}  # begin, state, seconds, state since
        self._kept: dict[str, deque[Standstill]] = {}

    def change(self, time: float, resource: str, state: str) -> None:
        """A resource is in a state from a time (s) on."""
        self._states[resource] = state
        name = self.flow.place_of.get(resource)
        if name is None:
            return
        now = state if len(self.flow.places[name].resources) == 1 else self.flow.state(name, self._states)
        opened = self._open.get(name)
        if opened is None:
            if now not in NO_STOP:
                self._open[name] = (time, str(now), {}, time)
            return
        begin, was, seconds, since = opened
        seconds[was] = seconds.get(was, 0.0) + time - since
        if now not in NO_STOP:
            self._open[name] = (begin, str(now), seconds, time)
            return
        del self._open[name]
        if time - begin >= LEAST_S:
            kept = self._kept.setdefault(name, deque())
            kept.append(Standstill(begin, time, seconds))
            while kept[0].end < time - KEPT_S:
                kept.popleft()

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: see `remember`."""
        kept = {name: [[one.begin, one.end, one.seconds] for one in stood] for name, stood in self._kept.items()}
        return {"states": self._states, "open": {name: list(one) for name, one in self._open.items()}, "kept": kept}

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        self._states = dict(memory["states"])
        for name, (begin, state, seconds, since) in memory["open"].items():
            self._open[name] = (float(begin), str(state), dict(seconds), float(since))
        self._kept = {name: deque(Standstill(*one) for one in stood) for name, stood in memory["kept"].items()}

    def cause(self, place: str, begin: float, end: float, state: str) -> Cause | None:
        """The machine whose earlier stop a standstill goes back to; None where it cannot be followed.

        Args:
            place: that stood.
            begin: of the standstill (s).
            end: of it, or the present (s).
            state: in which it mostly was: `blocked` follows the line on, anything else back.
        """
        way = "after" if state == "blocked" else "before"
        chain = [place]
        while True:
            step = self._step(chain[-1], begin, end, way, state)
            if step is None or step[0][-1] in chain:
                return None
            passed, found = step
            chain += passed
            if found.state not in (*NEIGHBOURS, "waiting_parts"):
                return Cause(kind=EARLIER, name=chain[-1], place=chain[-1], state=found.state, chain=tuple(chain))
            begin, end, state = found.begin, found.end, found.state

    def _step(self, place: str, begin: float, end: float, way: str, state: str) -> tuple[list[str], Standstill] | None:
        """The standstill of the next machine from which this one comes: the latest that fits, and the way to it."""
        best: tuple[list[str], Standstill] | None = None
        other_way = IDLE if way == "after" else ("blocked",)
        for passed in self._next_machines(place, way, state == "waiting_parts"):
            for one in self._standstills(passed[-1], end):
                if one.state in other_way:
                    continue
                fits = begin - STEP_S <= one.begin <= begin and one.end <= end + LEAST_S
                long_enough = one.end - one.begin >= SHARE * (end - begin)
                if fits and long_enough and (best is None or one.begin > best[1].begin):
                    best = passed, one
        return best

    def _standstills(self, place: str, now: float) -> list[Standstill]:
        kept = list(self._kept.get(place, ()))
        if place in self._open:
            begin, state, seconds, since = self._open[place]
            kept.append(Standstill(begin, now, {**seconds, state: seconds.get(state, 0.0) + now - since}))
        return kept

    def _next_machines(self, place: str, way: str, parts: bool) -> list[list[str]]:
        """The nearest places with states of their own in a direction, each with the way over buffers to it.

        Where a place waits for ``parts`` these are on the sub-lines that are fitted there.
        """
        found: list[list[str]] = []
        seen = {place}
        waiting: deque[list[str]] = deque([[place]])
        while waiting:
            here = waiting.popleft()
            own = self.flow.places[here[-1]]
            for other in own.joined if parts and len(here) == 1 else getattr(own, way):
                if other in seen:
                    continue
                seen.add(other)
                if self.flow.places[other].resources:
                    found.append([*here[1:], other])
                else:
                    waiting.append([*here, other])
        return found
