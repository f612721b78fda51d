"""Lines from a pipe, such as the standard input: until its other end is closed."""

from __future__ import annotations

import asyncio
import os
import threading

from taktwin.live.connector import Clock, Heard, Keep, Note, Tell
from taktwin.live.lines.cut import Cutter
from taktwin.live.lines.session import CSV, LineSession, Piece
from taktwin.live.message import Message, now_ms

_AT_ONCE = 1 << 16  # bytes that are read together
_MOST_WAITING = 16  # pieces that are read and not worked through; then the other end waits


async def read_pipe(
    descriptor: int, session: LineSession, keep: Keep, tell: Tell, stop: asyncio.Event, clock: Clock = now_ms
) -> None:
    """Read the lines of a pipe until it ends or until told to stop. It holds up the other end where we are slower.

    Args:
        descriptor: of the open pipe or file, such as `sys.stdin.fileno()`.
        session: what lines mean.
        keep: writes messages down for good, before they count.
        tell: takes what follows.
        stop: set it to leave.
        clock: gives ms since 1970 UTC.
    """
    loop = asyncio.get_running_loop()
    pieces: asyncio.Queue[bytes] = asyncio.Queue()
    room = threading.Semaphore(_MOST_WAITING)

    def read() -> None:
        piece = b"."
        while piece and not stop.is_set():
            room.acquire()
            try:
                piece = os.read(descriptor, _AT_ONCE)
            except OSError:  # the other end is gone
                piece = b""
            try:
                loop.call_soon_threadsafe(pieces.put_nowait, piece)
            except RuntimeError:  # we have left
                return

    # a thread of its own that nobody waits for: a read from a pipe cannot be broken off
    threading.Thread(target=read, name="taktwin-pipe", daemon=True).start()
    lines = _Lines(session, keep, tell, clock)
    stopped = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            next_ = asyncio.create_task(pieces.get())
            await asyncio.wait({next_, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if not next_.done():
                next_.cancel()
                return
            room.release()
            piece = next_.result()
            lines.take(piece)
            if not piece:
                return
    finally:
        stopped.cancel()
        room.release()


class _Lines:
    """Cuts a pipe into messages; a pipe of CSV begins with its header."""

    def __init__(self, session: LineSession, keep: Keep, tell: Tell, clock: Clock) -> None:
        self.session, self.keep, self.tell, self.clock = session, keep, tell, clock
        self.cutter, self.header = Cutter(), b""
        self.stream = f"pipe {clock()}"  # each pipe is another one

    def take(self, piece: bytes) -> None:
        """A piece; an empty one is the end."""
        begin, overlong = self.cutter.upto, self.cutter.overlong
        lines = self.cutter.feed(piece) if piece else self.cutter.last()
        if self.cutter.overlong > overlong:
            note = Note(self.clock(), self.session.source, "refused", "a line of more than 1 MiB is no event")
            self.tell(Heard(notes=[note]))
        payload = self.header + lines
        if self.session.form == CSV and not self.header:
            self.header = lines[: lines.find(b"\n") + 1]
        if lines:
            topic = str(Piece(self.session.form, self.stream, begin, begin + len(lines)))
            message = Message(topic, payload, self.clock())
            self.keep([message])
            self.tell(self.session.receive([message]))
