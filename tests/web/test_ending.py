"""A server ends within seconds, whatever a thread or a command of it does."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from taktwin.web import ending
from taktwin.web.work.forms import Form
from taktwin.web.work.jobs import Jobs
from taktwin.web.workspace import Workspace
from tests.web.server import plant

BUSY = """
import threading, time
from taktwin.web import ending
ending.MOST_S = 0.2
threading.Thread(target=time.sleep, args=(60,), daemon={daemon}).start()
print("said")
{end}
"""


def test_a_thread_that_works_is_not_waited_for() -> None:
    """Neither one that the interpreter would wait for, nor one under which it would take itself down."""
    for end, daemon, code in (
        ("ending.end_in_time(2); time.sleep(60)", True, 0),
        ("ending.end_in_time(15); time.sleep(60)", False, 143),
        ("ending.leave(); print('not left')", False, 0),
    ):
        text = BUSY.format(end=end, daemon=daemon)
        found = subprocess.run([sys.executable, "-c", text], capture_output=True, timeout=20, check=False)
        assert (found.returncode, found.stdout.strip()) == (code, b"said")
    assert ending.PAGES_S + ending.COMMANDS_S + ending.PLANT_S < ending.MOST_S < 5.0


def test_a_deaf_command_ends_with_the_page(tmp_path: Path) -> None:
    """It has `COMMANDS_S` to keep what it has; then it and what it has started is ended, and said to be interrupted."""
    child = "import time; time.sleep(60)"
    code = (
        "import signal, subprocess, sys; signal.signal(signal.SIGINT, signal.SIG_IGN);"
        f"print(subprocess.Popen([sys.executable, '-c', {child!r}]).pid, flush=True);" + child
    )
    jobs = Jobs(Workspace(plant(tmp_path)), [Form("nothing", {}, ())], [sys.executable, "-c", code])
    job = jobs.start("nothing", {}, "en", "x")
    said = job.folder / "output.txt"
    while not said.is_file() or not said.read_text().endswith("\n"):
        time.sleep(0.02)
    began = time.monotonic()
    jobs.close()
    assert time.monotonic() - began < ending.COMMANDS_S + 1.0
    assert job.state == "interrupted"
    status = Path(f"/proc/{said.read_text().strip()}/stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"  # nobody is left to bury it
