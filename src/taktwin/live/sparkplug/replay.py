"""What a journal says, once more: the same events as when it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from taktwin.live.journal.journal import Journal
from taktwin.live.journal.opened import open_journal
from taktwin.live.sparkplug.events import Deviation
from taktwin.live.sparkplug.numbering import messages_of
from taktwin.live.sparkplug.session import HostSession, Step
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.values import Values

AT_ONCE = 500  # messages


def replay(journal: Journal, session: HostSession, after: int = 0, server: str = "") -> Iterator[Step]:
    """Play the messages of a journal to a host; of one server, or of all.

    Args:
        journal: open to read.
        session: a new host, or one in the state after the place.
        after: the place behind which to begin.
        server: its name, as in `numbering.Numbering`; empty for all.

    Yields:
        What follows, in pieces.
    """
    kept = (one.entry for one in journal.entries(after) if not server or one.entry.source.startswith(f"{server}/"))
    while batch := list(islice(kept, AT_ONCE)):
        yield session.receive(messages_of(batch))


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """What a journal says, in numbers.

    Attributes:
        messages: that were played.
        nodes: edge nodes that were heard of.
        online: those that are there at the end.
        tags: metrics that births have named.
        values: of tags, those of the past included.
        events: kind of event -> how many; values apart.
        deviations: what nodes do otherwise than the standard says, each with how many nodes do so.
    """

    messages: int
    nodes: int
    online: int
    tags: int
    values: int
    events: dict[str, int]
    deviations: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def replay_summary(path: str | Path) -> ReplaySummary:
    """Play a journal to a new host, and count what follows.

    Raises:
        JournalError: it is not there, no journal, or damaged.
    """
    session = HostSession(HostSettings(host="replay"))
    events, deviations, values = Counter[str](), Counter[str](), 0
    with open_journal(path, to_write=False) as journal:
        messages = len(journal)
        for step in replay(journal, session):
            for event in step.events:
                if isinstance(event, Values):
                    values += len(event.tags)
                    continue
                events[type(event).__name__] += 1
                if isinstance(event, Deviation):
                    deviations[event.what] += 1
    online = sum(node.online for node in session.nodes.values())
    return ReplaySummary(
        messages, len(session.nodes), online, len(session.tags), values, dict(events), dict(deviations)
    )
