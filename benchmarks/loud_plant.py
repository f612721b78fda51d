"""An emulated plant that says much: its machines and counters, and beside them process values, over MQTT.

Made to cost little: the messages of process values are encoded once; times and values are written into them as they are
sent, and a plain socket sends them.
"""

from __future__ import annotations

import re
import socket
import time
from typing import Any, NamedTuple

import numpy as np

from taktwin.exchange.sparkplug.datatypes import DataType
from taktwin.exchange.sparkplug.decode import decode
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.payload import Metric, Payload
from taktwin.live.clock import PlantClock
from taktwin.live.emulator import Emulator
from taktwin.live.emulator.edge import EVENTS, Edges
from taktwin.live.sparkplug.messages import Publish
from taktwin.live.sparkplug.topics import Topic

METRICS = 100  # of a device, all told once a second
LEAD_S = 4.0  # between births and the first data
_TURN_S = 0.01  # what is due within it is sent together
_SENTINEL, _THEN = -1.2345678901234e-77, 1_799_999_999_999  # found in the encoded bytes, and written over
_FIRST_ALIAS = 1_000_000  # those of machines and counters lie below


class Sent(NamedTuple):
    """What was sent after the births.

    Attributes:
        messages: node -> how many.
        metrics: in all of them.
        last: device -> the time in its last message, ms since 1970.
        values: node -> metric of a machine or counter -> its last value.
        events: of the plant.
        late_ms: by which a message left later than planned, at most.
        cpu_s: processor time.
    """

    messages: dict[str, int]
    metrics: int
    last: dict[str, int]
    values: dict[str, dict[str, Any]]
    events: int
    late_ms: float
    cpu_s: float


class LoudPlant:
    """The emulated plant and its process values.

    Args:
        emulator: with counters.
        rate: process values a second.
        begin: when it is first heard, s from the start of the plant; it has run until then.
    """

    def __init__(self, emulator: Emulator, rate: int, begin: float = 0.0) -> None:
        assert emulator.controllers is not None
        name = emulator.starter.program.model.name
        events = list(emulator.events())
        before = sum(one.time < begin for one in events)
        self.events, self.begin = events[before:], begin
        self.edges = Edges(name, emulator.controllers, PlantClock(0))
        self.edges.data(events[:before], 0)  # nobody hears it; the births tell what it has come to
        nodes = [one for one in self.edges.values if one != EVENTS]
        self.devices = [_Device(self.edges, nodes[i % len(nodes)], i) for i in range(round(rate / METRICS))]

    def play(self, port: int, clock: PlantClock, seconds: float) -> Sent:
        """Speak for so long; the births are sent when the plant's clock shows its begin."""
        edges, zero, events = self.edges, clock.ms(self.begin) / 1000.0, self.events
        edges.clock = clock
        connection = Connection(port)
        if time.time() > zero:
            raise RuntimeError("the plant was not ready at its start")
        time.sleep(zero - time.time())
        now = round(zero * 1000.0)
        connection.send([*edges.births(now), *(one.birth(now) for one in self.devices)])
        cpu, late, metrics = time.process_time(), 0.0, 0
        messages = dict.fromkeys(edges.values, 0)
        begin, sent, told, turn = zero + LEAD_S, 0, 0, 0
        many, whole = len(self.devices), int(len(self.devices) * seconds)
        while sent < whole:
            turn += 1
            time.sleep(max(0.0, begin + turn * _TURN_S - time.time()))
            now = time.time()
            due = min(whole, int((now - begin) * many))
            late = max(late, now - (begin + sent / many)) if due > sent else late
            out = [self.devices[k % many].data(round(now * 1000.0), k) for k in range(sent, due)]
            metrics += METRICS * (due - sent)
            for k in range(sent, due):
                messages[self.devices[k % many].node] += 1
            sent = due
            if turn % 10 == 0 or sent == whole:
                until = told
                while until < len(events) and clock.ms(events[until].time) <= now * 1000.0:
                    until += 1
                for one in edges.data(events[told:until], round(now * 1000.0)):
                    messages[one.topic.split("/")[3]] += 1
                    metrics += len(decode([one.payload]).metrics)
                    out.append(one)
                told = until
            connection.send(out)
        last = {one.name: one.last for one in self.devices}
        connection.close()
        return Sent(messages, metrics, last, edges.values, told, late * 1000.0, time.process_time() - cpu)


class _Device:
    """A device of a node that tells `METRICS` process values."""

    def __init__(self, edges: Edges, node: str, number: int) -> None:
        self.edges, self.node, self.name = edges, node, f"device-{number}"
        self.last = 0
        first = _FIRST_ALIAS + number * METRICS
        self.aliases = range(first, first + METRICS)
        data = [Metric(alias=a, timestamp=_THEN, datatype=DataType.Double, value=_SENTINEL) for a in self.aliases]
        self.body = np.frombuffer(bytearray(encode(Payload(timestamp=_THEN, metrics=tuple(data)))), dtype=np.uint8)
        self.times = _places(self.body, _varint(_THEN), METRICS + 1)
        self.places = _places(self.body, np.float64(_SENTINEL).tobytes(), METRICS)
        self.values = 20.0 + np.random.default_rng(number).random(METRICS)
        self.topic = str(Topic(edges.plant, "DDATA", node, self.name))

    def birth(self, now: int) -> Publish:
        own = tuple(
            Metric(name=f"Value {i}", alias=alias, timestamp=now, datatype=DataType.Double, value=20.0)
            for i, alias in enumerate(self.aliases)
        )
        payload = encode(Payload(timestamp=now, metrics=own, seq=self._next()))
        return Publish(str(Topic(self.edges.plant, "DBIRTH", self.node, self.name)), payload, 0, False)

    def data(self, now: int, turn: int) -> Publish:
        self.last = now
        self.values += 0.001 * (turn % 7 - 3)
        self.body[self.times] = np.frombuffer(_varint(now), dtype=np.uint8)
        self.body[self.places] = self.values.view(np.uint8).reshape(METRICS, 8)
        return Publish(self.topic, self.body.tobytes() + b"\x18" + _varint(self._next()), 0, False)

    def _next(self) -> int:
        return self.edges.next_seq(self.node)


def _places(body: np.ndarray, what: bytes, many: int) -> np.ndarray:
    """Where the bytes of each occurrence stand: a row each."""
    found = [one.start() for one in re.finditer(re.escape(what), body.tobytes())]
    assert len(found) == many, "the encoded bytes hold it by chance as well"
    return np.array(found)[:, None] + np.arange(len(what))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


class Connection:
    """A plain client of MQTT 3.1.1 on loopback that publishes with QoS 0, and nothing else."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        client = b"loud-plant"
        head = b"\x00\x04MQTT\x04\x02\x00\x00" + len(client).to_bytes(2, "big") + client
        self.socket.sendall(b"\x10" + _varint(len(head)) + head)
        assert self.socket.recv(4) == b"\x20\x02\x00\x00", "the server refuses us"

    def send(self, messages: list[Publish]) -> None:
        """Publish them, in one go."""
        parts = []
        for one in messages:
            topic = one.topic.encode()
            parts += [
                b"\x30",
                _varint(2 + len(topic) + len(one.payload)),
                len(topic).to_bytes(2, "big"),
                topic,
                one.payload,
            ]
        self.socket.sendall(b"".join(parts))

    def close(self) -> None:
        """Leave."""
        self.socket.sendall(b"\xe0\x00")
        self.socket.close()
