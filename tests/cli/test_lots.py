"""`taktwin lots`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import taktwin as api
from taktwin.cli.tables import lots as lots_table
from taktwin.planning.presslots.panel import Panel, Press
from taktwin.planning.presslots.plan import Wish, plan
from tests.cli.conftest import Taktwin
from tests.planning.presslots.test_hours import ONE_SHIFT

QUICK = ("--days", 5)


def test_plans_both_presses(taktwin: Taktwin) -> None:
    result = taktwin("lots", "press-lots", *QUICK, "--load", "70%", "--json")
    assert result.exit_code == 0
    content = json.loads(result.stdout)
    assert [one["cell"] for one in content["presses"]] == ["press-1", "press-2"]
    for one in content["presses"]:
        assert one["load_now"] < one["load"] <= 0.7
        assert sorted(set(one["order"])) == sorted(part["part"] for part in one["parts"])
        assert one["die_change"]["lot_stock_change"] == pytest.approx(-0.7, abs=0.02)
        for part in one["parts"]:  # hits of a lot, as the model file has them: scrap, and two doors or fenders a hit
            assert content["set"][f"shops.press.cells.{one['cell']}.makes.{part['part']}.lot"] == str(part["hits"])
            good = part["lot"] / part["hits"]
            assert good == pytest.approx(2 if part["part"] in ("door", "fender") else 1, rel=0.03)
    assert content["set"]["shops.press.cells.press-2.makes.door.lot"].isdigit()
    assert content["comparison"] is None


def test_table(taktwin: Taktwin) -> None:
    result = taktwin("lots", "press-lots", *QUICK, "--cell", "press-2", "--die-change", "10 min,3 min")
    assert result.exit_code == 0
    assert "order of the dies: " in result.stdout
    assert "die change 600 s -> 180 s at the same load: stock -" in result.stdout
    assert "hood" not in result.stdout


def test_simulated(taktwin: Taktwin) -> None:
    arguments = ("--load", "0.7", "--simulate", "--replications", 3)
    result = taktwin("lots", "press-lots", *QUICK, *arguments, "--json")
    rows = {row["measure"]: row for row in json.loads(result.stdout)["comparison"]}
    assert rows["stock"]["high"] < 0 < rows["die_changes"]["low"]
    assert rows["throughput_per_hour"]["after"] == pytest.approx(59, rel=0.02)
    assert "stations wait for parts" in taktwin("lots", "press-lots", *QUICK, *arguments).stdout


def test_out_is_a_model_file(taktwin: Taktwin, here: Path) -> None:
    (here / "mine.yaml").write_text("taktwin: 1\nname: mine\nextends: press-lots\n", encoding="utf-8")
    override = ("--set", "stocks.hood-store.initial=777")
    result = taktwin("lots", "mine.yaml", *QUICK, *override, "--out", "plan.yaml")
    assert "wrote plan.yaml" in result.stdout
    plan = api.load("plan.yaml").model
    assert plan.stocks["hood-store"].initial.value == 777
    assert plan.shops["press"].cells["press-1"].makes["hood"].reorder.value != 150
    again = taktwin("lots", "mine.yaml", *QUICK, "--out", "plan.yaml")
    assert again.exit_code == 2
    assert "exists already" in again.stderr


def test_page(taktwin: Taktwin, here: Path) -> None:
    result = taktwin("lots", "press-lots", *QUICK, "--report", "lots.html", "--language", "zh")
    assert result.exit_code == 0
    assert "报告：lots.html\n" in result.stdout
    page = (here / "lots.html").read_text(encoding="utf-8")
    for words in ("冲压批量计划", "随机种子", "<dd>5 d</dd>"):
        assert words in page
    lost = taktwin("lots", "press-lots", *QUICK, "--report", "no/lots.html")
    assert lost.exit_code == 4
    assert "make it first" in lost.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--out", "plan.txt"), "let its name end with .yaml"),
        (("--out", "plan.yaml"), "exists already"),
        (("--report", "."), "name the file to write"),
        (("--die-change", "180 s,600 s"), "write the longer one first"),
        (("--surety", "0"), "is no share"),
        (("--method", "magic"), 'no method "magic"'),
        (("--cell", "pres-1"), 'no make cell "pres-1"'),
    ],
)
def test_says_so_before_the_work(
    taktwin: Taktwin, here: Path, arguments: tuple[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "plan.yaml").write_text("", encoding="utf-8")
    monkeypatch.setattr("taktwin.planning.presslots.study.simulate", None)
    result = taktwin("lots", "press-lots", *arguments)
    assert result.exit_code in (2, 4)
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--load", "120%"), "'120%' is no share"),
        (("--load", "fast"), "'fast' is no share"),
        (("--load", "40%"), "leaves none for die changes"),
        (("--cell", "pres-1"), "did you mean `press-1`?"),
        (("--safety", "-1"), "0 h or more"),
        (("--change-cost", "100"), "has no value"),
        (("--interest", "5%"), "give both"),
    ],
)
def test_wrong_use(taktwin: Taktwin, arguments: tuple[str, str], words: str) -> None:
    result = taktwin("lots", "press-lots", "--days", 1, *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_no_lots_to_plan(taktwin: Taktwin) -> None:
    result = taktwin("lots", "line20", "--days", 1)
    assert result.exit_code == 3
    assert "no make cell of this plant makes more than one part" in result.stderr


def test_a_cell_with_one_part(taktwin: Taktwin, here: Path) -> None:
    """It never changes dies, so it has no lots to plan (a plan with 144 die changes a day came out once)."""
    (here / "shop.yaml").write_text(
        ONE_SHIFT.replace("          roof: {part: roof", "      press-2:\n        makes:\n          roof: {part: roof")
    )
    result = taktwin("lots", "shop.yaml", "--days", 1, "--cell", "press-2")
    assert result.exit_code == 2
    assert "press-2 makes one part alone" in result.stderr


def test_a_press_that_the_lots_overload(taktwin: Taktwin, here: Path) -> None:
    (here / "shop.yaml").write_text(ONE_SHIFT.replace("lot: 900", "lot: 20"), encoding="utf-8")
    result = taktwin("lots", "shop.yaml", *QUICK)
    assert result.exit_code == 2
    assert "give the --load, such as 0.9 (90%)" in " ".join(result.stderr.split())
    assert taktwin("lots", "shop.yaml", *QUICK, "--load", "90%").exit_code == 0


def test_press_off_shift(taktwin: Taktwin, here: Path) -> None:
    (here / "shop.yaml").write_text(ONE_SHIFT, encoding="utf-8")
    twice = ("--cell", "press-1", "--cell", "press-1")
    result = taktwin("lots", "shop.yaml", *QUICK, *twice, "--load", "60%", "--report", "lots.html")
    assert "42 % of the parts are drawn while the press is off shift" in result.stdout
    assert "42 % drawn off shift" in (here / "lots.html").read_text(encoding="utf-8")
    (one,) = json.loads(taktwin("lots", "shop.yaml", *QUICK, *twice, "--json").stdout)["presses"]
    assert one["drawn_off_shift"] == pytest.approx(10 / 24)


def test_a_long_order_is_cut() -> None:
    often, seldom = Panel("often", 60, 700, 0.05), Panel("seldom", 0.005, 700, 0.05)
    made = plan(Press("p", (often, seldom)), Wish(0.3, "multiples"))
    assert len(made.schedule.runs) == 129
    assert lots_table.shown_order(made).endswith("often ... (129 lots in the cycle)")
