"""A journal as JSON lines: one message a line, for other programs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from taktwin.live.journal.entry import Kept
from taktwin.live.journal.journal import Journal
from taktwin.live.journal.opened import open_journal
from taktwin.model.files.write import whole_file


def lines_of(journal: Journal, after: int = 0, source: str | None = None) -> Iterator[str]:
    """The entries behind a place, each as a JSON object; payloads in hex digits."""
    for kept in journal.entries(after, source):
        yield json.dumps(as_dict(kept), ensure_ascii=False)


def as_dict(kept: Kept) -> dict[str, object]:
    """An entry as plain data for JSON."""
    entry = kept.entry
    when = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=entry.received)
    return {
        "place": kept.place,
        "source": entry.source,
        "session": entry.session,
        "number": entry.number,
        "received": entry.received,
        "received_at": when.isoformat(timespec="milliseconds"),
        "topic": entry.topic,
        "qos": entry.qos,
        "retain": entry.retain,
        "payload": entry.payload.hex(),
    }


def export_journal(path: str | Path, target: str | Path) -> int:
    """Write a journal into a file of JSON lines, whole or not at all; how many lines that are.

    Raises:
        JournalError: the journal cannot be read.
        OSError: the file cannot be written.
    """
    count = 0
    with open_journal(path, to_write=False) as journal, whole_file(Path(target)) as file:
        for line in lines_of(journal):
            file.write(line.encode("utf-8", "backslashreplace") + b"\n")
            count += 1
    return count
