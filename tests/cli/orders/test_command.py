"""`taktwin orders`: tables, JSON, files, both languages, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from tests.planning.orders.example import BOOK, ORDERS

FEW = ["--until", "20", "--futures", "20"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    return tmp_path / "book.yaml"


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, ["orders", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_everything_is_told_and_written(book: Path) -> None:
    files = {key: book.with_name(f"{key}.csv") for key in ("out", "weeks-out", "sequence-out")}
    page = book.with_name("page.html")
    told = run(
        book,
        *FEW,
        "--fresh",
        20,
        "--report",
        page,
        *(word for key, file in files.items() for word in (f"--{key}", file)),
    )
    for words in (
        "works: 350 orders wait on 2026-01-05; 20 futures of 20 weeks", "the backlog clears", "order 350", "with 90 %",
        "who asks today   M7 max", "seats (neighbour)", "late orders", "compensation", "kept in 20 fresh futures",
        f"report: {page}",
    ):  # fmt: skip
        assert words in told
    assert "…" not in told
    assert pl.read_csv(files["out"]).height == 350
    assert pl.read_csv(files["weeks-out"]).height == 20
    assert pl.read_csv(files["sequence-out"]).columns == ["product", "trim", "due", "customer"]
    html = page.read_text(encoding="utf-8")
    assert "Capacity against orders" in html
    assert "产能与订单" in html
    assert "nan" not in html.lower().replace("finance", "")[: html.lower().find("plotly")]


def test_json_of_orders_with_names(book: Path) -> None:
    found = json.loads(run(book, *FEW, "--orders", book.with_name("orders.csv"), "--json"))
    assert [one["ident"] for one in found["orders"]] == ["a-1", "a-2-1", "a-2-2", "a-3"]
    assert found["orders"][0]["due"] == "2026-01-20"
    assert 0 <= found["orders"][0]["kept"] <= 1
    assert found["orders"][0]["promise"] >= found["start"]
    assert found["marks"]["seen"] == 1


def test_chinese(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKTWIN_LANG", "zh")
    assert "可承诺的交期" in run(book, *FEW)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nobody"], 2, 'no shipped order book is called "nobody"'),
        (["BOOK", "--orders", "none.csv"], 2, "there is no file 'none.csv'"),
        (["BOOK", "--confidence", "2"], 2, "no share"),
        (["BOOK", "--confidence", "99%", "--futures", "20"], 2, "ask for 99 or more"),
        (["BOOK", "--until", "0"], 2, "until"),
        (["BOOK", "--factor", "0.2"], 2, "factor"),
        (["BOOK", "--report", "page.txt"], 2, ".html"),
        (["BOOK", "--out", "promises.txt"], 2, "no table"),
        (["BOOK", "--out", "BOOK.csv/none/x.csv"], 4, "there is no folder"),
        (["BOOK", "--plant", "nowhere", "--sequence-out", "FOLDER/cars.csv", *FEW], 3, 'no plant "nowhere"'),
    ],
)
def test_what_is_refused(book: Path, arguments: list[str], code: int, words: str) -> None:
    given = [str(book) if one == "BOOK" else one.replace("FOLDER", str(book.parent)) for one in arguments]
    done = CliRunner().invoke(app, ["orders", *given])
    assert done.exit_code == code, done.output
    assert words in " ".join(done.output.split())
    assert sorted(file.name for file in book.parent.iterdir()) == ["book.yaml", "orders.csv"]
