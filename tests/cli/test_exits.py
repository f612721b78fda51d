"""What happens when a run does not come to its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import taktwin as package
from taktwin.cli.app import app
from taktwin.cli.exits import BUG
from taktwin.kernel.lowering.program import LoweringError
from taktwin.model.files.load import load_model
from taktwin.runs.simulation import SimulationError
from tests.cli.conftest import Taktwin


class Plant:
    """A plant whose run, or the writing of it, fails."""

    def __init__(self, run: BaseException | None = None, save: BaseException | None = None) -> None:
        self._run, self._save = run, save
        self.model = load_model("mm1")

    def run(self, *_: object) -> Plant:
        if self._run is not None:
            raise self._run
        return self

    def measure_bottleneck(self, *_: object) -> None:
        pass

    def save(self, *_: object, **__: object) -> None:
        assert self._save is not None
        raise self._save


@pytest.mark.parametrize(
    ("plant", "code", "word"),
    [
        (Plant(run=SimulationError("no event left at 3 h")), 4, "no event left"),
        (Plant(run=LoweringError("63 values are too many")), 3, "63 values"),
        (Plant(save=PermissionError(13, "Permission denied", "runs")), 4, "writable"),
        (Plant(save=OSError(28, "No space left on device")), 4, "room"),
        (Plant(save=OSError(28, "No space left on device", "runs")), 4, "runs: the disk is full"),
        (Plant(run=MemoryError()), 4, "not enough memory"),
        (Plant(run=KeyboardInterrupt()), 130, "interrupted"),
    ],
)
def test_failed_run(taktwin: Taktwin, here: Path, monkeypatch, plant: Plant, code: int, word: str) -> None:
    """Each has its exit code and its reason; nothing is printed or written."""
    monkeypatch.setattr(package, "load", lambda *_, **__: plant, raising=False)
    monkeypatch.setattr("taktwin.cli.run.announce_compile", lambda: None)
    result = taktwin("run", "mm1")
    assert result.exit_code == code
    assert word in result.stderr
    assert result.stdout == ""
    assert not list(here.iterdir())


@pytest.mark.parametrize("error", [ZeroDivisionError("by 0"), NotImplementedError(), ValueError("what is this?")])
def test_a_bug_is_one_line(taktwin: Taktwin, monkeypatch, error: Exception) -> None:
    """What happened, the version, and what to report; the trace on demand."""

    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(package, "load", fails, raising=False)
    result = CliRunner().invoke(app, ["run", "mm1"])
    assert result.exit_code == BUG
    (line,) = result.stderr.splitlines()
    assert type(error).__name__ in line
    assert str(error) in line
    assert f"Taktwin {package.__version__}" in line
    assert "taktwin --debug" in line
    traced = CliRunner().invoke(app, ["--debug", "run", "mm1"])
    assert traced.exit_code == BUG
    assert "Traceback" in traced.stderr
    assert "in fails" in traced.stderr
    assert traced.stderr.splitlines()[-1].startswith("error: this is a bug")


def test_debug_shows_where_a_mistake_was_found(taktwin: Taktwin) -> None:
    assert "Traceback" in taktwin("--debug", "run", "mm1", "--days", 0).stderr
    assert "Traceback" not in taktwin("run", "mm1", "--days", 0).stderr


def _taktwin(*arguments: str, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from taktwin.cli import main; main()", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload]


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGPIPE")
@pytest.mark.parametrize("command", [("schema",), ("check", "phoenix")], ids=["text", "table"])
def test_nobody_reads_the_output(command: tuple[str, ...]) -> None:
    """No message, and the exit code of any program whose reader has gone."""
    with _taktwin(*command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=120) == 141
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("schema",), ("--version",)])
def test_full_disk(arguments: tuple[str, ...]) -> None:
    """Also where the little that is printed is held back until the end."""
    with Path("/dev/full").open("w") as full, _taktwin(*arguments, stdout=full) as process:
        _, stderr = process.communicate(timeout=120)
    assert process.returncode == 4, stderr
    assert stderr == "error: the disk is full; make room, or write to another place\n"
