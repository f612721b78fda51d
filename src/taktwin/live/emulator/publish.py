"""The emulated plant on an MQTT server, at its pace. Needs the extra `live` (aiomqtt)."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterable
from typing import Any

from taktwin.live.emulator.edge import Edges
from taktwin.live.events import PlantEvent
from taktwin.live.message import now_ms
from taktwin.live.sparkplug.library import let_in, library, raise_for_good
from taktwin.live.sparkplug.messages import Publish
from taktwin.live.sparkplug.server import Server
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase


async def publish(
    server: Server, edges: Edges, pieces: Iterable[tuple[list[PlantEvent], float]], stop: threading.Event
) -> int:
    """Tell a server what a plant says until it says no more or somebody sets ``stop``; how many events were told.

    All nodes share one connection; with it their births come, and at its end their deaths. Only the first dies by the
    server's Will when the connection is lost.

    Args:
        server: which one.
        edges: of the plant.
        pieces: events at their pace, see `taktwin.live.twin.feed.at_pace`.
        stop: set it to end.

    Raises:
        TaktwinError: aiomqtt is not installed, or the server cannot be reached.
    """
    aiomqtt = library()
    told, waiting = 0, iter(pieces)
    will = edges.deaths()[0]
    try:
        last = aiomqtt.Will(will.topic, will.payload, will.qos, will.retain)
        async with aiomqtt.Client(**let_in(server), will=last) as client:
            await client.subscribe(edges.commands, 1)
            answering = asyncio.create_task(_answer(client, edges))
            await _send(client, edges.births(now_ms()))
            try:
                while not stop.is_set():
                    piece = await asyncio.to_thread(next, waiting, None)
                    if piece is None:
                        break
                    await _send(client, edges.data(piece[0], now_ms()))
                    told += len(piece[0])
            finally:
                answering.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await answering
            await _send(client, edges.deaths())
    except aiomqtt.MqttError as error:
        raise_for_good(aiomqtt, server, error)
        raise TaktwinError(
            f"{server.address}:{server.port_used}: {error}", Phrase("check that a server is there")
        ) from None
    return told


async def _answer(client: Any, edges: Edges) -> None:
    """Send births when a host asks for them."""
    async for message in client.messages:
        await _send(client, edges.asked(message.topic.value, now_ms()))


async def _send(client: Any, messages: list[Publish]) -> None:
    for one in messages:
        await client.publish(one.topic, one.payload, one.qos, one.retain)
