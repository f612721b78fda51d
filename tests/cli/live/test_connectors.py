"""`taktwin live` with connectors: what was confirmed counts after a kill, files that grow, CSV."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import taktwin as library
from taktwin.exchange.vda5050.messages import state_payload
from taktwin.live.events import event_line
from tests.cli.conftest import Taktwin
from tests.exchange.vda5050.test_messages import OX
from tests.live.opcua.plc import Plc
from tests.live.sparkplug.broker import Recorder, free_port, running

COLUMNS = """
columns: 1
delimiter: ";"
fields: {time: Zeit, element: Platz, state: Zustand}
constants: {kind: state}
words: {state: {steht: down}}
"""

CARTS = """
taktwin: 1
name: carts
orders: {cars: {}}
fleets: {agv: {count: 2, speed: 1 m/s, load: 5 s, unload: 5 s}}
shops:
  body:
    lines:
      main:
        orders: cars
        flow:
          - {station: weld, cycle: 60 s}
          - {transport: ride, fleet: agv, distance: 60 m}
          - {station: paint, cycle: 60 s}
"""
MAPPING = """
mapping: 1
clock: {zero: "@", speed: 300}
codes: {ours: {2: {name: waits, means: waiting}, 3: {name: calls, means: waiting_transport}}}
tags:
  - {tag: "opcua/Line/{m}/Code", is: state, of: "{m}", codes: ours}
  - {tag: "vda5050/Bull/{n}/vehicle", is: vehicle, of: agv}
"""


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[int]:
    yield from running(tmp_path)


@pytest.fixture(params=["--follow", pytest.param("--opcua", marks=pytest.mark.long)])
def machines(request: pytest.FixtureRequest, here: Path) -> Iterator[tuple[str, object]]:
    """Who tells of the machines: weld calls for a vehicle, paint waits; as options of the command."""
    if request.param == "--follow":
        states = {"weld": "waiting_transport", "paint": "starved"}
        lines = [json.dumps({"time": 1, "kind": "state", "element": name, "state": states[name]}) for name in states]
        (here / "mes.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield "--follow", "mes.jsonl"
        return
    pytest.importorskip("asyncua", reason="asyncua is not installed (`pip install taktwin[live]`)")
    plc = Plc(free_port(), ["weld/Code", "paint/Code"], here)
    for name, code in (("weld/Code", 3), ("paint/Code", 2)):
        plc._now(plc._set(name, code, 0, None))
    yield "--opcua", plc.url
    plc.end()


@contextlib.contextmanager
def started(here: Path, *arguments: object, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """`taktwin live` as a program of its own, for a minute and a half at most."""
    command = [sys.executable, "-c", "from taktwin.cli import main; main()", "live", *map(str, arguments)]
    command += ["--ahead", "0"]
    pipe, variables = subprocess.PIPE, {**os.environ, **variables}
    with subprocess.Popen(command, cwd=here, env=variables, stdout=pipe, stderr=pipe, text=True) as process:
        late = threading.Timer(90.0, process.kill)
        late.start()
        try:
            yield process
        finally:
            late.cancel()
            process.kill()


def told(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """What it tells, line by line."""
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


def test_a_vehicle_that_has_failed_is_why_the_line_stands(
    broker: int, machines: tuple[str, object], taktwin: Taktwin, here: Path
) -> None:
    """Machines by one connector and vehicles by VDA 5050, heard together; known again out of the journal."""
    (here / "carts.yaml").write_text(CARTS, encoding="utf-8")
    sender = Recorder(broker, "none")
    for number, more in ((7, {}), (2, {"errors": (("motorTooHot", "FATAL"),), "driving": False, "node": "ride"})):
        now = dt.datetime.now(dt.UTC)
        one = replace(OX, serial=f"ox-{number}", time=int(now.timestamp() * 1000), loads=("car 5",), **more)
        sender.publish(f"vda5050/v2/Bull/ox-{number}/state", state_payload(one), 0, True)
    (here / "map.yaml").write_text(MAPPING.replace("@", dt.datetime.now(dt.UTC).isoformat()), encoding="utf-8")
    follow = (*machines, "--vda5050", f"mqtt://127.0.0.1:{broker}", "--map", "map.yaml", "--journal", "plant.journal")
    with started(here, "carts.yaml", *follow) as process:
        for now in told(process):
            if now["lines"] and now["lines"][0]["cause"]["error"]:
                break
        process.terminate()
        *_, now = told(process)
    sender.close()
    assert now["lines"][0]["cause"]["told"] == "agv.2 does not come to weld: motorTooHot"
    assert {name: one["state"] for name, one in now["vehicles"].items()} == {"agv.1": "working", "agv.2": "down"}
    failed = now["vehicles"]["agv.2"]
    assert (failed["place"], failed["load"], failed["battery"]) == (
        "ride",
        "car 5",
        pytest.approx(OX.battery, abs=0.01),
    )
    ask = ("live", "carts.yaml", "--journal", "plant.journal", "--at", now["time"])
    then = json.loads(taktwin(*ask, "--map", "map.yaml", "--json").stdout)["vehicles"]["agv.2"]
    assert {**then, "silent": failed["silent"]} == failed  # they are silent for us once we have left
    assert "motorTooHot" in taktwin(*ask, "--map", "map.yaml").stdout
    assert "give --map FILE" in taktwin(*ask).stderr


def test_confirmed_by_post_and_read_from_a_file_it_counts_after_a_kill(taktwin: Taktwin, here: Path) -> None:
    """Two connectors at once; the token is nowhere in what was written down."""
    plant = library.load("line20")
    lines = [f"{event_line(event)}\n" for event in plant.emulator(days=0.02).events()]
    token, grows = "a token of the plant", here / "mes.jsonl"
    first, second, last = lines[: len(lines) // 3], lines[len(lines) // 3 : -100], lines[-100:]
    grows.write_text("".join(first), encoding="utf-8")
    (here / "token").write_text(token + "\n", encoding="utf-8")
    (here / "token").chmod(0o600)
    way = ("--post", "127.0.0.1:0", "--follow", grows, "--journal", "plant.journal", "--every", "1 s")
    with started(here, "line20", *way, TAKTWIN_POST_TOKEN_FILE="token") as process:
        assert process.stderr is not None
        address = next(line for line in process.stderr if line.startswith("listening: ")).split()[1]
        request = urllib.request.Request(address, "".join(second).encode(), method="POST")
        request.add_header("Content-Type", "application/x-ndjson")
        request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=20) as answer:
            assert json.load(answer) == {"events": len(second)}
        for now in told(process):
            if now["divergence"]["events"] == len(first) + len(second):
                break
        process.kill()
    with grows.open("a", encoding="utf-8") as file:
        file.write("".join(last))
    now = _until(taktwin, "--follow", grows, "--journal", "plant.journal")
    assert now["divergence"]["events"] == len(lines)
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
