"""Hourly files of a journal's values, whichever connectors they came through; questions to them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from taktwin.exchange.vda5050.messages import state_payload
from taktwin.live.history.ask import ask
from taktwin.live.history.files import export_history
from taktwin.live.journal.journal import Journal
from taktwin.live.lines.session import LineSession, Piece
from taktwin.live.message import Message
from taktwin.live.opcua.session import OpcUaSession
from taktwin.live.opcua.wire import DATA, ITEMS, Change, Place, data_payload, items_payload
from taktwin.live.sparkplug.numbering import Numbering
from taktwin.live.vda5050.session import VehicleSession
from taktwin.model.errors import OptionError
from tests.cli.journal.test_command import call
from tests.exchange.vda5050.test_messages import OX
from tests.live.sparkplug.edge import START, Edge

HOUR = 3_600_000


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Values of four connectors, in two hours."""
    edge, path = Edge(), tmp_path / "plant.journal"
    at = START + HOUR
    items = items_payload({1: ("opcua/Line/weld/State", "ns=2;i=7")})
    change = data_payload([Change(1, "String", "Executing", 0, at * 1000, None)])
    opcua = [Message(str(Place(ITEMS, 1, at, 0)), items, at), Message(str(Place(DATA, 1, at, 1)), change, at)]
    vehicle = Message("vda5050/v2/Bull/ox-7/state", state_payload(replace(OX, driving=True)), at)
    line = Message(str(Piece("json")), b'{"time": 9, "kind": "state", "element": "weld", "state": "down"}', at)
    with Journal(path) as journal:
        journal.append(Numbering("mqtt").entries([edge.nbirth(), edge.dbirth("robot"), edge.ddata("robot", 7)]))
        journal.append(OpcUaSession("opcua").entries(opcua))
        journal.append(VehicleSession("vda5050").entries([vehicle]))
        journal.append(LineSession("post").entries([line]))
    return path


def test_all_that_came_stands_in_files_of_hours_sorted_by_tag(journal: Path, tmp_path: Path) -> None:
    told = export_history(journal, tmp_path / "history")
    assert told == export_history(journal, tmp_path / "history"), "written anew it is the same"
    files = sorted((tmp_path / "history").glob("*/*.parquet"))
    assert len(files) == told.files == 2
    first, second = (pl.read_parquet(file) for file in files)
    assert first.height + second.height == told.values
    assert first["tag"].is_sorted()
    good = first.filter(pl.col("tag").str.ends_with("robot/Counter/Good"))
    assert good["number"].to_list()[-1] == 7.0
    rest = {row["tag"]: row["text"] for row in second.iter_rows(named=True)}
    assert rest["opcua/Line/weld/State"] == "Executing"
    assert rest["vda5050/Bull/ox-7/vehicle"] == "working"
    assert rest["event/state/weld"] == "down"


def test_questions(journal: Path, tmp_path: Path) -> None:
    """From the shell, too. A question reads nothing but the history, and writes nothing."""
    pytest.importorskip("duckdb", reason="duckdb is not installed (`pip install taktwin[history]`)")
    folder = tmp_path / "history"
    code, out, _ = call("export", str(journal), "--out", str(folder))
    assert (code, "2 files" in out) == (0, True)
    code, out, _ = call("ask", str(folder), "--sql", "SELECT text FROM history WHERE tag LIKE '%State'", "--json")
    assert (code, json.loads(out)) == (0, [{"text": "Executing"}])
    assert "Executing" in call("ask", str(folder), "--sql", "SELECT text, received FROM history WHERE text > ''")[1]
    secret = tmp_path / "secret.csv"
    secret.write_text("password\n1\n", encoding="utf-8")
    for question in (f"SELECT * FROM '{secret}'", f"COPY history TO '{tmp_path / 'x.csv'}'", "SELECT wrong"):
        with pytest.raises(OptionError, match="cannot be answered"):
            ask(folder, question)
    assert not (tmp_path / "x.csv").exists()
    code, _, err = call("ask", str(tmp_path), "--sql", "SELECT 1")
    assert (code, "there is no history" in err) == (2, True)
