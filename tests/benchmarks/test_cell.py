"""The shop outside the serial path is the same shop in every program."""

from __future__ import annotations

import pytest

from benchmarks import cell
from benchmarks.cell import Outcome


def test_the_shop_is_the_same_in_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert cell.main(["--days", "40", "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    assert "simpy" in printed
    assert "to 1" in printed


def test_another_shop_is_told() -> None:
    ours = Outcome(10_000, 41_000, 700.0, 0.1)
    assert cell.problems({"taktwin": [ours], "other": [ours]}, 200.0) == []
    fewer = Outcome(9_000, 41_000, 700.0, 0.1)
    slower = Outcome(10_000, 41_000, 900.0, 0.1)
    wrong = cell.problems({"taktwin": [ours], "fewer": [fewer], "slower": [slower]}, 200.0)
    assert [text.split(":")[0] for text in wrong] == ["fewer", "slower"]
