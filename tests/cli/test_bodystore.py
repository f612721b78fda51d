"""`taktwin bodystore`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Taktwin
from tests.planning.bodystore.test_replay import PLANT

ARGUMENTS = ("--days", 3, "--replications", 2)


@pytest.fixture
def plant(here: Path) -> str:
    (here / "small.yaml").write_text(PLANT, encoding="utf-8")
    return "small.yaml"


def test_json(taktwin: Taktwin, plant: str) -> None:
    result = taktwin("bodystore", plant, *ARGUMENTS, "--places", "0 5 40", "--lanes", "3", "--hold", "0 20", "--json")
    assert result.exit_code == 0
    content = json.loads(result.stdout)
    assert (content["entry"], content["behind"]) == ("in", "out")
    position = {row["places"]: row["mean"] for row in content["places"] if row["measure"] == "in_order"}
    assert position[0] < position[5] < position[40] == 1.0
    assert {row["lanes"] for row in content["lanes"]} == {3}
    assert {row["hold"] for row in content["hold"]} == {0, 20}


def test_table_and_page(taktwin: Taktwin, plant: str, here: Path) -> None:
    stdout = taktwin(
        "bodystore", plant, *ARGUMENTS, "--rule", "same", "--same", "colour", "--hold", "10", "--report", "s.html"
    ).stdout
    assert "in (entry)" in stdout
    assert "random access, rule same" in stdout
    assert "lost cars/day" in stdout
    assert "report: s.html" in stdout
    page = (here / "s.html").read_text(encoding="utf-8")
    for words in ("within 5 positions", "two exchange their orders", "Seed", "<dd>3 d</dd>"):
        assert words in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--places", "a"), "'a' is not a number"),
        (("--places", "1.5"), "whole numbers"),
        (("--lanes", "0 3"), "here 1 or more"),
        (("--rule", "best"), "no rule 'best'"),
        (("--rule", "same"), "give --same"),
        (("--same", "colour"), "give --rule same"),
        (("--patience", "5"), "give both"),
        (("--rule", "same", "--same", "color"), 'no option "color"'),
        (("--store", "pbx"), 'no store "pbx"'),
    ],
)
def test_wrong_use(taktwin: Taktwin, plant: str, arguments: tuple[str, ...], words: str) -> None:
    result = taktwin("bodystore", plant, "--days", 1, "--replications", 1, *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_no_cars_yet(taktwin: Taktwin, here: Path) -> None:
    """Before the first car reaches trim there is nothing to measure."""
    slow = PLANT.replace("mean=1180 s", "mean=900000 s").replace("servers: 12", "servers: 1")
    (here / "slow.yaml").write_text(slow, encoding="utf-8")
    result = taktwin("bodystore", "slow.yaml", "--days", 0.1, "--replications", 1)
    assert result.exit_code == 2
    assert 'no job passed the point "in"; points that were passed: none; simulate longer' in result.stderr


def test_sizes_once_and_rising(taktwin: Taktwin, plant: str) -> None:
    content = json.loads(taktwin("bodystore", plant, *ARGUMENTS, "--places", "40 5 40 0", "--json").stdout)
    assert [row["places"] for row in content["places"] if row["measure"] == "in_order"] == [0, 5, 40]


def test_folder_of_the_page_is_missing(taktwin: Taktwin, plant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taktwin.planning.bodystore.study.simulate", None)
    result = taktwin("bodystore", plant, "--report", "no/s.html")
    assert result.exit_code == 4
    assert "make it first" in result.stderr
