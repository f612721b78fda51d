"""Scenarios: names, combinations, points, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.factor import Factor, Range
from taktwin.planning.experiment.scenario import (
    Scenario,
    check_names,
    find_scenario,
    full_factorial,
    latin_hypercube,
    read_scenarios,
    scenarios_of,
    short_names,
)


def written(folder: Path, text: str) -> Path:
    file = folder / "scenarios.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_combination_the_last_factor_fastest() -> None:
    found = full_factorial([Factor("s.a.x", ("1", "2")), Factor("s.b.y", ("3 s", "4 s", "5 s"))])
    assert [one.name for one in found][:4] == ["a.x=1, b.y=3 s", "a.x=1, b.y=4 s", "a.x=1, b.y=5 s", "a.x=2, b.y=3 s"]
    assert len(found) == 6
    assert found[4].changes == {"s.a.x": "2", "s.b.y": "4 s"}
    assert found[4].overrides == ["s.a.x=2", "s.b.y=4 s"]


def test_names_are_as_short_as_they_can_be() -> None:
    paths = ["shops.body.lines.main.ff.cycle", "shops.paint.lines.main.ff.cycle", "shops.body.calendar", "bucket"]
    assert list(short_names(paths).values()) == [
        "body.lines.main.ff.cycle",
        "paint.lines.main.ff.cycle",
        "body.calendar",
        "bucket",
    ]


def test_a_path_that_ends_another() -> None:
    """`a.b` stays as it is beside `x.a.b`, and the longer one says more."""
    assert short_names(["a.b", "x.a.b"]) == {"a.b": "a.b", "x.a.b": "x.a.b"}


def test_latin_hypercube_meets_every_slice_once() -> None:
    ranges = [Range("a", "0.0", "1.0"), Range("b", "10 s", "20 s")]
    found = latin_hypercube(ranges, 50, seed=3)
    assert [one.name for one in found[:2]] == ["point 1", "point 2"]
    assert sorted(int(float(one.changes["a"]) * 50) for one in found) == list(range(50))
    assert sorted(int((float(one.changes["b"].removesuffix(" s")) - 10) * 5) for one in found) == list(range(50))
    assert latin_hypercube(ranges, 50, seed=3) == found != latin_hypercube(ranges, 50, seed=4)


def test_file(tmp_path: Path) -> None:
    """Names, empty cells, quoted commas, empty lines, a byte order mark."""
    text = '\ufeffscenario,s.a.cycle,s.b.room\nnow,,\nfast,"tri(1 s, 2 s, 3 s)",\n\n,90 s,12\n'
    now, fast, last = read_scenarios(written(tmp_path, text))
    assert (now.name, now.changes) == ("now", {})
    assert fast.changes == {"s.a.cycle": "tri(1 s, 2 s, 3 s)"}
    assert last.name == "a.cycle=90 s, b.room=12"
    assert last.place.endswith("scenarios.csv:5")


def test_row_without_changes_and_name(tmp_path: Path) -> None:
    """Cannot be told from an empty line, so it is one; the plant as it is needs a name."""
    assert [one.name for one in read_scenarios(written(tmp_path, "a.b,c.d\n,\n1,2\n"))] == ["a.b=1, c.d=2"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no scenario"),
        ("a.b\n", "no scenario"),
        ("a.b,\n1,2\n", r"scenarios.csv:1: column 2 has no path"),
        ("a.b,a.b\n1,2\n", r"scenarios.csv:1: a.b: is varied twice"),
        ("a.b,c\n1\ntri(1 s, 2 s, 3 s)\n", r"scenarios.csv:3: has 3 cells for 2 columns"),
        ("scenario\nx\n", "nothing is varied"),
    ],
)
def test_wrong_file(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(ExperimentError, match=word):
        read_scenarios(written(tmp_path, text))


def test_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(ExperimentError, match="UTF-8"):
        read_scenarios(tmp_path / "x.csv")


def test_names_are_used_once() -> None:
    with pytest.raises(ExperimentError, match='"x"'):
        check_names([Scenario("x", {}), Scenario("y", {}), Scenario("x", {"a": "1"}, "f.csv:4")])
    with pytest.raises(ExperimentError, match="nothing is varied"):
        check_names([])
    with pytest.raises(ExperimentError, match="nothing is varied"):
        full_factorial([])
    with pytest.raises(ExperimentError, match="varied twice"):
        full_factorial([Factor("a", ("1",)), Factor("a", ("2",))])


def test_base_by_name_or_number() -> None:
    scenarios = scenarios_of({"low": {"a": 1}, "high": {"a": 2}, "1": {"a": 3}})
    assert find_scenario(scenarios, None) == 0
    assert find_scenario(scenarios, "high") == 1
    assert find_scenario(scenarios, 2) == 1
    assert find_scenario(scenarios, "1") == 2  # a name goes before a number
    for wrong in ("hihg", "0", "4", 0, -1):
        with pytest.raises(ExperimentError, match=f'"{wrong}"'):
            find_scenario(scenarios, wrong)
    with pytest.raises(ExperimentError, match="did you mean `high`"):
        find_scenario(scenarios, "hihg")
