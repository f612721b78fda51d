"""Events that come at the pace of a plant, for servers that do other things in between."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

Event = TypeVar("Event")
_MOST_WAITING = 1_000  # events that are there and not worked through; then who makes them waits


async def stream(events: Iterable[Event], stop: asyncio.Event, every_s: float = 1.0) -> AsyncIterator[Event | None]:
    """The events of an iterable that may sleep, which a thread of its own asks for; None after so long without any.

    Args:
        events: such as `emulator.paced` gives them. What it raises is raised here.
        stop: set it to end.
        every_s: after so long without an event None is given, s.
    """
    loop = asyncio.get_running_loop()
    came: asyncio.Queue[tuple[bool, object]] = asyncio.Queue()
    room = threading.Semaphore(_MOST_WAITING)

    def put(more: bool, what: object) -> bool:
        try:
            loop.call_soon_threadsafe(came.put_nowait, (more, what))
        except RuntimeError:  # the loop is over
            return False
        return True

    def ask() -> None:
        try:
            for event in events:
                room.acquire()
                if stop.is_set() or not put(True, event):
                    return
        except BaseException as error:
            put(False, error)
        else:
            put(False, None)

    threading.Thread(target=ask, name="taktwin-events", daemon=True).start()
    stopped = asyncio.create_task(stop.wait())
    waiting: asyncio.Task[tuple[bool, object]] | None = None
    try:
        while not stop.is_set():
            waiting = waiting or asyncio.create_task(came.get())
            await asyncio.wait({waiting, stopped}, timeout=every_s, return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                yield None
                continue
            more, what = waiting.result()
            waiting = None
            room.release()
            if isinstance(what, BaseException):
                raise what
            if not more:
                return
            yield what  # type: ignore[misc]
    finally:
        stopped.cancel()
        if waiting is not None:
            waiting.cancel()
        room.release()
