"""`taktwin run --sequence`."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Taktwin
from tests.planning.sequence.plants import CARS, with_file

SHORT = ["--days", 0.05, "--warmup", 0, "--json"]


@pytest.fixture
def plant(here: Path) -> str:
    """A plant with a day of four cars, A to D."""
    (here / "small.yaml").write_text(with_file(here, CARS), encoding="utf-8")
    return "small.yaml"


def test_cars_come_in_the_sequence(taktwin: Taktwin, here: Path, plant: str) -> None:
    (here / "s.csv").write_text("position,ident\n1,D\n2,B\n3,A\n4,C\n")
    content = json.loads(taktwin("run", plant, *SHORT, "--sequence", "s.csv").stdout)
    jobs = pl.read_parquet(Path(content["folder"]) / "jobs.parquet").sort("job")
    cars = list(zip(jobs["product"], jobs["roof"], strict=True))[:5]
    assert cars == [("suv", "glass"), ("suv", "steel"), ("sedan", "glass"), ("sedan", "steel"), ("suv", "glass")]


def test_the_order_given_is_as_without_a_sequence(taktwin: Taktwin, here: Path, plant: str) -> None:
    """Only that the day comes again, while the file alone ends after its four cars."""
    (here / "s.csv").write_text("position,ident\n1,A\n2,B\n3,C\n4,D\n")
    once = json.loads(taktwin("run", plant, *SHORT).stdout)
    again = json.loads(taktwin("run", plant, *SHORT, "--sequence", "s.csv").stdout)
    jobs, more = (pl.read_parquet(Path(one["folder"]) / "jobs.parquet").sort("job") for one in (once, again))
    assert jobs.height == 4
    assert more.height > 40
    assert jobs.drop("outcome").equals(more.head(4).drop("outcome"))
    manifests = [json.loads((Path(one["folder"]) / "manifest.json").read_text()) for one in (once, again)]
    assert manifests[0]["model_hash"] != manifests[1]["model_hash"]
    assert "sequence" not in manifests[0]
    assert set(manifests[1]["sequence"]) == {"cars"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"position,ident\n1,A\n2,B\n3,C\n4,E\n", 's.csv:5: ident: there is no car "E" in this day: use one of: A, B'),
        (b"position,ident\n1,A\n2,B\n3,C\n", "s.csv:4: ident: cars of the day are missing: D: give each a position"),
        (b"position,ident\n1,A\n2,B\n3,C\n4,C\n", 's.csv:5: ident: the car "C" stands in line 4 already'),
        (b"position,ident\n1,A\n2,B\n3,C\n5,D\n", "s.csv:5: position: position 4 is left out"),
        (b"car\nA\nB\nC\nD\n", 's.csv:1: expected the heading "position,ident", got "car"'),
        (b"position,ident\n1,A\n2,\xff\n", "s.csv:3: "),
    ],
)
def test_a_bad_file_ends_with_3(taktwin: Taktwin, here: Path, plant: str, content: bytes, message: str) -> None:
    (here / "s.csv").write_bytes(content)
    result = taktwin("run", plant, *SHORT, "--sequence", "s.csv")
    assert result.exit_code == 3
    assert message in result.stderr
    assert not (here / "runs").exists()


def test_a_file_that_is_not_there_is_wrong_usage(taktwin: Taktwin, plant: str) -> None:
    result = taktwin("run", plant, *SHORT, "--sequence", "none.csv")
    assert result.exit_code == 2
    assert "there is no file 'none.csv'" in result.stderr


def test_a_plant_without_a_day(taktwin: Taktwin, here: Path) -> None:
    (here / "s.csv").write_text("position,ident\n1,A\n")
    result = taktwin("run", "mm1", *SHORT, "--sequence", "s.csv")
    assert result.exit_code == 3
    assert "which cars a day has" in result.stderr


def test_a_snapshot_has_its_own_orders(taktwin: Taktwin, here: Path, plant: str) -> None:
    (here / "s.csv").write_text("position,ident\n1,A\n2,B\n3,C\n4,D\n")
    result = taktwin("run", plant, "--days", 0.05, "--sequence", "s.csv", "--save-snapshot", "x.npz")
    assert result.exit_code == 2
    assert "a snapshot keeps the orders of its own run" in " ".join(result.stderr.split())


@pytest.mark.parametrize("released", [2, 4002])
def test_from_a_state_the_sequence_goes_on(taktwin: Taktwin, here: Path, plant: str, released: int) -> None:
    """Two cars were released before, or two and a thousand days: the run goes on with the third position."""
    (here / "s.csv").write_text("position,ident\n1,D\n2,B\n3,A\n4,C\n")
    (here / "state.yaml").write_text(
        f"state: 1\nplant: small\nat: 2026-01-05 01:00\norders: {{cars: {{released: {released}}}}}\n"
    )
    content = json.loads(taktwin("run", plant, *SHORT, "--sequence", "s.csv", "--from", "state.yaml").stdout)
    jobs = pl.read_parquet(Path(content["folder"]) / "jobs.parquet").sort("job")
    assert jobs["job"][0] == released
    assert list(zip(jobs["product"], jobs["roof"], strict=True))[:2] == [("sedan", "glass"), ("sedan", "steel")]
