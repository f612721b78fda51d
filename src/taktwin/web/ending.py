"""The end of a server: within seconds, whatever its threads are still doing.

The engine may be compiling, or a plant be run until it is at work, in a thread that cannot be broken off; neither has
anything to keep. So nobody waits for such a thread longer than `MOST_S`, and an interpreter that takes itself down
under one that compiles would crash: the program is left at once instead.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress

#: So long the end may take (s): pages are let go, commands end, books are closed.
MOST_S = 4.5
#: Of that: pages that are looked at, commands, and the plant that is followed.
PAGES_S, COMMANDS_S, PLANT_S = 1, 2.0, 1.0


def end_in_time(number: int) -> None:
    """From now on the program has `MOST_S` to end by itself; then it is left."""
    timer = threading.Timer(MOST_S, _leave, [0 if number == signal.SIGINT else 128 + number])
    timer.daemon = True
    timer.start()


def leave() -> None:
    """The program ends here, if a thread still works in it; else it returns, and ends as any does."""
    main = threading.main_thread()
    if any(one is not main and not isinstance(one, threading.Timer) for one in threading.enumerate()):
        _leave()


def _leave(code: int = 0) -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
