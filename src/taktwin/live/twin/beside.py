"""A twin beside another program's: it reads that one's journal as it grows, and writes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from taktwin.live.journal.journal import Journal
from taktwin.live.journal.opened import open_journal
from taktwin.live.message import now_ms
from taktwin.live.twin.feed import Piece
from taktwin.live.twin.running import run
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.twin import Twin
from taktwin.live.twin.ways import check_understood, sources_of
from taktwin.runs.start import Starter

EVERY_S = 0.5  # so often it is looked whether the journal has grown


def read_beside(
    starter: Starter,
    journal: str | Path,
    tell: Callable[[dict[str, Any]], None],
    stop: threading.Event,
    *,
    settings: TwinSettings | None = None,
    mapping: Path | None = None,
    columns: Path | None = None,
    every: float = 60.0,
    begun: Callable[[Twin], None] | None = None,
) -> Twin:
    """Know what the journal of a running `taktwin live` knows, until somebody sets ``stop``.

    Args:
        starter: of the plant.
        journal: the file, or the address of a PostgreSQL server; it is opened to read.
        tell: is called with what is known every so often, and at the end.
        stop: set it to end.
        settings: how it watches and looks ahead.
        mapping: what the tags tell, where messages of a connector are in the journal.
        columns: which column is what, where CSV is in it.
        every: how often is told, s of the plant.
        begun: is called with the twin when it knows what the journal held.

    Raises:
        OptionError: the journal holds messages that nobody explains.
        JournalError: the journal cannot be read.
    """
    with open_journal(journal, to_write=False) as opened:
        sources, clock = sources_of(starter, mapping, columns, "beside")
        check_understood(opened, sources)
        twin = Twin(starter, None, settings, clock=clock, sources=sources)
        twin.read_on(opened)
        if begun is not None:
            begun(twin)
        run(twin, _news(twin, opened, stop, by_events=clock is None), tell, every=every, stop=stop, wait=False)
    return twin


def _news(twin: Twin, journal: Journal, stop: threading.Event, *, by_events: bool) -> Iterator[Piece]:
    """The time of the plant, while a twin takes what comes into a journal.

    Tags have our own time, which goes on; that of events may be the time of an emulated plant, so
    it is as late as the newest of them.
    """
    while not stop.is_set():
        twin.read_on(journal)
        yield [], twin.at if by_events else twin.clock.seconds(now_ms())
        stop.wait(EVERY_S)
