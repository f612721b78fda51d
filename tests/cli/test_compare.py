"""`taktwin compare`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Taktwin


def runs(taktwin: Taktwin) -> list[str]:
    line = "shops.workshop.lines.line.server.cycle"
    for name, more in (("one", []), ("two", ["--set", f"{line}=exp(0.5 min)"])):
        result = taktwin("run", "mm1", "--days", 2, "--replications", 2, "--no-bottleneck", "--out", name, *more)
        assert result.exit_code == 0, result.stderr
    return ["one", "two"]


def test_tables_report_and_json(taktwin: Taktwin, here: Path) -> None:
    """What is printed, what is written, and one JSON object."""
    names = runs(taktwin)
    result = taktwin("compare", *names, "--out", "c.html")
    assert result.exit_code == 0, result.stderr
    assert "1 value of the model differs from one" in result.stdout
    assert "shops.workshop.lines.line.flow.server.cycle: " in result.stdout
    assert "server (station): " in result.stdout
    assert result.stdout.endswith("report: c.html\n")
    chinese = taktwin("compare", *names, "--out", "c.html", "--language", "zh").stdout
    assert 'data-language="zh"' in (here / "c.html").read_text(encoding="utf-8")[:200]
    assert "模型中有 1 个数值与 one 不同" in chinese
    assert "  server（工位）：" in chinese
    found = json.loads(taktwin("compare", *names, "--json").stdout)
    assert [run["run"] for run in found["runs"]] == names
    wip = next(row for row in found["kpis"] if row["kpi"] == "wip" and row["run"] == "two")
    assert wip["how"] == "paired"
    assert wip["difference_low"] <= wip["difference"] <= wip["difference_high"]


def test_what_cannot_be_compared(taktwin: Taktwin, here: Path) -> None:
    """One run alone is wrong usage (2), a folder without a run is wrong input (3), no place for the report 4."""
    names = runs(taktwin)
    assert taktwin("compare", "one").exit_code == 2
    assert taktwin("compare", "one", "one").exit_code == 2
    assert taktwin("compare").exit_code == 2
    (here / "empty").mkdir()
    result = taktwin("compare", "one", "empty")
    assert result.exit_code == 3
    assert "there is no manifest.json in it" in result.stderr
    assert taktwin("compare", *names, "--out", "no/c.html").exit_code == 4
