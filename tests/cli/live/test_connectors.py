"""`taktwin live` with connectors: what was confirmed counts after a kill, files that grow, CSV."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any

import taktwin as library
from taktwin.live.events import event_line
from tests.cli.conftest import Taktwin

COLUMNS = """
columns: 1
delimiter: ";"
fields: {time: Zeit, element: Platz, state: Zustand}
constants: {kind: state}
words: {state: {steht: down}}
"""


def test_confirmed_by_post_and_read_from_a_file_it_counts_after_a_kill(taktwin: Taktwin, here: Path) -> None:
    """Two connectors at once; the token is nowhere in what was written down."""
    plant = library.load("line20")
    lines = [f"{event_line(event)}\n" for event in plant.emulator(days=0.02).events()]
    token, grows = "a token of the plant", here / "mes.jsonl"
    first, second, last = lines[: len(lines) // 3], lines[len(lines) // 3 : -100], lines[-100:]
    grows.write_text("".join(first), encoding="utf-8")
    command = [sys.executable, "-c", "from taktwin.cli import main; main()", "live", "line20", "--ahead", "0"]
    command += ["--post", "127.0.0.1:0", "--follow", str(grows), "--journal", "plant.journal", "--every", "1 s"]
    (here / "token").write_text(token + "\n", encoding="utf-8")
    (here / "token").chmod(0o600)
    environment = {**os.environ, "TAKTWIN_POST_TOKEN_FILE": "token"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=here, env=environment
    ) as process:
        late = threading.Timer(60.0, process.kill)
        late.start()
        assert process.stderr is not None
        assert process.stdout is not None
        address = next(line for line in process.stderr if line.startswith("listening: ")).split()[1]
        request = urllib.request.Request(address, "".join(second).encode(), method="POST")
        request.add_header("Content-Type", "application/x-ndjson")
        request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert json.load(answer) == {"events": len(second)}
        for line in process.stdout:
            if json.loads(line)["divergence"]["events"] == len(first) + len(second):
                break
        late.cancel()
        process.kill()
    with grows.open("a", encoding="utf-8") as file:
        file.write("".join(last))
    told = _until(taktwin, "--follow", grows, "--journal", "plant.journal")
    assert told["divergence"]["events"] == len(lines)
    assert not any(token.encode() in one.read_bytes() for one in here.glob("plant.journal*"))


def _until(taktwin: Taktwin, *way: object) -> dict[str, Any]:
    """What the last object says when the newest event has come."""
    result = taktwin("live", "line20", *way, "--ahead", 0, "--every", "1 s", "--until", "28 min")
    return json.loads(result.stdout.splitlines()[-1])


def test_csv_of_a_file_that_ends(taktwin: Taktwin, here: Path) -> None:
    (here / "columns.yaml").write_text(COLUMNS, encoding="utf-8")
    (here / "day.csv").write_text("Platz;Zeit;Zustand\nstation-3;90;steht\nstation-4;nie;steht\n", encoding="utf-8")
    told = taktwin("live", "line20", "--events", "day.csv", "--columns", "columns.yaml", "--ahead", 0)
    assert json.loads(told.stdout.splitlines()[-1])["states"]["station-3"] == "down"
    refused = taktwin("live", "line20", "--demo", "--columns", "columns.yaml")
    assert (refused.exit_code, "--columns" in refused.stderr) == (2, True)


def test_addresses_without_secrets(taktwin: Taktwin, here: Path) -> None:
    for address in ("http://me:secret@127.0.0.1:1", "0.0.0.0:1"):
        result = taktwin("live", "line20", "--post", address)
        assert result.exit_code == 2, result.stderr
        assert "secret" not in result.stderr
