"""Collects what a connector hears, as a program does: into a journal first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from taktwin.live.connector import Heard, Session, keeper
from taktwin.live.journal.journal import Journal
from taktwin.live.message import Message


class Collected:
    """A journal, and what was told."""

    def __init__(self, folder: Path, session: Session) -> None:
        self.journal = Journal(folder / "plant.journal")
        self.heard, self.stop = Heard(), asyncio.Event()
        self._keep = keeper(self.journal, session)
        self.kept = 0

    def keep(self, messages: Sequence[Message]) -> None:
        self._keep(messages)
        self.kept += len(messages)

    def tell(self, heard: Heard) -> None:
        self.heard.add(heard)

    async def until(self, true: Callable[[], bool], seconds: float = 20.0) -> None:
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.01)

    def what(self) -> list[str]:
        return [note.what for note in self.heard.notes]
