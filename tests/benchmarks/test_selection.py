"""The program that measures the selection; what it measures is tested in tests/analysis/test_selection.py."""

from __future__ import annotations

import pytest

from benchmarks import selection
from benchmarks.selection import Case, Outcome


def test_below_is_beyond_chance() -> None:
    assert [Outcome(hits, 1000, 0.0).below(0.95) for hits in (900, 925, 935, 990)] == [True, True, False, False]


def test_means() -> None:
    assert Case(3, False, 0.0, 0.5).means.tolist() == [0.0, -0.5, -0.5]
    assert Case(3, True, 0.0, 0.5).means.tolist() == [0.0, -0.5, -1.0]


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "CASES", (Case(3, False, 0.0, 1.0),))
    assert selection.main(["--experiments", "20"]) == 0
    assert "slippage" in capsys.readouterr().out
