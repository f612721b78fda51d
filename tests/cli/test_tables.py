"""`--tables`: results for a spreadsheet program, beside those that other commands read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from tests.cli.conftest import Taktwin

ROOM = "shops.workshop.lines.line.queue.capacity"


def sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    found = [tuple(cell.value for cell in row) for row in book[name].iter_rows()]
    book.close()
    return found


def test_a_run(taktwin: Taktwin, here: Path) -> None:
    """The same values in all three; headings of the workbook have units; `compare` reads the folder."""
    for name, more in (("one", ["--tables", "csv", "--tables", "xlsx"]), ("two", ["--tables", "parquet"])):
        result = taktwin("run", "mm1", "--days", 1, "--replications", 2, "--no-bottleneck", "--out", name, *more)
        assert result.exit_code == 0, result.stderr
    parquet = {path.stem for path in (here / "two").glob("*.parquet")}
    assert not [path for path in (here / "two").iterdir() if path.suffix in (".csv", ".xlsx")]
    assert {path.stem for path in (here / "one").glob("*.parquet")} == parquet
    assert {path.stem for path in (here / "one").glob("*.csv")} == {"kpis", *parquet}
    book = openpyxl.load_workbook(here / "one" / "tables.xlsx", read_only=True)
    assert set(book.sheetnames) == {"kpis", *parquet}
    book.close()
    table = pl.read_parquet(here / "one" / "resources.parquet")
    rows = sheet(here / "one" / "tables.xlsx", "resources")
    assert rows[0][0] == "replication"
    assert "working (s)" in rows[0]
    at, column = rows[0].index("working (s)"), table["working"].to_list()
    assert [row[at] for row in rows[1:]] == pytest.approx(column, rel=1e-14)
    assert pl.read_csv(here / "one" / "resources.csv")["working"].to_list() == column
    kpis = {row[0]: row[1:] for row in sheet(here / "one" / "tables.xlsx", "kpis")}
    told = json.loads((here / "one" / "manifest.json").read_text(encoding="utf-8"))["kpis"]
    assert kpis["wip"] == tuple(
        one if isinstance(one, str) else pytest.approx(one, rel=1e-14)
        for one in (told["wip"][key] for key in ("value", "unit", "low", "high"))
    )
    assert taktwin("compare", "one", "two").exit_code == 0


def test_an_experiment(taktwin: Taktwin, here: Path) -> None:
    """Its own tables and every replication; the same command again finds all finished."""
    arguments = ["experiment", "mm1", "--vary", f"{ROOM}=2,5", "--days", 1, "--replications", 2, "--out", "e"]
    assert taktwin(*arguments, "--tables", "xlsx", "--tables", "csv").exit_code == 0
    assert {path.stem for path in (here / "e").glob("*.csv")} == {"scenarios", "means", "comparison", "replications"}
    rows = sheet(here / "e" / "tables.xlsx", "replications")
    assert rows[0][:3] == ("scenario", "number", "replication")
    assert len(rows) == 1 + 2 * 2
    assert pl.read_parquet(here / "e" / "replications.parquet").height == 4
    assert taktwin(*arguments).exit_code == 0


def test_an_experiment_in_memory_has_no_place_for_them(here: Path) -> None:
    from taktwin.model.errors import OptionError
    from taktwin.planning.experiment.study import ExperimentOptions

    with pytest.raises(OptionError, match="give `out`"):
        ExperimentOptions(vary={ROOM: [2]}, tables=["csv"])
    with pytest.raises(OptionError, match='not written as "xls"; did you mean `xlsx`'):
        ExperimentOptions(vary={ROOM: [2]}, tables=["xls"], out=here / "x")


def test_another_format(taktwin: Taktwin, here: Path) -> None:
    result = taktwin("run", "mm1", "--tables", "xls")
    assert result.exit_code == 2
    assert "'xls' is not one of 'parquet', 'csv', 'xlsx'" in result.stderr
    assert not list(here.iterdir())


def test_scenarios_of_a_sheet(taktwin: Taktwin, here: Path) -> None:
    book = openpyxl.Workbook()
    rows = book.active
    assert rows is not None
    rows.title = "rooms"
    for row in (["scenario", ROOM], ["small", 2], ["large", 20]):
        rows.append(row)
    book.save("plan.xlsx")
    short = ["--days", 1, "--replications", 2, "--json"]
    found = json.loads(taktwin("experiment", "mm1", "--scenarios", "plan.xlsx#rooms", *short).stdout)
    assert [one["name"] for one in found["scenarios"]] == ["small", "large"]
    result = taktwin("experiment", "mm1", "--scenarios", "plan.xlsx#roms", *short)
    assert result.exit_code == 3
    assert 'plan.xlsx: there is no sheet "roms": did you mean `rooms`?' in result.stderr
    assert taktwin("experiment", "mm1", "--scenarios", "none.xlsx#rooms", *short).exit_code == 2
