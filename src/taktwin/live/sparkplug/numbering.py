"""Which entry of a journal a message is: whose, of which session, and the how-manieth there.

Sequence numbers of Sparkplug go round after 255. Here they go on, so that a message has one number for good, and the
same message has the same one however often it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taktwin.exchange.sparkplug.decode import Batch, decode
from taktwin.live.journal.entry import Entry
from taktwin.live.journal.journal import Journal
from taktwin.live.sparkplug.births import session_of
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.topics import FROM_EDGES, topic_of

#: In place of a number, for what has none: deaths of nodes and what cannot be read. What they say tells them apart.
NO_NUMBER = -1


@dataclass(slots=True)
class _Place:
    """Where a source stands."""

    session: str = ""
    highest: int | None = None
    latest: int = 0


class Numbering:
    """Numbers messages of one server.

    Args:
        server: its name, with which the names of all sources begin.
    """

    def __init__(self, server: str) -> None:
        self.server = server
        self._places: dict[str, _Place] = {}

    @classmethod
    def of_journal(cls, server: str, journal: Journal) -> Numbering:
        """A numbering that goes on where a journal ends."""
        found = cls(server)
        for source, session, number, entry in journal.last_of_streams():
            if source.startswith(f"{server}/") and number >= 0:
                time = decode([entry.payload]).timestamp_of(0)
                found._places[source] = _Place(session, number, time or 0)
        return found

    def entries(self, messages: Sequence[Message]) -> list[Entry]:
        """The entries that messages are, in their order."""
        topics = [topic_of(one.topic) for one in messages]
        edges = [topic is not None and topic.kind in FROM_EDGES for topic in topics]
        batch = decode([one.payload if edge else b"" for one, edge in zip(messages, edges, strict=True)])
        found = []
        for i, (message, topic) in enumerate(zip(messages, topics, strict=True)):
            if topic is None or not edges[i]:
                key = (f"{self.server}/{message.topic}", "", message.received)
            else:
                key = self._key(f"{self.server}/{topic.edge}", topic.kind, batch, i, message.received)
            found.append(Entry(*key, message.received, message.topic, message.payload, message.qos, message.retain))
        return found

    def _key(self, source: str, kind: str, batch: Batch, number: int, received: int) -> tuple[str, str, int]:
        seq, time = batch.seq_of(number), batch.timestamp_of(number) or 0
        if kind == "NBIRTH" and batch.fault_of(number) is None:
            # when it came, too: an edge without a clock may send the same bytes as its next birth
            session = f"{session_of(batch, batch.metrics_of(number))} {time} {received}"
            self._places[source] = _Place(session, (seq or 0) % 256, time)
        place = self._places.setdefault(source, _Place())
        if kind == "NDEATH" or seq is None or seq > 255:
            return source, place.session, NO_NUMBER
        if place.highest is None:
            place.highest = seq
        unwrapped = unwrap(seq, place.highest, newer=time > place.latest)
        place.highest, place.latest = max(place.highest, unwrapped), max(place.latest, time)
        return source, place.session, unwrapped


def unwrap(seq: int, highest: int, newer: bool) -> int:
    """The number of a message that goes on where others stand.

    Args:
        seq: 0 to 255.
        highest: the highest number so far.
        newer: whether the message is newer than all so far; then it lies ahead, whatever its number.

    Example:
        >>> unwrap(1, 255, newer=True), unwrap(254, 256, newer=False), unwrap(254, 256, newer=True)
        (257, 254, 510)
    """
    ahead = (seq - highest) % 256
    if newer:
        return highest + (ahead or 256)
    return highest + ahead - (256 if ahead >= 128 else 0)


def message_of(entry: Entry) -> Message:
    """The message that an entry is."""
    return Message(entry.topic, entry.payload, entry.received, entry.qos, entry.retain)


def messages_of(entries: Iterable[Entry]) -> list[Message]:
    """The messages that entries are."""
    return [message_of(one) for one in entries]
