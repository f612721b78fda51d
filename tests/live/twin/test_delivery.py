"""Zero lost after confirmation, zero counted twice: seeded schedules of faults, ends, torn logs and full disks."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.delivery import case


@pytest.mark.parametrize(("seeds", "days"), [(20, 0.03), pytest.param(300, 0.1, marks=pytest.mark.long)])
def test_the_counts_are_those_of_the_undisturbed_run(seeds: int, days: float, tmp_path: Path) -> None:
    outcomes = [case(seed, tmp_path, days) for seed in range(seeds)]
    assert [one for one in outcomes if not one.kept] == []
    assert sum(one.survives for one in outcomes) > seeds / 2
    assert any(one.schedule.torn and one.schedule.ends for one in outcomes)
    assert any(one.schedule.full for one in outcomes)
    wrong = sum(one.jobs for one in outcomes)
    assert wrong <= seeds / 10, "where counters begin at 0 again a few jobs cannot be told"
