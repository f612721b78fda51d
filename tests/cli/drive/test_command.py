"""`taktwin drive`: tables, series and JSON, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app


def call(*words: str) -> tuple[int, str]:
    """Exit code, and all that is printed."""
    found = CliRunner().invoke(app, ["drive", *words])
    return found.exit_code, found.output


def test_battery() -> None:
    """Books, consumption and range."""
    code, told = call("suv-battery", "--cycle", "like-cltc")
    assert code == 0
    assert "suv-battery on like-cltc: 14.48 km in 1,800 s" in told
    assert "a synthetic cycle" in told
    assert "kWh/100 km at its terminals; a full one of 75.96 kWh goes" in told


def test_range_extender(tmp_path: Path) -> None:
    """Strategies, the bound, and every second of them."""
    out = tmp_path / "seconds.parquet"
    code, told = call("suv-range-extender", "--strategy", "adaptive", "--out", str(out))
    assert code == 0
    assert "adaptive" in told
    assert "the best" in told
    assert "no strategy takes less than" in told
    assert "weighted (WLTP curve, not GB/T" in told
    assert pl.read_parquet(out).columns == ["strategy", "second", "speed_kmh", "bus_w", "source_w", "charge"]


def test_lighter() -> None:
    """A range by source, never a point."""
    code, told = call("suv-battery", "--cycle", "like-cltc", "--lighter", "90-180")
    assert code == 0
    assert "a part 90-180 kg lighter saves" in told
    assert "secondary effects are in none" in told


def test_json() -> None:
    """One object with the books and every strategy."""
    code, told = call("suv-range-extender", "--json", "--cycle", "like-cltc")
    assert code == 0
    found = json.loads(told)
    assert found["synthetic"] is True
    assert len(found["driven"]) == 6


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["suv-battery", "--strategy", "best"], 2, "no range extender"),
        (["suv-range-extender", "--strategy", "clever"], 2, "thermostat, load_following"),
        (["suv-battery", "--cycle", "none.csv"], 2, "none.csv"),
        (["none.yaml"], 2, "none.yaml"),
        (["suv-battery", "--out", "seconds.txt"], 2, "is no table"),
        (["suv-battery", "--repeat", "0"], 2, "repeat"),
        (["suv-battery", "--temperature", "-60"], 2, "-40 to 55"),
        (["suv-range-extender", "--trip", "0"], 2, "a way of 0 km"),
        (["suv-battery", "--lighter", "much"], 2, "90-180"),
        (["suv-battery", "--lighter", "5000"], 2, "below"),
        (["suv-range-extender", "--utility", "none.yaml"], 2, "none.yaml"),
    ],
)
def test_refused(words: list[str], code: int, said: str) -> None:
    """Wrong options, files that are not there."""
    found, told = call(*words)
    assert found == code
    assert said in " ".join(told.split())
