"""`taktwin serve`: what it is started with, and that it serves until it is interrupted."""

from __future__ import annotations

import json
import signal
import ssl
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.web.browser import Server


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "0.0.0.0"], "--token-file"),
        (["nothing.yaml"], "nothing.yaml"),
        (["fenix"], "phoenix"),
        (["--tls-cert", "cert.pem"], "--tls-key"),
        (["--token-file", "none.txt"], "cannot be read"),
        (["--proxy", "10.0.0.1"], "ROLE NAME"),
        (["--port", "70000"], "65535"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(app, ["serve", *arguments])
    assert found.exit_code == 2, found.output
    assert words in found.output
    assert not list(tmp_path.iterdir())


def ask(address: str, **headers: str) -> dict:
    context = ssl._create_unverified_context() if address.startswith("https") else None
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), context=context, timeout=20) as reply:
        return json.load(reply)


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    """With tokens and TLS where openssl can make a certificate."""
    people = tmp_path / "people.txt"
    people.write_text("view kiosk " + "t" * 24)
    people.chmod(0o600)
    (tmp_path / "plant").mkdir()
    options = [f"--token-file={people}"]
    try:
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "1"]
        files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
        subprocess.run([*made, *files], check=True, capture_output=True)
        options += [f"--tls-cert={tmp_path / 'cert.pem'}", f"--tls-key={tmp_path / 'key.pem'}"]
    except (OSError, subprocess.CalledProcessError):
        pass
    server = Server(tmp_path / "plant", *options)
    try:
        assert server.address.startswith("https" if len(options) == 3 else "http")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            ask(f"{server.address}api/models")
        found = ask(f"{server.address}api/session", authorization="Bearer " + "t" * 24)
        assert (found["name"], found["role"], found["may"]) == ("kiosk", "view", False)
        assert len(ask(f"{server.address}api/models", authorization="Bearer " + "t" * 24)["shipped"]) > 5
    finally:
        assert server.end(signal.SIGINT) == 0
    assert not [line for line in server.errors if "Traceback" in line]
