"""`taktwin dispatch`: tables, JSON, series, both languages, and files that are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app

SITE = """\
site:
  series: day.csv
  step: 1 h
  start: 2026-07-01 00:00
  load: load
  export_limit: 0 kW
tariff:
  buy: price
  demand_charge: 0.0
  carbon_factor: {region: Chongqing, year: 2022}
battery: {energy: 50 kWh, power: 50 kW, charge_efficiency: 90 %, discharge_efficiency: 90 %}
"""
SERIES = "load,price\n100,0.2\n100,1.0\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "day.csv").write_text(SERIES, encoding="utf-8")
    (tmp_path / "site.yaml").write_text(SITE, encoding="utf-8")
    return tmp_path / "site.yaml"


def test_json_of_the_case_by_hand(site: Path) -> None:
    found = json.loads(CliRunner().invoke(app, ["dispatch", str(site), "--json"]).stdout)
    assert found["plan"]["cost"] == pytest.approx(89.5)
    assert found["without_battery"]["cost"] == pytest.approx(120)


def test_table_in_both_languages(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "the battery saves 30.50 money" in CliRunner().invoke(app, ["dispatch", str(site)]).stdout
    monkeypatch.setenv("TAKTWIN_LANG", "zh")
    assert "储能节省 30.50 货币" in CliRunner().invoke(app, ["dispatch", str(site)]).stdout


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_series(site: Path, ending: str) -> None:
    out = site.with_name(f"plan.{ending}")
    assert CliRunner().invoke(app, ["dispatch", str(site), "--out", str(out)]).exit_code == 0
    assert out.stat().st_size > 0
    if ending == "csv":
        assert len(out.read_text(encoding="utf-8").splitlines()) == 3


WRONG = {
    "unknown region": ("Chongqing", "Chonqing", "did you mean `Chongqing`"),
    "factor of another year": ("year: 2022", "year: 2031", "nearest known"),
    "no such column": ("buy: price", "buy: prize", 'no column "prize"'),
    "no table": ("day.csv", "night.csv", "night.csv"),
    "unknown key": ("demand_charge", "demand_price", "demand_price"),
    "negative energy": ("energy: 50 kWh", "energy: -50 kWh", "energy"),
    "volume for energy": ("energy: 50 kWh", "energy: 50 l", "energy"),
    "efficiency over 1": ("charge_efficiency: 90 %", "charge_efficiency: 190 %", "charge_efficiency"),
    "no moment": ("2026-07-01 00:00", "noon", "date and time"),
    "nan charge": ("demand_charge: 0.0", "demand_charge: .nan", "demand_charge"),
    "half a day": ("buy: price", 'buy: {"00:00-12:00": 1.0}', "12:00"),
    "too little grid": ("export_limit: 0 kW", "import_limit: 20 kW", "is missing"),
    "window outside": (
        "battery:",
        "flexible: [{name: a, energy: 1 kWh, power: 1 kW, from: 2026-07-01 00:00, to: 2026-07-02 00:00}]\nbattery:",
        "no border of a step",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_file(site: Path, name: str) -> None:
    old, new, words = WRONG[name]
    site.write_text(SITE.replace(old, new, 1), encoding="utf-8")
    out = site.with_name("plan.csv")
    found = CliRunner().invoke(app, ["dispatch", str(site), "--out", str(out)])
    assert found.exit_code == 3, found.output
    assert words in found.output
    assert "Traceback" not in found.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("100,x", "day.csv:2"),
        ("-100,1", "row 2: expected 0 or more"),
        ("100,", "day.csv:2"),
        ("nan,1", "day.csv:2"),
    ],
)
def test_wrong_series(site: Path, cells: str, words: str) -> None:
    site.with_name("day.csv").write_text(f"load,price\n{cells}\n100,1\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["dispatch", str(site)])
    assert found.exit_code == 3, found.output
    assert words in found.output


def test_never_over_its_own_input(site: Path) -> None:
    found = CliRunner().invoke(app, ["dispatch", str(site), "--out", str(site.with_name("day.csv"))])
    assert found.exit_code != 0
    assert site.with_name("day.csv").read_text(encoding="utf-8") == SERIES
