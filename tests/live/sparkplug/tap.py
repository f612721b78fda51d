"""A server that takes one MQTT connection and writes down its packets; it answers as little as is needed."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

CONNECT, PUBLISH, PUBACK, SUBSCRIBE, DISCONNECT = 1, 3, 4, 8, 14


class Packet(NamedTuple):
    """A control packet: its type, the four bits beside it, and what follows its length."""

    kind: int
    flags: int
    body: bytes


class Tap:
    """Packets of one connection, in their order."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.packets: list[Packet] = []
        self.port = 0
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Tap:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    async def until(self, count: int, kind: int = PUBLISH) -> None:
        """Wait for so many packets of a kind, for forty seconds at most."""
        async with asyncio.timeout(40):
            while sum(one.kind == kind for one in self.packets) < count:
                await asyncio.sleep(0.01)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.read(1):
                length = shift = 0
                while True:
                    byte = (await reader.readexactly(1))[0]
                    length |= (byte & 127) << shift
                    shift += 7
                    if byte < 128:
                        break
                packet = Packet(head[0] >> 4, head[0] & 15, await reader.readexactly(length))
                self.packets.append(packet)
                writer.write(self._answer(packet))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, packet: Packet) -> bytes:
        five = self.version == 5
        if packet.kind == CONNECT:
            return b"\x20\x03\x00\x00\x00" if five else b"\x20\x02\x00\x00"
        if packet.kind == SUBSCRIBE:
            filters = len(filters_of(packet, self.version))
            body = packet.body[:2] + (b"\x00" if five else b"") + b"\x01" * filters
            return bytes([0x90, len(body)]) + body
        if packet.kind == PUBLISH and packet.flags & 6:
            at = 2 + int.from_bytes(packet.body[:2], "big")
            return b"\x40\x02" + packet.body[at : at + 2]
        return b""


def filters_of(packet: Packet, version: int) -> list[tuple[str, int]]:
    """Topic filters of a SUBSCRIBE, with the quality of service asked for."""
    at, found = 2, []
    if version == 5:
        at += 1 + packet.body[at]
    while at < len(packet.body):
        size = int.from_bytes(packet.body[at : at + 2], "big")
        found.append((packet.body[at + 2 : at + 2 + size].decode(), packet.body[at + 2 + size] & 3))
        at += 3 + size
    return found


def published(packet: Packet, version: int) -> tuple[str, bytes, int, bool]:
    """Topic, payload, quality of service and retain flag of a PUBLISH."""
    size = int.from_bytes(packet.body[:2], "big")
    at, qos = 2 + size, packet.flags >> 1 & 3
    at += 2 if qos else 0
    if version == 5:
        at += 1 + packet.body[at]
    return packet.body[2 : 2 + size].decode(), packet.body[at:], qos, bool(packet.flags & 1)


class Connect(NamedTuple):
    """What a CONNECT says: version, clean session or start, properties (MQTT 5), and the Will."""

    version: int
    clean: bool
    properties: bytes
    will_topic: str
    will_payload: bytes
    will_qos: int
    will_retain: bool
    has_will: bool


def connect_of(packet: Packet) -> Connect:
    """What a CONNECT says."""
    body = packet.body
    version, flags, at = body[6], body[7], 10
    properties = b""
    if version == 5:
        properties = body[at + 1 : at + 1 + body[at]]
        at += 1 + body[at]

    def text() -> bytes:
        nonlocal at
        size = int.from_bytes(body[at : at + 2], "big")
        at += 2 + size
        return body[at - size : at]

    text()  # the client's id
    if version == 5:
        at += 1 + body[at]
    topic, payload = text(), text()
    return Connect(
        version,
        bool(flags & 2),
        properties,
        topic.decode(),
        payload,
        flags >> 3 & 3,
        bool(flags & 32),
        bool(flags & 4),
    )
