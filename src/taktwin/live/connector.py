"""What all connectors are: a session that knows what messages mean, and a client that gives it a network.

The order is always the same. Messages come; `keep` writes them down for good; `Session.receive` says what they mean;
`tell` hands that on. A session needs no network and no clock, so a journal gives the same again (`replayed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, Protocol

from taktwin.live.events import PlantEvent
from taktwin.live.journal.entry import Entry
from taktwin.live.journal.journal import Journal
from taktwin.live.message import Message
from taktwin.live.sparkplug.values import Reading

_AT_ONCE = 500  # messages that are replayed together


class Note(NamedTuple):
    """Something about the connection that people should know; values of tags are none.

    Attributes:
        received: when, in ms since 1970 UTC.
        source: which connection, node or vehicle.
        what: a word for programs: `here`, `gone`, `lost`, `frozen`, `refused`, ...
        text: for people.
    """

    received: int
    source: str
    what: str
    text: str


@dataclass(slots=True)
class Heard:
    """What follows from messages or from the time.

    Attributes:
        readings: of tags, for a mapping (`mapping.translate.Translation`).
        events: of sources that speak the words of the model already.
        notes: about the connection itself.
    """

    readings: list[Reading] = field(default_factory=list)
    events: list[PlantEvent] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, other: Heard) -> None:
        """Append what else was heard."""
        self.readings += other.readings
        self.events += other.events
        self.notes += other.notes


class Session(Protocol):
    """What the messages of one connector mean.

    Attributes:
        source: its name, with which the sources of its entries in a journal begin.
    """

    source: str

    def entries(self, messages: Sequence[Message]) -> list[Entry]:
        """The entries of a journal that messages are; the same message is always the same entry."""
        ...

    def receive(self, messages: Sequence[Message]) -> Heard:
        """What messages say, in the order in which they came."""
        ...

    def tick(self, now: int) -> Heard:
        """What the time alone brings, at ``now`` ms since 1970 UTC."""
        ...

    def due(self) -> int | None:
        """When `tick` is to be called next; None while nothing waits."""
        ...

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON."""
        ...

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory. Raises KeyError, TypeError, ValueError: it is none."""
        ...


#: Writes messages down for good; when it returns, they are. What it raises ends the work of a client.
Keep = Callable[[Sequence[Message]], None]
#: Takes what follows.
Tell = Callable[[Heard], None]
Clock = Callable[[], int]


def keeper(journal: Journal, session: Session) -> Keep:
    """What writes the messages of a session into a journal. Raises what `Journal.append` raises."""

    def keep(messages: Sequence[Message]) -> None:
        journal.append(session.entries(messages))

    return keep


def replayed(journal: Journal, session: Session, after: int = 0) -> Iterator[Heard]:
    """What the messages of a journal behind a place said, once more; those of other connectors are passed over.

    Raises:
        JournalError: the journal cannot be read.
    """
    own = (kept.entry for kept in journal.entries(after) if is_of(session, kept.entry))
    while entries := list(islice(own, _AT_ONCE)):
        yield session.receive(messages_of(entries))


def messages_of(entries: Sequence[Entry]) -> list[Message]:
    """The messages that entries are."""
    return [Message(one.topic, one.payload, one.received, one.qos, one.retain) for one in entries]


def is_of(session: Session, entry: Entry) -> bool:
    """Whether an entry of a journal came through a session."""
    return entry.source == session.source or entry.source.startswith(f"{session.source}/")
