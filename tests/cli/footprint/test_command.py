"""`taktwin footprint`: tables in both languages, JSON, documents, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.analysis.footprint.plant import PLANT, written


def test_tables_in_both_languages(tmp_path: Path) -> None:
    path = str(written(tmp_path))
    english = CliRunner().invoke(app, ["footprint", path]).stdout
    assert "said to be avoided: in no figure above" in english
    assert "difference 0.0e+00" in english
    chinese = CliRunner().invoke(app, ["--language", "zh", "footprint", path]).stdout
    assert "声称避免的排放" in chinese
    assert "（待核实）" in chinese


def test_json(tmp_path: Path) -> None:
    found = json.loads(CliRunner().invoke(app, ["footprint", str(written(tmp_path)), "--json"]).stdout)
    assert found["relative_difference"] <= 1e-9
    assert sum(one["made"] * one["plant_kg_co2e"] for one in found["products"]) == pytest.approx(found["plant_kg_co2e"])
    assert [one["place"] for one in found["ledger"]] == ["plant.yaml:9", "plant.yaml:14", "plant.yaml:15"]


@pytest.mark.parametrize(("to", "out"), [("pcf", "docs"), ("aas", "shells.json"), ("aas", "shells.aasx")])
def test_documents(tmp_path: Path, to: str, out: str) -> None:
    done = CliRunner().invoke(app, ["footprint", str(written(tmp_path)), "--to", to, "-o", str(tmp_path / out)])
    assert done.exit_code == 0, done.output
    assert (tmp_path / out).exists()


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (["--to", "pcf"], 2, "given together"),
        (["-o", "x.json"], 2, "given together"),
        (["--product", "m55"], 2, "did you mean `m5`"),
        (["--to", "pcf", "--product", "m5", "-o", "plant.yaml"], 2, "what the command reads"),
        (["--to", "pcf", "-o", "plant.yaml"], 2, "exists already"),
        (["--to", "aas", "-o", "nowhere/x.json"], 4, "there is no folder"),
    ],
)
def test_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str], code: int, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path)
    done = CliRunner().invoke(app, ["footprint", "plant.yaml", *more])
    assert done.exit_code == code, done.output
    assert words in " ".join(done.output.split())
    assert (tmp_path / "plant.yaml").read_text(encoding="utf-8") == PLANT


def test_a_wrong_file_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "amount: 90 GWh", "amount: 90 t")
    done = CliRunner().invoke(app, ["footprint", str(path), "--to", "aas", "-o", str(tmp_path / "x.json")])
    assert done.exit_code == 3
    assert "plant.yaml:9" in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "x.json").exists()
