"""Reading instances of CSPLib problem 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.problem import Ratio
from tests.planning.sequence.instances import CSPLIB


def written(folder: Path, text: str) -> Path:
    path = folder / "case.txt"
    path.write_text(text)
    return path


def test_what_is_in_a_file(tmp_path: Path) -> None:
    problem = read_instance(written(tmp_path, CSPLIB))
    assert problem.idents == ("0-1", "0-2", "1-1", "1-2")
    assert problem.has.tolist() == [[True, False]] * 2 + [[False, True]] * 2
    assert problem.ratios == (Ratio("option0", 1, 2), Ratio("option1", 2, 3))
    assert not problem.cut_windows
    assert dict(problem.weight_of) == {"high_violations": 1}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("4 2 2\n", "4 2\n", 1, "expected 3 numbers"),
        ("4 2 2\n", "0 2 2\n", 1, "0 cars"),
        ("4 2 2\n", "5 2 2\n", 5, "the classes hold 4 cars, line 1 says 5"),
        ("4 2 2\n", "4 2 3\n", 5, "the file ends where class"),
        ("4 2 2\n", "4 2 1\n", 4, "the classes hold 2 cars"),
        ("1 2\n2 3", "3 2\n2 3", 3, "option 0 has the ratio 3/2"),
        ("0 2 1 0", "0 2 1", 4, "expected 4 numbers"),
        ("0 2 1 0", "0 2 1 x", 4, "expected whole numbers"),
        ("0 2 1 0", "0 2 1 5", 4, "neither 0 nor 1"),
        ("0 2 1 0", "7 2 1 0", 4, "expected the class 0, got 7"),
        ("0 2 1 0", "0 -2 1 0", 4, "has -2 cars: give 0 to 4"),
        ("0 2 1 0", "0 999999999 1 0", 4, "has 999999999 cars: give 0 to 4"),
        ("1 2 0 1\n", "1 2 0 1\n2 0 0 0\n", 6, "lines after the last class"),
    ],
)
def test_bad_input(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    assert old in CSPLIB
    path = written(tmp_path, CSPLIB.replace(old, new, 1))
    with pytest.raises(ModelError, match=words) as caught:
        read_instance(path)
    assert caught.value.problems[0].line == line
    assert caught.value.problems[0].file == str(path)


def test_what_is_no_file_of_the_set(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="where this is no file of CSPLib problem 1, name the folder of a day"):
        read_instance(written(tmp_path, "position,ident\n1,c1\n"))
