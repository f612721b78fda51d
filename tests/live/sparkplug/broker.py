"""A real MQTT server on loopback, and somebody who writes down what it hands on."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROGRAM = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def running(folder: Path, *lines: str, port: int = 0) -> Iterator[int]:
    """Mosquitto on a port of loopback (0 for a free one) while the test runs; lines for its configuration besides."""
    if PROGRAM is None:
        pytest.skip("mosquitto is not installed (Debian: apt-get install mosquitto)")
    pytest.importorskip("aiomqtt", reason="aiomqtt is not installed (`pip install taktwin[live]`)")
    port = port or free_port()
    file = folder / "mosquitto.conf"
    lines = lines or ("allow_anonymous true",)
    file.write_text("\n".join((f"listener {port} 127.0.0.1", "persistence false", *lines)) + "\n", encoding="utf-8")
    process = subprocess.Popen([PROGRAM, "-c", str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.02)
        else:
            pytest.fail("mosquitto does not answer")
        yield port
    finally:
        process.terminate()
        process.wait(10)


class Recorder:
    """A client that subscribes to everything and keeps what comes, as (topic, payload, qos, retain)."""

    def __init__(self, port: int, topics: str = "#") -> None:
        from paho.mqtt.client import Client
        from paho.mqtt.enums import CallbackAPIVersion

        self.came: list[tuple[str, bytes, int, bool]] = []
        self._client = Client(CallbackAPIVersion.VERSION2)
        self._client.on_message = self._note
        self._ready = False
        self._client.on_subscribe = self._subscribed
        self._client.connect("127.0.0.1", port)
        self._client.subscribe(topics, 2)
        self._client.loop_start()
        self.until(lambda: self._ready)

    def _note(self, _client: Any, _data: Any, message: Any) -> None:
        self.came.append((message.topic, message.payload, message.qos, bool(message.retain)))

    def _subscribed(self, *_: Any) -> None:
        self._ready = True

    def publish(self, topic: str, payload: bytes, qos: int = 0, retain: bool = False) -> None:
        """Send a message."""
        self._client.publish(topic, payload, qos, retain).wait_for_publish(5)

    def until(self, true: Any) -> None:
        """Wait for something, for forty seconds at most."""
        end = time.monotonic() + 40
        while not true():
            assert time.monotonic() < end, self.came
            time.sleep(0.01)

    def close(self) -> None:
        """Leave."""
        self._client.disconnect()
        self._client.loop_stop()
