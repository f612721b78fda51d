"""What is watched beside the shadow: alarms and line stops, fed with the states of machines as they come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktwin.live.alarms import AlarmBook, PlantFlow
from taktwin.live.events import VEHICLE, PlantEvent
from taktwin.live.shadow.network import Network
from taktwin.live.twin.shifts import Shifts
from taktwin.live.watching.linestops import LineStops
from taktwin.live.watching.statehistory import StateHistory
from taktwin.model.nouns.plant import PlantModel

_RECORD = 20_000  # lines of the audit trail that are kept at hand
_STOPS = 1_000  # line stops


class Watcher:
    """Alarms, line stops and the history of states of a running plant.

    All want the order of time. A state that comes late counts from when it came, and only where nothing newer is known
    of its machine; the shadow puts it in its place in time.
    """

    def __init__(self, model: PlantModel, network: Network, least_stop_s: float) -> None:
        self.network = network
        self.flow = PlantFlow(model)
        self.book = AlarmBook(self.flow)
        self.stops = LineStops(self.flow, least_stop_s)
        self.names: list[str] = network.program.resource_names
        self.history = StateHistory(list(self.flow.place_of), Shifts(model).at)
        self._since: dict[str, float] = {}  # resource -> when its state began
        self._instant: float | None = None  # of changes that the line stops have not looked at yet

    def begin(self, time: float, states: Mapping[str, str]) -> None:
        """What the states of machines are at the first moment (s from the start of the plant)."""
        for name, state in states.items():
            self.book.observe(time, name, state)
            self.stops.change(time, name, state)
            self.history.change(time, name, state)
        self.stops.look(time, self.book.states)

    def tell(self, event: PlantEvent, time: float) -> None:
        """A machine has changed its state at ``time`` (s from the start of the plant, by our own clock)."""
        i = self.network.resource_of.get((event.element or "", event.server or 1))
        if i is None or event.state is None:
            return
        name = self.names[i]
        if time < self._since.get(name, time):
            return
        self._since[name] = time
        at = max(time, self.book.time)
        if self._instant is not None and at > self._instant:
            self.stops.look(self._instant, self.book.states)
        self._instant = at
        if event.kind == VEHICLE:
            self.stops.errors[name] = (event.options or {}).get("error", "")
        self.book.observe(at, name, event.state)
        self.stops.change(at, name, event.state)
        self.history.change(at, name, event.state)

    def tick(self, time: float) -> None:
        """It is that late (s from the start of the plant)."""
        at = max(time, self.book.time)
        if self._instant is not None and at > self._instant:
            self.stops.look(self._instant, self.book.states)
            self._instant = None
        self.book.tick(at)
        self.stops.look(at, self.book.states)
        self.history.tick(at)
        if len(self.book.record) > _RECORD * 5 // 4:
            del self.book.record[:-_RECORD]
        if len(self.stops.found) > _STOPS * 5 // 4:
            del self.stops.found[:-_STOPS]

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: see `remember`."""
        return {
            "book": self.book.memory(),
            "stops": self.stops.memory(),
            "since": self._since,
            "instant": self._instant,
            "history": self.history.memory(),
        }

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        self.book.remember(memory["book"])
        self.stops.remember(memory["stops"])
        self._since = {name: float(time) for name, time in memory["since"].items()}
        self._instant = memory["instant"]
        self.history.remember(memory["history"])
