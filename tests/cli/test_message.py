"""`taktwin message`: what it prints, what it writes, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from taktwin.exchange.edi import write_interchange
from taktwin.exchange.epcis import document, made
from tests.cli.conftest import Taktwin
from tests.exchange.edi.examples import delfor, desadv, interchange, jis


@pytest.fixture(autouse=True)
def files(here: Path) -> None:
    """A call-off, a schedule with a despatch advice, and a file that is damaged."""
    write_interchange(interchange(jis()), here / "calls.edi")
    write_interchange(interchange(delfor(), replace(desadv(), message_reference="2")), here / "more.edi")
    data = (here / "calls.edi").read_bytes()
    (here / "bad.edi").write_bytes(data.replace(b"LVZ", b"LV", 1).replace(b"UNZ+1", b"UNZ+3"))


def test_the_table(taktwin: Taktwin) -> None:
    result = taktwin("message", "calls.edi", "more.edi")
    assert result.exit_code == 0
    whole = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "DELJIT-JIS JS1 693 117 2 3 100 102 2026-03-02 07:00 2026-03-02 07:04" in whole
    assert "DELFOR DF1 693 117 2 4 - - 2026-03-02 07:00 2026-03-03" in whole
    assert "DESADV DA1 693 117 2 3 100 107 2026-03-02 08:00 2026-03-02 08:00" in whole
    assert "calls.edi: EDIFACT" in result.stdout


def test_json_is_everything(taktwin: Taktwin) -> None:
    found = json.loads(taktwin("message", "calls.edi", "more.edi", "--json").stdout)["files"]
    assert [(one["file"], one["format"], len(one["messages"])) for one in found] == [
        ("calls.edi", "EDIFACT", 1),
        ("more.edi", "EDIFACT", 2),
    ]
    assert found[0]["messages"][0]["calls"][1]["vin"] == "LVZTAKT0000000001"
    assert found[0]["messages"][0]["function"] == "9"
    assert found[0]["interchange"]["test"] is False


def test_a_test_interchange(taktwin: Taktwin, here: Path) -> None:
    write_interchange(interchange(jis(), test=True), here / "test.edi")
    assert "a test: not to be acted on" in taktwin("message", "test.edi").stdout


def test_warnings_change_neither_the_code_nor_the_values(taktwin: Taktwin) -> None:
    """The call-off asks for two carpets a vehicle."""
    result = taktwin("message", "calls.edi", "more.edi")
    assert result.exit_code == 0
    assert result.stderr == (
        "warning: calls.edi: document JS1: quantity_not_one: number 100 calls 2 of CARPET; quantities other than 1 in "
        "all: 3; ask the sender whether all of them go into one vehicle\n"
    )
    found = json.loads(taktwin("message", "calls.edi", "more.edi", "--json").stdout)["files"]
    assert [[warning["kind"] for warning in one["warnings"]] for one in found] == [["quantity_not_one"], []]
    assert found[0]["messages"][0]["calls"][0]["items"][1]["quantity"] == 2
    said = taktwin("--language", "zh", "message", "calls.edi").stderr
    assert said.startswith("警告：calls.edi：单据 JS1：quantity_not_one：序号 100 要货 2 件 CARPET；")


def test_errors_name_file_segment_tag_kind_and_remedy(taktwin: Taktwin) -> None:
    """All of them; the good file beside it is not taken, and nothing is written."""
    result = taktwin("message", "calls.edi", "bad.edi", "--out", "tables", "--json")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        (
            "error: bad.edi: segment 10 (GIR): bad_vin: the VIN 'LVTAKT0000000000' has 16 characters; "
            "a VIN has 17 letters and digits"
        ),
        (
            "error: bad.edi: segment 36 (UNZ): wrong_message_count: UNZ counts '3' messages, there are 1; "
            "messages were lost or added on the way; ask the sender for the file again"
        ),
    ]
    assert not Path("tables").exists()


def test_errors_in_chinese(taktwin: Taktwin) -> None:
    lines = taktwin("--language", "zh", "message", "bad.edi").stderr.splitlines()
    assert lines[0] == (
        "错误：bad.edi：第 10 段（GIR）：bad_vin：车辆识别代号 'LVTAKT0000000000' 有 16 个字符；"
        "车辆识别代号由 17 个字母和数字组成"
    )


def test_tables(taktwin: Taktwin) -> None:
    result = taktwin("message", "calls.edi", "more.edi", "--out", "tables")
    assert result.stdout.splitlines()[-1] == "tables: tables"
    assert {one.name for one in Path("tables").iterdir()} == {"call_offs.csv", "demand.csv", "despatches.csv"}
    assert pl.read_csv("tables/call_offs.csv")["number"].to_list() == [100, 100, 101, 101, 102, 102]
    taktwin("message", "calls.edi", "--out", "two", "--tables", "xlsx", "--tables", "parquet")
    assert {one.name for one in Path("two").iterdir()} == {"call_offs.parquet", "tables.xlsx"}
    sheet = openpyxl.load_workbook("two/tables.xlsx")["call_offs"]
    assert [cell.value for cell in sheet[2]][:4] == ["calls.edi", "JS1", "DELJIT-JIS", "2026-03-02T07:00"]
    assert pl.read_parquet("two/call_offs.parquet").height == 6


def test_codes(taktwin: Taktwin, here: Path) -> None:
    (here / "codes.yaml").write_text("sequence: {39: cancel, 2: new, 3: change}\n", encoding="utf-8")
    found = json.loads(taktwin("message", "calls.edi", "--codes", "codes.yaml", "--json").stdout)["files"][0]
    assert [one["status"] for one in found["messages"][0]["calls"]] == ["cancel", "new", "change"]
    (here / "codes.yaml").write_text("sequence: {39: maybe}\n", encoding="utf-8")
    result = taktwin("message", "calls.edi", "--codes", "codes.yaml")
    assert result.exit_code == 3
    assert "codes.yaml:1: sequence: this is no table" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("none.edi",), "there is no file 'none.edi'"),
        (("calls.edi", "--codes", "none.yaml"), "there is no file 'none.yaml'"),
        (("calls.edi", "--tables", "csv"), "add --out FOLDER"),
        (("calls.edi", "--out", "."), "exists already"),
        ((), "Missing argument"),
    ],
)
def test_wrong_usage(taktwin: Taktwin, arguments: tuple[str, ...], what: str) -> None:
    result = taktwin("message", *arguments)
    assert result.exit_code == 2
    assert what in result.stderr


def test_tables_become_messages(taktwin: Taktwin, here: Path) -> None:
    """What was written as tables is written as EDIFACT again, and shown."""
    assert taktwin("message", "calls.edi", "--out", "t").exit_code == 0
    result = taktwin("message", "t/call_offs.csv", "--edi", "again.edi", "--reference", "R9")
    assert result.exit_code == 0
    assert "DELJIT-JIS" in result.stdout
    assert b"+R9'" in (here / "again.edi").read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("none.csv", "--edi", "x.edi"), 2, "none.csv"),
        (("t/call_offs.csv", "--edi", "none/x.edi"), 4, "there is no folder"),
        (("t/call_offs.csv", "--edi", "t/call_offs.csv"), 2, "this is what the command reads"),
        (("t/call_offs.csv", "--edi", "x.edi", "--out", "u"), 2, "--edi"),
        (("calls.edi", "--edi", "x.edi"), 3, "no table of demand, call-offs or despatches"),
        (("vin.csv", "--edi", "x.edi"), 3, "bad_vin"),
    ],
)
def test_tables_that_are_refused(taktwin: Taktwin, here: Path, words: tuple[str, ...], code: int, said: str) -> None:
    assert taktwin("message", "calls.edi", "--out", "t").exit_code == 0
    text = (here / "t" / "call_offs.csv").read_text(encoding="utf-8-sig")
    (here / "vin.csv").write_text(text.replace("LVZTAKT0000000000", "LVZ"), encoding="utf-8")
    result = taktwin("message", *words)
    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())
    assert not (here / "x.edi").exists()


def test_an_event_that_was_changed(taktwin: Taktwin, here: Path) -> None:
    """Its name is the hash of what it said before."""
    event = made(["urn:epc:id:sgtin:6901234.012340.1"], datetime(2026, 3, 1, tzinfo=UTC), "geo:29.5,106.5")
    data = document([event], datetime(2026, 3, 1, tzinfo=UTC)).write()
    (here / "good.jsonld").write_bytes(data)
    (here / "bad.jsonld").write_bytes(data.replace(b"012340.1", b"012340.2"))
    good, bad = (taktwin("message", name) for name in ("good.jsonld", "bad.jsonld"))
    assert "events first time last time" in " ".join(good.stdout.split())
    assert "hash of another event" not in good.stdout
    assert "1 events have the hash of another event as their eventID, such as event 1" in bad.stdout
    (found,) = json.loads(taktwin("message", "bad.jsonld", "--json").stdout)["files"]
    assert found["named_by_hash"] == ["no"]
    taktwin("message", "good.jsonld", "--out", "events")
    rows = pl.read_csv(here / "events" / "events.csv").to_dicts()
    assert rows[0]["event_id"] == rows[0]["hash"]
    assert rows[0]["read_point"] == "geo:29.5,106.5"
    (thing,) = pl.read_csv(here / "events" / "event_things.csv").to_dicts()
    assert thing["role"] == "thing"
    assert thing["thing"].endswith("012340.1")
