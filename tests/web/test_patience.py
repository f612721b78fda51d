"""Slow clients: whoever does not send a request in time is let go, and keeps nobody else out."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from taktwin.web import patience
from taktwin.web.access import guard
from taktwin.web.serve import listen
from tests.web.server import client, plant

POST = (
    b"POST /api/text/check HTTP/1.1\r\nHost: localhost\r\nx-taktwin: 1\r\ncontent-type: application/json\r\n"
    b"content-length: 50\r\n\r\n{"
)


def test_slow_clients_are_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing, half a head that goes on by the letter, and half a body; a whole request beside them is answered."""
    monkeypatch.setattr(patience, "HEAD_S", 0.4)
    monkeypatch.setattr(guard, "BODY_S", 0.4)
    made = listen("127.0.0.1", 0)
    app = client(plant(tmp_path)).app
    config = uvicorn.Config(app, log_level="warning", http=patience.PatientProtocol, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [made]}, daemon=True)
    thread.start()

    def client_with(data: bytes) -> socket.socket:
        one = socket.create_connection(made.getsockname())
        one.sendall(data)
        one.settimeout(10.0)
        return one

    began = time.monotonic()
    idle, half, body = client_with(b""), client_with(b"GET / HTTP/1.1\r\nHost: lo"), client_with(POST)
    whole = client_with(b"GET /api/session HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert whole.recv(12) == b"HTTP/1.1 200"
    time.sleep(0.2)
    half.sendall(b"c")
    assert idle.recv(10) == b""
    assert half.recv(10) == b""
    assert body.recv(12) == b"HTTP/1.1 408"
    assert time.monotonic() - began < 5.0
    server.should_exit = True
    thread.join(10.0)
