"""The benchmark of the engine runs, and its two programs agree on small lines."""

from __future__ import annotations

import statistics
from dataclasses import replace

import pytest

from benchmarks import by_simpy, by_taktwin, engine
from benchmarks.lines import LINES, Outcome

LINE20 = next(line for line in LINES if line.name == "LINE20")


def test_the_quick_benchmark_runs(capsys):
    assert engine.main(["--quick", "--rounds", "2"]) == 0
    printed = capsys.readouterr().out
    for name in ("MM1 ", "LINE20 ", "LINE20F ", "PLANT300 ", "phoenix"):
        assert name in printed


SHORT = replace(LINE20, stations=4, shops=2, between=7, cycle=("constant", (1.0,)))


def test_without_chance_both_programs_agree_to_the_last_digit():
    program = by_taktwin.program_of(SHORT, 500)
    slow, fast = by_simpy.simulate(SHORT, 500, 1), by_taktwin.simulate(SHORT, program, 500, 1)
    assert (slow.parts, slow.operations) == (fast.parts, fast.operations) == (500, 4000)
    assert (slow.throughput, slow.lead_time) == (fast.throughput, fast.lead_time) == (1.0, 8.0)


@pytest.mark.parametrize("changes", [{"cycle": ("exp", (1.0,))}, {"failures": (60.0, 6.0)}])
def test_with_chance_both_programs_agree_on_average(changes):
    line, parts = replace(SHORT, **changes), 2000
    program = by_taktwin.program_of(line, parts)
    slow = [by_simpy.simulate(line, parts, seed).throughput for seed in range(1, 11)]
    fast = [by_taktwin.simulate(line, program, parts, seed).throughput for seed in range(1, 41)]
    error = (statistics.variance(slow) / len(slow) + statistics.variance(fast) / len(fast)) ** 0.5
    assert abs(statistics.fmean(slow) - statistics.fmean(fast)) < 3.5 * error


def test_missing_parts_and_different_throughputs_are_told():
    good = Outcome(1000, 20_000, 1.0, 0.75, 80.0)
    assert engine.problems(LINE20, 1000, [good], [good]) == []
    assert "999 parts" in engine.problems(LINE20, 1000, [good], [replace(good, parts=999)])[0]
    assert "operations" in engine.problems(LINE20, 1000, [good], [replace(good, operations=19_999)])[0]
    assert "differ" in engine.problems(LINE20, 1000, [good], [replace(good, throughput=0.6)])[0]
