"""Tables into messages: what the tables of a file say, the file made of them says again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from taktwin.exchange.content import frames
from taktwin.exchange.edi import Interchange, write_interchange
from taktwin.exchange.edi.contents import edi_content
from taktwin.exchange.edi.fromtables import interchange_of
from taktwin.exchange.edi.record import Message
from taktwin.model.errors import ModelError
from taktwin.model.files.tablefiles import write_tables
from tests.exchange.edi.examples import delfor, desadv, interchange, jis, jit


def tables(out: Interchange, folder: Path, form: str) -> Path:
    """The table of an interchange of one kind of message, as a file."""
    content = edi_content(write_interchange(out), "a.edi")
    write_tables(folder, frames([("a.edi", content)]), [form], {})
    (name,) = content.tables
    return folder / (f"{name}.csv" if form == "csv" else f"tables.xlsx#{name}")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("make", [delfor, jis, jit, desadv])
def test_there_and_back(tmp_path: Path, make: Callable[[], Message], form: str) -> None:
    first = interchange(make())
    path = tables(first, tmp_path, form)
    if form == "xlsx" and not (tmp_path / "tables.xlsx").is_file():
        (book,) = tmp_path.glob("*.xlsx")
        path = Path(f"{book}#{path.name.partition('#')[2]}")
    again = interchange_of([path])
    old, new = (edi_content(write_interchange(one), "a.edi").tables for one in (first, again))
    assert new == old


HEAD = "document,issued,buyer,seller,consignee,line,part,status,quantity,unit,due\n"
ROW = "D1,2026-03-02,693,117,2,1,SEAT,firm,24,PCE,2026-03-03\n"


def test_several_documents(tmp_path: Path) -> None:
    file = tmp_path / "demand.csv"
    file.write_text(HEAD + ROW + ROW.replace("SEAT,firm,24", "SEAT,planning,30") + ROW.replace("D1", "D2"))
    found = interchange_of([file], "R7")
    assert [one.document for one in found.messages] == ["D1", "D2"]
    assert found.control_reference == "R7"
    assert b"UNB+UNOC:3+693:ZZ+117:ZZ+260302:0000+R7'" in write_interchange(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD, "there are no rows"),
        ("a,b\n1,2\n", "this is no table of demand, call-offs or despatches"),
        (HEAD.replace("status,", "") + ROW.replace("firm,", ""), 'a table of demand lacks "status": add the column'),
        (HEAD.replace("consignee,line", "kind,ship_to"), 'a table of call-offs lacks "number"'),
        (HEAD + ROW.replace("24", "many"), '2: quantity: "many" is no number'),
        (HEAD + ROW.replace("24", "-1"), "out of range"),
        (HEAD + ROW.replace("24", "nan"), "out of range"),
        (HEAD + ROW.replace("2,1,SEAT", "2,1.5,SEAT"), "1.5 is no whole number"),
        (HEAD + ROW.replace("2026-03-03", "3 March"), 'due: "3 March" is no day or time'),
        (HEAD + ROW.replace("SEAT", ""), "part: this cell is empty"),
        (HEAD + ROW + ROW.replace("D1", "D2").replace("117", "118"), '"118" is another seller'),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "demand.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as error:
        interchange_of([file])
    assert words in str(error.value)
    assert "demand.csv" in str(error.value)


def test_days_and_times_as_a_german_spreadsheet_saves_them(tmp_path: Path) -> None:
    """Points in a day, a semicolon between the columns and a decimal comma; the messages are the same."""
    rows = (HEAD + ROW).replace("2026-03-03", "2026-03-03T06:30")
    (tmp_path / "one.csv").write_text(rows, encoding="utf-8")
    german = rows.replace(",", ";").replace("2026-03-03T06:30", "3.3.2026 6:30").replace("2026-03-02", "02.03.2026")
    assert german.count(".2026") > 1
    (tmp_path / "two.csv").write_text(german, encoding="utf-8")
    one, two = (interchange_of([tmp_path / name]) for name in ("one.csv", "two.csv"))
    assert one == two
