"""Listens to the vehicles of an MQTT server, and comes back by itself. Needs the extra `live` (aiomqtt)."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from taktwin.live.connector import Clock, Heard, Keep, Note, Tell
from taktwin.live.message import Message, now_ms
from taktwin.live.sparkplug.library import Complaints, let_in, library, raise_for_good, why_away
from taktwin.live.sparkplug.server import Server
from taktwin.live.vda5050.session import GONE, HERE, LARGEST, VehicleSession
from taktwin.live.vda5050.topics import filters

GATHER_S = 0.05  # messages of so long are worked through together
TICK_S = 1.0
MOST_WAITING = 100_000  # messages that came and are not worked through
_BACKOFF_S = (0.2, 0.5, 1.0, 2.0)  # before each next try to connect


async def listen(
    server: Server,
    session: VehicleSession,
    keep: Keep,
    tell: Tell,
    stop: asyncio.Event,
    *,
    interface: str = "vda5050",
    clock: Clock = now_ms,
) -> None:
    """Listen to vehicles until told to stop.

    Args:
        server: which one.
        session: what messages mean.
        keep: writes messages down for good, before they count; what it raises ends the work.
        tell: takes what follows.
        stop: set it to leave.
        interface: the first part of all topics, by which plants tell several systems apart.
        clock: gives ms since 1970 UTC.

    Raises:
        TaktwinError: aiomqtt is not installed; the server refuses us, or a certificate does not hold.
    """
    aiomqtt = library()

    def pass_on(messages: list[Message]) -> None:
        keep(messages)
        tell(session.receive(messages))

    tries = 0
    while not stop.is_set():
        connected, complaints = False, Complaints()
        try:
            async with _connection(aiomqtt, server, complaints) as client:
                tries, connected = 0, True
                pass_on([Message(HERE, b"", clock())])
                await client.subscribe(list(filters(interface)))
                await _work(client, session, pass_on, tell, stop, clock)
        except aiomqtt.MqttError as error:
            raise_for_good(aiomqtt, server, error, complaints.last)
            if connected:
                pass_on([Message(GONE, str(error).encode("utf-8", "replace"), clock())])
            else:
                why = why_away(server, error, complaints.last)
                text = f"{server.address} cannot be reached ({why}); it is tried again"
                tell(Heard(notes=[Note(clock(), session.source, "away", text)]))
        else:
            pass_on([Message(GONE, b"told to stop", clock())])
        if not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _BACKOFF_S[min(tries, len(_BACKOFF_S) - 1)])
            tries += 1


def _connection(aiomqtt: Any, server: Server, complaints: Complaints) -> Any:
    from paho.mqtt.packettypes import PacketTypes
    from paho.mqtt.properties import Properties

    version = aiomqtt.ProtocolVersion.V5 if server.version == 5 else aiomqtt.ProtocolVersion.V311
    more: dict[str, Any] = {"clean_session": True}
    if server.version == 5:
        properties = Properties(PacketTypes.CONNECT)
        properties.MaximumPacketSize = LARGEST + 65_536
        more = {"clean_start": True, "properties": properties}
    return aiomqtt.Client(
        **let_in(server, complaints),
        protocol=version,
        keepalive=server.keepalive,
        max_queued_incoming_messages=MOST_WAITING,
        **more,
    )


async def _work(
    client: Any, session: VehicleSession, pass_on: Any, tell: Tell, stop: asyncio.Event, clock: Clock
) -> None:
    came: list[Message] = []
    wake = asyncio.Event()

    async def read() -> None:
        async for one in client.messages:
            payload = one.payload if isinstance(one.payload, bytes) else b""
            if len(payload) > LARGEST:
                text = f"{one.topic.value[:200]}: a message of {len(payload):,} bytes; {LARGEST:,} are allowed"
                tell(Heard(notes=[Note(clock(), session.source, "refused", text)]))
                continue
            came.append(Message(one.topic.value, payload, clock(), one.qos, bool(one.retain)))
            wake.set()

    reading = asyncio.create_task(read())
    stopping = asyncio.create_task(stop.wait())
    for task in (reading, stopping):
        task.add_done_callback(lambda _: wake.set())
    try:
        while not stop.is_set() and not reading.done():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(wake.wait(), TICK_S)
            await asyncio.sleep(GATHER_S if came else 0)
            wake.clear()
            messages, came[:] = list(came), ()
            if messages:
                pass_on(messages)
            heard = session.tick(clock())
            if heard.notes or heard.readings:
                tell(heard)
        if came:  # what came before the connection was gone
            pass_on(list(came))
        if reading.done():
            reading.result()  # the error that ended it
    finally:
        for task in (reading, stopping):
            task.cancel()
        await asyncio.gather(reading, stopping, return_exceptions=True)
