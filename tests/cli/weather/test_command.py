"""`taktwin weather`: what it prints and writes, in both languages, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.analysis.weather.files import at, put, spoilt
from tests.cli.conftest import Taktwin

NOON = at(7, 3, 13)


@pytest.fixture
def odd(here: Path) -> Path:
    """A year with one impossible hour."""
    path = here / "odd.epw"
    path.write_bytes(spoilt(put(NOON, dni="77332")))
    return path


def test_what_was_done(taktwin: Taktwin, odd: Path) -> None:
    result = taktwin("weather", odd, "--changes")
    assert result.exit_code == 0
    assert "odd.epw: 8,760 hours, 1 values changed" in result.stdout
    assert "1 x dni: more direct radiation than the sun gives" in result.stdout
    assert any(
        line.split() == ["7/3", "13:00", str(NOON + 9), "dni", "77332", "801", "dni_above_sun"]
        for line in result.stdout.splitlines()
    )
    chinese = taktwin("--language", "zh", "weather", odd).stdout
    assert "直射辐射超过太阳在地面所能给出的" in chinese
    assert "总辐射 kWh/m2" in chinese


def test_json(taktwin: Taktwin, odd: Path) -> None:
    found = json.loads(taktwin("weather", odd, "chongqing-cloudy", "--pv", "roof", "--json").stdout)
    first, second = found["files"]
    (change,) = first["changes"]
    assert (change["was"], change["rule"], change["line"]) == ("77332", "dni_above_sun", NOON + 9)
    assert (first["synthetic"], second["synthetic"]) == (False, True)
    assert len(first["monthly"]) == 12
    (pv,) = found["pv"]
    assert pv["low_kwh_per_kwp"] == pv["years"][1]["kwh_per_kwp"] < pv["high_kwh_per_kwp"]
    assert len(pv["years"][0]["monthly_kwh_per_kwp"]) == 12


def test_the_repaired_file(taktwin: Taktwin, odd: Path, here: Path) -> None:
    result = taktwin("weather", odd, "--out", "good.epw")
    assert result.stdout.endswith("written: good.epw\n")
    assert "0 values changed" in taktwin("weather", "good.epw").stdout
    before, after = odd.read_text().splitlines(), (here / "good.epw").read_text().splitlines()
    assert [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [NOON + 8]
    taktwin("weather", odd, "--out", "hours.csv")
    table = pl.read_csv(here / "hours.csv")
    assert table.height == 8760
    assert (table["dni_w_m2"] <= 1000).all()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["gone.epw"], 2, "there is no file 'gone.epw'"),
        (["odd.epw", "cut.epw"], 3, "cut.epw: line 5000: the year ends at 7/27 24:00"),
        (["text.epw"], 3, "text.epw: line 1: the line does not begin with LOCATION"),
        (["odd.epw", "--pv", "rooof"], 2, "did you mean `roof`?"),
        (["odd.epw", "--pv", "tilt=95"], 2, "tilt must be 0 or more and 90 or less"),
        (["odd.epw", "chongqing-bright", "--out", "x.epw"], 2, "it takes one FILE"),
        (["odd.epw", "--out", "x.xlsx"], 2, "ends with .epw or .csv"),
        (["odd.epw", "--out", "odd.epw"], 2, "this is what the command reads"),
        (["odd.epw", "--out", "none/x.epw"], 4, "there is no folder"),
        (["cut.epw", "--out", "x.epw"], 3, "take another file|cut off"),
        ([], 2, "Missing argument|FILE"),
    ],
)
def test_what_it_refuses(taktwin: Taktwin, odd: Path, here: Path, arguments: list[str], code: int, said: str) -> None:
    (here / "cut.epw").write_text("\n".join(odd.read_text().splitlines()[:5000]))
    (here / "text.epw").write_text("hello")
    result = taktwin("weather", *arguments)
    assert result.exit_code == code
    assert any(one in result.stderr for one in said.split("|"))
    assert "Traceback" not in result.stderr
    assert not list(here.glob("x.*"))


def test_a_refusal_in_chinese(taktwin: Taktwin, odd: Path, here: Path) -> None:
    (here / "cut.epw").write_text("\n".join(odd.read_text().splitlines()[:5000]))
    assert "文件被截断；请重新获取" in taktwin("--language", "zh", "weather", "cut.epw").stderr
