"""Tables of spreadsheet programs: separators, decimal commas, marks of the byte order, sheets of workbooks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import taktwin
from taktwin.model.errors import ModelError
from taktwin.model.files.sequencefile import read_sequence, write_sequence
from taktwin.model.text.orderfile import read_orders
from taktwin.model.values.distribution import parse_distribution
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.sheet import file_of, point, read_sheet, separator_of
from taktwin.planning.experiment.scenario import read_scenarios
from taktwin.runs.fingerprint import model_hash

PLANT = """
name: ordered
start: 2026-01-05
orders: {{jobs: {{file: "{file}"}}}}
products: {{a: {{}}, b: {{}}}}
options: {{roof: {{steel: 50 %, glass: 50 %}}}}
shops: {{s: {{lines: {{l: {{orders: jobs, flow: [{{station: m, cycle: 10 s}}]}}}}}}}}
"""


def workbook(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "rows", "commas"),
    [
        ("a,b\n1,2\n", [(1, ("a", "b")), (2, ("1", "2"))], False),
        ("\ufeffa;b\n1,5;2\n\n3;4\n", [(1, ("a", "b")), (2, ("1,5", "2")), (4, ("3", "4"))], True),
        ("a\tb\n1,5\t2\n", [(1, ("a", "b")), (2, ("1,5", "2"))], True),
        ("a\n1,5\n", [(1, ("a",)), (2, ("1,5",))], True),
        ("sep=;\na,x;b\n1;2\n", [(2, ("a,x", "b")), (3, ("1", "2"))], True),
        ("\n\nSEP=,\r\na;x,b\r\n1,2\r\n", [(4, ("a;x", "b")), (5, ("1", "2"))], False),
        ('"a;b;c",d\n1,2\n', [(1, ("a;b;c", "d")), (2, ("1", "2"))], False),
        ('a;b\n"two\nlines";2\n3;4\n', [(1, ("a", "b")), (2, ("two\nlines", "2")), (4, ("3", "4"))], True),
        ("a;b;;\n1;2;;\n3;4;;\n", [(1, ("a", "b")), (2, ("1", "2")), (3, ("3", "4"))], True),
        ("a;b;;\n3;4;5;\n", [(1, ("a", "b", "")), (2, ("3", "4", "5"))], True),
        ("a,b\n3,4,\n", [(1, ("a", "b")), (2, ("3", "4", ""))], False),
        ("", [], True),
    ],
)
def test_rows_of_csv(text: str, rows: list[Any], commas: bool, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8", newline="")
    sheet = read_sheet(tmp_path / "t.csv")
    assert (list(sheet.rows), sheet.commas) == (rows, commas)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        *(("1,5", "1.5"), ("1,5 h", "1.5 h"), ("-0,25 s", "-0.25 s"), (",5", "0.5"), ("1,5e3 s", "1.5e3 s")),
        *(("1.5", "1.5"), ("tri(1 s, 2 s)", "tri(1 s, 2 s)"), ("1,5,6", "1,5,6"), ("a,b", "a,b"), ("[1,2]", "[1,2]")),
        *(("1,5 s, 2 s", "1,5 s, 2 s"), ("1.234,5", "1.234,5"), ("70,5 %", "70.5 %"), ("", "")),
    ],
)
def test_decimal_commas(cell: str, read: str) -> None:
    assert point(cell) == read


def test_the_separator_is_what_parts_most() -> None:
    assert [separator_of(line) for line in ("a;b,c;d", "a,b;c", "a\tb", "a", '"a,b,c";d')] == [";", ",", "\t", ";", ";"]


def test_a_workbook_and_the_same_csv_give_the_same_orders_and_hash(tmp_path: Path) -> None:
    """The hash follows the orders, whatever they stand in; the name of the file is part of the model."""
    heading = ["product", "release", "due", "roof", "quantity"]
    rows = [
        heading,
        ["a", 0, dt.datetime(2026, 1, 5, 10, 30), "glass", 2],
        [None] * 5,
        ["b", "1,5 h", dt.datetime(2026, 1, 6), None, None],
        ["a", dt.timedelta(hours=30), None, "steel"],
    ]
    german = "product;release;due;roof;quantity\na;0;05.01.2026 10:30;glass;2\n\nb;1,5 h;6.1.2026;;\na;30 h;;steel;\n"
    workbook(tmp_path / "orders.xlsx", notes=[["see the other sheet"]], **{"Week 2": rows})
    (tmp_path / "german.csv").write_text(german, encoding="utf-8-sig")
    found = []
    for file in ("orders.xlsx#week 2", "german.csv"):
        (tmp_path / "plant.yaml").write_text(PLANT.format(file=file), encoding="utf-8")
        model = taktwin.load(tmp_path / "plant.yaml").model
        found.append(read_orders(model, "jobs"))
        before = model_hash(model)
        if file == "german.csv":
            (tmp_path / file).write_text(german.replace("glass", "steel"), encoding="utf-8-sig")
        else:
            workbook(tmp_path / "orders.xlsx", **{"Week 2": [*rows, ["b", "31 h"]]})
        assert model_hash(taktwin.load(tmp_path / "plant.yaml").model) != before
    assert found[0] == found[1]
    orders, problems = found[0]
    assert not problems
    assert [(one.product, one.release, one.due, one.row) for one in orders] == [
        ("a", 0.0, 37800.0, 2),
        ("a", 0.0, 37800.0, 2),
        ("b", 5400.0, 86400.0, 4),
        ("a", 108000.0, None, 5),
    ]


def test_times_of_a_workbook(tmp_path: Path) -> None:
    """Numbers in the unit that is asked for, times of day as times, texts with decimal commas."""
    rows = [["shift", "cycle"], ["A", 1.5], ["A", dt.time(0, 0, 30)], ["B", "2,5 s"], ["B", None], ["B", 0.1 + 0.2]]
    workbook(tmp_path / "times.xlsx", first=[["cycle"], [7]], second=rows)
    assert parse_distribution("empirical(times.xlsx, column=cycle)", tmp_path).params == (7.0,)
    for call in ("times.xlsx#second, column=cycle", '"times.xlsx#second", column=cycle, unit=s'):
        assert parse_distribution(f"interpolated({call})", tmp_path).params == (0.3, 1.5, 2.5, 30.0)


def test_a_model_that_extends_one_finds_its_workbook(tmp_path: Path) -> None:
    workbook(tmp_path / "times.xlsx", one=[["cycle"], [7], [9]])
    text = PLANT.format(file="orders.xlsx").replace("10 s", '"empirical(times.xlsx#one, column=cycle)"')
    workbook(tmp_path / "orders.xlsx", one=[["product"], ["b"]])
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "plant.yaml").write_text("extends: ../base.yaml\n", encoding="utf-8")
    model = taktwin.load(tmp_path / "sub" / "plant.yaml").model
    station: Any = model.shops["s"].lines["l"].flow[0]
    assert station.cycle.params == (7.0, 9.0)
    assert [one.product for one in read_orders(model, "jobs")[0]] == ["b"]


def test_one_column_with_decimal_commas(tmp_path: Path) -> None:
    """It was read as two columns, and the part behind the comma was lost."""
    (tmp_path / "times.csv").write_text("zeit\n1,5\n2,25\n", encoding="utf-8")
    assert parse_distribution("empirical(times.csv)", tmp_path).params == (1.5, 2.25)
    (tmp_path / "times.csv").write_text("a,b\n1,5,9\n", encoding="utf-8")
    with pytest.raises(QuantityError, match=r'"times\.csv", row 2: has 3 cells for 2 columns'):
        parse_distribution("empirical(times.csv, column=a)", tmp_path)


def test_scenarios(tmp_path: Path) -> None:
    rows = [["scenario", "x.cycle", "x.share"], ["slow", "98,5 s", 0.7], [None, 90, None]]
    workbook(tmp_path / "s.xlsx", plan=rows)
    found = read_scenarios(tmp_path / "s.xlsx#plan")
    assert [one.changes for one in found] == [{"x.cycle": "98.5 s", "x.share": "0.7"}, {"x.cycle": "90"}]
    assert found[1].origin == f"{tmp_path / 's.xlsx'}#plan:3"
    (tmp_path / "s.csv").write_text("x.cycle;x.list\n98,5 s;[1,2]\n", encoding="utf-8")
    assert read_scenarios(tmp_path / "s.csv")[0].changes == {"x.cycle": "98.5 s", "x.list": "[1,2]"}


def test_a_sequence(tmp_path: Path) -> None:
    workbook(tmp_path / "s.xlsx", one=[["position", "ident"], [2, "c1"], [1, 17]])
    assert read_sequence(tmp_path / "s.xlsx", ["c1", "17"]) == [1, 0]
    with pytest.raises(ModelError, match=r"s\.xlsx#one:3: ident: there is no car"):
        read_sequence(tmp_path / "s.xlsx", ["c1", "c2"])


def test_a_sequence_that_was_written_is_read(tmp_path: Path) -> None:
    """Names that look like numbers or formulas stay what they are."""
    idents = ["c1", "007", "=1+1", "漆"]
    for name in ("s.xlsx", "s.csv"):
        write_sequence(tmp_path / name, idents)
        assert read_sequence(tmp_path / name, sorted(idents)) == [sorted(idents).index(one) for one in idents]


def test_the_file_of_a_sheet() -> None:
    names = ("a#b.csv", "a.xlsx#b", "a.xlsx", "A.XLSM#x#y")
    assert [str(file_of(Path(one))) for one in names] == ["a#b.csv", "a.xlsx", "a.xlsx", "A.XLSM"]
