"""A PostgreSQL server of its own on a port of loopback, with a password."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.live.sparkplug.broker import free_port

PASSWORD = "the password of the test"
USER = "postgres"


def programs() -> Path | None:
    """Where the programs of the server are; None where it is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((one for one in reversed(folders) if (one / "pg_ctl").exists()), None)


class Server:
    """A server, in a folder of its own."""

    def __init__(self) -> None:
        found = programs()
        if found is None:
            pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
        pytest.importorskip("psycopg", reason="psycopg is not installed (`pip install taktwin[postgres]`)")
        self.bin, self.port = found, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="taktwin-pg-"))
        # the server refuses to be run by root
        self.user = ["runuser", "-u", USER, "--"] if os.getuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, USER)
        secret = self.folder / "secret"
        secret.write_text(PASSWORD, encoding="utf-8")
        if self.user:
            shutil.chown(secret, USER)
        self._run(
            "initdb", "--no-sync", "--auth=scram-sha-256", f"--username={USER}", f"--pwfile={secret}", "-E", "UTF8"
        )
        self.start()

    @property
    def url(self) -> str:
        """Its address, without the name of a journal."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Listen."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-w", "-o", options, "-l", str(self.folder / "log"), "start")

    def kill(self) -> None:
        """Stop as by a power cut: nothing is written any more."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def log(self) -> str:
        """What it has written into its log."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def end(self) -> None:
        """Stop it and take its folder away."""
        self.kill()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self.user, str(self.bin / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, timeout=60, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
