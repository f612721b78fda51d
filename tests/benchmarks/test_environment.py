"""The benchmark of environments runs."""

from __future__ import annotations

from benchmarks import environment


def test_the_quick_benchmark_runs(capsys):
    assert environment.main(["--quick", "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    assert "one buffer" in printed
    assert "10 buffers" in printed
