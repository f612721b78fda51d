"""A twin that hears a connector: on a thread of its own, so that it is asked while it hears."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence

from taktwin.live.connector import Heard, Keep, Tell
from taktwin.live.message import Message, now_ms
from taktwin.live.source import ConnectorSource
from taktwin.live.twin.feed import WAIT_S, Piece
from taktwin.live.twin.twin import Twin

#: Brings messages until it is told to stop, such as `live.opcua.client.listen` with its server and session.
Listen = Callable[[Keep, Tell, asyncio.Event], Awaitable[object]]


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
    ended: list[BaseException | None] = []

    def keep(messages: Sequence[Message]) -> None:
        twin.keep(source.source, source.entries(messages))

    def tell(heard: Heard) -> None:
        twin.tell(source.source, source.understood(heard))

    async def work() -> None:
        over = asyncio.Event()

        async def watch() -> None:
            while not stop.is_set():
                await asyncio.sleep(WAIT_S)
            over.set()

        watching = asyncio.create_task(watch())
        try:
            await listen(keep, tell, over)
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    def listening() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:
            ended.append(error)
        else:
            ended.append(None)

    thread = threading.Thread(target=listening, name=f"taktwin-{source.source}", daemon=True)
    thread.start()
    try:
        while not ended:
            yield [], twin.clock.seconds(now_ms())
            if stop.wait(WAIT_S):
                break
    finally:
        stop.set()
        thread.join(10.0)
    if ended and ended[0] is not None:
        raise ended[0]
