"""In which language the program speaks, and what stays the same in all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from taktwin.cli.app import app
from taktwin.cli.language.say import asked
from tests.cli.conftest import Taktwin

OVERLOADED = """taktwin: 1
name: over
orders: {bodies: {interval: 10 s}}
shops:
  paint:
    lines:
      main:
        orders: bodies
        flow: [{buffer: queue, capacity: unlimited}, {station: booth, cycle: 12 s}]
"""


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAKTWIN_LANG", raising=False)


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["run", "x"], None),
        (["--language", "zh", "run", "x"], "zh"),
        (["run", "x", "--language=zh"], "zh"),
        (["--language", "zh", "run", "x", "--language", "en"], "en"),
        (["run", "--language"], None),
    ],
)
def test_what_the_arguments_ask_for(arguments: list[str], language: str | None) -> None:
    assert asked(arguments) == language


@pytest.mark.parametrize(
    ("before", "behind", "variable", "chinese"),
    [
        ([], [], None, False),
        ([], ["--language", "zh"], None, True),
        (["--language", "zh"], [], None, True),
        (["--language", "zh"], ["--language", "en"], None, False),
        ([], [], "zh", True),
        ([], ["--language", "en"], "zh", False),
    ],
)
def test_the_option_stands_anywhere_and_goes_before_the_variable(
    taktwin: Taktwin, monkeypatch, before: list[str], behind: list[str], variable: str | None, chinese: bool
) -> None:
    if variable is not None:
        monkeypatch.setenv("TAKTWIN_LANG", variable)
    result = taktwin(*before, "check", "line20", "--picture", "line.svg", *behind)
    assert ("没有错误" in result.stdout) is chinese
    assert ("缓冲区" in Path("line.svg").read_text(encoding="utf-8")) is chinese


def test_the_language_is_that_of_one_command(taktwin: Taktwin) -> None:
    assert "内置模型" in taktwin("run", "--help", "--language", "zh").stdout
    assert "shipped model" in taktwin("run", "--help").stdout


def test_every_command_has_a_chinese_help(taktwin: Taktwin, monkeypatch) -> None:
    """Nothing of it is English but names, words that options take, and what typer calls kinds of values."""
    monkeypatch.setenv("TAKTWIN_LANG", "zh")
    commands = [str(one.name) for one in app.registered_commands]
    assert len(commands) >= 14
    for name in commands:
        page = taktwin(name, "--help").stdout
        assert "用法：" in page
        assert "选项：" in page
        for word in (" the ", " of ", " a ", "Print", "[required]", "[default"):
            assert word not in page, (name, word)
        assert max(map(cell_len, page.splitlines())) <= 80, name


def test_tables_align(taktwin: Taktwin) -> None:
    """A Chinese character takes two columns of the terminal."""
    lines = taktwin("line", "--rates", "1 1", "--buffers", "4", "--parts", 2000, "--language", "zh")
    assert lines.exit_code == 2  # this command has no such option; it stands before
    table = taktwin("--language", "zh", "line", "--rates", "1 1", "--buffers", "4", "--parts", 2000).stdout
    rule = next(line for line in table.splitlines() if "──" in line)
    rows = [line for line in table.splitlines() if "throughput" in line or "KPI" in line]
    assert {cell_len(line) for line in rows} == {cell_len(rule)}
    units = [cell_len(line[: line.index(word)]) for line, word in zip(rows, ("单位", "件/单位时间"), strict=True)]
    assert units[0] == units[1]


def test_json_is_the_same_in_every_language(taktwin: Taktwin, here: Path) -> None:
    (here / "over.yaml").write_text(OVERLOADED, encoding="utf-8")
    both = [json.loads(taktwin("--language", one, "check", "over.yaml", "--json").stdout) for one in ("en", "zh")]
    assert both[0] == both[1]
    assert both[0]["warnings"]


def test_warnings_and_errors(taktwin: Taktwin, here: Path) -> None:
    """File, line and field as in English; a message without a translation stays as it is, and so does its mark."""
    (here / "over.yaml").write_text(OVERLOADED, encoding="utf-8")
    (here / "bad.yaml").write_text(OVERLOADED.replace("orders: bodies", "orders: bodys"), encoding="utf-8")
    warned = taktwin("--language", "zh", "check", "over.yaml").stderr
    assert warned.startswith(
        "over.yaml:9: shops.paint.lines.main.flow.booth.cycle: 警告：每 10 秒到达一个工件，而 booth"
    )
    assert "（负荷 120 %）：缩短作业时间、增加设备，或延长订单间隔\n" in warned
    refused = taktwin("--language", "zh", "check", "bad.yaml")
    assert refused.exit_code == 3
    assert refused.stderr.startswith('错误：bad.yaml:8: shops.paint.lines.main.orders: "bodys" 不存在')


def test_english_reads_no_chinese() -> None:
    """The catalogues are read when somebody speaks Chinese."""
    code = "import sys, taktwin.cli; print([m for m in sys.modules if 'chinese' in m or 'phrases' in m])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "缺少 MODEL。"),
        (["run", "nothing"], "MODEL 的值无效：没有名为“nothing”的内置模型：内置模型有 chassis, "),
        (["run", "mm1", "--days", "x"], "--days 的值无效："),
        (["check", "gone.yaml"], "没有文件“gone.yaml”：请检查路径"),
        (["run", "--xyz"], "没有选项 --xyz"),
        (["rnu"], "rnu"),
    ],
)
def test_wrong_usage(taktwin: Taktwin, arguments: list[str], said: str) -> None:
    result = taktwin("--language", "zh", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("用法：")
    assert said in result.stderr.partition("错误：")[2]
    assert "Usage" not in result.stderr
