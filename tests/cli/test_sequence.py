"""`taktwin sequence`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from taktwin.cli.tables.sequence import _above
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
        ("paint_changes", 'there is no objective "paint_changes"; did you mean `paint_color_changes`?'),
        ("smoothing,smoothing", 'the objective "smoothing" stands twice'),
        ("smoothing=0", '"0" is no weight of smoothing; give a whole number from 1 to 1,000,000,000,000'),
        ("smoothing=1000000000001", '--objective: "1000000000001" is no weight of smoothing'),
        ("smoothing=2,low_violations", "only some objectives have a weight"),
        ("tardiness", "no car has a due position"),
    ],
)
def test_bad_objectives(day: Path, objective: str, words: str) -> None:
    done = runner.invoke(app, ["sequence", str(day), "--objective", objective])
    assert done.exit_code == 2
    assert words in " ".join(done.stderr.split())


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


def test_what_is_neither_folder_nor_file_nor_model(tmp_path: Path) -> None:
    for name, remedy in (("pheonix", "did you mean `phoenix`?"), (str(tmp_path / "no" / "day"), "check the path.")):
        done = runner.invoke(app, ["sequence", name])
        assert done.exit_code == 2
        words = " ".join(done.stderr.replace("│", " ").split())
        assert f"there is no folder, no file and no shipped model called '{name}'; {remedy}" in words
    done = runner.invoke(app, ["sequence", str(tmp_path / "day.yaml")])
    assert "there is no file" in done.stderr


def test_one_table_instead_of_the_folder(day: Path) -> None:
    done = runner.invoke(app, ["sequence", str(day / "vehicles.txt")])
    assert done.exit_code == 3
    assert f"this is one table of a day: name its folder, {day}" in done.stderr


@pytest.mark.parametrize("option", ["--out", "--report"])
def test_what_is_read_is_not_written_over(day: Path, tmp_path: Path, option: str) -> None:
    case = tmp_path / "case.txt"
    case.write_text(CSPLIB)
    for source, file in ((day, day / "vehicles.txt"), (case, case), (case, day / "ratios.txt")):
        before = file.read_bytes()
        done = runner.invoke(app, ["sequence", str(source), "--moves", "1000", option, str(file)])
        assert done.exit_code == 2
        assert "name another file" in done.stderr
        assert file.read_bytes() == before
    new = str(day / ("o.html" if option == "--report" else "o.csv"))
    done = runner.invoke(app, ["sequence", str(day), "--moves", "1000", "--workers", "1", option, new])
    assert done.exit_code == 0, done.stderr


def test_a_day_of_one_car(day: Path) -> None:
    """One car is `1 car`; there is nothing to search, and no speed of a search."""
    rows = (day / "vehicles.txt").read_text().splitlines(keepends=True)
    (day / "vehicles.txt").write_text("".join(rows[:4]))
    done = runner.invoke(app, ["sequence", str(day), "--moves", "1000"])
    assert done.stdout.startswith("day: 1 car, seed 1\n")
    assert done.stdout.endswith("no moves: the sequence that the search would begin with is proved optimal\n")


@pytest.mark.parametrize(
    ("gap", "difference", "words"),
    [
        (0.0, 0.0, "proved optimal"),
        (None, 39.0, "39 (the bound is 0)"),
        (0.0002, 2.0, "less than 0.1 %"),
        (0.0781, 5.0, "7.8 %"),
        (3549.887, 4003246.0, "4,003,246"),
    ],
)
def test_the_distance_from_the_optimum_in_words(gap: float | None, difference: float, words: str) -> None:
    assert _above(gap, difference) == words


def test_as_few_changes_of_an_order_as_possible(day: Path, tmp_path: Path) -> None:
    """`changes` counts against the order given: that of the file, or of --given."""
    wish = ["sequence", str(day), "--moves", "20000", "--workers", "1", "--json", "--objective"]
    found = json.loads(runner.invoke(app, [*wish, "changes"]).stdout)
    assert (found["changes"], found["optimal"]) == (0, True)
    (tmp_path / "old.csv").write_text("position,ident\n1,c4\n2,c3\n3,c2\n4,c1\n")
    old = ["--given", str(tmp_path / "old.csv"), "--out", str(tmp_path / "new.csv")]
    found = json.loads(runner.invoke(app, [*wish, "changes", *old]).stdout)
    assert found["changes"] == 0
    assert (tmp_path / "new.csv").read_text() == (tmp_path / "old.csv").read_text()
    # colours 2 1 2 1 after a 2: with c3 and c2 swapped one change of colour is left of three
    found = json.loads(runner.invoke(app, [*wish, "paint_color_changes,changes", *old]).stdout)
    assert found["changes"] == 2
