"""`taktwin stress`: tables, JSON, both languages, and errors that name the option."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taktwin.cli.exits import INPUT, USAGE
from tests.cli.conftest import Taktwin
from tests.planning.stress.plants import CHAIN, MIX, SEQUENCE

RUNS = ("--warmup", 2.5 / 24, "--days", 1, "--replications", 2)


@pytest.fixture
def chain(here: Path) -> Path:
    (here / "chain.yaml").write_text(CHAIN, encoding="utf-8")
    return here / "chain.yaml"


def test_tables_tell_stop_loss_and_cover(taktwin: Taktwin, chain: Path) -> None:
    result = taktwin("stress", chain, *RUNS)
    assert result.exit_code == 0, result.output
    out = result.stdout
    assert "late-truck: one truck 2 h late" in out
    assert "29 min" in out
    assert "seats: stands at fit (seat)" in out
    assert "seats: prevented, as run, by 29 more seats (29 min)" in out
    assert "time to survive" in out
    assert "demand-mix: not tested" in out


def test_in_chinese(taktwin: Taktwin, chain: Path) -> None:
    result = taktwin("stress", chain, *RUNS, "--language", "zh")
    assert result.exit_code == 0, result.output
    assert "一辆卡车晚到" in result.stdout
    assert "未检验：没有工位按比例分流" in result.stdout


def test_json_says_the_same(taktwin: Taktwin, chain: Path) -> None:
    result = taktwin("stress", chain, *RUNS, "--test", "late-truck", "--lane", "seats", "--json")
    (one,) = json.loads(result.stdout)["answers"]
    assert one["effect"]["stopped_s"]["mean"] == 1740.0
    assert one["covers"] == [{"stock": "seats", "pieces": 29.0, "minutes": pytest.approx(29.0, rel=0.01)}]
    assert one["verified"] is True
    assert one["survived"] is False


def test_more_trucks_and_what_is_not_confirmed(taktwin: Taktwin, here: Path) -> None:
    (here / "sequence.yaml").write_text(SEQUENCE, encoding="utf-8")
    asked = ("stress", "sequence.yaml", *RUNS, "--test", "closed-road")
    out = taktwin(*asked).stdout
    assert "axle-maker: prevented, as run, by 2 more trucks of axle-truck" in out
    assert "not confirmed: axles 23 min sooner does not prevent it, since trucks are lacking" in out
    (one,) = json.loads(taktwin(*asked, "--json").stdout)["answers"]
    assert one["trucks"] == [{"delivery": "axle-truck", "trucks": 2}]
    assert one["covers"] == []
    chinese = taktwin(*asked, "--language", "zh").stdout
    assert "经运行验证，可避免停线：axle-truck 增加 2 辆卡车" in chinese
    assert "未得到证实：axles 提前 23 分钟 不能避免停线" in chinese


def test_all_strengths_are_heard(taktwin: Taktwin, here: Path) -> None:
    (here / "mix.yaml").write_text(MIX, encoding="utf-8")
    options = ["--test", "closed-road", "--road", "north", "--closed", "3 h", "--test", "scrambling", "--scramble", "3"]
    options += ["--test", "demand-mix", "--grow", "product=rare", "--by", "2", "--set", "lanes.parts.every=2 h"]
    result = taktwin("stress", "mix.yaml", *RUNS, *options)
    assert result.exit_code == 0, result.output
    for said in ("closed for 3 h", "rework of inspect x 3", "product=rare x 2", "lanes.parts.every=2 h"):
        assert said in result.stdout
    assert "places from where it was released" in result.stdout


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--late", "-2 h"), USAGE, "--late"),
        (("--down", "soon"), USAGE, "--down"),
        (("--closed", "0 h"), USAGE, "--closed"),
        (("--late", "1e300 h"), USAGE, "up to 1000 years"),
        (("--slow", "1e300"), USAGE, "1000 at most"),
        (("--slow", "0.5"), USAGE, "at least 1"),
        (("--slow", "3", "--closed", "4 h"), USAGE, "give one of --slow and --closed"),
        (("--test", "late"), USAGE, "no stress test"),
        (("--test", "late-truck", "--lane", "seat"), USAGE, "did you mean `seats`"),
        (("--test", "supplier-down", "--supplier", "nobody"), USAGE, "--supplier"),
        (("--test", "demand-mix", "--grow", "product=x"), USAGE, "--grow"),
        (("--set", "lanes.seats.lead"), USAGE, "PATH=VALUE"),
        (("--set", "lanes.seats.led=1 h"), INPUT, "lead"),
        (("--test", "own", "--set", "lanes.seats.every=30 min"), INPUT, "cannot go on from where it stands at T"),
    ],
)
def test_what_cannot_be_meant(taktwin: Taktwin, chain: Path, options: tuple[str, ...], code: int, said: str) -> None:
    result = taktwin("stress", chain, "--warmup", 0.1, "--days", 0.2, "--replications", 1, *options)
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
