"""A command in a process of its own, which ends with the server that started it, even where that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

PROGRESS = "TAKTWIN_PROGRESS"  #: names the file that a command writes its progress to
#: Tells a command that its standard input ends with this server, and that it is to end then, too.
LIFELINE = "TAKTWIN_LIFELINE"
_PATIENCE = 5.0  # s


def started(
    command: Sequence[str], folder: Path, language: str, progress: Path, out: IO[bytes], errors: IO[bytes]
) -> subprocess.Popen[bytes]:
    """A command that runs.

    Args:
        command: program and arguments.
        folder: in which it runs.
        language: of what it says.
        progress: file for its progress.
        out: open file for what it says.
        errors: open file for what it says is wrong.

    Raises:
        OSError: it cannot be started.
    """
    environment = {
        **os.environ,
        PROGRESS: str(progress),
        LIFELINE: "1",
        "TAKTWIN_LANG": language,
        "COLUMNS": "110",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    return subprocess.Popen(
        list(command), stdin=subprocess.PIPE, stdout=out, stderr=errors, cwd=folder, env=environment,
        start_new_session=True,
    )  # fmt: skip


def send(process: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal to a command and all that it has started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, number)
        else:
            process.terminate()


def see_to_end(process: subprocess.Popen[bytes], patience: float = _PATIENCE) -> None:
    """Wait (s) until a command that was asked to end has done so, and end it where it takes longer."""
    try:
        process.wait(max(patience, 0.0))
    except subprocess.TimeoutExpired:
        send(process, getattr(signal, "SIGKILL", signal.SIGTERM))
