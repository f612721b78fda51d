"""Sparkplug as a source of a twin: messages are written down, understood, mapped, and become events of the plant."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from taktwin.live.bridge import Bridge
from taktwin.live.events import PlantEvent
from taktwin.live.journal.entry import Entry
from taktwin.live.mapping.translate import Translation
from taktwin.live.sparkplug.events import Deviation, Ignored, Lost, RebirthAsked, Refused
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.numbering import Numbering, messages_of
from taktwin.live.sparkplug.session import GONE, HostSession, Step
from taktwin.live.sparkplug.topics import topic_of
from taktwin.live.sparkplug.values import Values

_COUNTED = (Lost, Refused, Ignored, Deviation, RebirthAsked)


class SparkplugSource:
    """The host of one server, and what its messages say in the words of the plant.

    Args:
        source: name of the server, with which the sources of its entries begin.
        session: the host.
        translation: of tags.
        bridge: to events.
    """

    def __init__(self, source: str, session: HostSession, translation: Translation, bridge: Bridge) -> None:
        self.source, self.session, self.translation, self.bridge = source, session, translation, bridge
        self.numbering = Numbering(source)
        self.seen: dict[str, int] = {}  # kind of event of the host -> how many
        self._births: dict[str, list[Message]] = {}  # node -> its last birth, and those of its devices
        self._tells = np.zeros(0, dtype=np.bool_)  # of each tag by its number whether the mapping wants it

    def entries(self, messages: Sequence[Message]) -> list[Entry]:
        """The entries of a journal that messages are."""
        for one in messages:
            self._remember_birth(one)
        return self.numbering.entries(messages)

    def understood(self, step: Step) -> list[PlantEvent]:
        """The events of the plant in what the host says."""
        found: list[PlantEvent] = []
        for event in step.events:
            if isinstance(event, Values):
                wanted = self._wanted(event)
                if wanted.any():  # most that comes are process values that nobody asks for
                    found += self.bridge.events(self.translation.records(event.readings(wanted)))
            elif isinstance(event, _COUNTED):
                name = type(event).__name__
                self.seen[name] = self.seen.get(name, 0) + 1
        return found

    def _wanted(self, values: Values) -> np.ndarray:
        """Of each value whether the mapping says what it tells."""
        known, tags = len(self._tells), self.session.tags
        if known < len(tags):
            new = [self.translation.tells(tags[i].path) for i in range(known, len(tags))]
            self._tells = np.concatenate([self._tells, np.array(new, dtype=np.bool_)])
        return self._tells[values.tags]

    def fold(self, entries: Sequence[Entry]) -> list[PlantEvent]:
        """The events that entries of a journal say; nothing is asked of the plant."""
        messages = messages_of(entries)
        self.entries(messages)
        return self.understood(self.session.receive(messages))

    def _remember_birth(self, message: Message) -> None:
        topic = topic_of(message.topic)
        if topic is not None and topic.kind == "NBIRTH":
            self._births[topic.edge] = [message]
        elif topic is not None and topic.kind == "DBIRTH":
            own = self._births.setdefault(topic.edge, [])
            own[:] = [one for one in own if one.topic != message.topic] + [message]
        elif message.topic == GONE:
            self._births.clear()

    # --- over a restart

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: births, where each node stands in its sequence, what waits."""
        nodes = {
            name: {
                "births": [_told(one) for one in self._births.get(name, ())],
                "waiting": [_told(read.message) for read in node.waiting.values()],
                "expected": node.expected,
                "latest": node.latest,
                "wants_birth": node.wants_birth,
            }
            for name, node in self.session.nodes.items()
        }
        return {"nodes": nodes, "seen": self.seen, "bridge": self.bridge.memory()}

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        for name, told in memory["nodes"].items():
            births = [_message(one) for one in told["births"]]
            self.session.receive(births)
            self.entries(births)
            node = self.session.nodes.get(name)
            if node is not None:
                node.expected, node.latest = int(told["expected"]), int(told["latest"])
                node.wants_birth = bool(told["wants_birth"])
                self.session.receive([_message(one) for one in told["waiting"]])
        self.seen = dict(memory["seen"])
        self.bridge.remember(memory["bridge"])


def _told(one: Message) -> list[Any]:
    return [one.topic, base64.b64encode(one.payload).decode(), one.received, one.qos, one.retain]


def _message(told: Sequence[Any]) -> Message:
    topic, payload, received, qos, retain = told
    return Message(str(topic), base64.b64decode(payload), int(received), int(qos), bool(retain))
