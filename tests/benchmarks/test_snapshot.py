"""The benchmark of snapshots measures what it says, and fails where one is too slow."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import snapshot


def test_every_column_is_measured(tmp_path: Path) -> None:
    what, found, sizes = snapshot.measure(snapshot.line(6, failures=True), 0.05, 1, tmp_path)
    assert what.startswith("6 stations, 7 resources")
    assert list(found) == list(snapshot._COLUMNS)
    assert all(value >= 0.0 for value in found.values())
    assert all(size > 100 for size in sizes)


def test_a_slow_snapshot_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    columns = dict.fromkeys(snapshot._COLUMNS, 1.0)
    monkeypatch.setattr(snapshot, "measure", lambda *_: ("a plant", columns, [1, 1, 1]))
    assert snapshot.main(["--quick"]) == 0
    columns["save"] = 50.0
    assert snapshot.main(["--quick"]) == 1
    assert "phoenix: save takes 50.0 ms" in capsys.readouterr().err
