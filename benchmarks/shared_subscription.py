"""What MQTT's shared subscriptions would do to hosts of Sparkplug: two share the load, each counts the gaps it sees.

    python -m benchmarks.shared_subscription [--nodes 10] [--messages 10000]

Starts mosquitto on loopback. Edge nodes send their births and then data, one or another; each answers a request for
rebirth, as the standard says. Heard by one host alone, and by two that share `$share/twins/spBv1.0/#`: the server deals
the messages out, so of the sequence numbers of a node neither has all. Needs mosquitto and the extra `live`.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from benchmarks.through_broker import mosquitto
from taktwin.exchange.sparkplug.datatypes import DataType
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.payload import Metric, Payload
from taktwin.live.message import Message, now_ms
from taktwin.live.sparkplug.messages import Publish
from taktwin.live.sparkplug.session import HostSession
from taktwin.live.sparkplug.settings import HostSettings

REORDER_MS, TICK_S = 500, 0.05  # so long a message that lacks is waited for


class Host:
    """A host that hears some filter, and asks for births where it misses a message."""

    def __init__(self, number: int, port: int, topics: str) -> None:
        self.session = HostSession(HostSettings(host=f"twin-{number}", reorder_timeout=REORDER_MS))
        self.seen, self.lock, self.heard = Counter[str](), threading.Lock(), 0
        self.client = client_on(port, self._take, topics)

    def _take(self, topic: str, payload: bytes) -> None:
        with self.lock:
            self.heard += 1
            self._do(self.session.receive([Message(topic, payload, now_ms())]))

    def tick(self) -> None:
        with self.lock:
            self._do(self.session.tick(now_ms()))

    def _do(self, step: Any) -> None:
        self.seen.update(type(one).__name__ for one in step.events)
        for one in step.commands:
            if isinstance(one, Publish):
                self.client.publish(one.topic, one.payload)


class Nodes:
    """Edge nodes of one metric each."""

    def __init__(self, many: int, port: int) -> None:
        self.seq, self.lock = dict.fromkeys([f"line-{i}" for i in range(many)], 0), threading.Lock()
        self.births = 0
        self.client = client_on(port, lambda topic, _: self.birth(topic.split("/")[3]), "spBv1.0/body/NCMD/+")

    def birth(self, node: str) -> None:
        with self.lock:
            now, self.seq[node], self.births = now_ms(), 0, self.births + 1
            own = (
                Metric(name="bdSeq", timestamp=now, datatype=DataType.Int64, value=1),
                Metric(name="Node Control/Rebirth", timestamp=now, datatype=DataType.Boolean, value=False),
                Metric(name="Good", alias=1, timestamp=now, datatype=DataType.Int64, value=0),
            )
            self._send("NBIRTH", node, own, now)

    def data(self, node: str, value: int) -> None:
        with self.lock:
            now = now_ms()
            self._send("NDATA", node, (Metric(alias=1, timestamp=now, value=value),), now)

    def _send(self, kind: str, node: str, metrics: tuple[Metric, ...], now: int) -> None:
        payload = encode(Payload(timestamp=now, metrics=metrics, seq=self.seq[node]))
        self.seq[node] = (self.seq[node] + 1) % 256
        self.client.publish(f"spBv1.0/body/{kind}/{node}", payload)


def client_on(port: int, take: Any, topics: str) -> Client:
    """A client of MQTT 5 that has subscribed."""
    client, ready = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5), threading.Event()
    client.on_message = lambda _client, _data, one: take(one.topic, one.payload)
    client.on_subscribe = lambda *_: ready.set()
    client.connect("127.0.0.1", port)
    client.subscribe(topics)
    client.loop_start()
    assert ready.wait(10.0)
    return client


def measure(given: argparse.Namespace, port: int, topics: list[str]) -> None:
    """Send, and print what the hosts made of it."""
    hosts = [Host(number, port, one) for number, one in enumerate(topics, start=1)]
    nodes = Nodes(given.nodes, port)
    for node in nodes.seq:
        nodes.birth(node)
    time.sleep(0.5)
    asked, begin = nodes.births, time.monotonic()
    draw = random.Random(1)  # in turn, an even number of nodes would be dealt out evenly by chance
    for number in range(given.messages):
        nodes.data(f"line-{draw.randrange(given.nodes)}", number)
        if number % 20 == 19:
            time.sleep(max(0.0, begin + number / given.rate - time.monotonic()))
            for one in hosts:
                one.tick()
    time.sleep(1.0 + REORDER_MS / 1000.0)
    for one in hosts:
        one.tick()
        one.client.disconnect()
    nodes.client.disconnect()
    seen = sum((one.seen for one in hosts), Counter[str]())
    each = 1000.0 / given.messages
    names = (("taken", "Values"), ("gaps", "Lost"), ("passed over", "Ignored"), ("requests", "RebirthAsked"))
    told = {name: round(seen[kind] * each, 1) for name, kind in names} | {
        "births": round((nodes.births - asked) * each, 1)
    }
    heard = " and ".join(str(one.heard) for one in hosts)
    print(f"{len(hosts)} host(s), {heard} messages heard; of 1,000 that were sent: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--nodes", type=int, default=10)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--rate", type=float, default=500.0, help="messages a second, of all nodes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server, port = mosquitto(Path(folder))
        try:
            measure(given, port, ["spBv1.0/#"])
            measure(given, port, ["$share/twins/spBv1.0/#"] * 2)
        finally:
            server.terminate()
            server.wait(10.0)


if __name__ == "__main__":
    main()
