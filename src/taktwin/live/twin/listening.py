"""A twin that listens to an MQTT server: on a thread of its own, so that it is asked while it hears."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator, Sequence

from taktwin.live.sparkplug.client import listen, now_ms
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.numbering import Numbering
from taktwin.live.sparkplug.server import Server
from taktwin.live.sparkplug.session import Step, gone
from taktwin.live.sparkplug.source import SparkplugSource
from taktwin.live.twin.feed import WAIT_S, Piece
from taktwin.live.twin.twin import Twin


def heard(server: Server, source: SparkplugSource, twin: Twin, stop: threading.Event) -> Iterator[Piece]:
    """The time of the plant, again and again, while a twin is told what a server says.

    Args:
        server: which one.
        source: that understands its messages.
        twin: that is told.
        stop: set it to end.

    Raises:
        JournalError: nothing more can be written down.
        TaktwinError: the server refuses us, or aiomqtt is not installed.
    """
    if twin.journal is not None:
        source.numbering = Numbering.of_journal(source.source, twin.journal)
    ended: list[BaseException | None] = []

    def keep(messages: Sequence[Message]) -> None:
        twin.keep(source.source, source.entries(messages))

    def tell(step: Step) -> None:
        twin.tell(source.source, source.understood(step))

    if source.session.nodes:  # of an earlier call, which may have been killed: what they said since is not known
        last = gone(now_ms())
        keep([last])
        tell(source.session.receive([last]))
        source.session.ask_for_births(now_ms())

    async def work() -> None:
        over = asyncio.Event()

        async def watch() -> None:
            while not stop.is_set():
                await asyncio.sleep(WAIT_S)
            over.set()

        watching = asyncio.create_task(watch())
        try:
            await listen(server, source.session, keep, tell, over)
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    def listening() -> None:
        try:
            asyncio.run(work())
            ended.append(None)
        except BaseException as error:  # it is raised again where the twin is asked
            ended.append(error)

    thread = threading.Thread(target=listening, name="mqtt", daemon=True)
    thread.start()
    try:
        while not ended:
            yield [], twin.clock.seconds(now_ms())
            stop.wait(WAIT_S)
            if stop.is_set():
                break
    finally:
        stop.set()
        thread.join(10.0)
    if ended and ended[0] is not None:
        raise ended[0]
