"""The program, killed while a plant runs: it comes back where it was, and a stop of the service closes its books."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import taktwin
from taktwin.live.journal.check import check_journal
from taktwin.live.journal.journal import Journal
from taktwin.live.twin import TwinSettings
from taktwin.live.twin.options import LiveOptions
from taktwin.live.twin.program import follow
from taktwin.live.twin.written import KIND

PLAY = ("live", "line20", "--demo", "--days", "0.2", "--ahead", "0", "--every", "10 min")


def started(journal: Path, speed: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from taktwin.cli import main; main()", *PLAY, "--journal", str(journal)]
    return subprocess.Popen([*command, "--speed", speed], stdout=subprocess.PIPE, text=True, env=dict(os.environ))


def to_the_end(journal: Path | None) -> dict[str, Any]:
    """What is told at the end of the day, in this process."""
    told: list[dict[str, Any]] = []
    settings = TwinSettings(forecast_s=math.inf)
    follow(
        taktwin.load("line20").starter,
        LiveOptions(demo=True, days=0.2, speed=0.0, every=3600.0, journal=journal, settings=settings),
        told.append,
    )
    return told[-1]


def test_killed_and_stopped_it_tells_what_an_undisturbed_one_tells(tmp_path: Path) -> None:
    journal, told = tmp_path / "plant.journal", 0.0
    for how in (signal.SIGKILL, signal.SIGTERM):
        process = started(journal, "6000")
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert first["time_s"] > told  # it goes on from where it was
        told = first["time_s"]
        time.sleep(0.4)
        process.send_signal(how)
        lines = process.communicate(timeout=60)[0].splitlines()
        assert process.returncode == (0 if how is signal.SIGTERM else -how)
        told = max([told, *(json.loads(line)["time_s"] for line in lines if line.endswith("}"))])
    with Journal(journal, to_write=False) as kept:
        checkpoint = kept.checkpoint(KIND)
        assert checkpoint is not None
        assert checkpoint.upto == len(kept)  # the books were closed
    found = to_the_end(journal)
    assert found["time_s"] > told
    assert found == to_the_end(None)
    assert check_journal(journal).sound
