"""The benchmark of the detector measures what it says, and fails where it is too slow."""

from __future__ import annotations

import pytest

from benchmarks import anomaly


def test_pieces_are_all_records() -> None:
    values = anomaly.series(1000)
    assert values.size == 1000
    assert anomaly.measure(values, 300, 1) > 0


def test_slow_finding_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(anomaly, "measure", lambda *_: 100_000.0)
    assert anomaly.main(["--quick"]) == 0
    monkeypatch.setattr(anomaly, "measure", lambda *_: 80_000.0)
    assert anomaly.main(["--quick"]) == 1
    assert "under 84,000" in capsys.readouterr().err
