"""`taktwin assess`: tables in both languages, JSON, the table written out, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.analysis.assessment.plant import TABLE, written


def test_tables_in_both_languages(tmp_path: Path) -> None:
    path = str(written(tmp_path, "  water_reuse: {value: 0.55, source: meter book}\n", ""))
    english = CliRunner().invoke(app, ["assess", path]).stdout
    assert "no total: 1 lines are open; from 60 to 80 points" in english
    assert "meter book (plant.yaml:5)" in english
    assert "not given" in english
    chinese = CliRunner().invoke(app, ["--language", "zh", "assess", path]).stdout
    assert "无总分：1 项未定；60 至 80 分" in chinese
    assert "核算经第三方核查" in chinese


def test_findings_of_the_register_in_chinese(tmp_path: Path) -> None:
    path = str(written(tmp_path, "A,out,M-17", "A,out,"))
    assert "left without a transfer manifest" in CliRunner().invoke(app, ["assess", path]).stdout
    assert "转出时无转移联单" in CliRunner().invoke(app, ["--language", "zh", "assess", path]).stdout


def test_json(tmp_path: Path) -> None:
    found = json.loads(CliRunner().invoke(app, ["assess", str(written(tmp_path)), "--json"]).stdout)
    assert found["green_factory"]["total"] == pytest.approx(70)
    assert [one["place"] for one in found["green_factory"]["lines"]] == [f"plant.yaml:{n}" for n in (5, 6, 18, 8)]
    assert found["waste"]["passed_share"] == 1
    assert found["yearly"]["lacking"] > 0


def test_what_is_recalled_says_so(tmp_path: Path) -> None:
    (tmp_path / "plant.yaml").write_text("year: 2020\ntable: gbt36132-2018\n", encoding="utf-8")
    printed = CliRunner().invoke(app, ["assess", str(tmp_path / "plant.yaml")]).stdout
    assert "replaced on 2025-12-31" in printed
    assert "infrastructure +" in printed
    assert "verify it before you publish" in printed


def test_only_a_year(tmp_path: Path) -> None:
    """Nothing given is nothing scored, and no error."""
    (tmp_path / "plant.yaml").write_text("year: 2025\n", encoding="utf-8")
    found = json.loads(CliRunner().invoke(app, ["assess", str(tmp_path / "plant.yaml"), "--json"]).stdout)
    assert found["green_factory"]["total"] is None
    assert (found["voc"], found["waste"], found["yearly"]) == (None, None, None)
    assert "not given" in CliRunner().invoke(app, ["assess", str(tmp_path / "plant.yaml")]).stdout


def test_the_table_is_written_to_be_filled_in(tmp_path: Path) -> None:
    path, out = written(tmp_path), tmp_path / "copy.yaml"
    assert CliRunner().invoke(app, ["assess", str(path), "--write-table", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8") == TABLE


@pytest.mark.parametrize("name", ["plant.yaml", "mine.yaml", "waste.csv"])
def test_never_over_its_own_input(tmp_path: Path, name: str) -> None:
    path = written(tmp_path)
    before = (tmp_path / name).read_bytes()
    done = CliRunner().invoke(app, ["assess", str(path), "--write-table", str(tmp_path / name)])
    assert done.exit_code == 2
    assert (tmp_path / name).read_bytes() == before


def test_a_wrong_file(tmp_path: Path) -> None:
    path = written(tmp_path, "1.05 MWh/car", "1.05 MWh/m2")
    done = CliRunner().invoke(app, ["assess", str(path), "--write-table", str(tmp_path / "copy.yaml")])
    assert done.exit_code == 3
    assert "plant.yaml:5" in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "copy.yaml").exists()
    assert CliRunner().invoke(app, ["assess", str(tmp_path / "gone.yaml")]).exit_code == 2
