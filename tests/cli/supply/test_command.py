"""`taktwin supply`: plan, page and model file; doubts of the model are told, a wish beyond reach is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.cli.exits import MISSED
from tests.cli.conftest import Taktwin
from tests.model.families.park import TEXT

QUICK = ("--days", "2", "--replications", "2", "--rounds", "1", "--steps", "0", "--fresh", "2")


@pytest.fixture
def park(here: Path) -> str:
    (here / "park.yaml").write_text(TEXT, encoding="utf-8")
    return "park.yaml"


def test_a_plan_with_its_page_and_its_model(taktwin: Taktwin, here: Path, park: str) -> None:
    done = taktwin("supply", park, "--zir", "33%", *QUICK, "--report", "plan.html", "--out", "planned.yaml")
    assert done.exit_code == 0
    assert "what to change first" in done.stdout or "as today" in done.stdout
    assert "report: plan.html" in done.stdout
    assert "<html" in (here / "plan.html").read_text(encoding="utf-8")
    assert taktwin("check", "planned.yaml").exit_code == 0


def test_what_is_doubted_in_the_model_is_told(taktwin: Taktwin, here: Path, park: str) -> None:
    (here / park).write_text(TEXT.replace("takt: 2 min", "takt: 20 min"), encoding="utf-8")
    done = taktwin("supply", park, "--zir", "0%", *QUICK)
    assert "the orders come every 120 s, and supply is laid out for one in 1200 s" in done.stderr


def test_a_wish_that_the_runs_do_not_keep_has_a_code_of_its_own(taktwin: Taktwin, here: Path, park: str) -> None:
    done = taktwin("supply", park, "--zir", "90%", *QUICK, "--out", "planned.yaml")
    assert done.exit_code == MISSED == 5
    assert "the plan does not keep what was asked for" in done.stdout
    assert (here / "planned.yaml").exists()
    assert taktwin("supply", park, "--zir", "90%", *QUICK, "--json").exit_code == MISSED


def test_a_folder_is_no_model_file_to_write(taktwin: Taktwin, here: Path, park: str) -> None:
    (here / "planned.yaml").mkdir()
    done = taktwin("supply", park, *QUICK, "--out", "planned.yaml")
    assert done.exit_code == 4
    assert "this is a folder; name the file to write" in done.stderr


def test_a_wish_beyond_reach_writes_nothing(taktwin: Taktwin, here: Path, park: str) -> None:
    files = ("--report", "plan.html", "--out", "planned.yaml")
    done = taktwin("supply", park, "--zir", "100%", "--mode", "warehouse", *QUICK, *files)
    assert done.exit_code == 3
    assert "can be reached" in done.stderr
    assert "zero-inventory ratio today, simulated: 66.7%" in done.stdout
    assert "cannot come without stock (at most 120 min on site in 95 % of the time)" in done.stdout
    (bars,) = (line for line in done.stdout.splitlines() if line.startswith("tow-bar:"))
    assert "by warehouse: 1440 min between two trucks" in bars
    assert "call" in bars
    assert {path.name for path in here.iterdir()} == {"park.yaml"}


def test_what_stands_in_the_way_is_told_in_chinese(taktwin: Taktwin, park: str) -> None:
    done = taktwin("supply", park, "--zir", "100%", "--mode", "warehouse", *QUICK, "--language", "zh")
    assert "没有可行方案：零库存率最高可达" in done.stderr
    assert "无法做到零库存" in done.stdout
