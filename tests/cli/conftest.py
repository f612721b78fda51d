"""A terminal-less shell in an empty folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from taktwin.cli.app import app
from taktwin.cli.exits import BUG

Taktwin = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of the test, empty at first."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def taktwin(here: Path) -> Taktwin:
    """Run `taktwin` with some arguments; a bug of ours fails the test, with its trace."""

    def run(*arguments: object) -> Result:
        words = [str(argument) for argument in arguments]
        result = CliRunner().invoke(app, words)
        assert result.exit_code != BUG, CliRunner().invoke(app, ["--debug", *words]).stderr
        return result

    return run
