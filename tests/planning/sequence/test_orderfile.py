"""Sequences as files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.orderfile import read_order, write_order
from tests.planning.sequence.random_problems import random_problem

GOOD = "position,ident\n1,c2\n2,c0\n3,c1\n"


def test_there_and_back(tmp_path: Path) -> None:
    problem = random_problem(1, cars=3)
    write_order(tmp_path / "o.csv", problem, np.array([2, 0, 1]))
    assert (tmp_path / "o.csv").read_text() == GOOD
    assert read_order(tmp_path / "o.csv", problem).tolist() == [2, 0, 1]
    assert [path.name for path in tmp_path.iterdir()] == ["o.csv"]


def test_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "o.csv").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_order(tmp_path / "o.csv", random_problem(1, cars=3), np.array([2, 0, 1]))
    assert (tmp_path / "o.csv").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("position", "place", r":1: expected the heading `position,ident`, got `place,ident`"),
        ("2,c0", "3,c0", r':3: position: expected 2, got "3"'),
        ("2,c0", "2,c9", r':3: ident: unknown car "c9"'),
        ("2,c0", "2,c2", r':3: ident: the car "c2" stands at position 1 already'),
        ("2,c0", "2", r":3: expected 2 values, got 1"),
        ("3,c1\n", "", r"1 cars are missing: c1"),
    ],
)
def test_bad_input(tmp_path: Path, old: str, new: str, words: str) -> None:
    (tmp_path / "o.csv").write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ModelError, match=words):
        read_order(tmp_path / "o.csv", random_problem(1, cars=3))
