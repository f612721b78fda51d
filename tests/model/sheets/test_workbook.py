"""Workbooks that are wrong, damaged or very large: each is refused with file, sheet, cell and remedy."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from taktwin.model.errors import ModelError
from taktwin.model.values import workbook
from taktwin.model.values.sheet import read_sheet
from taktwin.model.values.textfile import read_text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def simple(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Times"
    for row in (["name", "value"], ["a", 1.25], ["b", 20]):
        sheet.append(row)
    book.save(path)
    return path


def changed(path: Path, part: str, old: str, new: str) -> Path:
    """A workbook in which a part reads otherwise."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part].replace(b" />", b"/>").replace(b"<v></v>", b"<v/>")  # with lxml and without
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refused(path: str | Path) -> str:
    with pytest.raises(ModelError) as caught:
        read_sheet(Path(path))
    problem = caught.value.problems[0]
    assert problem.remedy
    assert problem.file.startswith(str(path).partition("#")[0])
    return str(problem)


A2 = '<c r="A2" t="inlineStr"><is><t>a</t></is></c>'
SHEET = "xl/worksheets/sheet1.xml"


def test_cells_as_texts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([True, 1.0, 0.1 + 0.2, 1e20, -2.5e-7, dt.datetime(2026, 1, 5, 10, 30, 0, 400), dt.date(2026, 1, 5)])
    sheet.append([dt.time(1, 2, 3), dt.timedelta(days=2, seconds=1.5), " text ", None, "x", 12345678])
    book.save(tmp_path / "a.xlsx")
    assert [cells for _, cells in read_sheet(tmp_path / "a.xlsx").rows] == [
        ("true", "1", "0.3", "1e+20", "-2.5e-07", "2026-01-05 10:30:00", "2026-01-05 00:00:00"),
        ("3723 s", "172801.5 s", "text", "", "x", "12345678", ""),
    ]


def test_what_a_sheet_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    file = changed(simple(tmp_path / "a.xlsx"), SHEET, 'ref="A1:B3"', 'ref="A1"')
    assert [cells for _, cells in read_sheet(file).rows] == [("name", "value"), ("a", "1.25"), ("b", "20")]


def test_a_sheet_that_there_is_not(tmp_path: Path) -> None:
    assert 'there is no sheet "Tiems": did you mean `Times`?' in refused(f"{simple(tmp_path / 'a.xlsx')}#Tiems")


def test_an_error_in_a_cell(tmp_path: Path) -> None:
    file = changed(simple(tmp_path / "a.xlsx"), SHEET, '<c r="B3" t="n"><v>20</v>', '<c r="B3" t="e"><v>#REF!</v>')
    text = refused(file)
    assert f"{file}#Times:3: B3: row 3: the cell B3 holds the error #REF!" in text


def test_a_formula_without_a_value(tmp_path: Path) -> None:
    """As openpyxl writes it; a formula that gives an empty text is none."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["value", "note"])
    sheet.append(["=1+1", '=IF(1,"","")'])
    book.save(tmp_path / "a.xlsx")
    assert "the cell A2 holds a formula that was never calculated" in refused(tmp_path / "a.xlsx")
    changed(tmp_path / "a.xlsx", SHEET, "<f>1+1</f><v/>", "<f>1+1</f><v>2</v>")
    assert read_sheet(tmp_path / "a.xlsx").rows[1][1][0] == "2"


def test_a_control_character(tmp_path: Path) -> None:
    file = changed(simple(tmp_path / "a.xlsx"), SHEET, A2, '<c r="A2" t="str"><v>a\x7f</v></c>')
    assert "A2: row 2: the cell A2 cannot be read" in refused(file)


def test_a_row_far_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1000)
    file = changed(simple(tmp_path / "a.xlsx"), SHEET, '<row r="3">', '<row r="9000000000">')
    assert "row 1001: the sheet is larger than" in refused(file)


def test_rows_of_many_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 10_000)
    file = changed(simple(tmp_path / "a.xlsx"), SHEET, '<c r="B3"', '<c r="XFD3"')
    assert "row 3: the sheet is larger than 10,000 cells" in refused(file)


def test_a_zip_bomb(tmp_path: Path) -> None:
    """700 MB of zeros in 700 kB are told by the sizes in the archive; nothing is unpacked."""
    file = simple(tmp_path / "a.xlsx")
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.png", "w", force_zip64=True) as part,
    ):
        for _ in range(700):
            part.write(bytes(2**20))
    assert file.stat().st_size < 2**20
    assert "unpacked, the workbook has 700 MiB, at most 512 are read" in refused(file)


def test_a_size_that_lies(tmp_path: Path) -> None:
    """An archive that says less than is in it is damaged; no more than it says is unpacked."""
    file = simple(tmp_path / "a.xlsx")
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo(SHEET).file_size
    at = content.rfind(SHEET.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    assert int.from_bytes(content[at + 24 : at + 28], "little") == size
    content[at + 24 : at + 28] = (size // 2).to_bytes(4, "little")
    file.write_bytes(content)
    assert "the workbook cannot be read" in refused(file)


def test_entities_that_grow(tmp_path: Path) -> None:
    bomb = "<!DOCTYPE b [<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{i} '{''.join([f'&a{i - 1};'] * 10)}'>" for i in range(1, 12)
    )
    file = simple(tmp_path / "a.xlsx")
    changed(file, SHEET, "<worksheet", f"{bomb}]><worksheet")
    changed(file, SHEET, A2, '<c r="A2" t="str"><v>&a11;</v></c>')
    assert "the workbook cannot be read" in refused(file)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is no Excel workbook"),
        (b"product,x\n", "this is no Excel workbook"),
        (b"PK\x03\x04 and nothing behind it", "this is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a workbook with a password, or one of Excel before 2007"),
    ],
)
def test_no_workbook(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert message in refused(tmp_path / "a.xlsx")


def test_another_archive(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "the workbook cannot be read" in refused(file)


def test_no_such_file_and_no_file(tmp_path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "a.xlsx#x")
    (tmp_path / "b.xlsx").mkdir()
    assert "this is a folder" in refused(tmp_path / "b.xlsx")


def test_workbooks_of_other_names(tmp_path: Path) -> None:
    for name, what in (("a.csv", "a zip archive, as of Excel"), ("a.ods", "a zip archive")):
        simple(tmp_path / name)
        with pytest.raises(ModelError, match=f"{what}.*xlsx"):
            read_text(tmp_path / name)
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ModelError, match=r"an Excel workbook of before 2007.*or as \.xlsx"):
        read_text(tmp_path / "a.xls")


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_never_a_bug(seed: int, tmp_path: Path) -> None:
    """Bytes changed, cut or put in, in the archive or in one of its parts: read as ever, or refused."""
    rng = random.Random(seed)
    file = simple(tmp_path / "a.xlsx")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if seed % 3:
        name = rng.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(content))
            if rng.random() < 0.5:
                content[at] = rng.randrange(256)
            else:
                del content[at : at + rng.randint(1, 40)]
        if seed % 3 == 1:
            parts[name] = bytes(content)
        else:
            del parts[name]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        file.write_bytes(out.getvalue())
    else:
        content = bytearray(file.read_bytes())
        for _ in range(rng.randint(1, 8)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        file.write_bytes(content[: len(content) - rng.choice([0, 0, 1, 500])])
    with contextlib.suppress(ModelError):
        read_sheet(file)
