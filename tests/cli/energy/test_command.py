"""`taktwin energy`: tables, JSON, series, both languages, and what is refused before any run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.analysis.site.plant import TEXT, text

RUN = ("--days", "1", "--warmup", "1")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(text(), encoding="utf-8")
    return file


def test_json(model: Path) -> None:
    found = json.loads(CliRunner().invoke(app, ["energy", str(model), *RUN, "--json"]).stdout)
    assert found["jobs"] == 186
    assert found["hours"] == 24
    assert len(found["weather"]) == 2
    assert found["kwh_per_job"][0] <= found["kwh_per_job"][1]
    for one in found["weather"]:
        kwh = one["totals"]["electricity"] + one["totals"]["gas"]
        assert kwh / found["jobs"] == pytest.approx(one["kwh_per_job"])
        assert one["synthetic"]
        assert "MEE and NBS" in one["emissions"]["factors"][0]


def test_table_in_both_languages(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = CliRunner().invoke(app, ["energy", str(model), *RUN, "--weather", "chongqing-bright"]).stdout
    assert "small: 1 days from 2026-01-06 00:00, 186 jobs" in shown
    assert "chongqing-bright is a synthetic year" in shown
    monkeypatch.setenv("TAKTWIN_LANG", "zh")
    shown = CliRunner().invoke(app, ["energy", str(model), *RUN, "--weather", "chongqing-bright"]).stdout
    assert "喷房空调" in shown
    assert "booth air" not in shown


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_series(model: Path, ending: str) -> None:
    out = model.with_name(f"series.{ending}")
    assert CliRunner().invoke(app, ["energy", str(model), *RUN, "--out", str(out)]).exit_code == 0
    assert out.stat().st_size > 0
    if ending == "csv":
        lines = out.read_text(encoding="utf-8").splitlines()
        assert len(lines) == 97
        assert "paint.gas" in lines[0]


def test_measures(model: Path) -> None:
    """Without leaks a quarter of the electricity of the compressors is saved; the runs are alike, so for sure."""
    call = ["energy", str(model), *RUN, "--weather", "chongqing-bright"]
    leaks = ("--measure", "leaks: site.compressed_air.leakage=0 %")
    found = json.loads(CliRunner().invoke(app, [*call, *leaks, "--json"]).stdout)
    assert found["replications"] == 5
    kwh = next(one for one in found["measures"]["savings"] if one["figure"] == "kwh")
    leaked = next(one for one in found["by_use"] if one["use"] == "leakage")
    assert kwh["saved"] == pytest.approx(leaked["low"])
    assert "what each measure saves" in CliRunner().invoke(app, [*call, *leaks]).stdout


def test_cars(model: Path) -> None:
    """Every job is a row, and all of them are the books."""
    import polars as pl

    out = model.with_name("cars.csv")
    call = ["energy", str(model), *RUN, "--weather", "chongqing-bright", "--cars", str(out)]
    done = CliRunner().invoke(app, [*call, "--json"])
    found, cars = json.loads(done.stdout), pl.read_csv(out)
    books = found["weather"][0]
    assert cars["gas_kwh"].sum() == pytest.approx(books["totals"]["gas"], rel=1e-9)
    assert cars["electricity_kwh"].sum() == pytest.approx(books["totals"]["electricity"], rel=1e-9)
    assert cars["co2_kg"].sum() == pytest.approx(books["emissions"]["location_kg"], rel=1e-9)
    assert f"jobs: {out}" in CliRunner().invoke(app, call).stdout.replace("\n", "")


def test_what_a_ton_costs(model: Path) -> None:
    call = ["energy", str(model), "--warmup", "0", "--year", "--weather", "chongqing-bright"]
    leaks = ("--measure", "leaks: site.compressed_air.leakage=0 %; cost=1,000")
    page = model.with_name("page.html")
    found = json.loads(CliRunner().invoke(app, [*call, *leaks, "--json", "--report", str(page)]).stdout)
    (one,) = found["measures"]["abatements"]
    assert one["cost"] == 1000
    assert one["price"] == pytest.approx((1000 - one["saved"]) / one["tons"])
    assert 'class="site-measures"' in page.read_text(encoding="utf-8")
    shown = CliRunner().invoke(app, [*call, *leaks]).stdout
    assert "what a ton of CO2 costs: a year of chongqing-bright, in CNY" in shown


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("leaks: site.compressed_air.leakage=0 %; cost=much", "'cost=much' is no cost"),
        ("leaks: site.compressed_air.leakage=0 %; cost=-1", "is no cost"),
        ("leaks: site.compressed_air.leakage=0 %; cost=1; cost=2", "'cost=1; cost=2' is no cost"),
        ("leaks: cost=1", "is no measure"),
        ("battery:", "is no measure"),
        ("leaks: site.compressed_air.leakage=0 %; cost=1", "that of a year; ask for the whole year"),
    ],
)
def test_costs_that_are_refused(model: Path, measure: str, told: str) -> None:
    done = CliRunner().invoke(app, ["energy", str(model), *RUN, "--measure", measure])
    assert done.exit_code == 2
    assert told in " ".join(done.output.replace("│", " ").split())


def test_weather_of_another_place_is_told(model: Path) -> None:
    call = ["energy", str(model), *RUN, "--weather", "chongqing-bright", "--set", "site.place=Leipzig"]
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 0
    assert "warning: chongqing-bright is the weather of Chongqing Shapingba, the site is at Leipzig" in done.stderr
    assert "warning" not in CliRunner().invoke(app, call[:-2]).stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("option", ["--out", "--cars"])
def test_a_full_disk_names_the_file(model: Path, option: str) -> None:
    out = model.with_name("series.csv")
    out.symlink_to("/dev/full")
    done = CliRunner().invoke(app, ["energy", str(model), *RUN, option, str(out)])
    assert done.exit_code == 4
    assert f"error: {out}: the disk is full" in done.stderr.replace("\n", " ").replace("  ", " ")


def test_what_is_refused(model: Path) -> None:
    def called(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["energy", *arguments])
        return done.exit_code, " ".join(done.output.split())

    code, told = called(str(model), "--weather", "no.epw")
    assert code == 2
    assert "there is no file 'no.epw'" in told
    code, told = called(str(model), *RUN, "--out", "series.txt")
    assert code == 2
    assert "is no table" in told
    code, told = called(str(model), *RUN, "--report", "plan.txt")
    assert code == 2
    assert "'plan.txt' is no page; let its name end with .html" in told
    code, told = called(str(model), *RUN, "--cars", "cars.txt")
    assert code == 2
    assert "is no table" in told
    code, told = called(str(model), "--year", "--cars", "cars.csv")
    assert code == 2
    assert "no single jobs" in told
    code, told = called(str(model), *RUN, "--out", "one.csv", "--cars", "one.csv")
    assert code == 2
    assert "where the series go" in told
    code, told = called(str(model), *RUN, "--set", "site.grid.region=Chonqing")
    assert code == 3
    assert "did you mean `Chongqing`" in told
    code, told = called(str(model), *RUN, "--measure", "site.compressed_air.leakage=0 %")
    assert code == 2
    assert "is no measure" in told
    code, told = called(str(model), *RUN, "--measure", "battery")
    assert code == 2
    assert "there is no battery" in told
    code, told = called(str(model), *RUN, "--year")
    assert code == 3
    assert "no whole week" in told
    model.write_text(TEXT, encoding="utf-8")
    code, told = called(str(model))
    assert code == 2
    assert "small has no site" in told


def test_a_run_shorter_than_a_step_has_no_ledger(model: Path) -> None:
    found = CliRunner().invoke(app, ["energy", str(model), "--days", "0.01", "--warmup", "0"])
    assert found.exit_code == 3
    assert "no whole number of 15 min; measure whole days" in found.stderr


def test_pauses(model: Path) -> None:
    """Idle between jobs that are few, the machines sleep; the times are printed as changes of the model."""
    entry = "power: {electricity: {working: 200 kW, idle: 150 kW,"
    text_ = model.read_text(encoding="utf-8").replace(entry, f"pauses: guns\n            {entry} brief: 20 kW,")
    model.write_text(text_ + "pauses: {guns: {brief: {wake: 10 s}}}\n", encoding="utf-8")
    call = ["energy", str(model), *RUN, "--weather", "chongqing-bright", "--pauses"]
    found = json.loads(CliRunner().invoke(app, [*call, "--json"]).stdout)["pauses"]
    (guns,) = found["groups"]
    assert (guns["name"], guns["machines"], guns["shops"]) == ("guns", 1, ["paint"])
    assert found["equal_throughput"] is True
    assert found["changes"][0].startswith("pauses.guns.brief.after=")
    told = CliRunner().invoke(app, [*call, "--idle"]).stdout
    assert "idle energy by shop" in told
    assert "what is taken while nothing is worked on" in told


def test_pauses_need_an_entry(model: Path) -> None:
    refused = CliRunner().invoke(app, ["energy", str(model), *RUN, "--pauses"])
    assert refused.exit_code != 0
