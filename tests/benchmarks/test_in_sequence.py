"""The benchmark of parts in sequence runs, and all parts are fitted."""

from __future__ import annotations

import pytest

from benchmarks import in_sequence


def test_it_runs_and_says_what_the_supply_costs(capsys: pytest.CaptureFixture[str]) -> None:
    """A day, one round."""
    assert in_sequence.main(["--quick"]) == 0
    printed = capsys.readouterr().out
    assert "on top" in printed
    assert "6.0 million calls off" in printed
