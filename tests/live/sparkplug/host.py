"""A host, and what its tests ask it."""

from __future__ import annotations

from typing import Any, TypeVar

from taktwin.exchange.sparkplug.reader import read_payload
from taktwin.live.sparkplug.messages import Message, Publish
from taktwin.live.sparkplug.session import HostSession, Step
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.values import Values
from tests.live.sparkplug.edge import START

E = TypeVar("E")


class Host:
    """A connected host that remembers what happened and what it sent."""

    def __init__(self, **settings: Any) -> None:
        self.session = HostSession(HostSettings(host="twin", **settings))
        self.will = self.session.connecting(START)
        self.first = self.session.connected()
        self.events: list[Any] = []
        self.sent: list[Publish] = []

    def __call__(self, *messages: Message) -> Step:
        return self._took(self.session.receive(messages))

    def tick(self, now: int) -> Step:
        return self._took(self.session.tick(now))

    def _took(self, step: Step) -> Step:
        self.events += step.events
        self.sent += [one for one in step.commands if isinstance(one, Publish)]
        return step

    def of(self, kind: type[E]) -> list[E]:
        """Events of a kind, so far."""
        return [one for one in self.events if isinstance(one, kind)]

    def value(self, device: str, name: str = "Counter/Good", node: str = "body/line") -> tuple[int, int]:
        """Bits and quality of a tag now."""
        number = self.session.tags.number(node, device, name)
        assert number is not None
        row = self.session.tags.present[number]
        return int(row["bits"]), int(row["quality"])

    def rebirths(self) -> list[str]:
        """Topics of the requests for rebirth, each checked to be one."""
        for one in self.sent:
            payload = read_payload(one.payload)
            assert [(metric.name, metric.value) for metric in payload.metrics] == [("Node Control/Rebirth", True)]
        return [one.topic for one in self.sent]


def told(events: list[Any]) -> list[Any]:
    """Events as what can be compared: values as their readings."""
    return [
        (one.received, one.node, [(r.tag.path, r.source_time, r.value, r.quality) for r in one.readings()])
        if isinstance(one, Values)
        else one
        for one in events
    ]
