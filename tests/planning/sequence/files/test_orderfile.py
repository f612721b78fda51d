"""Sequences as files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import ModelError
from taktwin.planning.sequence.files.orderfile import read_order, write_order
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


def test_bad_input_names_the_cars_of_the_problem(tmp_path: Path) -> None:
    """What else can be wrong: tests/model/test_sequencefile.py."""
    (tmp_path / "o.csv").write_text(GOOD.replace("2,c0", "2,c9"))
    with pytest.raises(ModelError, match=r':3: ident: there is no car "c9" in this day'):
        read_order(tmp_path / "o.csv", random_problem(1, cars=3))
