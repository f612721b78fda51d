"""A host session on a server: the network, the clock, and nothing else. Needs the extra `live` (aiomqtt)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any

from taktwin.live.message import Message, now_ms
from taktwin.live.sparkplug.events import ServerAway
from taktwin.live.sparkplug.library import Complaints, let_in, library, raise_for_good, why_away
from taktwin.live.sparkplug.messages import Command, Publish, Subscribe
from taktwin.live.sparkplug.server import Server
from taktwin.live.sparkplug.session import HostSession, Step, gone

GATHER_S = 0.03  # messages of so long are written down and worked through together
GATHER_BYTES = 1_000_000  # with so much, at once
MOST_WAITING = 100_000  # messages that came and are not worked through; more are dropped, which the sequence shows
_BACKOFF_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)  # before each next try to connect


async def listen(
    server: Server,
    session: HostSession,
    keep: Callable[[Sequence[Message]], None],
    tell: Callable[[Step], None],
    stop: asyncio.Event,
    clock: Callable[[], int] = now_ms,
) -> None:
    """Be a host on a server until told to stop; comes back by itself whenever the server does.

    Args:
        server: which one.
        session: what messages mean.
        keep: writes messages down for good, before they count; what it raises ends the work.
        tell: takes what follows.
        stop: set it to leave; the host then says that it goes.
        clock: gives ms since 1970 UTC.

    Raises:
        TaktwinError: aiomqtt is not installed; the server refuses us, or a certificate cannot be used
            or does not hold.
    """
    aiomqtt = library()
    tries = 0
    while not stop.is_set():
        connected, inbox, complaints = False, Inbox(clock), Complaints()
        try:
            will = session.connecting(clock())
            async with _connection(aiomqtt, server, will, session, inbox, complaints) as client:
                tries = 0
                await _do(client, session.connected())
                here = session.here(clock())
                keep([here])
                step = session.receive([here])
                tell(step)
                await _do(client, step.commands)
                connected = True
                await _work(client, inbox, session, keep, tell, stop, clock)
                if stop.is_set():
                    await _do(client, session.leaving(clock()))
        except aiomqtt.MqttError as error:
            raise_for_good(aiomqtt, server, error, complaints.last)
            if not connected:
                tell(Step([ServerAway(clock(), server.address, why_away(server, error, complaints.last))]))
        if connected:
            last = gone(clock())
            keep([last])
            tell(session.receive([last]))
        if not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _BACKOFF_S[min(tries, len(_BACKOFF_S) - 1)])
            tries += 1


class Inbox(asyncio.Queue[Any]):
    """What has come on a connection: the client puts it here as soon as it is read, many at once are taken out.

    In place of the client's own queue, whose every single message would be waited for.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        super().__init__()
        self.clock, self.came, self.wake = clock, list[Message](), asyncio.Event()
        self.bytes, self.much = 0, asyncio.Event()  # that wait; whether those are many

    def put_nowait(self, item: Any) -> None:
        """Take a message of aiomqtt. Raises asyncio.QueueFull: it is dropped, for too many wait."""
        if len(self.came) >= MOST_WAITING:
            raise asyncio.QueueFull
        payload = item.payload if isinstance(item.payload, bytes) else b""
        self.came.append(Message(item.topic.value, payload, self.clock(), item.qos, bool(item.retain)))
        self.wake.set()
        self.bytes += len(payload)
        if self.bytes >= GATHER_BYTES:
            self.much.set()

    async def gather(self) -> None:
        """Wait a little for others where something has come, but not with much."""
        if self.came:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.much.wait(), GATHER_S)

    def taken(self) -> tuple[Message, ...]:
        """All that has come since the last time."""
        messages = tuple(self.came)
        self.came.clear()
        self.bytes = 0
        self.much.clear()
        return messages


def _connection(
    aiomqtt: Any, server: Server, will: Publish, session: HostSession, inbox: Inbox, complaints: Complaints
) -> Any:
    from paho.mqtt.packettypes import PacketTypes
    from paho.mqtt.properties import Properties

    more: dict[str, Any] = {"clean_session": True, "protocol": aiomqtt.ProtocolVersion.V311}
    if server.version == 5:
        properties = Properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = 0
        properties.MaximumPacketSize = session.settings.largest_payload + 65_536
        more = {"clean_start": True, "protocol": aiomqtt.ProtocolVersion.V5, "properties": properties}
    return aiomqtt.Client(
        **let_in(server, complaints),
        identifier=f"taktwin-{session.settings.host}",
        will=aiomqtt.Will(will.topic, will.payload, will.qos, will.retain),
        keepalive=server.keepalive,
        queue_type=lambda **_: inbox,
        **more,
    )


async def _work(
    client: Any,
    inbox: Inbox,
    session: HostSession,
    keep: Callable[[Sequence[Message]], None],
    tell: Callable[[Step], None],
    stop: asyncio.Event,
    clock: Callable[[], int],
) -> None:
    wake = inbox.wake

    async def lost() -> None:
        async for _ in client.messages:  # none: the inbox keeps them; it ends with the connection
            pass

    async def stopped() -> None:
        await stop.wait()
        wake.set()

    async def work_through() -> None:
        messages = inbox.taken()
        if messages:
            keep(messages)
        step = session.receive(messages) if messages else Step()
        later = session.tick(clock())
        tell(Step([*step.events, *later.events], [*step.commands, *later.commands]))
        await _do(client, [*step.commands, *later.commands])

    tasks = [asyncio.create_task(lost()), asyncio.create_task(stopped())]
    tasks[0].add_done_callback(lambda _: wake.set())
    try:
        while not stop.is_set() and not tasks[0].done():
            due = session.due()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), None if due is None else max(0.0, (due - clock()) / 1000))
            await inbox.gather()
            wake.clear()
            await work_through()
        if inbox.came:  # what came before the connection was gone
            await work_through()
        if tasks[0].done():
            tasks[0].result()  # the error that ended it
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _do(client: Any, commands: Sequence[Command]) -> None:
    for one in commands:
        if isinstance(one, Subscribe):
            await client.subscribe(list(one.filters))
        else:
            await client.publish(one.topic, one.payload, one.qos, one.retain)
