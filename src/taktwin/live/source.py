"""A connector as a source of a twin: what its messages say in the words of the plant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taktwin.live.bridge import Bridge
from taktwin.live.connector import Heard, Session, messages_of
from taktwin.live.events import PlantEvent
from taktwin.live.journal.entry import Entry
from taktwin.live.mapping.translate import Translation
from taktwin.live.message import Message


class ConnectorSource:
    """The session of a connector, and what it hears in the words of the plant; a `taktwin.live.twin.twin.Source`.

    Args:
        session: `OpcUaSession`, `VehicleSession` or `LineSession`.
        translation: of tags; None where the session tells events.
        bridge: to events; None there, too.
    """

    def __init__(self, session: Session, translation: Translation | None = None, bridge: Bridge | None = None) -> None:
        self.session, self.translation, self.bridge = session, translation, bridge
        self.source = session.source
        self.seen: dict[str, int] = {}  # kind of note -> how many

    def entries(self, messages: Sequence[Message]) -> list[Entry]:
        """The entries of a journal that messages are."""
        return self.session.entries(messages)

    def understood(self, heard: Heard) -> list[PlantEvent]:
        """The events of the plant in what was heard."""
        for note in heard.notes:
            self.seen[note.what] = self.seen.get(note.what, 0) + 1
        if self.translation is None or self.bridge is None:
            return heard.events
        return [*heard.events, *self.bridge.events(self.translation.records(heard.readings))]

    def fold(self, entries: Sequence[Entry]) -> list[PlantEvent]:
        """The events that entries of a journal say."""
        return self.understood(self.session.receive(messages_of(entries)))

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON."""
        bridge = {} if self.bridge is None else self.bridge.memory()
        return {"session": self.session.memory(), "seen": self.seen, "bridge": bridge}

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        self.session.remember(memory["session"])
        self.seen = dict(memory["seen"])
        if self.bridge is not None:
            self.bridge.remember(memory["bridge"])
