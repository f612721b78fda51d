"""The program as a whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from taktwin.cli import app as program
from taktwin.cli.app import app
from tests.cli.conftest import Taktwin

SLOW = [
    "numpy",
    "numba",
    "pydantic",
    "pydantic_core",
    "polars",
    "plotly",
    "scipy",
    "pint",
    "ruamel.yaml",
    "rich.console",
]


def test_help_imports_nothing_slow() -> None:
    """`taktwin --help` stays quick because no command's libraries are loaded before it runs."""
    code = f"import sys, taktwin.cli; print([m for m in {SLOW} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_help_names_every_command_and_exit_code(taktwin: Taktwin) -> None:
    """The help lists what there is, and documents the exit codes."""
    result = taktwin("--help")
    assert result.exit_code == 0
    for word in ["run", "check", "schema", "models", "new", "line", "130"]:
        assert word in result.stdout
    assert "..." not in result.stdout.replace("[ARGS]...", "")  # no explanation is cut short


def test_every_command_explains_itself(taktwin: Taktwin) -> None:
    """Each command and each of its options has a help text."""
    for command in app.registered_commands:
        result = taktwin(command.name, "--help")
        assert result.exit_code == 0
        assert command.callback is not None
        assert command.callback.__doc__


def test_version(taktwin: Taktwin) -> None:
    """`--version` prints the version of the package alone."""
    from importlib.metadata import version

    assert taktwin("--version").stdout.strip() == version("taktwin")


def test_unknown_command_is_wrong_usage(taktwin: Taktwin) -> None:
    """A command that does not exist ends with 2."""
    assert taktwin("rnu").exit_code == 2


def test_names_that_the_terminal_cannot_spell_are_escaped(taktwin: Taktwin, here: Path) -> None:
    """A Western Windows has no Chinese characters; that a name has some is no reason to stop."""
    assert taktwin("new", "plant").exit_code == 0
    (here / "plant.yaml").rename(here / "重庆.yaml")
    done = subprocess.run(
        [sys.executable, "-c", "from taktwin.cli import main; main()", "check", "重庆.yaml"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        check=False,
    )
    assert (done.returncode, done.stdout.split(b":")[0]) == (0, rb"\u91cd\u5e86.yaml"), done.stderr.decode()


def test_an_interrupt_before_the_command_has_begun(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """No traceback: Ctrl-C is no bug of ours, whenever it comes."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "app", interrupted)
    with pytest.raises(SystemExit) as end:
        program.main()
    assert end.value.code == 130
    assert capsys.readouterr().err == "interrupted\n"
