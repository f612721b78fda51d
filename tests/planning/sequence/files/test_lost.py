"""Cars that are lost, named in a file or one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.files.lost import read_lost

CARS = ("a", "b", "车三")


def test_names() -> None:
    assert read_lost("a, 车三,a", CARS) == ["a", "车三"]


@pytest.mark.parametrize("text", ["a\n\n车三\n", "ident\na\n车三", '\ufeffident\r\n"a"\r\n车三\r\n'])
def test_a_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lost.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert read_lost(str(path), CARS) == ["a", "车三"]


def test_wrong_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "lost.csv"
    path.write_text("ident\na\nx\nB\n")
    with pytest.raises(ModelError) as caught:
        read_lost(str(path), CARS)
    assert [problem.line for problem in caught.value.problems] == [3, 4]
    assert caught.value.problems[0].file == str(path)
    path.write_text("ident\n")
    with pytest.raises(ModelError, match="no car is named"):
        read_lost(str(path), CARS)
