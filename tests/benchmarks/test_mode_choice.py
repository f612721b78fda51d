"""The benchmark of the mode choice runs, and its problems are what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import mode_choice
from taktwin.planning.supply.modes import solve


def test_quick(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert mode_choice.main(["--quick", "--data", str(tmp_path)]) == 0
    assert "200" in capsys.readouterr().out


def test_the_limits_bind() -> None:
    """The wish costs something, and so do dock and space: they are used up."""
    problem = mode_choice.made_up(1000, 1)
    assert problem == mode_choice.made_up(1000, 1)
    plan = solve(problem, gap=0.005)
    shares = {use.limit: use.share for use in plan.uses}
    assert shares["space"] > 0.99
    assert shares["dock minutes"] > 0.99
    assert shares["zero-inventory ratio"] < 1.01


def test_what_is_missed_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(mode_choice, "measure", lambda *_: (1.0, 0.5, 1.0))
    assert mode_choice.main(["--quick", "--data", str(tmp_path)]) == 1
    assert "a limit of time or gap was missed" in capsys.readouterr().err
