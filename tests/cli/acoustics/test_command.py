"""`taktwin acoustics`: tables, bands of a file, JSON, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.product.acoustics.test_file import DASH
from tests.product.acoustics.test_process import FELT


def call(*words: str) -> tuple[int, str]:
    """Exit code, and all that is printed."""
    found = CliRunner().invoke(app, ["acoustics", *words])
    return found.exit_code, found.output


@pytest.fixture
def felt(tmp_path: Path) -> str:
    """The file of a felt."""
    path = tmp_path / "felt.yaml"
    path.write_text(FELT, encoding="utf-8")
    return str(path)


def test_tables(felt: str) -> None:
    """Bands, and the share of parts that are accepted."""
    code, told = call(felt, "--field", "normal", "--draws", "128")
    assert code == 0
    assert "felt, on a hard wall, sound at a right angle" in told
    assert "1000        0.196" in told
    assert "of the parts reach 0.3550" in told
    assert "felt.area_mass" in told


def test_json_and_bands(felt: str, tmp_path: Path) -> None:
    """The same figures in JSON and in the table."""
    out = tmp_path / "bands.csv"
    code, told = call(felt, "--json", "--draws", "64", "--from", "500", "--to", "1000", "--out", str(out))
    assert code == 0
    found = json.loads(told)
    assert [one["frequency_hz"] for one in found["bands"]] == [500, 630, 800, 1000]
    assert found["acceptance"]["draws"] == 64
    assert pl.read_csv(out).to_dicts() == found["bands"]


def test_loss(tmp_path: Path) -> None:
    """With air behind it a part has a transmission loss."""
    path = tmp_path / "dash.yaml"
    path.write_text("".join(line for line in DASH.splitlines(keepends=True) if not line.startswith("accept")))
    code, told = call(str(path))
    assert code == 0
    assert "dash insulator, with air behind it, sound from all sides" in told
    assert "transmission loss, dB" in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--field", "sideways"], 2, "normal, diffuse, or an angle"),
        (["--field", "90"], 2, "normal, diffuse, or an angle"),
        (["--from", "510", "--to", "520"], 2, "no third-octave band"),
        (["--out", "bands.txt"], 2, "is no table"),
        (["--draws", "1"], 2, "draws"),
    ],
)
def test_refused(felt: str, words: list[str], code: int, said: str) -> None:
    """Wrong options."""
    found, told = call(felt, *words)
    assert found == code
    assert said in " ".join(told.split())


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there, and one that is no stack."""
    assert call(str(tmp_path / "none.yaml"))[0] != 0
    path = tmp_path / "other.yaml"
    path.write_text("taktwin: 1\nname: x\n")
    code, told = call(str(path))
    assert code == 3
    assert "stack" in told
