"""Applications and clients for tests of the page."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from taktwin.web.access.audit import Audit
from taktwin.web.access.door import Door
from taktwin.web.access.people import People, read_people
from taktwin.web.app import Settings, make_app
from taktwin.web.workspace import Workspace

BASE = "http://localhost:8765"
OURS = {"x-taktwin": "1"}
TOKENS = {"view": "v" * 24, "acknowledge": "k" * 24, "admin": "a" * 24}
MODEL = """taktwin: 1
name: small
orders: {always: {}}
shops:
  s:
    lines:
      l:
        orders: always
        flow:
          - {station: a, cycle: 60 s}   # the first
          - {buffer: b, capacity: 3}
          - station: c
            cycle: exp(50 s) [assumed a guess]
"""


def people(folder: Path) -> People:
    """One person for each role, by token; and two whom a proxy lets in."""
    path = folder / "people.txt"
    lines = [f"{role} {role}-person {token}" for role, token in TOKENS.items()]
    path.write_text("# who\n" + "\n".join([*lines, "admin eve", "view *"]) + "\n")
    path.chmod(0o600)
    return read_people(path)


def client(
    folder: Path,
    door: Door | None = None,
    read_only: bool = False,
    forms: Sequence[Any] = (),
    hosts: Any = ("localhost",),
) -> TestClient:
    """A browser of the page of a folder, which sends what ours sends."""
    settings = Settings(
        workspace=Workspace(folder, read_only),
        door=door or Door(),
        hosts=hosts,
        audit=Audit(folder / ".taktwin" / "audit.jsonl"),
        forms=forms,
        program=[sys.executable, "-c", "from taktwin.cli import main; main()"],
    )
    return TestClient(make_app(settings), base_url=BASE, headers=dict(OURS), raise_server_exceptions=False)


def plant(folder: Path, name: str = "small.yaml", text: str = MODEL) -> Path:
    """A folder with a model in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def link(where: Path, to: Path) -> None:
    """A symbolic link."""
    where.symlink_to(to)


def raw(
    page: TestClient, path: str, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Status and body of a path as it stands: the client would tidy it up before it asks."""
    given = {"host": "localhost", **(headers or {})}
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode("utf-8", "replace"),
        "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8765),
    }  # fmt: skip
    status, answer, asked = 0, b"", False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.sleep(60)  # whoever asks again waits for the end of the connection
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status, answer
        status = message.get("status", status)
        answer += message.get("body", b"")

    asyncio.run(page.app(scope, receive, send))  # type: ignore[arg-type]
    return status, answer
