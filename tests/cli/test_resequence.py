"""`taktwin resequence`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.planning.sequence.instances import write_instance

runner = CliRunner()


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """Cars c1 to c5; c1 and c3 have the option that at most every second car may have."""
    folder = write_instance(tmp_path / "day")
    with (folder / "vehicles.txt").open("a", encoding="utf-8") as rows:
        rows.write("2003 38 4;5;c5;2;0;0\n")
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text("position,ident\n1,c2\n2,c1\n3,c4\n4,c3\n5,c5\n")
    return path


def test_the_cars_that_are_left(day: Path, plan: Path, tmp_path: Path) -> None:
    """Without c4 the cars c1 and c3 close up, which breaks 1/2; putting c5 between them takes two positions."""
    out = tmp_path / "mended.csv"
    done = runner.invoke(app, ["resequence", str(day), str(plan), "--lost", "c4", "--out", str(out)])
    assert done.exit_code == 0, done.stderr
    assert "1 of 5 cars dropped out" in done.stdout
    assert "2 of 4 positions changed" in done.stdout
    assert out.read_text().splitlines() == ["position,ident", "1,c2", "2,c1", "3,c5", "4,c3"]
    row = next(line for line in done.stdout.splitlines() if line.startswith("violations, high priority"))
    assert row.split()[-4:] == ["0", "1", "0", "0"]  # planned, closed up, mended, enough


def test_json_lists_what_changed(day: Path, plan: Path, tmp_path: Path) -> None:
    lost = tmp_path / "lost.txt"
    lost.write_text("ident\nc4\n")
    done = runner.invoke(app, ["resequence", str(day), str(plan), "--lost", str(lost), "--json"])
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["lost"] == ["c4"]
    assert found["cars"] == 4
    assert found["changed"] == len(found["positions"]) == 2
    assert found["positions"][0] == {"position": 3, "before": "c3", "ident": "c5"}


def test_frozen_and_out_of_reach(day: Path, plan: Path) -> None:
    command = ["resequence", str(day), str(plan), "--lost", "c4", "--frozen", "4", "--enough", "high_violations=0"]
    done = runner.invoke(app, command)
    assert done.exit_code == 0, done.stderr
    assert "0 of 4 positions changed" in done.stdout
    assert "not all that was wanted is reached" in done.stdout


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--lost", "c9"], 2, 'there is no car "c9" in this day'),
        (["--lost", ","], 2, "no car is named"),
        (["--lost", "c1,c2,c3,c4,c5"], 2, "no car is left"),
        (["--lost", "c4", "--enough", "high=0"], 2, 'there is no objective "high"'),
        (["--lost", "c4", "--enough", "high_violations"], 2, "write for example high_violations=0"),
        (["--lost", "c4", "--enough", "high_violations=-1"], 2, '"-1" is no value'),
        (["--lost", "c4", "--enough", "high_violations=0,high_violations=1"], 2, "stands twice"),
        ([], 2, "--lost"),
    ],
)
def test_wrong_options(day: Path, plan: Path, options: list[str], code: int, words: str) -> None:
    done = runner.invoke(app, ["resequence", str(day), str(plan), *options])
    assert done.exit_code == code
    assert words in " ".join(done.stderr.split())


def test_the_plan_is_not_written_over(day: Path, plan: Path) -> None:
    before = plan.read_text()
    done = runner.invoke(app, ["resequence", str(day), str(plan), "--lost", "c4", "--out", str(plan)])
    assert done.exit_code == 2
    assert "name another file" in done.stderr
    assert plan.read_text() == before
