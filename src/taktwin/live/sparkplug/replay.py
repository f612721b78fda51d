"""What a journal says, once more: the same events as when it was written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from taktwin.live.journal.journal import Journal
from taktwin.live.sparkplug.numbering import messages_of
from taktwin.live.sparkplug.session import HostSession, Step

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
