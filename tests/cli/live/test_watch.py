"""`taktwin watch`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import taktwin as library
from tests.cli.conftest import Taktwin
from tests.live.watching.plants import TEXT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("watch") / "run"
    library.load(TEXT).simulate(days=1, warmup=0, trace=True).save(path)
    return path


def test_tables(taktwin: Taktwin, folder: Path) -> None:
    result = taktwin("watch", folder, "--out", "day.json")
    assert result.exit_code == 0
    for what in (
        "early",
        "body.main",
        "b has stopped",
        "what stopped the lines",
        "times by the map run",
        "ADET = down + minor_stop + waiting_crew",
        "day.json",
    ):
        assert what in result.stdout, what
    assert json.loads(Path("day.json").read_text(encoding="utf-8"))["shifts"][0]["name"] == "early"


def test_json_and_the_other_map(taktwin: Taktwin, folder: Path) -> None:
    content = json.loads(taktwin("watch", folder, "--opc", "--least", 2, "--json").stdout)
    assert content["time_map"]["name"] == "OPC 40001-1"
    assert content["causes"][0]["cause"] == "b"


def test_in_chinese(taktwin: Taktwin, folder: Path) -> None:
    result = taktwin("--language", "zh", "watch", folder)
    assert "b 停机" in result.stdout
    assert "停线原因" in result.stdout


def test_what_is_refused(taktwin: Taktwin, folder: Path, tmp_path: Path) -> None:
    library.load(TEXT).simulate(days=0.1, warmup=0).save(tmp_path / "plain")
    for arguments, code, what in (
        (("none",), 3, "no such folder"),
        ((tmp_path / "plain",), 3, "no trace"),
        ((folder, "--least", 0), 2, "--least"),
        ((folder, "--calendar", "three"), 2, "three"),
        ((folder, "--replication", 4), 3, "replication 4"),
    ):
        result = taktwin("watch", *arguments)
        assert result.exit_code == code, what
        assert what in result.stderr
        assert result.stdout == ""
