"""Standstills of the ends of lines, each with the machine, part, operator or vehicle that caused it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from taktwin.live.alarms.cause import SLOWER, VEHICLE, Cause, cause
from taktwin.live.alarms.flow import PlantFlow
from taktwin.live.watching.past import NO_STOP, Past

ASKED_S = 60.0  #: so often a cause is looked for that has not been found yet


@dataclass(frozen=True, kw_only=True)
class LineStop:
    """A standstill of the last machine of a line.

    Attributes:
        line: SHOP.LINE.
        place: its last machine.
        begin, end: of the standstill (s).
        goes_on: whether it goes on at the end of the observation, or of the shift.
        cause: why.
    """

    line: str
    place: str
    begin: float
    end: float
    goes_on: bool
    cause: Cause | None

    @property
    def seconds(self) -> float:
        """How long it stood (s)."""
        return self.end - self.begin

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "cause": None if self.cause is None else self.cause.as_dict()}


@dataclass
class _Open:
    """A standstill that goes on: since when, in which state it began, and what has been found so far."""

    since: float
    state: str
    asked: float
    cause: Cause | None = None


class LineStops:
    """Watches the ends of the main lines while states come in.

    The cause is looked for when a stop begins and each minute while it goes on, until one is found that is more than a
    slower neighbour, or than a fleet none of whose vehicles is known to have failed. Where none is found the gap, or
    the jam, is followed back to a machine that has stopped before and works again (see `past`); where it cannot be, the
    slower neighbour is named.
    """

    def __init__(self, flow: PlantFlow, least_s: float = 300.0, lacking: Mapping[str, str] | None = None) -> None:
        """Watch all ends of a flow.

        Args:
            flow: of the plant.
            least_s: shorter standstills are none (s).
            lacking: place -> part that it waits for, where that is known (see `taktwin.live.alarms.cause`).
        """
        self.flow, self.least_s, self.lacking = flow, least_s, lacking
        self.errors: dict[str, str] = {}  # vehicle -> what it says that it stands for
        self.found: list[LineStop] = []
        self._open: dict[str, _Open] = {}
        self._past = Past(flow)

    def change(self, time: float, resource: str, state: str) -> None:
        """A resource has changed its state (s): kept, so that its stop is known when it is felt elsewhere."""
        self._past.change(time, resource, state)

    def look(self, time: float, states: Mapping[str, str]) -> None:
        """The states of all resources at a time (s), after all changes at it."""
        for line, place in self.flow.ends.items():
            state = self.flow.state(place, states)
            if state is None or state in NO_STOP:
                if line in self._open:
                    self._end(line, place, time, state == "off_shift")
                continue
            one = self._open.get(line)
            if one is None:
                one = self._open[line] = _Open(time, state, -math.inf)
            if time - one.asked >= ASKED_S and not self._is_named(one.cause):
                one.asked = time
                found = cause(self.flow, states, place, self.lacking)
                one.cause = one.cause if found is None else self._with_error(found)

    def _is_named(self, found: Cause | None) -> bool:
        """Whether a cause needs no further look: neither a slower neighbour nor a fleet, of which one may fail yet."""
        if found is None or found.kind == SLOWER:
            return False
        return found.kind != VEHICLE or found.name not in self.flow.vehicles

    def _with_error(self, found: Cause) -> Cause:
        error = self.errors.get(found.name, "") if found.kind == VEHICLE else ""
        return replace(found, error=error) if error else found

    def standing(self, time: float) -> list[LineStop]:
        """The lines that stand at a time (s) for so long that it counts, each with what has been found so far."""
        return [
            LineStop(line=line, place=self.flow.ends[line], begin=one.since, end=time, goes_on=True, cause=one.cause)
            for line, one in self._open.items()
            if time - one.since >= self.least_s
        ]

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: see `remember`."""
        opened = {
            line: [one.since, one.state, one.asked if math.isfinite(one.asked) else None, _cause_told(one.cause)]
            for line, one in self._open.items()
        }
        found = [one.as_dict() for one in self.found]
        return {"open": opened, "found": found, "past": self._past.memory(), "errors": self.errors}

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        for line, (since, state, asked, cause_) in memory["open"].items():
            at = -math.inf if asked is None else float(asked)
            self._open[line] = _Open(float(since), str(state), at, _cause_of(cause_))
        self.found = [LineStop(**{**one, "cause": _cause_of(one["cause"])}) for one in memory["found"]]
        self._past.remember(memory["past"])
        self.errors = dict(memory["errors"])

    def close(self, time: float) -> list[LineStop]:
        """The observation ends at a time (s); all stops, in the order of their begin."""
        for line, place in self.flow.ends.items():
            if line in self._open:
                self._end(line, place, time, True)
        self.found.sort(key=lambda one: (one.begin, one.line))
        return self.found

    def _end(self, line: str, place: str, time: float, goes_on: bool) -> None:
        one = self._open.pop(line)
        if time - one.since < self.least_s:
            return
        found = one.cause
        if found is None or found.kind == SLOWER:
            found = self._past.cause(place, one.since, time, one.state) or found
        self.found.append(LineStop(line=line, place=place, begin=one.since, end=time, goes_on=goes_on, cause=found))


def _cause_told(one: Cause | None) -> dict[str, Any] | None:
    return None if one is None else one.as_dict()


def _cause_of(told: Mapping[str, Any] | None) -> Cause | None:
    if told is None:
        return None
    said = {name: told[name] for name in ("kind", "name", "place", "state", "error")}
    return Cause(**said, chain=tuple(told["chain"]))
