"""`taktwin cluster`: tables in both languages, files it writes, and what is refused before any work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.planning.cluster.small import SMALL

QUICK = ("--no-knowing", "--draws", "1000")


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "small.yaml"


def test_tables_and_files(cluster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, page = cluster.with_name("years.csv"), cluster.with_name("page.html")
    found = CliRunner().invoke(app, ["cluster", str(cluster), *QUICK, "--out", str(out), "--report", str(page)])
    assert found.exit_code == 0, found.output
    assert "past: missed, 1,296,000 are 86%" in found.stdout
    assert len(out.read_text(encoding="utf-8").splitlines()) == 4
    assert page.stat().st_size > 1_000_000
    monkeypatch.setenv("TAKTWIN_LANG", "zh")
    assert "未达成，1,296,000 为目标的 86%" in CliRunner().invoke(app, ["cluster", str(cluster), *QUICK]).stdout
    found = json.loads(CliRunner().invoke(app, ["cluster", str(cluster), *QUICK, "--json"]).stdout)
    assert found["size"]["suppliers"] == 4


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--gap", "0"], 2, "gap must be above 0"),
        (["--disrupt", "one"], 2, "is not a number"),
        (["--disrupt", "60"], 2, "at most 52 weeks"),
        (["--plants"], 2, "no plant of the cluster has a model"),
        (["--report", "page.txt"], 2, ".html"),
        (["--out", "years.doc"], 2, ".csv"),
    ],
)
def test_refused(cluster: Path, arguments: list[str], code: int, words: str) -> None:
    found = CliRunner().invoke(app, ["cluster", str(cluster), *arguments])
    assert found.exit_code == code, found.output
    assert words in found.output
    assert "Traceback" not in found.output


def test_wrong_file(cluster: Path) -> None:
    cluster.write_text(SMALL.replace("premium: 8 %", "premium: 8 kg", 1), encoding="utf-8")
    out = cluster.with_name("years.csv")
    found = CliRunner().invoke(app, ["cluster", str(cluster), "--out", str(out)])
    assert found.exit_code == 3
    assert "families.packs.premium" in found.output
    assert not out.exists()
    found = CliRunner().invoke(app, ["cluster", "chonqing"])
    assert found.exit_code == 3
    assert "did you mean `chongqing`" in found.output
