"""The benchmark of EDIFACT reads what it says, and fails where reading is too slow."""

from __future__ import annotations

import pytest

from benchmarks import edi
from taktwin.exchange.edi import read_interchange


def test_what_is_read() -> None:
    found = edi.interchanges(0.05)
    kinds = {name: read_interchange(data).messages[0].kind for name, data in found.items()}
    assert kinds == {"DELJIT": "DELJIT-JIS", "DELFOR": "DELFOR", "DESADV": "DESADV", "with line feeds": "DELJIT-JIS"}
    segments, ours, theirs = edi.measure(found["DESADV"], 1)
    assert segments == 10 + 375 * 8
    assert ours > 0 < theirs


def test_slow_reading_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(edi, "measure", lambda *_: (100, 300_000.0, 30_000.0))
    assert edi.main(["--quick"]) == 0
    assert "10.0" in capsys.readouterr().out
    monkeypatch.setattr(edi, "measure", lambda *_: (100, 200_000.0, 30_000.0))
    assert edi.main(["--quick"]) == 1
    assert "under 250,000: DELFOR" in capsys.readouterr().err
