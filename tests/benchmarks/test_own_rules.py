"""The benchmark of rules of one's own runs, and notices a run that a rule has changed."""

from __future__ import annotations

from dataclasses import replace

from benchmarks import own_rules
from benchmarks.lines import Outcome


def test_the_quick_benchmark_runs(capsys):
    assert own_rules.main(["--quick", "--rounds", "2"]) == 0
    assert "all 19 buffers" in capsys.readouterr().out


def test_another_run_is_told():
    good = Outcome(1000, 20_000, 1.0, 0.75, 80.0)
    assert own_rules.problems("a", [(good, replace(good, seconds=2.0))]) == []
    assert "is not" in own_rules.problems("a", [(good, replace(good, throughput=0.7501))])[0]
