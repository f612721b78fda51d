"""`taktwin import`: drafts from models of other programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Taktwin
from tests.exchange.jaamsim.files import QUEUE


def test_a_draft_that_is_checked_and_runs(taktwin: Taktwin, here: Path) -> None:
    (here / "queue.cfg").write_text(QUEUE + "Clerk AttributeDefinitionList { { a 0 } }\n", encoding="utf-8")
    result = taktwin("import", "jaamsim", "queue.cfg", "--out", "queue.yaml")
    assert (result.exit_code, result.stdout) == (0, "draft: queue.yaml\n")
    assert result.stderr == "not taken: queue.cfg:18: Clerk AttributeDefinitionList: '{ a 0 }' is not taken\n"
    assert taktwin("check", "queue.yaml").exit_code == 0
    assert taktwin("run", "queue.yaml", "--days", 1, "--no-bottleneck").exit_code == 0
    printed = taktwin("import", "jaamsim", "queue.cfg")
    assert printed.stdout == (here / "queue.yaml").read_text(encoding="utf-8")
    found = json.loads(taktwin("import", "jaamsim", "queue.cfg", "--json").stdout)
    assert found["draft"] == printed.stdout
    assert [(one["line"], one["what"]) for one in found["untaken"]] == [(18, "Clerk AttributeDefinitionList")]
    assert found["problems"] == []


def test_what_is_wrong(taktwin: Taktwin, here: Path) -> None:
    """Wrong usage (2), a wrong file (3), a model that cannot run (3, the draft is there), no place for it (4)."""
    (here / "queue.cfg").write_text(QUEUE, encoding="utf-8")
    assert taktwin("import", "arena", "queue.cfg").exit_code == 2
    assert taktwin("import", "jaamsim", "none.cfg").exit_code == 2
    assert taktwin("import", "jaamsim", "queue.cfg", "--out", "queue.cfg").exit_code == 2
    assert taktwin("import", "jaamsim", "queue.cfg", "--out", "no/queue.yaml").exit_code == 4
    (here / "wrong.cfg").write_text(QUEUE.replace("0.8 min", "0.8"), encoding="utf-8")
    result = taktwin("import", "jaamsim", "wrong.cfg", "-o", "wrong.yaml")
    assert result.exit_code == 3
    assert "wrong.cfg:10: Work Mean: '0.8' has no unit: write it, such as 5 s or 3 min" in result.stderr
    assert not (here / "wrong.yaml").exists()
    (here / "loop.cfg").write_text(
        QUEUE.replace("Clerk NextComponent { Out }", "Clerk NextComponent { Line }"), encoding="utf-8"
    )
    result = taktwin("import", "jaamsim", "loop.cfg", "-o", "loop.yaml")
    assert result.exit_code == 3
    assert "can never leave" in result.stderr
    assert (here / "loop.yaml").exists()
