"""The benchmark of the books of media measures the same runs, and fails where they are not, or the books cost much."""

from __future__ import annotations

from dataclasses import replace

from benchmarks import by_taktwin, ledger_cost
from benchmarks.ledger_cost import Round
from benchmarks.lines import LINES


def test_three_runs_do_the_same_works_and_only_one_draws() -> None:
    line = next(line for line in LINES if line.name == "LINE20")
    model = ledger_cost.with_powers(by_taktwin.program_of(line, 1000).model)
    for by_events in (False, True):
        one = ledger_cost.plant("line", 0.02, model, by_events)
        rounds = ledger_cost.measure(one, 2)
        assert ledger_cost.problems("line", rounds, float("inf")) == []
        assert rounds[0][0].works > 1000
        assert rounds[0][0].kwh > 0.0 == rounds[0][1].kwh


def test_other_works_and_dear_books_are_told() -> None:
    good = Round(1.09, 0.1, 1000, 50, 7.0)
    bare, unbooked = replace(good, seconds=1.0, kwh=0.0), replace(good, seconds=1.0)
    assert ledger_cost.problems("a", [(good, bare, unbooked)]) == []
    assert "1.111 times" in ledger_cost.problems("a", [(good, bare, replace(unbooked, seconds=0.981))])[0]
    assert "not the same" in ledger_cost.problems("a", [(good, replace(bare, works=999), unbooked)])[0]
    assert "0 kWh with powers" in ledger_cost.problems("a", [(replace(good, kwh=0.0), bare, unbooked)])[0]
