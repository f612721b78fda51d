"""A twin that hears connectors: lines of a file, through a restart."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable
from pathlib import Path

import pytest

import taktwin
from taktwin.live.connector import Keep, Tell
from taktwin.live.emulator import Emulator
from taktwin.live.events import event_line
from taktwin.live.journal.journal import Journal
from taktwin.live.lines.file import follow
from taktwin.live.lines.session import LineSession
from taktwin.live.source import ConnectorSource
from taktwin.live.twin.connected import connected
from taktwin.live.twin.twin import Twin
from taktwin.model.errors import TaktwinError


def test_what_is_written_twice_counts_once(tmp_path: Path) -> None:
    """A file is read by a twin, which is ended in the middle; the next one goes on where the first one was."""
    plant = taktwin.load("line20")
    lines = [f"{event_line(event)}\n" for event in Emulator(plant.starter, days=0.02).events()]
    file, half = tmp_path / "events.jsonl", len(lines) // 2
    whole = Twin(plant.starter)
    whole.apply(Emulator(plant.starter, days=0.02).events())

    def hear(last: int) -> Twin:
        file.write_text("".join(lines[:last]), encoding="utf-8")
        session = LineSession("mes")
        source = ConnectorSource(session)
        with Journal(tmp_path / "plant.journal") as journal:
            twin = Twin(plant.starter, journal, sources=[source])

            def listen(keep: Keep, tell: Tell, stop: asyncio.Event) -> Awaitable[object]:
                return follow(file, session, keep, tell, stop, to_the_end=True)

            for _ in connected(listen, source, twin, threading.Event()):
                pass
        return twin

    hear(half)
    twin = hear(len(lines))
    assert twin.now()["jobs"] == whole.now()["jobs"]
    assert twin.shadow.finished == whole.shadow.finished
    assert len(lines) > 200


def test_what_a_client_raises_is_raised_where_the_twin_is_asked() -> None:
    plant = taktwin.load("line20")

    async def refused(*_: object) -> None:
        raise TaktwinError("the server refuses us")

    source = ConnectorSource(LineSession("mes"))
    with pytest.raises(TaktwinError, match="refuses us"):
        list(connected(refused, source, Twin(plant.starter, sources=[source]), threading.Event()))
