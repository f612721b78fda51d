"""The benchmark of parts in sequence runs, and all parts are fitted."""

from __future__ import annotations

import pytest

from benchmarks import in_sequence


def test_it_runs_and_says_what_the_supply_costs(capsys: pytest.CaptureFixture[str]) -> None:
    """A day, one round, and two weeks."""
    assert in_sequence.main(["--quick", "--replications", "2"]) == 0
    printed = capsys.readouterr().out
    assert "on top" in printed
    assert "6.0 million calls off" in printed
    for plant in ("the calls alone", "phoenix with supply"):
        for kept in ("engine alone", "results kept", "experiment"):
            assert f"{plant}, {kept}" in printed
