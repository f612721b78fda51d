"""The Chinese pages stay in step with the English ones: the same blocks, figures, sections and links."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.docs.blocks import CHINESE, Block, blocks, commands
from tests.docs.test_pages import LINK, NUMBER, PAGES, ROOT

PAIRS = [
    (page.with_name(page.name.removesuffix(CHINESE) + ".md"), page) for page in PAGES if page.name.endswith(CHINESE)
]


#: Why a block of a Chinese page is not run that the English one runs: it takes long, and its words occur elsewhere.
ELSEWHERE = "{} does, and its figures are these"


def content(block: Block) -> object:
    """What must be the same: all, but of commands the figures that they print, in any order of the words."""
    if block.language != "console":
        return block.content
    return [
        (command.text, Counter(number.rstrip(",") for number in NUMBER.findall(command.output or "")))
        for command in commands(block)
    ]


def outline(page: Path) -> tuple[list[str], int, Counter[str]]:
    """Levels of the headings, number of rows of tables and of items of lists, and the links."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.replace(".zh.", ".") for link in LINK.findall(text) if not link.startswith("#")]
    return re.findall(r"^#+(?= )", text, flags=re.M), len(re.findall(r"^(?:\||- )", text, flags=re.M)), Counter(links)


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=[str(page.relative_to(ROOT)) for _, page in PAIRS])
def test_in_step(english: Path, chinese: Path) -> None:
    here, there = blocks(english), blocks(chinese)
    assert [(one.language, one.file, one.not_run) for one in here] == [
        (one.language, one.file, None if one.not_run == ELSEWHERE.format(english.name) else one.not_run)
        for one in there
    ]
    for ours, theirs in zip(here, there, strict=True):
        assert content(ours) == content(theirs), f"{chinese.name}:{theirs.line} is not {english.name}:{ours.line}"
    assert outline(english) == outline(chinese)
    assert f"[中文]({chinese.name})" in english.read_text(encoding="utf-8")
    assert f"[English]({english.name})" in chinese.read_text(encoding="utf-8")


def test_there_are_chinese_pages() -> None:
    assert {page.name for _, page in PAIRS} >= {"README.zh.md", "tutorial.zh.md", "commands.zh.md"}


@pytest.mark.parametrize("page", [page for _, page in PAIRS], ids=lambda page: page.name)
def test_full_width_marks(page: Path) -> None:
    """No Western mark between Chinese words."""
    text = re.sub(r"```.*?```|`[^`]*`", "code", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff] [，。；：）]", text) == []
