"""A command that a server has started ends with it, even where the server is killed and can say nothing any more.

The server holds the one end of a pipe whose other end is the standard input of the command. Nothing is ever written:
when the pipe ends, whoever held it is gone.
"""

from __future__ import annotations

import _thread
import os
import signal
import threading
import time
from contextlib import suppress

VARIABLE = "TAKTWIN_LIFELINE"
"""Variable of the environment; where it is set, the standard input is such a pipe."""
PATIENCE_S = 5.0
"""So long a command has to keep what it has found (s)."""


def hold() -> None:
    """End this program when its standard input ends; its own children as well, where it leads a group of its own."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    leads = hasattr(os, "killpg") and os.getpgrp() == os.getpid()
    if leads:
        os.killpg(0, signal.SIGINT)
    else:
        _thread.interrupt_main()
    time.sleep(PATIENCE_S)
    if leads:
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
