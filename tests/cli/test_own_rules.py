"""`--rules` of the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Taktwin
from tests.runs.own.test_runs import PLANT, RULES


def test_manifest_report_and_comparison_tell_the_rules(taktwin: Taktwin, here: Path):
    (here / "hall.yaml").write_text("taktwin: 1" + PLANT, encoding="utf-8")
    (here / "rules.py").write_text(RULES, encoding="utf-8")
    short = ["--days", "0.5", "--no-bottleneck"]
    for more in ([], ["--rules", "rules.py"]):
        result = taktwin("run", "hall.yaml", *short, *more)
        assert result.exit_code == 0, result.output
    manifest = json.loads((here / "runs" / "hall-2" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rules"]["file"] == "rules.py"
    digest = manifest["rules"]["hash"]
    assert f"rules.py ({digest})" in (here / "runs" / "hall-2" / "report.html").read_text(encoding="utf-8")
    told = taktwin("compare", "runs/hall-1", "runs/hall-2").stdout
    assert "rules of one's own" in told
    assert f"rules.py ({digest})" in told.replace("\n", "")
    result = taktwin("run", "hall.yaml", *short, "--rules", "gone.py")
    assert result.exit_code == 2
    assert "gone.py" in result.output
    (here / "rules.py").write_text(RULES.replace("waited)", "wated)"), encoding="utf-8")
    result = taktwin("run", "hall.yaml", *short, "--rules", "rules.py")
    assert result.exit_code == 3
    assert 'rules.py:3: reds: "wated" is no number that a retrieval rule is given' in result.output.replace("\n", " ")
