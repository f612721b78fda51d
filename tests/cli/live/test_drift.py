"""`taktwin drift`."""

from __future__ import annotations

import json
from pathlib import Path

import taktwin as package
from tests.cli.conftest import Taktwin

SLOW = "shops.workshop.lines.line.station-7.cycle=exp(80 s)"


def test_told_written_and_right(taktwin: Taktwin, here: Path) -> None:
    taktwin("emulate", "line20", "--days", 0.5, "--seed", 4, "--set", SLOW, "--out", "day.jsonl")
    result = taktwin("drift", "line20", "--events", "day.jsonl", "--write", "new.yaml")
    assert result.exit_code == 0, result.stderr
    assert "61 tests; any false alarm with a probability of 5% at most" in result.stdout
    assert "station-7" in result.stdout
    assert "-          - {station: station-7, cycle: exp(1 min)}" in result.stdout
    assert "written: new.yaml" in result.stdout
    station = package.load("new.yaml").model.shops["workshop"].lines["line"].flow[12]
    assert 70.0 < station.cycle.mean < 90.0  # type: ignore[union-attr]
    found = json.loads(taktwin("drift", "new.yaml", "--events", "day.jsonl", "--json").stdout)
    assert (found["findings"], found["diff"]) == ([], "")
    assert "一切与模型相符" in taktwin("--language", "zh", "drift", "new.yaml", "--events", "day.jsonl").stdout


def test_what_is_refused(taktwin: Taktwin, here: Path) -> None:
    (here / "day.jsonl").write_text('{"time": 1, "kind": "enter", "element": "station-1"}\n')
    for arguments, code, what in (
        (("--events", "none.jsonl"), 2, "there is no file"),
        (("--events", "day.jsonl", "--write", "new.txt"), 2, "no model file"),
        (("--events", "day.jsonl", "--alarms", "0"), 2, "--alarms"),
        (("--events", "day.jsonl", "--misread", "50%"), 2, "--misread"),
    ):
        result = taktwin("drift", "line20", *arguments)
        assert result.exit_code == code, result.stderr
        assert what in result.stderr
        assert result.stdout == ""
