"""Commands in one process that has loaded everything once: what a test would wait for most is their imports.

A server starts `client(socket)` in place of `taktwin`: it hands its arguments, its folder, its environment and its open
files to the worker, and ends with the exit code of the command.
"""

from __future__ import annotations

import array
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLIENT = """
import array, json, os, socket, sys
worker = socket.socket(socket.AF_UNIX)
worker.connect(sys.argv[1])
said = json.dumps([sys.argv[2:], os.getcwd(), {k: v for k, v in os.environ.items() if k.startswith("TAKTWIN")}])
worker.sendmsg([said.encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1, 2]))])
sys.exit(int(worker.recv(100) or b"1"))
"""


@contextmanager
def worker(folder: Path) -> Iterator[list[str]]:
    """What a server starts in place of `taktwin`, while the worker runs."""
    at = str(folder / "worker")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(at)
    listening.listen(50)
    process = subprocess.Popen(
        [sys.executable, "-c", "from tests.web.worker import work; work()"], stdin=listening.fileno(), close_fds=True
    )
    try:
        yield [sys.executable, "-ISc", CLIENT, at]
    finally:
        process.kill()
        process.wait()
        listening.close()


def work() -> None:
    """Take commands until this process is ended."""
    import taktwin
    from taktwin.cli.app import main

    listening = socket.socket(fileno=0)
    taktwin.load("mm1").simulate(days=0.1, warmup=0, replications=1)  # the engine is loaded now
    while True:
        one, _ = listening.accept()
        said, held, _, _ = one.recvmsg(2**16, socket.CMSG_SPACE(8))
        files = array.array("i", held[0][2])
        arguments, where, environment = json.loads(said)
        for own, theirs in zip((1, 2), files, strict=True):
            os.dup2(theirs, own)
            os.close(theirs)
        os.chdir(where)
        environment.pop("TAKTWIN_LIFELINE", None)  # it watches the standard input, which is another's here
        os.environ.update(environment)
        sys.argv = ["taktwin", *arguments]
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        sys.stdout.flush()
        sys.stderr.flush()
        one.sendall(str(code).encode())
        one.close()
