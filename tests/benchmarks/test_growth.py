"""A queue that can do its work is not said to grow; one that cannot is: a quick look each time, more on demand."""

from __future__ import annotations

import pytest

from benchmarks import growth
from benchmarks.growth import Row, measure


@pytest.mark.parametrize(("load", "least", "most"), [(0.8, 0, 0), (1.2, 15, 20)])
def test_quick_look(load: float, least: int, most: int) -> None:
    assert least <= measure(load, 1.0, 20).grow <= most


@pytest.mark.long
def test_false_alarms() -> None:
    for load in growth.STABLE:
        for days in growth.DAYS:
            assert not measure(load, days, 300).too_often()


def test_too_often_is_beyond_chance() -> None:
    assert [Row(0.8, 1.0, 400, grow).too_often() for grow in (0, 4, 20)] == [False, False, True]
    assert not Row(1.2, 1.0, 400, 400).too_often()


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "DAYS", (0.2,))
    monkeypatch.setattr(growth, "STABLE", (0.8,))
    monkeypatch.setattr(growth, "TOO_MUCH", (1.2,))
    assert growth.main(["--runs", "2", "--overloaded", "2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
