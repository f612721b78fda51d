"""A plugin of pytest: runs the collected tests for one fault after the other, each in a forked copy of this process.

So everything is imported, collected and compiled once. A copy that takes more than a minute of processor time for one
test, or more than 12 GB of addresses, is ended. Outcomes go, a line each, to the file descriptor that
the environment names.
"""

from __future__ import annotations

import json
import os
import resource
import signal
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.embed import SWITCH

NUMBERS, DESCRIPTOR = "TAKTWIN_FAULTS", "TAKTWIN_FAULTS_TO"
CPU_SECONDS, SECONDS, BYTES = 60, 1200, 12 << 30
_ENDS = {signal.SIGXCPU: "endless", signal.SIGALRM: "endless"}


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Instead of running the tests once."""
    if session.testsfailed:
        raise session.Interrupted("the tests cannot be collected")
    compile_kernel()
    for number in os.environ[NUMBERS].split(","):
        outcome = json.dumps({"number": int(number), **in_a_copy(session.items, number)})
        os.write(int(os.environ[DESCRIPTOR]), f"{outcome}\n".encode())
    return True


def compile_kernel() -> None:
    """Once, for all copies (a kernel that does not compile is found by the first test)."""
    from taktwin.runs.entries import PLAIN, SERIAL, WHOLE
    from tests.kernel.plants import line, program_of

    program = program_of(line([{"station": "m", "cycle": "1 s"}]))
    try:
        for entries in (SERIAL, PLAIN, WHOLE):
            entries.compile(program.arrays["world"])
    except Exception as error:
        print(error)


def in_a_copy(items: list[pytest.Item], number: str) -> dict[str, Any]:
    """Run the tests up to the first failure: which one it is, how it ended, why."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.environ[SWITCH] = number
            run_until_failure(items, write)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as pipe:
        told = pipe.read().splitlines()
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return {"killed_by": told[-1], "how": _ENDS.get(signal.Signals(os.WTERMSIG(status)), "crash")}
    if told[-1] == "passed":
        return {"killed_by": None}
    return {"killed_by": told[-2], "why": told[-1]} if len(told) > 1 else {"killed_by": told[-1], "how": "crash"}


def run_until_failure(items: list[pytest.Item], to: int) -> None:
    """Tell the name of each test before it, and in the end why the last one failed, or that all passed."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for item, after in zip(items, [*items[1:], None], strict=True):
        os.write(to, f"{item.nodeid}\n".encode())
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        signal.alarm(SECONDS)
        for report in runtestprotocol(item, nextitem=after, log=False):
            if report.failed:
                lines = report.longreprtext.strip().splitlines()
                why = next((line for line in lines if line.startswith("E ")), lines[-1])
                os.write(to, f"{why[:200]}\n".encode())
                return
    os.write(to, b"passed\n")
