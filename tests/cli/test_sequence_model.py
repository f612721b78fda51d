"""`taktwin sequence MODEL`: the day of a plant, simulated before and after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Taktwin
from tests.planning.sequence.instances import write_instance
from tests.planning.sequence.plants import CARS, PLANT, with_file

QUICK = ["--moves", 20000, "--workers", 1]


@pytest.fixture
def plant(here: Path) -> str:
    (here / "small.yaml").write_text(PLANT, encoding="utf-8")
    return "small.yaml"


def test_found_is_better_than_given_and_can_be_run(taktwin: Taktwin, here: Path, plant: str) -> None:
    content = json.loads(taktwin("sequence", plant, *QUICK, "--json", "--out", "s.csv").stdout)
    assert content["cars"] == 40
    assert content["high_violations"] <= content["given"]["high_violations"]
    assert content["paint_color_changes"] < content["given"]["paint_color_changes"]
    assert content["over_batch_limit"] == 0
    rows = (here / "s.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "position,ident"
    assert sorted(row.split(",")[1] for row in rows[1:]) == [f"cars-{k:02d}" for k in range(1, 41)]
    run = taktwin("run", plant, "--days", 0.1, "--warmup", 0, "--sequence", "s.csv")
    assert run.exit_code == 0, run.stderr


def test_table_shows_the_order_given(taktwin: Taktwin, plant: str) -> None:
    lines = taktwin("sequence", plant, *QUICK, "--set", "orders.cars.sequence.batch_limit=2").stdout.splitlines()
    assert lines[0].startswith("small: 40 cars, seed 1")
    assert lines[1].split()[:3] == ["given", "found", "bound"]
    assert [line.split("  ")[0] for line in lines[2:6]] == [
        "violations, high priority",
        "colour changes",
        "violations, low priority",
        "score",
    ]
    # drawn cars know nothing of the batch limit
    assert any("cars beyond the batch limit" in line for line in lines)


def test_simulate_compares_in_the_plant(taktwin: Taktwin, here: Path, plant: str) -> None:
    wish = ["--simulate", "--days", 0.4, "--replications", 2, "--report", "s.html"]
    content = json.loads(taktwin("sequence", plant, *QUICK, *wish, "--json").stdout)
    rows = {row["measure"]: row for row in content["effect"]}
    assert rows["colour_changes"]["after"] < rows["colour_changes"]["before"]
    assert rows["in_position"]["verdict"] == "the same"  # a line without stores keeps any order
    assert set(rows["throughput_per_hour"]) == {
        "measure", "unit", "before", "after", "difference", "low", "high", "verdict",
    }  # fmt: skip
    simulated = {"days": 0.4, "warmup": 0.1, "replications": 2, "seed": 1, "confidence": 0.95, "notes": []}
    assert content["simulated"] == simulated
    page = (here / "s.html").read_text(encoding="utf-8")
    assert "What it changes in the plant" in page
    shown = taktwin("sequence", plant, *QUICK, *wish).stdout
    assert "small: 0.4 days after 0.1 of warm-up, 2 pairs of runs, seed 1" in shown
    assert "report: s.html" in shown


def test_what_is_not_measured_is_said(taktwin: Taktwin, here: Path) -> None:
    (here / "small.yaml").write_text(PLANT.replace("      at: trim entry\n", ""), encoding="utf-8")
    shown = taktwin("sequence", "small.yaml", *QUICK, "--simulate", "--days", 0.2, "--replications", 1).stdout
    assert "1 pair of runs" in shown
    assert "Not measured: violations, overload and adherence in the plant, since the rules name no point" in shown


def test_ctrl_c_while_it_simulates_keeps_the_sequence(
    taktwin: Taktwin, here: Path, plant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written before is said, the report is of the sequence alone."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("taktwin.planning.sequence.study.sequence_effect", stopped)
    wish = ["--simulate", "--out", "s.csv", "--report", "s.html"]
    result = taktwin("sequence", plant, *QUICK, *wish)
    assert result.exit_code == 130
    assert "interrupted; the plant was not compared, the sequence is whole" in result.stderr
    assert "no result was written" not in result.stderr
    assert "colour changes" in result.stdout
    assert "sequence: s.csv" in result.stdout
    assert len((here / "s.csv").read_text(encoding="utf-8").splitlines()) == 41
    assert "What it changes in the plant" not in (here / "s.html").read_text(encoding="utf-8")
    content = json.loads(taktwin("sequence", plant, *QUICK, *wish, "--json").stdout)
    assert content["interrupted"] is True
    assert "effect" not in content


def test_ctrl_c_in_the_search_says_that_the_plant_was_not_compared(
    taktwin: Taktwin, plant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("taktwin.planning.sequence.solve._Solver._rounds", stopped)
    result = taktwin("sequence", plant, *QUICK, "--simulate")
    assert result.exit_code == 130
    assert "interrupted; this is the best sequence until then, the plant was not compared" in result.stderr


def test_the_report_says_how_the_sequence_was_found(taktwin: Taktwin, here: Path, plant: str) -> None:
    taktwin("sequence", plant, *QUICK, "--seed", 7, "--report", "s.html")
    page = (here / "s.html").read_text(encoding="utf-8")
    assert "<dt>Seed</dt><dd>7</dd>" in page
    assert "<dt>Searches at a time</dt><dd>1</dd>" in page
    assert "<dt>尝试移动次数</dt>" in page
    folder = write_instance(here / "day")
    taktwin("sequence", folder, "--moves", 1000, "--report", "d.html")
    assert "<dt>Cars of</dt><dd>day</dd>" in (here / "d.html").read_text(encoding="utf-8")


def test_another_order_to_compare_with(taktwin: Taktwin, here: Path) -> None:
    (here / "small.yaml").write_text(with_file(here, CARS), encoding="utf-8")
    (here / "g.csv").write_text("position,ident\n1,A\n2,C\n3,B\n4,D\n")
    one = json.loads(taktwin("sequence", "small.yaml", *QUICK, "--json").stdout)
    other = json.loads(taktwin("sequence", "small.yaml", *QUICK, "--json", "--given", "g.csv").stdout)
    assert (one["given"]["paint_color_changes"], other["given"]["paint_color_changes"]) == (3, 1)
    (here / "g.csv").write_text("position,ident\n1,A\n2,C\n3,B\n4,E\n")
    result = taktwin("sequence", "small.yaml", *QUICK, "--given", "g.csv")
    assert result.exit_code == 3
    assert 'g.csv:5: ident: there is no car "E" in this day' in result.stderr


def test_the_file_of_the_day_is_not_written_over(taktwin: Taktwin, here: Path) -> None:
    (here / "small.yaml").write_text(with_file(here, CARS), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}
    assert len(before) == 2
    for name in before:
        result = taktwin("sequence", "small.yaml", *QUICK, "--out", name)
        assert result.exit_code == 2
        assert "name another file" in result.stderr
    assert before == {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}


def test_set_changes_the_day(taktwin: Taktwin, plant: str) -> None:
    changed = ["--set", "orders.cars.sequence.cars=12"]
    assert json.loads(taktwin("sequence", plant, *QUICK, *changed, "--json").stdout)["cars"] == 12


def test_report_of_a_folder_has_no_plant(taktwin: Taktwin, here: Path) -> None:
    folder = write_instance(here / "day")
    result = taktwin("sequence", folder, "--moves", 1000, "--report", "d.html", "--language", "zh")
    assert result.exit_code == 0, result.stderr
    page = (here / "d.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN"' in page
    assert "What it changes in the plant" not in page


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["DAY", "--simulate"], 2, "is no plant, so there is nothing to simulate"),
        (["DAY", "--set", "orders.cars.quantity=3"], 2, "only a model has values to change"),
        (["small.yaml", "--simulate", "--days", "0"], 2, "0 is no"),
        (["small.yaml", "--simulate", "--replications", "0"], 2, "replications"),
        (["small.yaml", "--days", "3"], 2, "it is for the comparison in the plant; add --simulate"),
        (["small.yaml", "--replications", "3"], 2, "it is for the comparison in the plant; add --simulate"),
        (["small.yaml", "--report", "none/s.html"], 4, "there is no folder"),
        (["small.yaml", "--out", "small.yaml"], 2, "small.yaml: this holds the cars or their rules"),
        (["small.yaml", "--report", "./small.yaml"], 2, "small.yaml: this holds the cars or their rules"),
        (["small.yaml", "--out", "s", "--report", "./s"], 2, "'s' is where the sequence goes"),
        (["smal.yaml"], 2, "did you mean `small.yaml`?"),
        (["mm1"], 3, "which cars a day has"),
        (["small.yaml", "--set", "orders.cars.sequence.batch_limit=0"], 3, "a colour batch cannot be 0"),
        (["small.yaml", "--set", "orders.cars.sequence.colour=hue"], 3, 'there is no option "hue"'),
    ],
)
def test_wrong_wishes(taktwin: Taktwin, here: Path, plant: str, arguments: list[str], code: int, message: str) -> None:
    write_instance(here / "DAY")
    result = taktwin("sequence", *arguments)
    assert result.exit_code == code
    assert message in " ".join(result.stderr.split())
    assert sorted(path.name for path in here.iterdir()) == ["DAY", "small.yaml"]
