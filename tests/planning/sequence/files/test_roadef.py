"""Reading instances: what is in them, and a clear error for what is wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.problem import Ratio
from tests.planning.sequence.instances import change, write_instance

LEAD = "Date;SeqRank;Ident;Paint Color;HPRC1;LPRC1"
EASY = "high_priority_level_and_easy_to_satisfy_ratio_constraints"

# file, what is there, what is put instead, line, column, words of the message
BAD = [
    ("vehicles.txt", "Paint Color;", "", 1, "Paint Color", "the column `Paint Color` is missing"),
    ("vehicles.txt", "Ident", "Name", 1, "Ident", "the column `Ident` is missing"),
    ("vehicles.txt", "HPRC1;LPRC1", "HPRC1;HPRC1", 1, "HPRC1", "stands twice"),
    ("vehicles.txt", "LPRC1", "LPRC9", 1, "LPRC1", "as a ratio of ratios.txt is: did you mean `LPRC9`?"),
    ("vehicles.txt", "LPRC1\n", "LPRC1;SUN\n", 2, "", "expected 7 values"),
    ("vehicles.txt", "c2;2;0;1", "c2;2;0", 5, "", "expected 6 values"),
    ("vehicles.txt", "c2;2;0;1", "c2;2;0;yes", 5, "LPRC1", 'expected 0 or 1, got "yes"'),
    ("vehicles.txt", "c2;2;0;1", "c2;2;2;1", 5, "HPRC1", 'expected 0 or 1, got "2"'),
    ("vehicles.txt", "c2;2", "c1;2", 5, "Ident", 'the car "c1" stands in line 4 already'),
    ("vehicles.txt", "c2;2", ";2", 5, "Ident", "the car has no name"),
    ("vehicles.txt", "c2;2", "c2;", 5, "Paint Color", "the car has no colour"),
    ("vehicles.txt", "4;2;c2", "3;2;c2", 5, "Date", "the days are mixed"),
    ("vehicles.txt", "4;4;c4", "5;4;c4", 7, "Date", "is a third day"),
    ("vehicles.txt", "4;2;c2", "4;two;c2", 5, "SeqRank", 'expected a whole number, got "two"'),
    ("vehicles.txt", "4;2;c2", "4;7;c2", 6, "SeqRank", "the rank 3 comes after 7"),
    ("ratios.txt", "1/2", "1-2", 2, "Ratio", '"1-2" is no ratio'),
    ("ratios.txt", "1/2", "3/2", 2, "Ratio", '"3/2" is no ratio'),
    ("ratios.txt", "1/2", "0/2", 2, "Ratio", '"0/2" is no ratio'),
    ("ratios.txt", "1/2", "1/0", 2, "Ratio", '"1/0" is no ratio'),
    ("ratios.txt", "1/2", "1月2日", 2, "Ratio", "format the column as text"),
    ("ratios.txt", "2;1;H", "2;high;H", 2, "Prio", 'expected 0 or 1, got "high"'),
    ("ratios.txt", "LPRC1", "HPRC1", 3, "Ident", 'the ratio "HPRC1" stands twice'),
    ("ratios.txt", "1/3;0;LPRC1;\n", "", None, "LPRC1", "unknown option `LPRC1`"),
    ("ratios.txt", "Prio;", "", 1, "Prio", "the column `Prio` is missing"),
    ("paint_batch_limit.txt", "2", "0", 2, "limitation", "the batch limit is 0"),
    ("paint_batch_limit.txt", "2", "-4", 2, "limitation", "the batch limit is -4"),
    ("paint_batch_limit.txt", "2", "many", 2, "limitation", 'expected a whole number, got "many"'),
    ("paint_batch_limit.txt", "2;\n", "", None, "limitation", "expected one limit, got 0"),
    ("optimization_objectives.txt", "paint_color_batches", "paint_batches", 3, "objective name", "did you mean"),
    ("optimization_objectives.txt", "2;paint", "1;paint", 3, "rank", "the rank 1 stands twice"),
    ("optimization_objectives.txt", "paint_color_batches", EASY, 3, "objective name", "stands twice"),
    ("optimization_objectives.txt", "rank;objective name;\n", "", 1, "rank", "the column `rank` is missing"),
]  # fmt: skip


def test_what_is_in_an_instance(tmp_path: Path) -> None:
    problem = read_instance(write_instance(tmp_path / "day"))
    assert problem.name == "day"
    assert problem.idents == ("c1", "c2", "c3", "c4")
    assert problem.ratios == (Ratio("HPRC1", 1, 2, True), Ratio("LPRC1", 1, 3, False))
    assert problem.batch_limit == 2
    assert problem.objectives == ("high_violations", "paint_color_changes", "low_violations")
    assert [problem.colour_names[code] for code in problem.colours] == ["1", "2", "1", "2"]
    assert [problem.colour_names[code] for code in problem.tail_colours] == ["1", "2"]
    assert problem.has.tolist() == [[True, False], [False, True], [True, True], [False, False]]
    assert problem.tail_has.tolist() == [[False, True], [True, False]]
    assert problem.given is not None
    assert np.array_equal(problem.given, np.arange(4))


def test_the_case_of_names_and_the_ends_of_lines_do_not_matter(tmp_path: Path) -> None:
    folder = write_instance(tmp_path / "day")
    change(folder, "ratios.txt", "Ident", "ident")
    change(folder, "ratios.txt", "HPRC1", "hprc1")
    text = (folder / "vehicles.txt").read_text().replace("\n", ";\r\n")
    (folder / "vehicles.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_instance(folder).has.sum() == 4


@pytest.mark.parametrize(("separator", "quote"), [(",", ""), ("\t", ""), (";", '"'), (",", '"')])
def test_what_a_spreadsheet_program_makes_of_the_tables_is_read(tmp_path: Path, separator: str, quote: str) -> None:
    plain = read_instance(write_instance(tmp_path / "day"))
    for path in (tmp_path / "day").iterdir():
        rows = [[f"{quote}{cell}{quote}" for cell in row.split(";")] for row in path.read_text().splitlines()]
        path.write_text("\n".join(separator.join(row) for row in rows))
    again = read_instance(tmp_path / "day")
    assert (again.idents, again.ratios, again.batch_limit) == (plain.idents, plain.ratios, plain.batch_limit)
    assert np.array_equal(again.has, plain.has)
    path = tmp_path / "day" / "vehicles.txt"
    path.write_text(path.read_text() + separator.join(["", "one", "too", "many", "in", "this", "row"]))
    with pytest.raises(ModelError, match=r"expected 6 values .*: separate the values by (`.`|a tab), one for each"):
        read_instance(tmp_path / "day")


@pytest.mark.parametrize(("name", "old", "new", "line", "column", "words"), BAD)
def test_bad_input(tmp_path: Path, name: str, old: str, new: str, line: int | None, column: str, words: str) -> None:
    folder = write_instance(tmp_path / "day")
    change(folder, name, old, new)
    with pytest.raises(ModelError) as caught:
        read_instance(folder)
    problem = caught.value.problems[0]
    assert words in str(problem)
    assert problem.path == column
    assert problem.remedy
    where = "vehicles.txt" if "unknown option" in words else name
    assert problem.file == str(folder / where)
    assert problem.line == (line or (1 if "unknown option" in words else None))


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    folder = write_instance(tmp_path / "day")
    change(folder, "vehicles.txt", "c2;2;0;1", "c2;2;0;x")
    change(folder, "vehicles.txt", "c4;2;0;0", "c1;;7;0")
    with pytest.raises(ModelError) as caught:
        read_instance(folder)
    assert [problem.line for problem in caught.value.problems] == [5, 7, 7, 7]


@pytest.mark.parametrize("name", ["vehicles.txt", "ratios.txt", "paint_batch_limit.txt", "optimization_objectives.txt"])
def test_files_that_are_missing_empty_or_no_text(tmp_path: Path, name: str) -> None:
    folder = write_instance(tmp_path / "day")
    (folder / name).write_text("")
    with pytest.raises(ModelError, match="the file is empty: begin with the line"):
        read_instance(folder)
    (folder / name).write_bytes("Größe;\n".encode("latin-1"))
    with pytest.raises(ModelError, match="not UTF-8 text"):
        read_instance(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name}: there is no such file"):
        read_instance(folder)


@pytest.mark.parametrize("day", ["2003 38 3", "2003 38 4", ""])
def test_an_empty_day(tmp_path: Path, day: str) -> None:
    folder = write_instance(tmp_path / "day")
    rows = (folder / "vehicles.txt").read_text().splitlines(keepends=True)
    (folder / "vehicles.txt").write_text("".join([rows[0], *(row for row in rows[1:] if day and row.startswith(day))]))
    with pytest.raises(ModelError, match="the day to sequence is empty"):
        read_instance(folder)


def test_a_folder_without_an_instance(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no instance in this folder"):
        read_instance(tmp_path)
    with pytest.raises(ModelError, match="there is no such file"):
        read_instance(tmp_path / "nothing")
