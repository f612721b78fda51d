"""A server in a process of its own, or in this one; and a browser that can reach nothing but it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
AXE = "TAKTWIN_AXE"  #: names the file axe.min.js
# a browser notes by itself that the server is gone, or that a file was changed elsewhere
_QUIET = re.compile(r"favicon|status of 409|WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED")


def chromium() -> str:
    """The browser of the system; the test is skipped where there is none."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for path in CHROMIUM if Path(path).exists()), None) or shutil.which("chromium")
    if found is None:
        pytest.skip("there is no Chromium at /usr/bin/chromium")
    return found


def axe() -> str:
    """The text of axe-core; the test is skipped where it is absent."""
    path = Path(os.environ.get(AXE, ""))
    if not path.is_file():
        pytest.skip(f"axe-core is absent; {AXE} names the file axe.min.js of the npm package axe-core")
    return path.read_text(encoding="utf-8")


class Server:
    """`taktwin serve` in a process."""

    def __init__(self, folder: Path, *arguments: str, port: int = 0) -> None:
        command = [sys.executable, "-c", "from taktwin.cli import main; main()", "serve", str(folder), f"--port={port}"]
        self.process = subprocess.Popen(
            [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.errors: list[str] = []
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"https?://\S+:(\d+)/\S*", line)
        assert found, (line, self.process.stderr.read() if self.process.stderr else "")
        self.address, self.port = found[0], int(found[1])
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        self.errors += self.process.stderr

    def end(self, number: int = signal.SIGINT) -> int:
        """Interrupt it, as Ctrl-C does; its exit code. It is to end within 5 s, and has one more here."""
        self.process.send_signal(number)
        try:
            return self.process.wait(6)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


@contextmanager
def browser() -> Iterator[Any]:
    """A browser that can reach loopback alone: names are not resolved at all, so that nothing leaves even if it tried.

    As long as it is there, no test may run a loop of asyncio in this thread: a module of tests has one of its own.
    """
    path = chromium()
    from playwright.sync_api import sync_playwright

    rules = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
    with sync_playwright() as player:
        made = player.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", rules])
        try:
            yield made
        finally:
            made.close()


@contextmanager
def page(within: Any, language: str, width: int = 1400) -> Iterator[Any]:
    """A page of a browser, with nothing kept from others. It fails where it asks for anything but loopback, or errs."""
    wrong: list[str] = []
    context = within.new_context(
        viewport={"width": width, "height": 900}, locale={"en": "en-GB", "zh": "zh-CN"}[language]
    )
    try:
        made = context.new_page()
        made.set_default_timeout(30_000)
        made.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        made.on("console", lambda said: wrong.extend([f"console: {said.text}"] if said.type == "error" else []))
        made.on("request", lambda asked: wrong.extend([] if _ours(asked.url) else [f"left loopback: {asked.url}"]))
        yield made
        text = made.inner_text("body")
    finally:
        context.close()
    assert not [one for one in wrong if not _QUIET.search(one)], wrong
    assert "⟦" not in text


def _ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:http://127.0.0.1:", "about:"))


@contextmanager
def running(app: Any) -> Iterator[str]:
    """The address of an application that is served by a thread of this process."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="websockets-sansio"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
