"""The two programs with a real MQTT server between them: one plays a plant, one follows it, is killed, and goes on."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.live.sparkplug.broker import running


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    yield from running(tmp_path)


def started(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from taktwin.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    for line in process.stdout:
        yield json.loads(line)


@pytest.mark.long
def test_a_plant_is_heard_and_heard_again_after_a_kill(port: int, tmp_path: Path) -> None:
    url, mapping = f"mqtt://127.0.0.1:{port}", tmp_path / "map.yaml"
    plant = started("emulate", "line20", "--sparkplug", url, "--map-out", mapping, "--speed", 120, "--days", 1)
    follow = ("live", "line20", "--broker", url, "--map", mapping, "--journal", tmp_path / "j", "--ahead", 0)
    try:
        for _ in range(600):
            if mapping.is_file():
                break
            time.sleep(0.05)
        heard = 0
        for _ in range(2):
            twin = started(*follow, "--every", "5 s")
            first: float | None = None
            for now in told(twin):
                events = now["divergence"]["events"]
                assert events >= heard, "what was written down is there"
                first = time.monotonic() if first is None else first
                if events > heard + 100:
                    assert time.monotonic() - first < 10.0
                    heard = events
                    break
            twin.kill()
            twin.wait(10)
        last = started(*follow, "--every", "5 s")
        lines = told(last)
        next(lines)
        last.terminate()
        (*_, now) = lines
        assert last.wait(20) == 0
        assert now["divergence"]["events"] >= heard
        assert now["jobs"] > 0
    finally:
        plant.terminate()
        plant.wait(10)
