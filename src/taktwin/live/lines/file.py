"""A file that another program appends to, followed as `tail -f` does, through restarts of ours and renewals of it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from taktwin.live.connector import Clock, Heard, Keep, Note, Tell
from taktwin.live.lines.cut import Cutter
from taktwin.live.lines.session import CSV, LineSession, Piece
from taktwin.live.message import Message, now_ms
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase

POLL_S = 0.2  # how often a file is looked at
_AT_ONCE = 1 << 18  # bytes of one message, at most


async def follow(
    path: str | Path,
    session: LineSession,
    keep: Keep,
    tell: Tell,
    stop: asyncio.Event,
    *,
    to_the_end: bool = False,
    poll_s: float = POLL_S,
    clock: Clock = now_ms,
) -> None:
    """Read the lines of a file, and those that are appended, until told to stop.

    A file that is not there yet is waited for; one that is replaced or cut is read anew from its beginning. A line
    counts when its end is written. `LineSession.resume` has a session go on where a journal ends.

    Args:
        path: the file.
        session: what lines mean.
        keep: writes messages down for good, before they count.
        tell: takes what follows.
        stop: set it to leave.
        to_the_end: read what is there, the last line without an end too, and return.
        poll_s: how often to look, s.
        clock: gives ms since 1970 UTC.

    Raises:
        TaktwinError: the file cannot be read, or is not there and is not to be waited for.
    """
    reader = _Reader(Path(path), session, keep, tell, clock)
    try:
        while True:
            more = reader.read(to_the_end)
            if stop.is_set() or (to_the_end and not more):
                return
            if more:
                await asyncio.sleep(0)
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), poll_s)
    finally:
        reader.close()


class _Reader:
    """Reads a file piece by piece."""

    def __init__(self, path: Path, session: LineSession, keep: Keep, tell: Tell, clock: Clock) -> None:
        self.path, self.session, self.keep, self.tell, self.clock = path, session, keep, tell, clock
        self.file: BinaryIO | None = None
        self.number = 0  # of the file on its disk
        self.stream, self.header, self.cutter = "", b"", Cutter()
        self.overlong = 0

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None

    def read(self, to_the_end: bool) -> bool:
        """Take the next piece; False where there is none."""
        try:
            if self.file is None and not self._open(to_the_end):
                return False
            assert self.file is not None
            piece = self.file.read(_AT_ONCE)
            if not piece:
                return self._at_end(to_the_end)
        except OSError as error:
            raise TaktwinError(
                Phrase("{path}: cannot be read ({strerror})", path=self.path, strerror=error.strerror),
                Phrase("check its rights"),
            ) from None
        begin = self.cutter.upto
        self._take(begin, self.cutter.feed(piece))
        return True

    def _open(self, to_the_end: bool) -> bool:
        try:
            file = self.path.open("rb")
        except FileNotFoundError:
            if to_the_end:
                raise TaktwinError(
                    Phrase("{path}: there is no such file", path=self.path), Phrase("check the name and the folder")
                ) from None
            return False
        number = _number(file)
        first = file.readline()
        if not first.endswith(b"\n") and not to_the_end:  # the first line tells which file it is
            file.close()
            return False
        name = f"{number}-{hashlib.blake2b(first, digest_size=6).hexdigest()}"
        known, _, generation = self.session.stream.rpartition("-")
        begin = file.seek(0, 2)
        if known == name and begin >= self.session.upto:
            self.stream, begin = self.session.stream, self.session.upto
        else:  # another file, or the same one cut
            again = int(generation) + 1 if known == name else 1
            self.stream, begin = f"{name}-{again}", 0
        self.header = b""
        if self.session.form == CSV:
            self.header = first
            begin = begin or len(first)
        file.seek(begin)
        self.file, self.number, self.cutter = file, number, Cutter(begin)
        return True

    def _at_end(self, to_the_end: bool) -> bool:
        assert self.file is not None
        if to_the_end:
            begin = self.cutter.upto
            self._take(begin, self.cutter.last())
            return False
        at = self.file.tell()
        try:
            with self.path.open("rb") as now:
                renewed = _number(now) != self.number or now.seek(0, 2) < at
        except FileNotFoundError:
            return False  # it is being replaced
        if renewed:
            self.close()
        return renewed

    def _take(self, begin: int, lines: bytes) -> None:
        if self.cutter.overlong > self.overlong:
            self.overlong = self.cutter.overlong
            note = Note(self.clock(), self.session.source, "refused", "a line of more than 1 MiB is no event")
            self.tell(Heard(notes=[note]))
        if not lines:
            return
        topic = str(Piece(self.session.form, self.stream, begin, begin + len(lines)))
        message = Message(topic, self.header + lines, self.clock())
        self.keep([message])
        self.tell(self.session.receive([message]))


def _number(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_ino
