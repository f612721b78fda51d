"""The benchmark of how surely the best known is reached."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import reach
from taktwin.planning.sequence.score import score


def test_a_day_of_its_own_is_reached(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", str(shared / "data"), "--only", "own-300-5-85", "--moves", "2e6", "--seeds", "2"]
    assert reach.main(arguments) == 0
    printed = capsys.readouterr().out
    assert printed.count("2 of 2") == 2
    assert "4 of 4 runs reach the best known, mean excess 0.00" in printed
    assert reach.main([*arguments[:2], "--only", "none"]) == 2


def test_days_are_tight_and_mixed_up() -> None:
    """Nine tenths of what the ratios let through, and an order with many violations."""
    day = reach.mixed_up(300, reach.FEW, 0.92, 1)
    use = [day.has[:, r].mean() * one.window / one.count for r, one in enumerate(day.ratios)]
    assert min(use) > 0.85
    assert score(day, np.arange(300)).high_violations > 100
