"""`taktwin forecast --keep` and `taktwin forecasts`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Taktwin


def test_kept_counted_and_told(taktwin: Taktwin, here: Path) -> None:
    taktwin("emulate", "line20", "--days", 0.25, "--seed", 4, "--out", "day.jsonl")
    asked = ("forecast", "line20", "--from", "day.jsonl", "--until", "5.9 h", "--replications", 10, "--keep", "kept.db")
    first = taktwin(*asked, "--at", "4 h", "--takt", "90 s", "--oee", "80%")
    assert "kept as forecast 1: kept.db" in first.stdout
    again = json.loads(taktwin(*asked, "--at", "4 h", "--takt", "90 s", "--oee", "80%", "--seed", 2, "--json").stdout)
    assert again["kept"] == {"number": 1, "new": False}
    told = taktwin("forecasts", "kept.db")
    assert "line20: 1 forecasts of 1 models; of 1 the outcome is not known yet" in told.stdout
    found = taktwin("forecasts", "kept.db", "--events", "day.jsonl")
    assert "2 h: 1 days are too few to tell" in found.stdout
    (lead,) = json.loads(taktwin("forecasts", "kept.db", "--json").stdout)["leads"]
    assert lead["forecasts"] == 1
    assert set(lead["skill"]) == {"plan", "last_hour", "smoothed"}
    assert lead["bias"]["low"] is None
    assert "1 天太少" in taktwin("--language", "zh", "forecasts", "kept.db").stdout


def test_what_is_refused(taktwin: Taktwin, here: Path) -> None:
    (here / "note.txt").write_text("nothing of the kind" * 100)
    for arguments, code, what in (
        (("forecasts", "none.db"), 2, "there is no file"),
        (("forecasts", "note.txt"), 3, "no file of forecasts"),
        (("forecast", "line20", "--at", "1 h", "--keep", "note.txt"), 3, "no file of forecasts"),
        (("forecast", "line20", "--at", "1 h", "--takt", "90 s"), 2, "--keep alone"),
        (("forecast", "line20", "--at", "1 h", "--keep", "kept.db", "--takt", "fast"), 2, "--takt"),
    ):
        result = taktwin(*arguments)
        assert result.exit_code == code, result.stderr
        assert what in result.stderr
        assert result.stdout == ""
    assert not (here / "kept.db").exists()
