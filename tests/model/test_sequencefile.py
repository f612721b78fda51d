"""Files of a sequence: `position,ident`."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model import ModelError
from taktwin.model.files.sequencefile import check_idents, read_sequence, write_sequence

IDENTS = ["car-1", "car-2", "car-3"]
GOOD = "position,ident\n1,car-2\n2,car-1\n3,car-3\n"


def problem_of(path: Path, text: str | bytes):
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ModelError) as caught:
        read_sequence(path, IDENTS)
    problem = caught.value.problems[0]
    assert problem.file == str(path)
    assert problem.remedy
    return problem


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = write_sequence(tmp_path / "s.csv", ["car-3", "car-1", "car-2"])
    assert path.read_text(encoding="utf-8") == "position,ident\n1,car-3\n2,car-1\n3,car-2\n"
    assert read_sequence(path, IDENTS) == [2, 0, 1]


def test_odd_idents_survive(tmp_path: Path) -> None:
    idents = ['a,"b"', "车 7", "c d"]
    path = write_sequence(tmp_path / "s.csv", idents)
    assert read_sequence(path, idents) == [0, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "position,ident\n3,car-3\n1,car-2\n2,car-1\n",  # rows in any order
        "\ufeffposition,ident\r\n1,car-2\r\n2,car-1\r\n\r\n3,car-3\r\n",  # as a spreadsheet writes it
        "position , ident\n 1 , car-2\n2,car-1\n3,car-3",
    ],
)
def test_readable(text: str, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes(text.encode())
    assert read_sequence(path, IDENTS) == [1, 0, 2]


@pytest.mark.parametrize(
    ("text", "line", "field", "message", "remedy"),
    [
        ("", 1, "", "the file is empty", "position,ident"),
        ("ident,position\ncar-1,1\n", 1, "", 'expected the heading "position,ident", got "ident,position"', "so"),
        ("1,car-1\n2,car-2\n3,car-3\n", 1, "", "expected the heading", "so"),
        ("position;ident\n1;car-1\n", 2, "ident", "cars of the day are missing: car-2, car-3", "position"),
        (GOOD.replace("car-3", "car-4"), 4, "ident", 'no car "car-4" in this day', "did you mean `car-"),
        (GOOD.replace("3,car-3", "3,car-2"), 4, "ident", 'the car "car-2" stands in line 2 already', "once"),
        (GOOD.replace("3,car-3", "2,car-3"), 4, "position", 'position 2 is taken by "car-1"', "1, 2, 3"),
        (GOOD.replace("3,car-3\n", ""), 3, "ident", "cars of the day are missing: car-3", "position"),
        (GOOD.replace("3,car-3", "4,car-3"), 4, "position", "position 3 is left out, and the last one is 4", "gaps"),
        (GOOD.replace("3,car-3", "0,car-3"), 4, "position", 'expected a position such as 1, got "0"', "from 1"),
        (GOOD.replace("3,car-3", "3.0,car-3"), 4, "position", 'got "3.0"', "from 1"),
        (GOOD.replace("3,car-3", "-3,car-3"), 4, "position", 'got "-3"', "from 1"),
        (GOOD.replace("3,car-3", "³,car-3"), 4, "position", 'got "³"', "from 1"),
        (GOOD.replace("3,car-3", f"{'9' * 5000},car-3"), 4, "position", f'got "{"9" * 40}..."', "from 1"),
        (GOOD.replace("3,car-3", "3"), 4, "", "expected 2 values, got 1", "a position and an ident"),
        (GOOD.replace("3,car-3", "3,car-3,red"), 4, "", "expected 2 values, got 3", "a position and an ident"),
        (GOOD.replace("3,car-3", '3,"car-3'), 4, "", "cannot be read", "quotation marks"),
        (GOOD.encode().replace(b"car-2", b"\xff\xfe"), 2, "", "not UTF-8", "UTF-8"),
        (GOOD.replace("car-2", "car\0"), 2, "", "zero byte", "UTF-8"),
    ],
)
def test_bad_files(text: str | bytes, line: int | None, field: str, message: str, remedy: str, tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "s.csv", text)
    assert (problem.line, problem.path) == (line, field)
    assert message in problem.message
    assert remedy in problem.remedy


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such file"):
        read_sequence(tmp_path / "none.csv", IDENTS)


def test_every_problem_is_told_but_not_without_end(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("position,ident\n" + "".join(f"{k},no-{k}\n" for k in range(1, 100)))
    with pytest.raises(ModelError) as caught:
        read_sequence(path, IDENTS)
    assert len(caught.value.problems) == 21  # 20, and how many more
    assert any("80 more problems follow" in str(problem) for problem in caught.value.problems)


def test_many_missing_cars_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("position,ident\n1,c0\n")
    with pytest.raises(ModelError, match="missing: c1, c2, c3, c4, c5 and 94 more"):
        read_sequence(path, [f"c{k}" for k in range(100)])


def test_idents_in_their_order() -> None:
    assert check_idents(["car-2", "car-3", "car-1"], IDENTS) == [1, 2, 0]
    with pytest.raises(ModelError, match="980 more problems follow"):
        check_idents([f"no-{k}" for k in range(999)], IDENTS)
    with pytest.raises(ModelError, match='"car-2" stands further up already'):
        check_idents(["car-2", "car-2", "car-1"], IDENTS)
