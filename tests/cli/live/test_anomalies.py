"""`taktwin anomalies`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Taktwin
from tests.live.anomaly.series import write_series


def test_table(taktwin: Taktwin, here: Path) -> None:
    result = taktwin("anomalies", write_series(here / "s.csv"), "--out", "scores.csv")
    assert result.exit_code == 0
    for text in ("1 alarms in 600 records", "2026-01-05 08:20:00", "alarms a week: 16.8", "written: scores.csv"):
        assert text in result.stdout
    assert (here / "scores.csv").read_text(encoding="utf-8").startswith("row,time,value,score")


def test_json(taktwin: Taktwin, here: Path) -> None:
    content = json.loads(taktwin("anomalies", write_series(here / "s.csv"), "--threshold", 15, "--json").stdout)
    assert content["settings"] == {"threshold": 15, "rest": 100, "quantile": 0.97, "memory": 4000}
    assert [one["row"] for one in content["alarms"]] == [502]


def test_in_chinese(taktwin: Taktwin, here: Path) -> None:
    assert "600 条记录中有 1 次报警" in taktwin("--language", "zh", "anomalies", write_series(here / "s.csv")).stdout


def test_holes_and_a_clock_that_goes_back_are_told(taktwin: Taktwin, here: Path) -> None:
    (here / "s.csv").write_text("time,value\n5,1\n3,\n", encoding="utf-8")
    result = taktwin("anomalies", "s.csv")
    assert "records without a value: 1" in result.stdout
    assert "goes back 1 times" in result.stderr


def test_what_is_refused(taktwin: Taktwin, here: Path) -> None:
    file = write_series(here / "s.csv")
    for arguments, code, what in (
        (("none.csv",), 2, "there is no file"),
        ((file, "--value", "speed"), 2, 'there is no column "speed"'),
        ((file, "--threshold", "0"), 2, "--threshold"),
        ((file, "--out", file), 2, "what the command reads"),
    ):
        result = taktwin("anomalies", *arguments)
        assert result.exit_code == code, what
        assert what in result.stderr
        assert result.stdout == ""
    file.write_text("time,value\n1,x\n", encoding="utf-8")
    result = taktwin("anomalies", file)
    assert result.exit_code == 3
    assert "s.csv:2" in result.stderr
