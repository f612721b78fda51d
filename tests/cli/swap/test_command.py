"""`taktwin swap`: tables, hours and JSON, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app


def call(*words: str) -> tuple[int, str]:
    """Exit code, and all that is printed."""
    found = CliRunner().invoke(app, ["swap", *words])
    return found.exit_code, found.output


def test_tables(tmp_path: Path) -> None:
    """Figures with intervals, sizes, and the hours in a file."""
    out = tmp_path / "hours.csv"
    code, told = call("swap-13", "--days", "4", "--replications", "3", "--size", "--out", str(out))
    assert code == 0
    assert "swap-13: bays 1, packs 13, chargers 13 of 40 kW; 120 cars a day" in told
    for words in ("95 % interval", "served at once", "waited 300 s at most", "bays 2: some do", "most from the grid"):
        assert words in told
    assert pl.read_csv(out).height == 24


def test_options_stand_for_a_file() -> None:
    """Without a file, the station of the class of today with other numbers."""
    code, told = call("--cars", "60", "--packs", "5", "--days", "2", "--replications", "2", "--json")
    assert code == 0
    found = json.loads(told)
    assert (found["cars_a_day"], found["sizes"]) == (pytest.approx(60), None)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none.yaml"], 2, "none.yaml"),
        (["swap-13", "--packs", "0"], 2, "1 to 200"),
        (["swap-13", "--cars", "-5"], 2, "more than 0"),
        (["swap-13", "--replications", "1"], 2, "replications"),
        (["swap-13", "--out", "hours.txt"], 2, "is no table"),
    ],
)
def test_refused(words: list[str], code: int, said: str) -> None:
    """Wrong options, files that are not there."""
    found, told = call(*words)
    assert found == code
    assert said in " ".join(told.split())
