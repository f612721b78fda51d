"""What messages of vehicles mean: readings of vehicles, gaps, silence, and who is gone.

Needs no network and no clock, so a journal gives the same again. Times are ms since 1970 UTC.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from taktwin.exchange.jsondocument import DocumentError
from taktwin.exchange.vda5050.messages import ONLINE, VehicleState, read_connection, read_state
from taktwin.live.connector import Heard, Note
from taktwin.live.journal.entry import Entry
from taktwin.live.message import Message
from taktwin.live.sparkplug.tags import Tag
from taktwin.live.sparkplug.values import Quality, Reading
from taktwin.live.vda5050.topics import CONNECTION, Topic, topic_of

#: A vehicle tells its state every 30 s at least (VDA 5050, 6.10); the rest is for the way.
INTERVAL, SLACK = 30_000, 5_000
#: Topics of notes of our own among the messages: the connection to the server stands, or is gone.
HERE, GONE = "$vda5050/here", "$vda5050/gone"
LARGEST = 1 << 20  # bytes of a message; a larger one is refused unread
VEHICLE = "vehicle"  # name of the tag of each vehicle


@dataclass(slots=True)
class Vehicle:
    """What is known of a vehicle.

    Attributes:
        tag: under which it is told.
        state: its last state; None for none.
        heard: when that came.
        known: whether it is known to hold.
        connection: its last word on that; empty for none.
    """

    tag: Tag
    state: VehicleState | None = None
    heard: int = 0
    known: bool = False
    connection: str = ""


class VehicleSession:
    """The vehicles of one MQTT server.

    Each state is a reading of the tag `INTERFACE/MANUFACTURER/SERIAL/vehicle`, whose value is a `VehicleState`. A
    vehicle that is silent for too long, or whose connection is broken, is told once more as stale.

    Args:
        source: name of the server, in a journal and in messages.
        silence: ms after its last state from which on nobody knows about a vehicle.
        most_vehicles: what more come are refused.
    """

    def __init__(self, source: str, silence: int = INTERVAL + SLACK, most_vehicles: int = 10_000) -> None:
        self.source, self.silence, self.most_vehicles = source, silence, most_vehicles
        self.vehicles: dict[str, Vehicle] = {}
        self._told: set[tuple[str, str]] = set()

    @property
    def tags(self) -> tuple[str, ...]:
        """The paths of all tags, for `mapping.check`."""
        return tuple(one.tag.path for one in self.vehicles.values())

    def entries(self, messages: Sequence[Message]) -> list[Entry]:
        """The entries of a journal that messages are. Their numbers are the times at which they came.

        The last will of a vehicle is the same message each time that it comes, and counts each time.
        """
        return [
            Entry(f"{self.source}/{one.topic}", "", at, at, one.topic, one.payload, one.qos, one.retain)
            for one in messages
            for at in (one.received,)
        ]

    def receive(self, messages: Sequence[Message]) -> Heard:
        """What messages say, in the order in which they came."""
        heard = Heard()
        for message in messages:
            heard.add(self.tick(message.received))
            topic = topic_of(message.topic)
            if message.topic in (HERE, GONE):
                self._server(message, heard)
            elif topic is None:
                self._note(heard, message.received, message.topic, "ignored", "no state or connection of a vehicle")
            else:
                try:
                    self._take(topic, message, heard)
                except DocumentError as error:
                    self._note(heard, message.received, topic.vehicle, "refused", f"{topic}: {error}")
        return heard

    def tick(self, now: int) -> Heard:
        """What the time alone brings: nobody knows any more about vehicles that are silent, as of when that is due."""
        heard = Heard()
        for name, one in self.vehicles.items():
            due = one.heard + self.silence
            if one.known and due <= now:
                self._stale(one, due, heard)
                text = f"it has told nothing for {self.silence / 1000:g} s"
                self._note(heard, due, name, "silent", text)
        return heard

    def due(self) -> int | None:
        """When `tick` is to be called next; None while nothing waits."""
        return min((one.heard + self.silence for one in self.vehicles.values() if one.known), default=None)

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON."""
        return {
            name: {
                "heard": one.heard,
                "known": one.known,
                "connection": one.connection,
                "state": None if one.state is None else {**asdict(one.state)},
            }
            for name, one in self.vehicles.items()
        }

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        self.vehicles = {}
        for name, told in memory.items():
            node, _, device = name.rpartition("/")
            one = Vehicle(Tag(len(self.vehicles), node, device, VEHICLE, 0))
            one.heard, one.known, one.connection = int(told["heard"]), bool(told["known"]), str(told["connection"])
            one.state = None if told["state"] is None else _state_of(told["state"])
            self.vehicles[name] = one

    def _take(self, topic: Topic, message: Message, heard: Heard) -> None:
        one = self.vehicles.get(topic.vehicle)
        if one is None:
            if len(self.vehicles) >= self.most_vehicles:
                text = f"there are more than {self.most_vehicles:,} vehicles"
                self._note(heard, message.received, topic.vehicle, "refused", text)
                return
            tag = Tag(len(self.vehicles), f"{topic.interface}/{topic.manufacturer}", topic.serial, VEHICLE, 0)
            one = Vehicle(tag)
        if topic.kind == CONNECTION:
            if not message.payload:  # somebody has taken the retained message away
                return
            self._connection(topic, one, message, heard)
        else:
            self._state(topic, one, message, heard)
        self.vehicles[topic.vehicle] = one

    def _state(self, topic: Topic, one: Vehicle, message: Message, heard: Heard) -> None:
        state, deviations = read_state(message.payload)
        self._deviates(topic, message.received, heard, [str(found) for found in deviations])
        if state.serial != topic.serial or state.manufacturer != topic.manufacturer:
            self._deviates(topic, message.received, heard, [f"it calls itself {state.manufacturer} {state.serial}"])
        last = one.state
        if last == state:
            self._note(heard, message.received, topic.vehicle, "resent", f"state {state.header} was there already")
            return
        if last is not None and state.header <= last.header and state.time <= last.time:
            text = f"state {state.header} comes after {last.header}; it is of the past"
            self._note(heard, message.received, topic.vehicle, "late", text)
            heard.readings.append(Reading(one.tag, state.time, message.received, state, Quality.GOOD, True))
            return
        if last is not None and state.header > last.header + 1 and one.known:
            lost = state.header - last.header - 1
            text = f"{lost:,} of its states are lost ({last.header + 1} to {state.header - 1})"
            self._note(heard, message.received, topic.vehicle, "lost", text)
        resync = not one.known or (last is not None and state.header <= last.header)  # it has started anew
        one.state, one.heard, one.known = state, message.received, True
        heard.readings.append(Reading(one.tag, state.time, message.received, state, Quality.GOOD, False, resync))

    def _connection(self, topic: Topic, one: Vehicle, message: Message, heard: Heard) -> None:
        """Whatever its header and time: a last will was written when the connection began, and has those of then."""
        word = read_connection(message.payload).state
        if word != one.connection:
            what = "here" if word == ONLINE else "gone"
            self._note(heard, message.received, topic.vehicle, what, f"its connection is {word}")
        one.connection = word
        if word != ONLINE and one.known:
            self._stale(one, message.received, heard)

    def _server(self, message: Message, heard: Heard) -> None:
        there = message.topic == HERE
        why = message.payload.decode("utf-8", "replace")
        text = "the server is there" if there else f"the server is gone ({why})"
        self._note(heard, message.received, self.source, "here" if there else "gone", text)
        if not there:
            for one in self.vehicles.values():
                if one.known:
                    self._stale(one, message.received, heard)

    def _stale(self, one: Vehicle, now: int, heard: Heard) -> None:
        one.known = False
        heard.readings.append(Reading(one.tag, now, now, one.state, Quality.STALE, False))

    def _deviates(self, topic: Topic, now: int, heard: Heard, found: list[str]) -> None:
        """What a vehicle does otherwise than the standard says, once."""
        for text in found:
            if (topic.vehicle, text) not in self._told and len(self._told) < 10_000:
                self._told.add((topic.vehicle, text))
                self._note(heard, now, topic.vehicle, "deviates", text)

    def _note(self, heard: Heard, now: int, source: str, what: str, text: str) -> None:
        heard.notes.append(Note(now, source, what, f"{source}: {text}"))


def _state_of(told: Mapping[str, Any]) -> VehicleState:
    """A state out of a memory, where JSON has made lists of what were tuples."""
    more = {
        "loads": None if told["loads"] is None else tuple(told["loads"]),
        "errors": tuple((kind, level) for kind, level in told["errors"]),
        "position": None if told["position"] is None else tuple(told["position"]),
    }
    return VehicleState(**{**told, **more})
