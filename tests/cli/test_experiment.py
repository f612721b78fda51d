"""`taktwin experiment`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Taktwin

LINE = "shops.workshop.lines.line"
CYCLE = f"{LINE}.server.cycle"
ROOM = f"{LINE}.queue.capacity"
SHORT = ["--days", "1", "--warmup", "0.25", "--replications", "3"]
VARY = ["--vary", f"{CYCLE}=exp(0.3 min),exp(0.6 min)"]


def test_tables_and_folder(taktwin: Taktwin, here: Path) -> None:
    """Figures with unit and interval, differences with a verdict, and where it all is."""
    result = taktwin("experiment", "mm1", *VARY, *SHORT)
    assert result.exit_code == 0
    text = result.stdout
    assert "2 scenarios, 3 replications of each over 1 days after 6 h of warm-up, seed 1" in text
    assert "wip (jobs)" in text
    assert "higher" in text
    assert "differences: from server.cycle=exp(0.3 min), pair by pair" in text
    assert "report: runs/mm1-experiment-1/report.html" in text
    names = {p.name for p in (here / "runs" / "mm1-experiment-1").iterdir()}
    assert names == {
        "manifest.json", "replications.parquet", "scenarios.parquet", "means.parquet", "comparison.parquet",
        "report.html",
    }  # fmt: skip
    taktwin("experiment", "mm1", *VARY, *SHORT)
    assert (here / "runs" / "mm1-experiment-2").is_dir()


def test_json(taktwin: Taktwin) -> None:
    """One object, with everything that the tables show."""
    two = ["--vary", f"{ROOM}=5,unlimited", "--base", "2", "--kpi", "wip", "--kpi", "oee", "--confidence", "90%"]
    content = json.loads(taktwin("experiment", "mm1", *VARY, *two, *SHORT, "--json").stdout)
    assert (content["model"], content["seed"], content["days"], content["warmup_days"]) == ("mm1", 1, 1.0, 0.25)
    assert content["confidence"] == 0.9
    assert content["base"] == "server.cycle=exp(0.3 min), queue.capacity=unlimited"
    assert len(content["scenarios"]) == 4
    assert content["scenarios"][3]["changes"] == {CYCLE: "exp(0.6 min)", ROOM: "unlimited"}
    wip = content["scenarios"][3]["kpis"]["wip"]
    assert wip["low"] < wip["mean"] < wip["high"]
    assert wip["unit"] == "jobs"
    assert {row["kpi"] for row in content["comparison"]} == {"wip", "oee"}
    assert len(content["comparison"]) == 2 * 3
    assert content["folder"] == "runs/mm1-experiment-1"


def test_file_of_scenarios(taktwin: Taktwin, here: Path) -> None:
    (here / "s.csv").write_text(f'scenario,{CYCLE},{ROOM}\nnow,,\nsmall,"tri(30 s, 40 s, 50 s)",3\n')
    content = json.loads(taktwin("experiment", "mm1", "--scenarios", "s.csv", *SHORT, "--json").stdout)
    assert [one["name"] for one in content["scenarios"]] == ["now", "small"]
    assert content["scenarios"][1]["changes"] == {CYCLE: "tri(30 s, 40 s, 50 s)", ROOM: "3"}


def test_latin_hypercube(taktwin: Taktwin) -> None:
    """Ranges by --range or by --vary; a long list shows the best of it."""
    ranges = ["--range", f"{CYCLE}=exp(0.5 min)..exp(0.9 min)", "--vary", f"{ROOM}=5..50"]
    result = taktwin("experiment", "mm1", *ranges, "--design", "lhs", "--points", "24", "--kpi", "wip", *SHORT)
    assert result.exit_code == 0
    assert "the base, and the best 19 of 24 scenarios" in result.stdout
    assert "smallest wip: point" in result.stdout
    assert "server.cycle=exp(0.5" in result.stdout


def test_select(taktwin: Taktwin) -> None:
    result = taktwin("experiment", "mm1", *VARY, *SHORT, "--select", "min:wip", "--indifference", "0.5")
    assert "selected: smallest wip: server.cycle=exp(0.3 min), with 95 % confidence" in result.stdout


def test_until_half_width(taktwin: Taktwin) -> None:
    result = taktwin("experiment", "mm1", *VARY, *SHORT, "--until-half-width", "wip=5%", "--at-most", "4")
    assert "still wider than wanted, give a larger --at-most: server.cycle=exp(0.3 min)" in result.stdout
    wide = taktwin("experiment", "mm1", *VARY, *SHORT, "--until-half-width", "throughput_per_hour=9", "--json").stdout
    assert json.loads(wide)["wider_than_wanted"] == []


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_sensitivity(taktwin: Taktwin, method: str) -> None:
    pytest.importorskip("SALib")
    ranges = ["--range", f"{CYCLE}=exp(0.5 min)..exp(0.9 min)", "--range", f"{ROOM}=5..9", "--points", "4"]
    result = taktwin("experiment", "mm1", *ranges, "--sensitivity", method, "--days", 0.5, "--kpi", "wip")
    assert result.exit_code == 0
    assert method.capitalize() in result.stdout
    assert "server.cycle" in result.stdout
    assert "differences" not in result.stdout


def test_warmup_auto(taktwin: Taktwin) -> None:
    result = taktwin("experiment", "mm1", *VARY, "--days", 1, "--replications", 2, "--warmup", "auto")
    assert " h: MSER-5 deletes" in result.stdout


def test_set_goes_before_vary(taktwin: Taktwin) -> None:
    """--set changes the plant that is varied."""
    content = json.loads(
        taktwin("experiment", "mm1", "--vary", f"{ROOM}=1,2", "--set", f"{CYCLE}=exp(5 min)", *SHORT, "--json").stdout
    )
    assert content["scenarios"][0]["kpis"]["throughput_per_hour"]["mean"] < 15


def test_same_folder_goes_on(taktwin: Taktwin, here: Path) -> None:
    taktwin("experiment", "mm1", *VARY, *SHORT, "--out", "mine")
    again = taktwin("experiment", "mm1", *VARY, *SHORT, "--out", "mine")
    assert "6 replications were finished before" in again.stdout
    other = taktwin("experiment", "mm1", *VARY, *SHORT, "--out", "mine", "--seed", 2)
    assert other.exit_code == 2
    assert "mine holds another experiment: changed since then: --seed" in other.stderr


@pytest.mark.skipif(os.name == "nt", reason="there is no Ctrl-C for another process")
def test_interrupted(here: Path) -> None:
    """Ctrl-C in the middle: exit code 130, what is finished is kept, and how to go on is said."""
    command = [sys.executable, "-c", "from taktwin.cli import main; main()", "experiment", "mm1", *VARY]
    command += ["--days", "300", "--warmup", "0", "--replications", "100000", "--out", "mine"]
    with subprocess.Popen(command, cwd=here, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 300
        while not list(here.glob("mine/parts/*.parquet")) and time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        try:
            stdout, stderr = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()  # else the end of `with` would wait for it, for hours
            raise
    assert process.returncode == 130, stderr
    assert stdout == ""
    assert "interrupted; what is finished is kept in mine, the same command goes on from there" in stderr
    assert "Traceback" not in stderr
    kept = sum(pl.read_parquet(part).height for part in (here / "mine" / "parts").glob("*.parquet"))
    assert kept > 0
    assert {p.name for p in (here / "mine").iterdir()} == {"manifest.json", "parts"}


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "nothing is varied"),
        (["--vary", ROOM], "PATH=V1,V2"),
        (["--vary", f"{ROOM}=5,,6"], "empty"),
        (["--vary", f"{ROOM}=5..10"], "--design lhs"),
        (["--range", f"{ROOM}=5..10"], "needs points"),
        (["--range", f"{ROOM}=5,10", "--design", "lhs", "--points", "3"], "LOW..HIGH"),
        (["--scenarios", "s.csv", *VARY], "there is no file 's.csv'"),
        ([*VARY, "--design", "half"], "full or lhs"),
        ([*VARY, "--base", "x"], "no scenario"),
        ([*VARY, "--kpi", "throughput"], "throughput_per_hour"),
        ([*VARY, "--until-half-width", "wip"], "KPI=HALF-WIDTH"),
        ([*VARY, "--select", "wip"], "max:KPI"),
        ([*VARY, "--confidence", "95"], "95%"),
        ([*VARY, "--indifference", "3"], "--select"),
        ([*VARY, "--warmup", "long"], "--warmup"),
        ([*VARY, "--days", "0"], "days"),
        ([*VARY, "--on", "cloud"], "no place"),
        ([*VARY, "--replications", "0"], "--replications"),
        ([*VARY, "--sensitivity", "morris"], "range"),
    ],
)
def test_wrong_usage(taktwin: Taktwin, here: Path, arguments: list[str], word: str) -> None:
    """Exit code 2, what to write instead, nothing printed or written."""
    result = taktwin("experiment", "mm1", *arguments)
    assert result.exit_code == 2, result.stderr
    assert word in result.stderr
    assert result.stdout == ""
    assert not list(here.iterdir())


def test_file_that_is_not_there(taktwin: Taktwin, here: Path) -> None:
    result = taktwin("experiment", "mm1", "--scenarios", "s.csv")
    assert result.exit_code == 2
    assert "s.csv" in result.stderr


@pytest.mark.parametrize(
    ("vary", "word"),
    [
        (f"{LINE}.servr.cycle=1 s,2 s", "did you mean"),
        (f"{CYCLE}=1 s,2", "unit"),
        (f"{ROOM}=1.5,2", "whole"),
    ],
)
def test_value_that_the_model_refuses(taktwin: Taktwin, here: Path, vary: str, word: str) -> None:
    """Exit code 3, the scenario and the remedy named, nothing run."""
    result = taktwin("experiment", "mm1", "--vary", vary)
    assert result.exit_code == 3
    assert word in result.stderr
    assert 'scenario "' in result.stderr
    assert not list(here.iterdir())
