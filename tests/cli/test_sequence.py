"""`taktwin sequence`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.planning.sequence.instances import CSPLIB, change, write_instance

runner = CliRunner()


@pytest.fixture
def day(tmp_path: Path) -> Path:
    return write_instance(tmp_path / "day")


def test_json_and_the_file(day: Path, tmp_path: Path) -> None:
    out = tmp_path / "order.csv"
    done = runner.invoke(app, ["sequence", str(day), "--moves", "1000", "--workers", "1", "--json", "--out", str(out)])
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert {
        "score",
        "paint_color_changes",
        "high_violations",
        "low_violations",
        "lower_bound",
        "seconds",
        "moves",
    } <= set(found)
    assert (
        found["score"]
        == 10**6 * found["high_violations"] + 1000 * found["paint_color_changes"] + found["low_violations"]
    )
    assert found["lower_bound"] <= found["score"]
    lines = out.read_text().splitlines()
    assert lines[0] == "position,ident"
    assert sorted(line.split(",")[1] for line in lines[1:]) == ["c1", "c2", "c3", "c4"]


def test_the_table_says_how_far_the_optimum_is(day: Path) -> None:
    done = runner.invoke(app, ["sequence", str(day), "--moves", "1000", "--workers", "1"])
    assert done.exit_code == 0, done.stderr
    assert "colour changes" in done.stdout
    assert "proved optimal" in done.stdout


def test_a_file_of_csplib(tmp_path: Path) -> None:
    (tmp_path / "case.txt").write_text(CSPLIB)
    done = runner.invoke(app, ["sequence", str(tmp_path / "case.txt"), "--moves", "1000", "--workers", "1", "--json"])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["score"] == 0


def test_other_objectives(day: Path) -> None:
    done = runner.invoke(
        app, ["sequence", str(day), "--moves", "1000", "--json", "--objective", "paint_color_changes=5,smoothing=2"]
    )
    found = json.loads(done.stdout)
    assert found["score"] == 5 * found["paint_color_changes"] + 2 * found["smoothing"]


@pytest.mark.parametrize(
    ("objective", "words"),
    [
        ("paint_changes", 'there is no objective "paint_changes": did you mean `paint_color_changes`?'),
        ("smoothing,smoothing", 'the objective "smoothing" stands twice'),
        ("smoothing=0", '"0" is no weight of smoothing'),
        ("smoothing=2,low_violations", "only some objectives have a weight"),
        ("tardiness", "no car has a due position"),
    ],
)
def test_bad_objectives(day: Path, objective: str, words: str) -> None:
    done = runner.invoke(app, ["sequence", str(day), "--objective", objective])
    assert done.exit_code == 3
    assert words in done.stderr


def test_ctrl_c_prints_and_writes_the_best_until_then(
    day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from taktwin.planning.sequence.solve import _Solver

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_Solver, "_rounds", interrupted)
    out = tmp_path / "order.csv"
    done = runner.invoke(app, ["sequence", str(day), "--out", str(out)])
    assert done.exit_code == 130
    assert "interrupted; this is the best sequence until then" in done.stderr
    assert "colour changes" in done.stdout
    assert len(out.read_text().splitlines()) == 5


def test_bad_input_writes_nothing(day: Path, tmp_path: Path) -> None:
    change(day, "vehicles.txt", "c2;2;0;1", "c2;2;0;9")
    out = tmp_path / "order.csv"
    done = runner.invoke(app, ["sequence", str(day), "--out", str(out)])
    assert done.exit_code == 3
    assert f'error: {day / "vehicles.txt"}:5: LPRC1: expected 0 or 1, got "9"' in done.stderr
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_said_before_the_search(day: Path, tmp_path: Path) -> None:
    done = runner.invoke(app, ["sequence", str(day), "--out", str(tmp_path / "no" / "order.csv")])
    assert done.exit_code == 4
    assert "there is no folder" in done.stderr
    done = runner.invoke(app, ["sequence", str(day), "--out", str(tmp_path)])
    assert done.exit_code == 4
    assert "this is a folder" in done.stderr


@pytest.mark.parametrize("option", [["--time", "0"], ["--time", "-3"], ["--moves", "0"], ["--workers", "0"]])
def test_wrong_numbers(day: Path, option: list[str]) -> None:
    assert runner.invoke(app, ["sequence", str(day), *option]).exit_code == 2
