"""The benchmark of many short runs."""

from __future__ import annotations

import pytest

from benchmarks import replications


def test_the_quick_benchmark_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """Its exit code says whether one and two threads gave the same figures."""
    assert replications.main(["--quick"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("20 replications") == 4
    assert printed.count("95 % interval") == 10
