"""A reader in a forked copy of this process, with limits: what came of it."""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import traceback
from collections.abc import Callable

from taktwin.model.errors import ModelError
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.runs.simulation import SimulationError
from taktwin.runs.snapshot import SnapshotError

CPU_SECONDS, SECONDS, BYTES = 30, 300, 6 << 30
OURS = (ModelError, ExperimentError, SnapshotError, SimulationError, OSError)
_ENDS = {signal.SIGXCPU: "hang", signal.SIGALRM: "hang"}


def outcome(read: Callable[[], str]) -> tuple[str, str]:
    """What ``read`` does: ("result", its text), ("refused", the message), ("foreign", traceback), crash or hang."""
    came, goes = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(came)
            _limit()
            with os.fdopen(goes, "w", encoding="utf-8", errors="replace") as pipe:
                pipe.write("\0".join(_read(read)))
        finally:
            os._exit(0)
    os.close(goes)
    with os.fdopen(came, encoding="utf-8", errors="replace") as pipe:
        told = pipe.read()
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return _ENDS.get(signal.Signals(os.WTERMSIG(status)), "crash"), f"signal {os.WTERMSIG(status)}"
    how, _, text = told.partition("\0")
    return (how, text) if how else ("crash", "it said nothing")


def _limit() -> None:
    faulthandler.disable()  # a crash is told by its signal
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + CPU_SECONDS, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)


def _read(read: Callable[[], str]) -> tuple[str, str]:
    try:
        return "result", read()
    except OURS as error:
        return "refused", f"{type(error).__name__}: {error}"
    except BaseException:
        return "foreign", traceback.format_exc()
