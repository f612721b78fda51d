"""A server in a process of its own, and a browser that can reach nothing but it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
AXE = "TAKTWIN_AXE"  #: names the file axe.min.js
_QUIET = re.compile(r"favicon|WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED")


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
        """Interrupt it, as Ctrl-C does; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(20)


@contextmanager
def page(language: str, width: int = 1400) -> Iterator[Any]:
    """A page of a browser in a language. It fails where the page asks for anything but loopback, or has an error.

    Names are not resolved at all, so that nothing can leave this computer even if it tried.
    """
    from playwright.sync_api import sync_playwright

    wrong: list[str] = []
    with sync_playwright() as player:
        rules = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
        browser = player.chromium.launch(executable_path=chromium(), args=["--no-sandbox", rules])
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale={"en": "en-GB", "zh": "zh-CN"}[language]
        )
        made = context.new_page()
        made.set_default_timeout(30_000)
        made.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        made.on("console", lambda said: wrong.extend([f"console: {said.text}"] if said.type == "error" else []))
        made.on("request", lambda asked: wrong.extend([] if _ours(asked.url) else [f"left loopback: {asked.url}"]))
        yield made
        text = made.inner_text("body")
        browser.close()
    assert not [one for one in wrong if not _QUIET.search(one)], wrong
    assert "⟦" not in text


def _ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:http://127.0.0.1:", "about:"))
