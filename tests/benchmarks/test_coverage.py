"""The 95 % intervals hold the truth as often as they say: a quick look each time, 1,000 experiments on demand."""

from __future__ import annotations

import pytest

from benchmarks import coverage
from benchmarks.coverage import Row, System, measure, queue, two_stations


@pytest.mark.parametrize(("system", "days"), [(queue(), 3.0), (two_stations(), 1.0)])
def test_quick_look(system: System, days: float) -> None:
    rows = measure(system, days, replications=5, experiments=50)
    assert [row.figure for row in rows] == list(system.truths)
    for row in rows:
        print(row)
        assert not row.outside(), row
        assert row.half_width < 0.25


@pytest.mark.long
@pytest.mark.parametrize(("system", "days", "replications"), [plan for plan in coverage.plans() if plan[1] >= 1])
def test_between_93_and_97_percent(system: System, days: float, replications: int) -> None:
    for row in measure(system, days, replications, experiments=1000):
        print(row)
        assert 0.93 <= row.coverage <= 0.97, row


def test_wrong_truths_are_noticed() -> None:
    """With a truth that is 3 % off the intervals miss it too often."""
    right = two_stations()
    wrong = System(right.name, right.model, {name: 1.03 * truth for name, truth in right.truths.items()})
    rows = measure(wrong, 1.0, replications=5, experiments=40)
    assert rows[0].outside()


def test_outside_is_beyond_chance() -> None:
    def row(hits: int) -> Row:
        return Row("", 1.0, 10, "", hits, 1000, 0.0)

    assert [row(hits).outside() for hits in (900, 925, 950, 975, 990)] == [True, False, False, False, True]


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "plans", lambda: [(two_stations(), 0.05, 3)])
    assert coverage.main(["--experiments", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("system")
    assert "wip" in lines[3]
