"""A few cases of the program (see the package), and a long run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kill.__main__ import Kills, main


@pytest.mark.long
def test_killed_commands_leave_nothing_half_written_and_go_on(tmp_path: Path) -> None:
    kills = Kills(3, tmp_path)
    for _ in range(6):
        kills.next()


@pytest.mark.long
def test_two_hundred_killed_commands() -> None:
    assert main(["--seed", "4", "--cases", "200"]) == 0
