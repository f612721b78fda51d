"""Tables as files: what a workbook and a CSV file hold is what the tables hold."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from taktwin.model.errors import OptionError
from taktwin.model.files import tablefiles
from taktwin.model.files.tablefiles import table_formats, write_csv, write_tables, write_workbook

TABLE = pl.DataFrame(
    {
        "name": ["=1+1", "http://x", "漆", None],
        "level": [1.5, math.inf, None, math.nan],
        "count": [1, 2**40, -3, None],
        "main": [True, False, None, True],
    }
)


def cells(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    found = [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]
    book.close()
    return found


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_workbook(path, {"one": TABLE, "two": TABLE.head(0)}, {"one": {"level": "kWh, m3"}})
    assert cells(path, "one") == [
        ("name", "level (kWh, m3)", "count", "main"),
        ("=1+1", 1.5, 1, True),
        ("http://x", "infinite", 2**40, False),
        ("漆", None, -3, None),
        (None, None, None, True),
    ]
    assert cells(path, "two") == [("name", "level", "count", "main")]
    book = openpyxl.load_workbook(path)
    sheet = book["one"]
    assert sheet["A2"].data_type == "s"  # a name is no formula
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D5"
    assert sheet.column_dimensions["A"].width >= len("http://x")
    assert sheet.column_dimensions["B"].width >= len("level (kWh, m3)")
    assert {one.name for one in tmp_path.iterdir()} == {"t.xlsx"}


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tablefiles, "MOST_ROWS", 3)
    write_workbook(tmp_path / "t.xlsx", {"one": TABLE}, {})
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["one", "one 2"]
    assert cells(tmp_path / "t.xlsx", "one 2") == [("name", "level", "count", "main"), (None, None, None, True)]


def test_csv(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", TABLE)
    assert (tmp_path / "t.csv").read_bytes().decode() == (
        "name,level,count,main\n=1+1,1.5,1,true\nhttp://x,inf,1099511627776,false\n漆,,-3,\n,NaN,,true\n"
    )


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_nothing_half_written_stays(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full, or the program is ended, while a table is written."""
    (tmp_path / name).write_bytes(b"before")

    def fails(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pl.DataFrame, "iter_rows", fails)
    monkeypatch.setattr(pl.DataFrame, "write_csv", fails)
    with pytest.raises(KeyboardInterrupt):
        (write_csv(tmp_path / name, TABLE) if name == "t.csv" else write_workbook(tmp_path / name, {"one": TABLE}, {}))
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {name: b"before"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "t.csv").symlink_to("/dev/full")
    for rows in (1, 100_000):  # what is held back until the end, and what is not
        with pytest.raises(OSError, match="No space left") as found:
            write_csv(tmp_path / "t.csv", pl.DataFrame({"a": range(rows)}))
        assert found.value.filename == str(tmp_path / "t.csv")


def test_formats(tmp_path: Path) -> None:
    assert table_formats([]) == ("parquet",)
    assert table_formats(["xlsx", "csv", "xlsx"]) == ("parquet", "csv", "xlsx")
    with pytest.raises(OptionError, match='not written as "xslx"; did you mean `xlsx`'):
        table_formats(["xslx"])
    write_tables(tmp_path, {"one": TABLE, "two": TABLE}, ["parquet", "csv", "xlsx"], {})
    names = {"one.parquet", "two.parquet", "one.csv", "two.csv", "tables.xlsx"}
    assert {one.name for one in tmp_path.iterdir()} == names
