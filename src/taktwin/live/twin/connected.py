"""A twin that hears connectors: on a thread of its own, so that it is asked while it hears."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence

from taktwin.live.connector import Heard, Keep, Tell
from taktwin.live.message import Message, now_ms
from taktwin.live.source import ConnectorSource
from taktwin.live.twin.feed import WAIT_S, Piece
from taktwin.live.twin.twin import Twin

#: Brings messages until it is told to stop, such as `live.opcua.client.listen` with its server and session.
Listen = Callable[[Keep, Tell, asyncio.Event], Awaitable[object]]
#: The same, with what is done with the messages.
Work = Callable[[asyncio.Event], Awaitable[object]]
_LEAVE_S = 5.0  # time for the others to leave when one has failed
_DAY_S = 86_400.0


def connected(listen: Listen, source: ConnectorSource, twin: Twin, stop: threading.Event) -> Iterator[Piece]:
    """The time of the plant, again and again, while a twin is told what a connector hears; to its end where it has one.

    Args:
        listen: the client of the connector.
        source: that understands its messages; one of the twin's sources.
        twin: that is told.
        stop: set it to end.

    Raises:
        JournalError: nothing more can be written down.
        TaktwinError: what the client raises.
    """
    return at_work([work_of(listen, source, twin)], twin, stop)


def work_of(listen: Listen, source: ConnectorSource, twin: Twin, away: Callable[[str], None] = lambda _: None) -> Work:
    """The client of a connector at work: its messages are written down, then the twin is told what they say.

    ``away`` is told each time that the other side cannot be reached, and why.
    """

    def keep(messages: Sequence[Message]) -> None:
        twin.keep(source.source, source.entries(messages))

    def tell(heard: Heard) -> None:
        for note in heard.notes:
            if note.what == "away":
                away(note.text)
        twin.tell(source.source, source.understood(heard))

    return lambda over: listen(keep, tell, over)


def at_work(works: Sequence[Work], twin: Twin, stop: threading.Event, by_events: bool = False) -> Iterator[Piece]:
    """The time of the plant, again and again, while connectors are at work; until all have ended, or one has failed.

    Args:
        works: the connectors.
        twin: that is told.
        stop: set it to end.
        by_events: whether the time is that of the newest event where that is older than a day by our clock, as of a
            day that is played once more; else it is always that of our clock.

    Raises:
        JournalError: nothing more can be written down.
        TaktwinError: what a client raises.
    """
    ended: list[BaseException | None] = []

    def work() -> None:
        try:
            asyncio.run(_all_of(works, stop))
        except BaseException as error:  # it is raised again where the twin is asked
            ended.append(error)
        else:
            ended.append(None)

    thread = threading.Thread(target=work, name="taktwin-connectors", daemon=True)
    thread.start()
    try:
        while not ended:
            yield [], _time(twin, by_events)
            if stop.wait(WAIT_S):
                break
    finally:
        stop.set()
        thread.join(10.0)
    if ended and ended[0] is not None:
        raise ended[0]


def _time(twin: Twin, by_events: bool) -> float:
    now = twin.clock.seconds(now_ms())
    if by_events and (twin.first is None or not 0.0 <= now - twin.at < _DAY_S):
        return twin.at
    return now


async def _all_of(works: Sequence[Work], stop: threading.Event) -> None:
    over = asyncio.Event()

    async def watch() -> None:
        while not stop.is_set():
            await asyncio.sleep(WAIT_S)
        over.set()

    async def one(work: Work) -> None:
        await work(over)

    tasks = [asyncio.create_task(one(work)) for work in works]
    watching = asyncio.create_task(watch())
    try:
        done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        if others:
            over.set()
            await asyncio.wait(others, timeout=_LEAVE_S)
        for task in done:
            task.result()
    finally:
        for task in (watching, *tasks):
            task.cancel()
        await asyncio.gather(watching, *tasks, return_exceptions=True)
