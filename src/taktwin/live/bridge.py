"""From mapped values of tags to events of the plant: the one place where both words meet.

A connector gives values of tags, a mapping their meaning (`record.Record`, in ms since 1970); here they become what the
shadow eats (`events.PlantEvent`, in s of the plant).

| told | becomes |
| --- | --- |
| counter | `count`, with its width; what resets and wraps mean the shadow knows, which knows how quick a place can be |
| state, by its table of codes | `state`; `waiting` is blocked where the next place is full, else starved |
| cycle, stop, fault | `state`: working, a minor stop, down; when they end, waiting, or the state before |
| present | `enter`, of somebody, when it becomes true |
| identity | `identity`, when it changes, not at first: number of an order, `STREAM/NUMBER`, or a known name |
| order, event | the event that the JSON text is, but no event told anew; a bare number is an order that is released |
| level of a stock | `stock` |
| vehicle | `vehicle`, when anything of it has changed; its number is that at the end of its serial, if it is free |

Levels of places and sensors say nothing to the shadow; the newest value of each sensor is kept (`measured`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from taktwin.exchange.vda5050.messages import VehicleState
from taktwin.live.clock import PlantClock
from taktwin.live.events import VEHICLE, EventError, PlantEvent, read_event
from taktwin.live.record import GOOD, STALE, Record
from taktwin.live.shadow.network import Network
from taktwin.live.vda5050.told import error_of, word_of

#: Meanings of codes that are no states of the model.
_STATES = {"stopped": "minor_stop"}
WAITING, UNKNOWN = "waiting", "unknown"


class Measured(NamedTuple):
    """The newest value of a sensor.

    Attributes:
        tag: its path.
        part: of the model that it is at; empty for none.
        unit: of the value; empty where it is not told.
        value: None where the sensor has none.
        time: when it was so by the sensor's clock, in ms since 1970.
        good: whether its quality is good.
    """

    tag: str
    part: str
    unit: str
    value: float | None
    time: int
    good: bool


class Bridge:
    """Makes events of records; it remembers what it was told last, for most tags tell the same again and again.

    Args:
        network: of the plant.
        clock: of the plant.
        full: whether a place has no room, as far as is known; None: nobody knows.
    """

    def __init__(self, network: Network, clock: PlantClock, full: Callable[[int], bool] | None = None) -> None:
        self.network, self.clock = network, clock
        self.full = full or (lambda _: False)
        names = network.program.resource_names
        self.machines = {names[i]: (i, element, server) for (element, server), i in network.resource_of.items()}
        self.lines = _ends_of_lines(network)
        self.unknown: dict[str, int] = {}  # what could not be understood -> how often
        self.measured: dict[str, Measured] = {}  # tag of a sensor -> its newest value
        self._last: dict[str, Any] = {}  # what was told last
        self.fleets = _fleets(network)
        self._vehicles: dict[str, dict[str, int]] = {}  # fleet -> serial number -> which of its vehicles that is
        self._idents: dict[str, tuple[str | None, int]] = {}  # name -> order stream, number

    def events(self, records: Iterable[Record]) -> list[PlantEvent]:
        """What records say, in their order; what cannot be understood is counted in `unknown`."""
        found = []
        for record in records:
            if record.kind == "sensor":
                self._measure(record)
                continue
            make = _MAKERS.get(record.kind)
            if make is None or record.value is None:
                continue
            event = make(self, record)
            if event is not None:
                found.append(event)
        return found

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: see `remember`."""
        measured = [list(one) for one in self.measured.values()]
        found = {"last": self._last, "idents": self._idents, "unknown": self.unknown, "measured": measured}
        return {**found, "vehicles": self._vehicles}

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        self._last, self.unknown = dict(memory["last"]), dict(memory["unknown"])
        self._idents = {name: (one[0], int(one[1])) for name, one in memory["idents"].items()}
        self._vehicles = {name: dict(one) for name, one in memory["vehicles"].items()}
        self.measured = {one[0]: Measured(*one) for one in memory.get("measured", ())}

    def _measure(self, record: Record) -> None:
        """Keep a measured value; one that is older than what is known, or no number, changes nothing."""
        value, before = record.value, self.measured.get(record.tag)
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
        if record.historical or (before is not None and record.source_time < before.time):
            return
        if math.isfinite(number) or value is None:
            good = value is not None and record.quality == GOOD
            known = None if value is None else number
            said = Measured(record.tag, record.resource, record.unit or "", known, record.source_time, good)
            self.measured[record.tag] = said

    # --- one for each kind

    def _event(self, record: Record, kind: str, element: str | None, **more: Any) -> PlantEvent:
        quality = "good" if record.quality == GOOD else "bad"
        return PlantEvent(
            self.clock.seconds(record.source_time), kind, element, source=record.source or None,
            received=self.clock.seconds(record.received), quality=quality, **more,
        )  # fmt: skip

    def _counter(self, record: Record) -> PlantEvent | None:
        name, counts = record.resource, record.counts
        if name in self.lines:
            name, counts = self.lines[name], "in"
        element = self._place(name)
        value = record.value
        if element is None or isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            return self._odd(record)
        return self._event(record, "count", element, state=counts, value=float(value), width=record.width)

    def _state(self, record: Record) -> PlantEvent | None:
        word = str(record.value)
        if word == UNKNOWN:
            return self._odd(record)
        return self._machine(record, _STATES.get(word, word))

    def _cycle(self, record: Record) -> PlantEvent | None:
        return self._machine(record, "working" if record.value else WAITING)

    def _stop(self, record: Record) -> PlantEvent | None:
        return self._interrupted(record, "minor_stop")

    def _fault(self, record: Record) -> PlantEvent | None:
        return self._interrupted(record, "down")

    def _interrupted(self, record: Record, state: str) -> PlantEvent | None:
        """A stop or a fault: the state before is kept, and comes back with its end."""
        key = f"{state} {record.resource}"
        was = self._last.get(key)
        if bool(record.value) == (was is not None):
            return None
        if record.value:
            self._last[key] = self._last.get(f"state {record.resource}", WAITING)
            return self._machine(record, state)
        del self._last[key]
        return self._machine(record, str(was))

    def _machine(self, record: Record, state: str) -> PlantEvent | None:
        found = self.machines.get(record.resource)
        if found is None:
            return self._odd(record)
        i, element, server = found
        if state == WAITING:
            node = self.network.node_of_resource[i]
            state = "blocked" if node >= 0 and self._is_blocked(node) else "starved"
        key = f"state {record.resource}"
        if record.quality == GOOD:
            if self._last.get(key) == state:
                return None
            self._last[key] = state
        return self._event(record, "state", element, server=server, state=state)

    def _is_blocked(self, node: int) -> bool:
        to = self.network.onward[node]
        return to >= 0 and self.full(to)

    def _present(self, record: Record) -> PlantEvent | None:
        key, there = f"present {record.resource}", bool(record.value)
        was, self._last[key] = self._last.get(key), there
        if not there or was is not False:  # what is there at first has come some time ago
            return None
        element = self._place(record.resource)
        return self._odd(record) if element is None else self._event(record, "enter", element)

    def _identity(self, record: Record) -> PlantEvent | None:
        element, who = self._place(record.resource), self._who(record.value)
        if element is None or who is None:
            return self._odd(record) if record.value not in ("", -1) else None
        key = f"identity {record.resource}"
        if record.quality == GOOD:
            before, self._last[key] = self._last.get(key), list(who)
            if before == list(who) or (before is None and record.resync):
                return None  # what is there at first was read some time ago
        return self._event(record, "identity", element, stream=who[0], order=who[1])

    def _who(self, value: Any) -> tuple[str | None, int] | None:
        """The order that an identity names: its stream (None: the only one) and number."""
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        if not isinstance(value, str):
            return (None, int(value)) if value == value // 1 and value >= 0 else None
        if value in self._idents:
            return self._idents[value]
        stream, _, number = value.rpartition("/")
        if not number.isdecimal() or (stream and stream not in self.network.streams):
            return None
        return stream or None, int(number)

    def _told(self, record: Record) -> PlantEvent | None:
        """An event as JSON text; its time is that of the tag. An `ident` in it names the job from now on."""
        said: Any = record.value
        if record.resync and record.kind == "event":
            return None  # it has happened before
        if isinstance(said, str):
            try:
                said = json.loads(said)
            except (ValueError, RecursionError):
                return self._odd(record)
        if isinstance(said, int) and not isinstance(said, bool) and record.kind == "order":
            said = {"kind": "order", "order": said}
        if not isinstance(said, dict):
            return self._odd(record)
        ident = said.pop("ident", None)
        said = {"kind": "order", **said, "time": 0.0} if record.kind == "order" else {**said, "time": 0.0}
        try:
            event = read_event(json.dumps(said))
        except (EventError, ValueError):
            return self._odd(record)
        if event.kind == "order" and isinstance(ident, str):
            self._idents[ident] = (event.stream, event.order)
        times = self._event(record, event.kind, event.element)
        source = event.source or times.source
        return event._replace(time=times.time, received=times.received, quality=times.quality, source=source)

    def _level(self, record: Record) -> PlantEvent | None:
        if record.resource not in self.network.program.stocks or isinstance(record.value, bool | str):
            return None
        key = f"level {record.resource}"
        if self._last.get(key) == record.value:
            return None
        self._last[key] = record.value
        return self._event(record, "stock", record.resource, state="level", value=float(record.value))

    def _vehicle(self, record: Record) -> PlantEvent | None:
        state = record.value
        number = self._number(record.resource, state.serial) if isinstance(state, VehicleState) else 0
        if not number or record.historical:
            return self._odd(record) if not number else None
        told = {"place": state.node, "load": ", ".join(filter(None, state.loads or ())), "error": error_of(state)}
        told = {name: value for name, value in told.items() if value}
        if record.quality == STALE:
            told["silent"] = "yes"
        said = [word_of(state), round(state.battery, 2), told]
        key = f"vehicle {record.resource} {number}"
        if self._last.get(key) == said:
            return None
        self._last[key] = said
        event = self._event(
            record._replace(quality=GOOD), VEHICLE, record.resource, server=number, state=said[0], value=said[1],
            options=told,
        )  # fmt: skip
        # what is silent is told as of now: it has said nothing since
        return event._replace(time=event.received or event.time) if record.quality == STALE else event

    def _number(self, fleet: str, serial: str) -> int:
        """Which vehicle of a fleet has a serial number; 0 where the model has no more vehicles."""
        known = self._vehicles.setdefault(fleet, {})
        if serial not in known:
            free = [n for n in range(1, self.fleets.get(fleet, 0) + 1) if n not in known.values()]
            digits = re.search(r"\d{1,6}$", serial)
            own = int(digits[0]) if digits is not None else 0
            if not free:
                return 0
            known[serial] = own if own in free else free[0]
        return known[serial]

    def _place(self, name: str) -> str | None:
        if name in self.network.node_of:
            return name
        found = self.machines.get(name)
        return None if found is None else found[1]

    def _odd(self, record: Record) -> None:
        about = f"{record.kind} of {record.resource or 'nothing'}"
        self.unknown[about] = self.unknown.get(about, 0) + 1


_MAKERS: dict[str, Callable[[Bridge, Record], PlantEvent | None]] = {
    "counter": Bridge._counter,
    "state": Bridge._state,
    "cycle": Bridge._cycle,
    "stop": Bridge._stop,
    "fault": Bridge._fault,
    "present": Bridge._present,
    "identity": Bridge._identity,
    "order": Bridge._told,
    "event": Bridge._told,
    "level": Bridge._level,
    "vehicle": Bridge._vehicle,
}


def _fleets(network: Network) -> dict[str, int]:
    """Fleet -> how many vehicles it has."""
    found: dict[str, int] = {}
    for name, node in network.index.fleets.items():
        found[name] = int(network.nodes["res"][node])
    return found


def _ends_of_lines(network: Network) -> dict[str, str]:
    """Line -> the exit that its jobs leave the plant by."""
    names = {node: name for name, node in network.node_of.items()}
    found = {}
    for node, exit_ in enumerate(network.exit_of):
        if exit_ in network.after[node]:
            where = network.program.flow.node_where.get(network.line_of.get(node, node))
            if where is not None and where.line is not None:
                found[where.line] = names[exit_]
    return found
